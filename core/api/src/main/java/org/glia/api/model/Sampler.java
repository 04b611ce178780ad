package org.glia.api.model;

import java.util.random.RandomGenerator;

import org.glia.api.data.Dataset;
import org.osgi.annotation.versioning.ConsumerType;

/// A view of models that can invent rows like those they were fitted on.
@ConsumerType
public interface Sampler {

    /// `count` new rows with the training features.
    Dataset sample(int count, RandomGenerator random);
}
