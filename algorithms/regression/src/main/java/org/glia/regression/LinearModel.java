package org.glia.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.TDistribution;
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

/// The coefficients of least squares and how well they fit.
///
/// @param coefficients   one for each feature; 0 for those that depend on others
/// @param intercept      0 if there is none
/// @param hasIntercept   whether there is one
/// @param standardErrors of the intercept, if there is one, and the coefficients; NaN where they are dependent, or without
///                       degrees of freedom
/// @param fit            figures of the fit
public record LinearModel(double[] coefficients, double intercept, boolean hasIntercept, double[] standardErrors, Fit fit)
        implements Model {

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
        var target = schema.targets().getFirst();
        var weights = Matrix.of(coefficients.length, 1, coefficients);
        return rows -> Prediction.values(target, Moments.scores(rows.features(), weights, new double[] {intercept}));
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, new Coefficients(schema.featureNames(), List.of(schema.targets().getFirst().name()),
                Matrix.of(coefficients.length, 1, coefficients), new double[] {intercept}), report(schema));
    }

    /// The p value of a t statistic, two-sided.
    double pValue(double t) {
        return fit.degrees() <= 0 || Double.isNaN(t) ? Double.NaN
                : 2 * new TDistribution(null, fit.degrees()).cumulativeProbability(-Math.abs(t));
    }

    private Report report(Schema schema) {
        var terms = new ArrayList<String>();
        if (hasIntercept) {
            terms.add("(intercept)");
        }
        terms.addAll(schema.featureNames());
        int first = hasIntercept ? 1 : 0;
        var estimates = new double[terms.size()];
        var ts = new double[terms.size()];
        var ps = new double[terms.size()];
        for (int j = 0; j < estimates.length; j++) {
            estimates[j] = j < first ? intercept : coefficients[j - first];
            ts[j] = estimates[j] / standardErrors[j];
            ps[j] = pValue(ts[j]);
        }
        var table = Dataset.builder("coefficients").text("term", terms.toArray(String[]::new)).numeric("estimate", estimates)
                .numeric("standard_error", standardErrors).numeric("t", ts).numeric("p", ps).build();
        int regressors = fit.rank() - (hasIntercept ? 1 : 0);
        double fp = Double.isNaN(fit.f()) || fit.degrees() <= 0 || regressors <= 0 ? Double.NaN
                : 1 - new FDistribution(null, regressors, fit.degrees()).cumulativeProbability(fit.f());
        var figures = Dataset.builder("fit")
                .text("figure", "rows", "rank", "degrees of freedom", "residual standard error", "R2", "adjusted R2", "F", "p of F",
                        "log-likelihood", "AIC")
                .numeric("value", fit.rows(), fit.rank(), fit.degrees(), fit.sigma(), fit.r2(), fit.adjustedR2(), fit.f(), fp,
                        fit.logLikelihood(), fit.aic()).build();
        return Report.of(new Table("Coefficients", table), new Table("Fit", figures));
    }
}
