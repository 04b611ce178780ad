package org.glia.api.model;

import org.glia.api.data.Dataset;
import org.osgi.annotation.versioning.ConsumerType;

/// Turns the features of rows, aligned to the training schema, into other features. Columns that the step was not
/// asked to work on, targets and weights are not among them: they are carried past the step.
@ConsumerType
@FunctionalInterface
public interface Transformer {

    /// The new features, one row for each row. A column that keeps its name keeps its place in the table.
    Dataset transform(Dataset features);
}
