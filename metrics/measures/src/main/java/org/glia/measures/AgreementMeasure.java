package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.model.Prediction;

/// Judges clusters by how well they agree with the levels of a target.
interface AgreementMeasure extends Measure {

    /// @throws NoScore if there is no value; the message says why
    double of(Agreement agreement);

    @Override
    default Score score(Dataset truth, Prediction prediction) {
        return Judgement.of(() -> of(Agreement.of(truth, prediction)));
    }
}
