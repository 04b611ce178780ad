package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.model.Prediction;

/// Judges predicted numbers by how far they are off.
interface NumberMeasure extends Measure {

    /// @throws NoScore if there is no value; the message says why
    double of(Residuals residuals);

    @Override
    default Score score(Dataset truth, Prediction prediction) {
        return Judgement.of(() -> of(Residuals.of(truth, prediction)));
    }
}
