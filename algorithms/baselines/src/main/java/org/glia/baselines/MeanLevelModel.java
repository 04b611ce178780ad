package org.glia.baselines;

import java.util.Arrays;

import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;

/// One number for all rows.
///
/// @param value in the unit of the target
public record MeanLevelModel(double value) implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        return rows -> {
            var values = new double[rows.rows()];
            Arrays.fill(values, value);
            return Prediction.values(target, values);
        };
    }
}
