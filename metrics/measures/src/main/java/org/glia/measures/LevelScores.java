package org.glia.measures;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Tag;
import org.glia.api.model.Prediction;

/// What a prediction gives each level (a probability, or a decision value), beside the true levels. The levels are those
/// that the model knew, followed by those that only the truth has, whose probability is 0.
///
/// @param levels  all levels
/// @param actual  the code of each row's true level
/// @param weights one for each row
/// @param scores  one array for each level, one number for each row
record LevelScores(Levels levels, int[] actual, double[] weights, double[][] scores) {

    static LevelScores probabilities(Dataset truth, Prediction prediction) {
        if (!prediction.has(Tag.PROBABILITY)) {
            throw new NoScore("the prediction has no probabilities");
        }
        return of(Tag.PROBABILITY, truth, prediction);
    }

    /// Probabilities, or decision values where there are none.
    static LevelScores ranking(Dataset truth, Prediction prediction) {
        if (!prediction.has(Tag.PROBABILITY) && !prediction.has(Tag.SCORE)) {
            throw new NoScore("the prediction has neither probabilities nor scores to order the rows by");
        }
        return of(prediction.has(Tag.PROBABILITY) ? Tag.PROBABILITY : Tag.SCORE, truth, prediction);
    }

    private static LevelScores of(String kind, Dataset truth, Prediction prediction) {
        var known = Truth.known(truth, prediction);
        var weights = Truth.weights(truth, known);
        if (!prediction.has(Tag.LABEL)) {
            throw new NoScore("the prediction has no labels");
        }
        var trained = prediction.labels().levels();
        var actual = Truth.levels(truth).recoded(trained);
        var given = given(kind, prediction, known);
        if (kind.equals(Tag.SCORE) && given.size() == 1 && trained.size() == 2) {
            // One decision value speaks for the second of two levels, and against the first.
            var second = given.values().iterator().next();
            given = Map.of(trained.name(1), second, trained.name(0), Arrays.stream(second).map(score -> -score).toArray());
        }
        var scores = new double[actual.levels().size()][];
        for (int level = 0; level < scores.length; level++) {
            var name = actual.levels().name(level);
            scores[level] = given.get(name);
            if (scores[level] == null) {
                if (kind.equals(Tag.SCORE)) {
                    throw new NoScore("the prediction has no scores for the level `%s`".formatted(name));
                }
                scores[level] = new double[known.length];
            }
        }
        return new LevelScores(actual.levels(), IntStream.of(known).map(actual::code).toArray(), weights, scores);
    }

    /// The columns of that kind by their levels, in the chosen rows.
    private static Map<String, double[]> given(String kind, Prediction prediction, int[] rows) {
        var given = new HashMap<String, double[]>();
        for (var field : prediction.table().schema().fields()) {
            var tag = field.tag().orElseThrow();
            if (tag.kind().equals(kind)) {
                var column = prediction.table().numeric(field.name());
                for (int row : rows) {
                    if (column.isMissing(row)) {
                        throw new NoScore("row %d has no %s of `%s`".formatted(row + 1, kind, tag.level()));
                    }
                }
                given.put(tag.level(), IntStream.of(rows).mapToDouble(column::value).toArray());
            }
        }
        return given;
    }

    int rows() {
        return actual.length;
    }

    /// Whether there are two levels, one of which is looked at.
    boolean isBinary() {
        return levels.size() == 2;
    }

    /// The level that measures of two levels look at.
    int positive() {
        return levels.positiveCode().orElseThrow();
    }

    /// The weight of the rows of each true level.
    double[] frequencies() {
        var frequencies = new double[levels.size()];
        for (int row = 0; row < actual.length; row++) {
            frequencies[actual[row]] += weights[row];
        }
        return frequencies;
    }

    /// The rows by their score for one level, against whether they have it.
    Ranking ranking(int level) {
        var has = new boolean[rows()];
        for (int row = 0; row < has.length; row++) {
            has[row] = actual[row] == level;
        }
        return Ranking.of(levels.name(level), scores[level], has, weights);
    }

    /// The mean of a measure of the levels that rows have; for two levels, the measure of the positive one.
    ///
    /// @param byRows whether levels count with the weight of their rows, or all the same
    double average(ToDoubleFunction<Ranking> measure, boolean byRows) {
        if (isBinary()) {
            return measure.applyAsDouble(ranking(positive()));
        }
        var frequencies = frequencies();
        double sum = 0;
        double weight = 0;
        for (int level = 0; level < frequencies.length; level++) {
            if (frequencies[level] > 0) {
                double share = byRows ? frequencies[level] : 1;
                sum += share * measure.applyAsDouble(ranking(level));
                weight += share;
            }
        }
        return sum / weight;
    }
}
