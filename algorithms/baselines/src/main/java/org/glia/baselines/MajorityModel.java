package org.glia.baselines;

import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;

/// The share of each level.
///
/// @param shares in the order of the target's levels, summing to 1
public record MajorityModel(double[] shares) implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        return rows -> {
            var all = new double[rows.rows() * shares.length];
            for (int row = 0; row < rows.rows(); row++) {
                System.arraycopy(shares, 0, all, row * shares.length, shares.length);
            }
            return Prediction.probabilities(target, Matrix.of(rows.rows(), shares.length, all));
        };
    }
}
