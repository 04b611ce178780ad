package org.glia.api;

import org.glia.api.data.Dataset;
import org.glia.api.model.Model;
import org.glia.api.run.Run;
import org.osgi.annotation.versioning.ConsumerType;

/// An estimator whose answer for the training rows is not what its model says of them as new rows: DBSCAN, t-SNE,
/// target encoding.
@ConsumerType
public interface FitsRows<S extends Record, M extends Model> extends Estimator<S, M> {

    /// Learns, and answers for the training rows.
    Fitted<M> fitRows(Dataset data, S settings, Run run);

    @Override
    default M fit(Dataset data, S settings, Run run) {
        return fitRows(data, settings, run).model();
    }
}
