package org.glia.measures;

import java.util.function.DoubleSupplier;

import org.glia.api.Score;

/// Makes a score of a computation that may find out that there is none.
final class Judgement {

    private Judgement() {
    }

    static Score of(DoubleSupplier value) {
        try {
            double found = value.getAsDouble();
            return Double.isFinite(found) ? Score.of(found)
                    : Score.undefined("the predicted numbers are too large to be measured");
        } catch (NoScore none) {
            return Score.undefined(none.getMessage());
        }
    }
}
