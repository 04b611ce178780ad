package org.glia.regression;

import java.util.LinkedHashMap;
import java.util.Optional;

import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.View;

/// The parameters where a gradient descent ended.
///
/// @param coefficients one for each feature, in the target's unit per unit of the feature
/// @param intercept    0 if there is none
/// @param hasIntercept whether there is one
/// @param fit          figures of the descent
public record GradientDescentModel(double[] coefficients, double intercept, boolean hasIntercept, Fit fit) implements Model {

    /// @param loss           half the mean squared error of the training rows
    /// @param validationLoss that of the rows held out, NaN without any
    /// @param epochs         how many there were
    /// @param bestEpoch      the one whose parameters these are
    /// @param diverged       whether the loss rose without end, so that earlier parameters were taken
    public record Fit(double loss, double validationLoss, int epochs, int bestEpoch, boolean diverged) {
    }

    @Override
    public Predictor predictor(Schema schema) {
        return LinearModel.predictor(schema, coefficients, intercept);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        var figures = new LinkedHashMap<String, String>();
        figures.put("loss", Double.toString(fit.loss()));
        if (!Double.isNaN(fit.validationLoss())) {
            figures.put("validation loss", Double.toString(fit.validationLoss()));
        }
        figures.put("epochs", Integer.toString(fit.epochs()));
        figures.put("best epoch", Integer.toString(fit.bestEpoch()));
        figures.put("diverged", fit.diverged() ? "yes" : "no");
        return View.of(type, LinearModel.coefficients(schema, coefficients, intercept),
                CoefficientReport.of(schema, coefficients, hasIntercept, intercept, figures));
    }
}
