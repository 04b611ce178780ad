package org.glia.regression;

import java.util.Optional;

import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.View;

/// The coefficients of ridge regression.
///
/// @param coefficients one for each feature, in the target's unit per unit of the feature
/// @param intercept    0 if there is none
public record RidgeModel(double[] coefficients, double intercept) implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        return LinearModel.predictor(schema, coefficients, intercept);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, LinearModel.coefficients(schema, coefficients, intercept));
    }
}
