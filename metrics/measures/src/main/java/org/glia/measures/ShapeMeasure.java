package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.model.Prediction;

/// Judges clusters by the shape that they have in the space of the numeric features. Rows that belong to no cluster
/// (noise) are left out.
interface ShapeMeasure extends Measure {

    /// @throws NoScore if there is no value; the message says why
    double of(Partition partition);

    @Override
    default Score score(Dataset truth, Prediction prediction) {
        return Judgement.of(() -> of(Partition.of(truth, prediction)));
    }
}
