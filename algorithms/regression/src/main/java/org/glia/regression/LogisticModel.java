package org.glia.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

/// The coefficients of logistic regression.
///
/// @param coefficients `features x outputs`; one output, for the second class, where there are two classes
/// @param intercepts   one for each output; with more than two classes their sum is 0
/// @param classes      codes of the classes that had training rows, rising
/// @param objective    mean weighted log-loss plus penalty at the end
/// @param iterations   how many were taken
/// @param converged    whether the gradient fell below the tolerance
public record LogisticModel(Matrix coefficients, double[] intercepts, int[] classes, double objective, int iterations,
                            boolean converged) implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        return rows -> predict(rows, target);
    }

    private Prediction predict(Dataset rows, Field target) {
        int n = rows.rows();
        int levels = target.levels().size();
        int outputs = intercepts.length;
        var scores = Moments.scores(rows.features(), coefficients, intercepts);
        var probabilities = new double[n * levels];
        for (int i = 0; i < n; i++) {
            if (outputs == 1) {
                double e = StrictMath.exp(-Math.abs(scores[i]));
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
            probabilities[at + classes[k]] = StrictMath.exp(scores[from + k] - highest);
            sum += probabilities[at + classes[k]];
        }
        for (int k : classes) {
            probabilities[at + k] /= sum;
        }
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, coefficients(schema), report(schema));
    }

    private Coefficients coefficients(Schema schema) {
        return new Coefficients(schema.featureNames(), outputs(schema), coefficients, intercepts);
    }

    private List<String> outputs(Schema schema) {
        var levels = schema.targets().getFirst().levels();
        return IntStream.of(intercepts.length == 1 ? new int[] {classes[1]} : classes).mapToObj(levels::name).toList();
    }

    private Report report(Schema schema) {
        var terms = new ArrayList<>(List.of("(intercept)"));
        terms.addAll(schema.featureNames());
        var table = Dataset.builder("coefficients").text("term", terms.toArray(String[]::new));
        var outputs = outputs(schema);
        for (int k = 0; k < outputs.size(); k++) {
            var column = new double[terms.size()];
            column[0] = intercepts[k];
            for (int j = 1; j < column.length; j++) {
                column[j] = coefficients.get(j - 1, k);
            }
            table.numeric(outputs.get(k), column);
        }
        var fit = Dataset.builder("fit").text("figure", "objective", "iterations", "converged")
                .text("value", Double.toString(objective), Integer.toString(iterations), converged ? "yes" : "no");
        return Report.of(new Table("Coefficients of the log-odds", table.build()), new Table("Fit", fit.build()));
    }
}
