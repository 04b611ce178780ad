package org.glia.measures;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Tag;
import org.glia.api.model.Prediction;

/// How much weight of each true level was predicted as each level. The levels are those that the model knew, followed
/// by those that only the truth has.
final class ConfusionMatrix {

    private final Levels levels;
    private final double[][] cells;
    private final double[] actual;
    private final double[] predicted;
    private final double total;

    /// @param cells `levels x levels`, true levels down, predicted ones across
    private ConfusionMatrix(Levels levels, double[][] cells) {
        this.levels = levels;
        this.cells = cells;
        this.actual = new double[cells.length];
        this.predicted = new double[cells.length];
        for (int t = 0; t < cells.length; t++) {
            for (int p = 0; p < cells.length; p++) {
                actual[t] += cells[t][p];
                predicted[p] += cells[t][p];
            }
        }
        this.total = Truth.sum(actual);
    }

    static ConfusionMatrix of(Dataset truth, Prediction prediction) {
        var known = Truth.known(truth, prediction);
        if (!prediction.has(Tag.LABEL)) {
            throw new NoScore("the prediction has no labels");
        }
        var predicted = prediction.labels();
        var actual = Truth.levels(truth).recoded(predicted.levels());
        var weights = Truth.weights(truth, known);
        int size = actual.levels().size();
        var cells = new double[size][size];
        for (int i = 0; i < known.length; i++) {
            if (predicted.isMissing(known[i])) {
                throw new NoScore("row %d has no predicted label".formatted(known[i] + 1));
            }
            cells[actual.code(known[i])][predicted.code(known[i])] += weights[i];
        }
        return new ConfusionMatrix(actual.levels(), cells);
    }

    Levels levels() {
        return levels;
    }

    /// The weight of the true level `t` that was predicted as `p`.
    double cell(int t, int p) {
        return cells[t][p];
    }

    /// The weight of the rows of a true level.
    double actual(int level) {
        return actual[level];
    }

    /// The weight of the rows that were predicted as a level.
    double predicted(int level) {
        return predicted[level];
    }

    double total() {
        return total;
    }

    double correct() {
        return IntStream.range(0, cells.length).mapToDouble(level -> cells[level][level]).sum();
    }

    /// The levels that some row has.
    int[] actualLevels() {
        return IntStream.range(0, cells.length).filter(level -> actual[level] > 0).toArray();
    }

    /// The levels that some row was predicted as.
    int[] predictedLevels() {
        return IntStream.range(0, cells.length).filter(level -> predicted[level] > 0).toArray();
    }

    /// Of the rows predicted as the level, the share that has it.
    double precision(int level) {
        if (predicted[level] == 0) {
            throw new NoScore("`%s` is never predicted, so it has no precision".formatted(levels.name(level)));
        }
        return cells[level][level] / predicted[level];
    }

    /// Of the rows that have the level, the share predicted as it.
    double recall(int level) {
        if (actual[level] == 0) {
            throw new NoScore("no row has the level `%s`, so it has no recall".formatted(levels.name(level)));
        }
        return cells[level][level] / actual[level];
    }

    /// The harmonic mean of precision and recall, in the form that needs neither: 0 for a level that is never predicted.
    double f1(int level) {
        if (actual[level] + predicted[level] == 0) {
            throw new NoScore("no row has the level `%s` or is predicted as it".formatted(levels.name(level)));
        }
        return 2 * cells[level][level] / (actual[level] + predicted[level]);
    }

    /// The mean over the levels that occur, be it in the truth or in the prediction.
    double macro(IntToDoubleFunction rate) {
        return IntStream.range(0, cells.length).filter(level -> actual[level] + predicted[level] > 0)
                .mapToDouble(rate).average().orElseThrow();
    }

    /// The mean over the true levels, each with the weight of its rows.
    double weighted(IntToDoubleFunction rate) {
        return IntStream.of(actualLevels()).mapToDouble(level -> actual[level] * rate.applyAsDouble(level)).sum() / total;
    }

    /// The level that measures of two levels look at.
    int positive() {
        return levels.positiveCode().orElseThrow(() -> new NoScore(
                "the target has %d levels and none of them is called positive; use the -macro, -micro or -weighted form"
                        .formatted(levels.size())));
    }
}
