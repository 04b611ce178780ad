package org.glia.regression;

import java.util.List;
import java.util.Optional;

import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Coefficients;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.View;

/// The coefficients of ridge regression.
///
/// @param coefficients one for each feature, in the target's unit per unit of the feature
/// @param intercept    0 if there is none
public record RidgeModel(double[] coefficients, double intercept) implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var weights = Matrix.of(coefficients.length, 1, coefficients);
        return rows -> Prediction.values(target, Moments.scores(rows.features(), weights, new double[] {intercept}));
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, new Coefficients(schema.featureNames(), List.of(schema.targets().getFirst().name()),
                Matrix.of(coefficients.length, 1, coefficients), new double[] {intercept}));
    }
}
