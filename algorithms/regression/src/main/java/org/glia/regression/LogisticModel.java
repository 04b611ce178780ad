package org.glia.regression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.apache.commons.math3.special.Erf;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Coefficients;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.View;
import org.glia.compute.elementwise.Elementary;
import org.glia.compute.sparse.LinearScores;

/// The coefficients of logistic regression.
///
/// @param coefficients   `outputs x features`, row-major; one output, for the second class, where there are two classes
/// @param intercepts     one for each output; with more than two classes their sum is 0
/// @param hasIntercept   whether there are any
/// @param classes        codes of the classes that had training rows, rising
/// @param standardErrors of the intercept, if there is one, and the coefficients of two classes without penalty; NaN where a
///                       feature depends on those before it
/// @param fit            figures of the fit
public record LogisticModel(double[] coefficients, double[] intercepts, boolean hasIntercept, int[] classes,
                            Optional<double[]> standardErrors, Fit fit) implements Model {

    /// @param logLoss    mean weighted log-loss of the training rows
    /// @param objective  the same with the penalty, divided by c times the weight
    /// @param weight     sum of the weights, those of classes included
    /// @param iterations how many were taken
    /// @param converged  whether the gradient fell below the tolerance
    public record Fit(double logLoss, double objective, double weight, int iterations, boolean converged) {
    }

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var scores = new LinearScores(coefficients, intercepts);
        return rows -> predict(scores.of(rows.features()), rows.rows(), target);
    }

    private Prediction predict(double[] scores, int n, Field target) {
        int levels = target.levels().size();
        int outputs = intercepts.length;
        var probabilities = new double[n * levels];
        for (int i = 0; i < n; i++) {
            if (outputs == 1) {
                double e = Elementary.exp(-Math.abs(scores[i]));
                double smaller = e / (1 + e);
                double larger = 1 / (1 + e);
                probabilities[i * levels + classes[0]] = scores[i] > 0 ? smaller : larger;
                probabilities[i * levels + classes[1]] = scores[i] > 0 ? larger : smaller;
            } else {
                softmax(scores, i * outputs, probabilities, i * levels);
            }
        }
        return Prediction.probabilities(target, Matrix.of(n, levels, probabilities));
    }

    private void softmax(double[] scores, int from, double[] probabilities, int at) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes.length; k++) {
            highest = Math.max(highest, scores[from + k]);
        }
        double sum = 0;
        for (int k = 0; k < classes.length; k++) {
            probabilities[at + classes[k]] = Elementary.exp(scores[from + k] - highest);
            sum += probabilities[at + classes[k]];
        }
        for (int level : classes) {
            probabilities[at + level] /= sum;
        }
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, coefficients(schema), report(schema));
    }

    private Coefficients coefficients(Schema schema) {
        return Coefficients.of(schema.featureNames(), outputs(schema), coefficients, intercepts);
    }

    private List<String> outputs(Schema schema) {
        var levels = schema.targets().getFirst().levels();
        return IntStream.of(intercepts.length == 1 ? new int[] {classes[1]} : classes).mapToObj(levels::name).toList();
    }

    private Report report(Schema schema) {
        int first = hasIntercept ? 1 : 0;
        int d = coefficients.length / intercepts.length;
        var names = schema.featureNames();
        var terms = new String[d + first];
        for (int j = 0; j < terms.length; j++) {
            terms[j] = j < first ? "(intercept)" : names.get(j - first);
        }
        var table = Dataset.builder("coefficients").text("term", terms);
        var outputs = outputs(schema);
        for (int k = 0; k < outputs.size(); k++) {
            var estimates = new double[terms.length];
            for (int j = 0; j < estimates.length; j++) {
                estimates[j] = j < first ? intercepts[k] : coefficients[k * d + j - first];
            }
            table.numeric("log-odds of " + outputs.get(k), estimates);
            standardErrors.ifPresent(errors -> {
                var z = new double[errors.length];
                var p = new double[errors.length];
                for (int j = 0; j < z.length; j++) {
                    z[j] = estimates[j] / errors[j];
                    p[j] = Double.isNaN(z[j]) ? Double.NaN : Erf.erfc(Math.abs(z[j]) / Math.sqrt(2));
                }
                table.numeric("standard_error", errors).numeric("z", z).numeric("p", p);
            });
        }
        double logLikelihood = -fit.logLoss() * fit.weight();
        var figures = new LinkedHashMap<String, String>();
        figures.put("mean log-loss", Double.toString(fit.logLoss()));
        figures.put("log-likelihood", Double.toString(logLikelihood));
        standardErrors.ifPresent(errors -> figures.put("AIC", Double.toString(2 * (rank(errors) - logLikelihood))));
        figures.put("objective", Double.toString(fit.objective()));
        figures.put("weight", Double.toString(fit.weight()));
        figures.put("iterations", Integer.toString(fit.iterations()));
        figures.put("converged", fit.converged() ? "yes" : "no");
        var fitted = Dataset.builder("fit").text("figure", figures.keySet().toArray(String[]::new))
                .text("value", figures.values().toArray(String[]::new));
        return Report.of(new Table("Coefficients", table.build()), new Table("Fit", fitted.build()));
    }

    private static long rank(double[] errors) {
        return DoubleStream.of(errors).filter(error -> !Double.isNaN(error)).count();
    }
}
