package org.glia.svm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.model.Coefficients;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.View;
import org.glia.compute.sparse.LinearScores;

/// The planes of linear support vector machines.
///
/// @param coefficients `outputs x features`, row-major; one output, for the number or the second class, where there are no more
///                     than two classes
/// @param intercepts   one for each output
/// @param hasIntercept whether there are any
/// @param classes      codes of the classes that had training rows, rising; empty for a number
/// @param fits         figures of the fit of each output
public record LinearSvmModel(double[] coefficients, double[] intercepts, boolean hasIntercept, int[] classes, List<Fit> fits)
        implements Model {

    public LinearSvmModel {
        fits = List.copyOf(fits);
    }

    /// @param primal         the objective of the weights
    /// @param dual           what no weights' objective is below
    /// @param supportVectors rows at or beyond the margin, or the border of the tube: the others change nothing
    /// @param sweeps         over the rows
    /// @param steps          of Newton's method, after the sweeps
    /// @param violation      of the optimality conditions in the last sweep, or the largest slope after the last step
    /// @param converged      whether it fell below the tolerance
    public record Fit(double primal, double dual, int supportVectors, int sweeps, int steps, double violation, boolean converged) {

        /// How far the objective can be from the least one, at most.
        public double gap() {
            return primal - dual;
        }

        /// The gap as a share of the objective.
        public double relativeGap() {
            return primal > 0 ? gap() / primal : 0;
        }
    }

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var scores = new LinearScores(coefficients, intercepts);
        if (classes.length == 0) {
            return rows -> Prediction.values(target, scores.of(rows.features()));
        }
        return rows -> prediction(scores.of(rows.features()), rows.rows(), target);
    }

    private Prediction prediction(double[] scores, int n, Field target) {
        int levels = target.levels().size();
        if (levels == 2) {
            var codes = Arrays.stream(scores).mapToInt(score -> score > 0 ? 1 : 0).toArray();
            var name = target.levels().name(1);
            return Prediction.builder().labels(target, codes)
                    .column("score_" + target.name() + "=" + name, new Tag(Tag.SCORE, target.name(), name), scores).build();
        }
        var byLevel = new double[Math.multiplyExact(n, levels)];
        for (int i = 0; i < n; i++) {
            spread(scores, i, byLevel, i * levels, levels);
        }
        var all = Matrix.of(n, levels, byLevel);
        return Prediction.builder().labels(target, Prediction.mostProbable(all)).levels(Tag.SCORE, target, all).build();
    }

    /// Puts the scores of row `i` where their levels are; what had no training rows comes 1 after the last.
    private void spread(double[] scores, int i, double[] into, int at, int levels) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < classes.length; k++) {
            double score = classes.length > 2 ? scores[i * classes.length + k] : k == 1 ? scores[i] : -scores[i];
            lowest = Math.min(lowest, score);
        }
        Arrays.fill(into, at, at + levels, lowest - 1);
        for (int k = 0; k < classes.length; k++) {
            into[at + classes[k]] = classes.length > 2 ? scores[i * classes.length + k] : k == 1 ? scores[i] : -scores[i];
        }
    }

    // ---- views

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, coefficients(schema), report(schema));
    }

    private Coefficients coefficients(Schema schema) {
        return Coefficients.of(schema.featureNames(), outputs(schema), coefficients, intercepts);
    }

    private List<String> outputs(Schema schema) {
        var target = schema.targets().getFirst();
        return classes.length == 0 ? List.of(target.name())
                : IntStream.of(classes.length == 2 ? new int[] {classes[1]} : classes).mapToObj(target.levels()::name).toList();
    }

    private Report report(Schema schema) {
        var names = schema.featureNames();
        int first = hasIntercept ? 1 : 0;
        int d = names.size();
        var terms = new String[d + first];
        for (int j = 0; j < terms.length; j++) {
            terms[j] = j < first ? "(intercept)" : names.get(j - first);
        }
        var outputs = outputs(schema);
        var table = Dataset.builder("coefficients").text("term", terms);
        for (int k = 0; k < outputs.size(); k++) {
            var column = new double[terms.length];
            for (int j = 0; j < column.length; j++) {
                column[j] = j < first ? intercepts[k] : coefficients[k * d + j - first];
            }
            table.numeric("score of " + outputs.get(k), column);
        }
        var fitted = Dataset.builder("fit").text("output", outputs.toArray(String[]::new))
                .numeric("primal objective", each(Fit::primal)).numeric("dual objective", each(Fit::dual))
                .numeric("gap", each(Fit::gap)).numeric("support vectors", each(Fit::supportVectors))
                .numeric("sweeps", each(Fit::sweeps)).numeric("Newton steps", each(Fit::steps)).numeric("violation", each(Fit::violation))
                .text("converged", fits.stream().map(fit -> fit.converged() ? "yes" : "no").toArray(String[]::new));
        return Report.of(new Table("Coefficients", table.build()), new Table("Fit", fitted.build()));
    }

    private double[] each(ToDoubleFunction<Fit> figure) {
        return fits.stream().mapToDouble(figure).toArray();
    }
}
