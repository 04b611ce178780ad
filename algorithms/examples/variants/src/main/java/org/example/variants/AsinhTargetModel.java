package org.example.variants;

import java.util.Arrays;

import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Trained;

/// A model of the transformed target.
///
/// @param base  what answers
/// @param scale by which its answers are multiplied back
public record AsinhTargetModel(Trained<?> base, double scale) implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        return rows -> Prediction.values(target, Arrays.stream(base.predict(rows).values())
                .map(value -> scale * StrictMath.sinh(value)).toArray());
    }
}
