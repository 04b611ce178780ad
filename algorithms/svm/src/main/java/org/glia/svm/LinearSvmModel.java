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
import org.glia.api.run.Parallel;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.sparse.SparseProducts;

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

    /// Dense rows whose scores are computed together have about so many numbers.
    private static final int TILE = 1 << 12;

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
        if (classes.length == 0) {
            return rows -> Prediction.values(target, scores(rows.features()));
        }
        return rows -> prediction(scores(rows.features()), rows.rows(), target);
    }

    /// `rows x outputs`, row-major. A row's scores are the same in any company.
    private double[] scores(Matrix features) {
        int outputs = intercepts.length;
        int d = features.columns();
        var scores = new double[Math.multiplyExact(features.rows(), outputs)];
        if (features.isSparse()) {
            var x = features.csr();
            for (int i = 0; i < x.rows(); i++) {
                for (int k = 0; k < outputs; k++) {
                    scores[i * outputs + k] = intercepts[k] + SparseProducts.dot(x, i, coefficients, k * d);
                }
            }
            return scores;
        }
        int size = Math.clamp(TILE / Math.max(1, d), 1, Math.max(1, features.rows()));
        var tile = new double[size * d];
        var planes = Strided.of(outputs, d, coefficients).transpose();
        for (int from = 0; from < features.rows(); from += size) {
            int count = Math.min(size, features.rows() - from);
            features.read(from, from + count, tile, 0);
            MatrixProducts.gemm(1, new Strided(tile, 0, count, d, d, 1), planes, 0,
                    new Strided(scores, from * outputs, count, outputs, outputs, 1), Parallel.sequential());
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] += intercepts[i % outputs];
        }
        return scores;
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
        int outputs = intercepts.length;
        int d = coefficients.length / outputs;
        var byTerm = new double[coefficients.length];
        for (int k = 0; k < outputs; k++) {
            for (int j = 0; j < d; j++) {
                byTerm[j * outputs + k] = coefficients[k * d + j];
            }
        }
        return new Coefficients(schema.featureNames(), outputs(schema), Matrix.of(d, outputs, byTerm), intercepts);
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
