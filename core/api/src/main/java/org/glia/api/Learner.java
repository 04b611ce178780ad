package org.glia.api;

import org.glia.api.data.Dataset;
import org.glia.api.model.Model;
import org.osgi.annotation.versioning.ConsumerType;

/// Learns from a stream of batches. Mutable, confined to one caller.
@ConsumerType
public interface Learner<M extends Model> {

    /// Learns from more rows, which have the schema that the learner was opened with.
    void learn(Dataset batch);

    /// What has been learnt so far; later batches do not change it.
    M model();
}
