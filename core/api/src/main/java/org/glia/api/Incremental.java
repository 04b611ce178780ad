package org.glia.api;

import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.run.Run;
import org.osgi.annotation.versioning.ConsumerType;

/// An estimator that can also learn batch by batch, from nothing or from an earlier model.
@ConsumerType
public interface Incremental<S extends Record, M extends Model> extends Estimator<S, M> {

    /// Begins from nothing. All levels of nominal columns are known from the schema.
    Learner<M> open(Schema schema, S settings, Run run);

    /// Goes on from a model.
    Learner<M> resume(M model, Schema schema, S settings, Run run);
}
