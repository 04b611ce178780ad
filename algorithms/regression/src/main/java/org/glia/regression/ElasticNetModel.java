package org.glia.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.View;

/// The coefficients of least squares with a penalty on their absolute values and squares.
///
/// @param coefficients one for each feature, many of them exactly 0, in the target's unit per unit of the feature
/// @param intercept    0 if there is none
/// @param hasIntercept whether there is one
/// @param alpha        strength of the penalty
/// @param l1Ratio      share of the absolute values in it
/// @param fit          figures of the fit
/// @param path         the solutions for other strengths, where they were asked for
public record ElasticNetModel(double[] coefficients, double intercept, boolean hasIntercept, double alpha, double l1Ratio, Fit fit,
                              Optional<Path> path) implements Model {

    /// Columns of coefficients that a report shows.
    private static final int SHOWN = 100;

    /// @param rows      of positive weight
    /// @param nonzero   coefficients that are not 0
    /// @param r2        share of the variance that is explained, NaN for a target that never changes
    /// @param objective half the mean squared residual with the penalty
    /// @param gap       how far that is above the least possible, at most
    /// @param sweeps    over the coefficients
    /// @param converged whether the gap fell below the tolerance
    public record Fit(int rows, int nonzero, double r2, double objective, double gap, int sweeps, boolean converged) {
    }

    /// Solutions from the strongest penalty to the weakest.
    ///
    /// @param alphas       strengths, falling
    /// @param gaps         duality gaps
    /// @param r2           shares of the variance that are explained
    /// @param nonzero      numbers of coefficients that are not 0
    /// @param intercepts   0 if there are none
    /// @param features     those that have a coefficient anywhere, rising
    /// @param coefficients `alphas x features`, row-major
    /// @param crossValidation errors for rows not learnt from, where folds chose the strength
    public record Path(double[] alphas, double[] gaps, double[] r2, int[] nonzero, double[] intercepts, int[] features,
                       double[] coefficients, Optional<CrossValidation> crossValidation) {
    }

    /// @param errors         mean squared errors, means over the folds, one for each strength
    /// @param standardErrors of these means
    public record CrossValidation(double[] errors, double[] standardErrors) {
    }

    @Override
    public Predictor predictor(Schema schema) {
        return LinearModel.predictor(schema, coefficients, intercept);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, LinearModel.coefficients(schema, coefficients, intercept), report(schema));
    }

    private Report report(Schema schema) {
        var figures = new LinkedHashMap<String, String>();
        figures.put("alpha", Double.toString(alpha));
        figures.put("l1Ratio", Double.toString(l1Ratio));
        figures.put("rows", Integer.toString(fit.rows()));
        figures.put("coefficients other than 0", "%d of %d".formatted(fit.nonzero(), coefficients.length));
        figures.put("R2", Double.toString(fit.r2()));
        figures.put("objective", Double.toString(fit.objective()));
        figures.put("duality gap", Double.toString(fit.gap()));
        figures.put("sweeps", Integer.toString(fit.sweeps()));
        figures.put("converged", fit.converged() ? "yes" : "no");
        var tables = new ArrayList<Table>();
        tables.add(CoefficientReport.coefficients(schema, coefficients, hasIntercept, intercept));
        tables.add(CoefficientReport.fit(figures));
        path.ifPresent(walked -> tables.add(table(walked, schema)));
        return new Report(tables);
    }

    private static Table table(Path path, Schema schema) {
        int n = path.alphas().length;
        var table = Dataset.builder("path").numeric("alpha", path.alphas()).numeric("gap", path.gaps()).numeric("R2", path.r2());
        var nonzero = new double[n];
        for (int a = 0; a < n; a++) {
            nonzero[a] = path.nonzero()[a];
        }
        table.numeric("nonzero", nonzero);
        path.crossValidation().ifPresent(errors -> table.numeric("squared error of folds", errors.errors())
                .numeric("standard error", errors.standardErrors()));
        table.numeric("(intercept)", path.intercepts());
        var names = schema.featureNames();
        int features = path.features().length;
        for (int k = 0; k < Math.min(SHOWN, features); k++) {
            var values = new double[n];
            for (int a = 0; a < n; a++) {
                values[a] = path.coefficients()[a * features + k];
            }
            table.numeric("coefficient of " + names.get(path.features()[k]), values);
        }
        return new Table("Path", table.build());
    }
}
