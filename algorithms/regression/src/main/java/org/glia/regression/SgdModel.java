package org.glia.regression;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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
import org.glia.compute.elementwise.Elementary;
import org.glia.compute.sparse.LinearScores;

/// A linear model by stochastic gradient descent.
///
/// @param loss    what was minimised, never `auto`
/// @param outputs one for a number, one for the second of two levels, one for each of more levels
/// @param seen    the weight of the rows of each level, empty for numbers
/// @param hasIntercept whether scores have a constant
public record SgdModel(Loss loss, List<Output> outputs, double[] seen, boolean hasIntercept) implements Model {

    /// @param weights   what multiplies each feature, and the constant behind them
    /// @param loss      the mean loss of the last epoch, of the best where there was early stopping; NaN where there was none
    /// @param epochs    how often all rows were learnt from
    /// @param state     from which learning can go on
    public record Output(double[] weights, double loss, int epochs, Going state) {
    }

    /// From where learning goes on.
    ///
    /// @param weights   the last ones, the constant behind them; empty where they are the output's
    /// @param sums      of all weights so far, for their mean; empty where that is not wanted
    /// @param penalties of the L1 penalty; empty without one
    /// @param updates   how many there were
    public record Going(double[] weights, double[] sums, double[] penalties, long updates) {
    }

    static Output output(SgdVector.State state, double loss, int epochs) {
        var answer = SgdVector.answer(state);
        var weights = answer == state.weights() ? new double[0] : state.weights();
        return new Output(answer, loss, epochs, new Going(weights, state.sums(), state.penalties(), state.updates()));
    }

    static SgdVector.State state(Output output) {
        var state = output.state();
        return new SgdVector.State(state.weights().length == 0 ? output.weights() : state.weights(), state.sums(), state.penalties(),
                state.updates());
    }

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var scores = new LinearScores(coefficients(), intercepts());
        if (!loss.classifies()) {
            return rows -> Prediction.values(target, scores.of(rows.features()));
        }
        return switch (loss) {
            case Loss.Log log -> rows -> Prediction.probabilities(target, probabilities(scores.of(rows.features()), rows.rows()));
            case Loss.ModifiedHuber huber ->
                    rows -> Prediction.probabilities(target, probabilities(scores.of(rows.features()), rows.rows()));
            default -> rows -> labels(target, scores.of(rows.features()), rows.rows());
        };
    }

    private double[] coefficients() {
        int d = outputs.getFirst().weights().length - 1;
        var coefficients = new double[outputs.size() * d];
        for (int k = 0; k < outputs.size(); k++) {
            System.arraycopy(outputs.get(k).weights(), 0, coefficients, k * d, d);
        }
        return coefficients;
    }

    private double[] intercepts() {
        return outputs.stream().mapToDouble(output -> output.weights()[output.weights().length - 1]).toArray();
    }

    /// Levels without rows are none of those that can be answered, unless none has any.
    private boolean[] known() {
        boolean any = Arrays.stream(seen).anyMatch(weight -> weight > 0);
        var known = new boolean[seen.length];
        for (int level = 0; level < known.length; level++) {
            known[level] = !any || seen[level] > 0;
        }
        return known;
    }

    /// Of one against the others, brought to the sum 1 where there are more than two levels.
    private Matrix probabilities(double[] scores, int n) {
        int levels = seen.length;
        var known = known();
        var probabilities = new double[n * levels];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int level = 0; level < levels; level++) {
                double score = levels == 2 ? level == 1 ? scores[i] : -scores[i] : scores[i * levels + level];
                double p = !known[level] ? 0 : loss instanceof Loss.Log ? Elementary.logistic(score)
                        : 0.5 * (Math.clamp(score, -1, 1) + 1);
                probabilities[i * levels + level] = p;
                sum += p;
            }
            for (int level = 0; level < levels; level++) {
                int at = i * levels + level;
                probabilities[at] = sum > 0 ? probabilities[at] / sum : known[level] ? 1.0 / count(known) : 0;
            }
        }
        return Matrix.of(n, levels, probabilities);
    }

    private static long count(boolean[] known) {
        return IntStream.range(0, known.length).filter(level -> known[level]).count();
    }

    private Prediction labels(Field target, double[] scores, int n) {
        int levels = seen.length;
        var known = known();
        var codes = new int[n];
        if (levels == 2) {
            for (int i = 0; i < n; i++) {
                codes[i] = known[0] && known[1] ? scores[i] > 0 ? 1 : 0 : known[1] ? 1 : 0;
            }
            var name = Tag.SCORE + "_" + target.name() + "=" + target.levels().name(1);
            return Prediction.builder().labels(target, codes)
                    .column(name, new Tag(Tag.SCORE, target.name(), target.levels().name(1)), scores).build();
        }
        for (int i = 0; i < n; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int level = 0; level < levels; level++) {
                least = known[level] ? Math.min(least, scores[i * levels + level]) : least;
            }
            for (int level = 0; level < levels; level++) {
                int at = i * levels + level;
                scores[at] = known[level] ? scores[at] : least - 1; // a score for all, and the last place for those without rows
                codes[i] = scores[at] > scores[i * levels + codes[i]] ? level : codes[i];
            }
        }
        return Prediction.builder().labels(target, codes).levels(Tag.SCORE, target, Matrix.of(n, levels, scores)).build();
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, coefficients(schema), report(schema));
    }

    private List<String> names(Schema schema) {
        var target = schema.targets().getFirst();
        if (seen.length == 0) {
            return List.of(target.name());
        }
        return seen.length == 2 ? List.of(target.levels().name(1)) : target.levels().names();
    }

    private Coefficients coefficients(Schema schema) {
        return Coefficients.of(schema.featureNames(), names(schema), coefficients(), intercepts());
    }

    private Report report(Schema schema) {
        int first = hasIntercept ? 1 : 0;
        var features = schema.featureNames();
        int d = outputs.getFirst().weights().length - 1;
        var terms = new String[d + first];
        for (int j = 0; j < terms.length; j++) {
            terms[j] = j < first ? "(intercept)" : features.get(j - first);
        }
        var table = Dataset.builder("coefficients").text("term", terms);
        var figures = new LinkedHashMap<String, String>();
        figures.put("loss", loss.getClass().getSimpleName());
        var names = names(schema);
        for (int k = 0; k < outputs.size(); k++) {
            var weights = outputs.get(k).weights();
            var estimates = new double[terms.length];
            for (int j = 0; j < estimates.length; j++) {
                estimates[j] = j < first ? weights[d] : weights[j - first];
            }
            var of = outputs.size() == 1 ? "" : " of " + names.get(k);
            table.numeric("score of " + names.get(k), estimates);
            figures.put("mean loss" + of, Double.toString(outputs.get(k).loss()));
            figures.put("epochs" + of, Integer.toString(outputs.get(k).epochs()));
            figures.put("updates" + of, Long.toString(outputs.get(k).state().updates()));
        }
        return Report.of(new Table("Coefficients", table.build()), CoefficientReport.fit(figures));
    }
}
