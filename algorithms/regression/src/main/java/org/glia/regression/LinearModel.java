package org.glia.regression;

import java.util.List;
import java.util.Optional;

import org.apache.commons.math3.special.Beta;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Coefficients;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.View;
import org.glia.compute.sparse.LinearScores;

/// The coefficients of least squares and how well they fit.
///
/// @param coefficients   one for each feature; 0 for those that depend on columns before them
/// @param intercept      0 if there is none
/// @param hasIntercept   whether there is one
/// @param dependent      whether a feature is a sum of columns before it
/// @param standardErrors of the intercept, if there is one, and the coefficients; NaN where they are dependent, or without
///                       degrees of freedom
/// @param fit            figures of the fit
public record LinearModel(double[] coefficients, double intercept, boolean hasIntercept, boolean[] dependent,
                          double[] standardErrors, Fit fit) implements Model {

    /// Figures are NaN where they are not defined: without degrees of freedom, or for a target that never changes.
    ///
    /// @param rows          of positive weight
    /// @param rank          independent columns, the intercept among them
    /// @param degrees       of freedom: rows - rank
    /// @param sigma         residual standard error
    /// @param r2            share of the variance that is explained; about 0 instead of the mean without an intercept
    /// @param adjustedR2    the same with unbiased variances
    /// @param f             the F statistic of all coefficients but the intercept
    /// @param logLikelihood under normal errors
    /// @param aic           Akaike's criterion, the variance counted as a parameter
    public record Fit(int rows, int rank, int degrees, double sigma, double r2, double adjustedR2, double f,
                      double logLikelihood, double aic) {
    }

    @Override
    public Predictor predictor(Schema schema) {
        return predictor(schema, coefficients, intercept);
    }

    static Predictor predictor(Schema schema, double[] coefficients, double intercept) {
        var target = schema.targets().getFirst();
        var scores = new LinearScores(coefficients, new double[] {intercept});
        return rows -> Prediction.values(target, scores.of(rows.features()));
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, coefficients(schema, coefficients, intercept), report(schema));
    }

    static Coefficients coefficients(Schema schema, double[] coefficients, double intercept) {
        return new Coefficients(schema.featureNames(), List.of(schema.targets().getFirst().name()),
                Matrix.of(coefficients.length, 1, coefficients), new double[] {intercept});
    }

    /// The probability that a coefficient without effect has a t statistic as far from 0.
    double pValue(double t) {
        double degrees = fit.degrees();
        return degrees > 0 && !Double.isNaN(t) ? Beta.regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5) : Double.NaN;
    }

    /// The probability of an F statistic as large, if no coefficient has an effect.
    double pOfF() {
        double degrees = fit.degrees();
        double regressors = fit.rank() - (hasIntercept ? 1 : 0);
        return Double.isNaN(fit.f()) ? Double.NaN
                : Beta.regularizedBeta(degrees / (degrees + regressors * fit.f()), degrees / 2, regressors / 2);
    }

    private Report report(Schema schema) {
        int first = hasIntercept ? 1 : 0;
        var names = schema.featureNames();
        int n = coefficients.length + first;
        var terms = new String[n];
        var estimates = new double[n];
        var ts = new double[n];
        var ps = new double[n];
        for (int j = 0; j < n; j++) {
            terms[j] = j < first ? "(intercept)" : names.get(j - first);
            estimates[j] = j < first ? intercept : dependent[j - first] ? Double.NaN : coefficients[j - first];
            ts[j] = estimates[j] / standardErrors[j];
            ps[j] = pValue(ts[j]);
        }
        var table = Dataset.builder("coefficients").text("term", terms).numeric("estimate", estimates)
                .numeric("standard_error", standardErrors).numeric("t", ts).numeric("p", ps).build();
        var figures = Dataset.builder("fit")
                .text("figure", "rows", "rank", "degrees of freedom", "residual standard error", "R2", "adjusted R2", "F", "p of F",
                        "log-likelihood", "AIC")
                .numeric("value", fit.rows(), fit.rank(), fit.degrees(), fit.sigma(), fit.r2(), fit.adjustedR2(), fit.f(), pOfF(),
                        fit.logLikelihood(), fit.aic()).build();
        return Report.of(new Table("Coefficients", table), new Table("Fit", figures));
    }
}
