package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.model.Prediction;

/// Judges predicted labels by which levels were taken for which.
interface LabelMeasure extends Measure {

    /// @throws NoScore if there is no value; the message says why
    double of(ConfusionMatrix matrix);

    @Override
    default Score score(Dataset truth, Prediction prediction) {
        return Judgement.of(() -> of(ConfusionMatrix.of(truth, prediction)));
    }
}
