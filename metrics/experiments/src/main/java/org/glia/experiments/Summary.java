package org.glia.experiments;

import java.util.OptionalDouble;

/// The scores of a recipe by one measure, over the folds in which it has a value.
///
/// @param mean      the mean, empty where there is no value
/// @param deviation the standard deviation of a score over the folds (divisor: values - 1), empty for fewer than two
/// @param values    in how many folds there is a value
/// @param undefined in how many folds the recipe was fitted and the measure has no value
public record Summary(OptionalDouble mean, OptionalDouble deviation, int values, int undefined) {

    /// @param scores    those that have a value
    /// @param undefined how many have none
    public static Summary of(double[] scores, int undefined) {
        if (scores.length == 0) {
            return new Summary(OptionalDouble.empty(), OptionalDouble.empty(), 0, undefined);
        }
        double mean = sum(scores, 0, 1) / scores.length;
        if (Double.isFinite(mean)) {
            mean += sum(scores, mean, 1) / scores.length; // equal scores are their mean exactly, and do not deviate
        }
        double deviation = Math.sqrt(sum(scores, mean, 2) / (scores.length - 1));
        return new Summary(OptionalDouble.of(mean),
                scores.length > 1 && Double.isFinite(deviation) ? OptionalDouble.of(deviation) : OptionalDouble.empty(),
                scores.length, undefined);
    }

    private static double sum(double[] scores, double from, int power) {
        double sum = 0;
        for (double score : scores) {
            sum += power == 1 ? score - from : (score - from) * (score - from);
        }
        return sum;
    }
}
