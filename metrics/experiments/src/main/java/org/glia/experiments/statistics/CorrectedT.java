package org.glia.experiments.statistics;

/// The corrected resampled t-test: whether the mean difference of two recipes over the folds of one data set is zero.
/// Folds share training rows, so their scores vary less than independent ones would; the variance of the mean is
/// therefore taken as `(1/n + test/train)` times that of a difference instead of `1/n` times.
///
/// Where the differences do not vary, `t` is 0 and `p` 1 if they are zero, and otherwise `t` is infinite and `p` 0.
///
/// References: Nadeau and Bengio (2003), Inference for the generalization error, Machine Learning 52; Bouckaert and Frank
/// (2004), Evaluating the replicability of significance tests for comparing learning algorithms, PAKDD, for repeated
/// cross-validation, with as many degrees of freedom as there are folds in all repeats, less one.
///
/// @param pairs            n, the folds of all repeats
/// @param difference       the mean difference, positive where the second recipe is better
/// @param deviation        the standard deviation of the differences (divisor n - 1)
/// @param testToTrain      rows tested on per row trained on: 1/9 for ten folds
/// @param standardError    of the mean difference, corrected
/// @param t                the statistic
/// @param degreesOfFreedom n - 1
/// @param p                two-sided
/// @param interval         of the mean difference
/// @param cohensD          Cohen's d of paired differences (d_z): the mean difference in standard deviations of a difference
public record CorrectedT(int pairs, double difference, double deviation, double testToTrain, double standardError, double t,
                         int degreesOfFreedom, double p, Interval interval, double cohensD) {

    /// @param testToTrain rows tested on per row trained on, positive or 0 for the ordinary paired t-test
    /// @param level       of the interval
    public static CorrectedT of(Differences differences, double testToTrain, double level) {
        if (!(testToTrain >= 0 && Double.isFinite(testToTrain))) {
            throw new IllegalArgumentException("rows tested on per row trained on cannot be " + testToTrain);
        }
        Interval.requireLevel(level);
        int n = differences.pairs();
        double mean = differences.mean();
        double deviation = differences.deviation();
        double standardError = deviation * Math.sqrt(1.0 / n + testToTrain);
        double t = ratio(mean, standardError);
        double reach = standardError == 0 ? 0 : standardError * Tails.studentQuantile((1 + level) / 2, n - 1);
        return new CorrectedT(n, mean, deviation, testToTrain, standardError, t, n - 1, Tails.studentBoth(t, n - 1),
                new Interval(level, mean - reach, mean + reach), ratio(mean, deviation));
    }

    private static double ratio(double mean, double spread) {
        return mean == 0 ? 0 : mean / spread;
    }
}
