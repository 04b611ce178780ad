package org.glia.api.model;

import org.glia.api.data.Dataset;
import org.osgi.annotation.versioning.ConsumerType;

/// Answers for rows that come without targets, aligned to the training schema: same features, same order, nominal
/// codes of the training levels.
@ConsumerType
@FunctionalInterface
public interface Predictor {

    /// One row of answers for each row.
    Prediction predict(Dataset rows);
}
