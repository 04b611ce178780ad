package org.glia.experiments.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.problem.DataException;

/// How much better a second recipe is than a first, pair by pair: by fold of one data set, or by data set. This is where
/// the direction of a measure is dealt with: positive always means that the second is better.
///
/// Scores are sums of rounded numbers, so that what is equal on paper often differs in the last digits. Differences up to
/// 8 units in the last place of the largest score are no differences: they count as ties, here and for ranks.
public final class Differences {

    private static final int UNITS = 8;

    private final double[] values;
    private final double noise;

    private Differences(double[] values, double noise) {
        this.values = values;
        this.noise = noise;
    }

    /// The differences of paired scores.
    ///
    /// @param first           the scores of the first recipe
    /// @param second          those of the second, in the same order
    /// @param greaterIsBetter whether larger scores are better
    /// @throws DataException if there are not as many of one as of the other, fewer than two pairs, or a score that is not
    ///                       a finite number
    public static Differences of(double[] first, double[] second, boolean greaterIsBetter) {
        if (first.length != second.length) {
            throw new DataException("scores come in pairs, and there are %d of the first recipe and %d of the second; "
                    .formatted(first.length, second.length) + "compare the folds that both have");
        }
        requireScores("the first recipe", first);
        requireScores("the second recipe", second);
        double noise = noise(first, second);
        var values = new double[first.length];
        for (int i = 0; i < values.length; i++) {
            double better = greaterIsBetter ? second[i] - first[i] : first[i] - second[i];
            values[i] = Math.abs(better) <= noise ? 0 : better;
        }
        return of(values, noise);
    }

    /// Differences that are known as such, positive where the second recipe is better.
    ///
    /// @throws DataException if there are fewer than two, or one is not a finite number
    public static Differences of(double... values) {
        requireScores("the difference of the recipes", values);
        return of(values.clone(), noise(values));
    }

    private static Differences of(double[] values, double noise) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new DataException("the scores are too large to take differences of; scale them");
            }
        }
        if (values.length < 2) {
            throw new DataException("a test needs at least two pairs of scores, and there is %s; take more folds or data sets"
                    .formatted(values.length == 0 ? "none" : "one"));
        }
        return new Differences(values, noise);
    }

    private static void requireScores(String whose, double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw new DataException("score %d of %s is %s, and only finite scores compare; leave that pair out"
                        .formatted(i + 1, whose, Double.isNaN(scores[i]) ? "not a number" : "infinite"));
            }
        }
    }

    /// How far apart numbers may be that are equal but for rounding.
    static double noise(double[]... scores) {
        return UNITS * Math.ulp(Arrays.stream(scores).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0));
    }

    /// How many pairs there are, two at least.
    public int pairs() {
        return values.length;
    }

    /// The differences, in the order of the pairs.
    public double[] values() {
        return values.clone();
    }

    double noise() {
        return noise;
    }

    /// How often the second recipe is better.
    public int wins() {
        return (int) Arrays.stream(values).filter(value -> value > 0).count();
    }

    /// How often the recipes are equal.
    public int ties() {
        return (int) Arrays.stream(values).filter(value -> value == 0).count();
    }

    /// How often the first recipe is better.
    public int losses() {
        return pairs() - wins() - ties();
    }

    /// The same with the recipes swapped.
    public Differences reversed() {
        return new Differences(Arrays.stream(values).map(value -> 0 - value).toArray(), noise);
    }

    public double mean() {
        return mean(values);
    }

    /// The standard deviation (divisor: pairs - 1), exactly 0 where the differences are equal but for rounding.
    public double deviation() {
        if (constant()) {
            return 0;
        }
        double mean = mean();
        return Math.sqrt(IntStream.range(0, values.length).mapToDouble(i -> values[i] - mean).map(away -> away * away).sum()
                / (values.length - 1));
    }

    private boolean constant() {
        var bounds = Arrays.stream(values).summaryStatistics();
        return bounds.getMax() - bounds.getMin() <= 2 * noise;
    }

    /// The mean, which is the value itself where all are equal.
    static double mean(double[] values) {
        double about = 0;
        for (double value : values) {
            about += value / values.length;
        }
        double rest = 0;
        for (double value : values) {
            rest += value - about;
        }
        return about + rest / values.length;
    }
}
