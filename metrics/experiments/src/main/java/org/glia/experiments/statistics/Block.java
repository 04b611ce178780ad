package org.glia.experiments.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The scores of all recipes that take part, on one data set.
///
/// @param scores  for each recipe, one for each fold
/// @param train   how many rows each fold trained on
/// @param test    how many rows each fold tested on
/// @param correct of a single split, for each recipe, which rows it was right on; empty if that is not known
record Block(String data, Map<String, double[]> scores, int[] train, int[] test, Optional<Map<String, boolean[]>> correct) {

    static String place(int repeat, int fold) {
        return (repeat == 0 ? "" : "repeat %d, ".formatted(repeat + 1)) + "fold %d".formatted(fold + 1);
    }

    int folds() {
        return train.length;
    }

    double mean(String recipe) {
        return Differences.mean(scores.get(recipe));
    }

    double testToTrain() {
        return (double) Arrays.stream(test).asLongStream().sum() / Arrays.stream(train).asLongStream().sum();
    }

    /// Whether folds trained on so different numbers of rows that the correction for shared ones is a guess.
    boolean isUneven() {
        var sizes = Arrays.stream(train).summaryStatistics();
        return sizes.getMax() > 1.5 * sizes.getMin();
    }

    Differences differences(List<String> pair, boolean greaterIsBetter) {
        return Differences.of(scores.get(pair.getFirst()), scores.get(pair.getLast()), greaterIsBetter);
    }
}
