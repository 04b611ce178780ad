package org.glia.experiments.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The Wilcoxon signed-rank test: whether two recipes do equally well over several data sets, by the ranks of their
/// differences. Large differences count more than small ones, yet no outlier decides.
///
/// Up to 50 ranks the p-value is exact, with ties and zeros too: all ways in which the signs of the ranks at hand can fall
/// are counted. Above, it is that of `z`, corrected for ties, without a continuity correction.
///
/// The pseudo-median and its interval are those of Hodges and Lehmann over all differences, zeros too: the interval is made
/// of order statistics of the means of pairs of differences (Walsh averages), chosen by the exact distribution up to 50
/// pairs and by the normal one above (Hollander, Wolfe and Chicken 2014, 3.2 and 3.3). Memory O(n^2).
///
/// References: Wilcoxon (1945), Individual comparisons by ranking methods; Pratt (1959), Remarks on zeros and ties in the
/// Wilcoxon signed rank procedures; Demsar (2006), Statistical comparisons of classifiers over multiple data sets, JMLR 7;
/// Kerby (2014), The simple difference formula, for the effect size.
///
/// @param pairs         how many pairs there are, zeros included
/// @param ranked        how many ranks may fall to either side: without the zeros for WILCOX and PRATT
/// @param zeros         how zeros were treated
/// @param positiveRanks R+, the sum of ranks where the second recipe is better
/// @param negativeRanks R-, that where the first is
/// @param z             the smaller of both, standardised; never positive; 0 where all pairs are equal
/// @param exact         whether p was counted
/// @param p             two-sided
/// @param pseudoMedian  the Hodges-Lehmann estimate of the difference, positive where the second recipe is better
/// @param interval      of the pseudo-median; its level is lower than asked for where so few pairs allow no better one
/// @param rankBiserial  (R+ - R-) / (R+ + R-): from -1, the first always better, to 1, the second
public record WilcoxonSignedRank(int pairs, int ranked, Zeros zeros, double positiveRanks, double negativeRanks, double z,
                                 boolean exact, double p, double pseudoMedian, Interval interval, double rankBiserial) {

    /// @param level of the interval
    public static WilcoxonSignedRank of(Differences differences, Zeros zeros, double level) {
        Interval.requireLevel(level);
        var all = differences.values();
        var values = zeros == Zeros.WILCOX ? Arrays.stream(all).filter(value -> value != 0).toArray() : all;
        var ranks = Ranks.of(Arrays.stream(values).map(Math::abs).toArray(), 2 * differences.noise()).values();
        double positive = 0;
        double negative = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                positive += ranks[i];
            } else if (values[i] < 0) {
                negative += ranks[i];
            } else if (zeros == Zeros.SPLIT) {
                positive += ranks[i] / 2;
                negative += ranks[i] / 2;
            }
        }
        var tossed = IntStream.range(0, values.length).filter(i -> values[i] != 0 || zeros == Zeros.SPLIT)
                .mapToDouble(i -> ranks[i]).toArray();
        double smaller = Math.min(positive, negative);
        // each rank adds a quarter of its square to the variance of R+, which is the usual formula less its tie correction
        double squares = Arrays.stream(tossed).map(rank -> rank * rank).sum();
        double z = squares == 0 ? 0 : (smaller - Math.max(positive, negative)) / Math.sqrt(squares);
        boolean exact = tossed.length <= SignedRankNull.MOST;
        double p = exact ? Math.min(1, 2 * new SignedRankNull(tossed).atMost(smaller)) : Tails.normalBoth(z);
        double total = positive + negative;
        var walsh = walshAverages(all);
        return new WilcoxonSignedRank(all.length, tossed.length, zeros, positive, negative, z, exact, p, median(walsh),
                interval(walsh, all.length, level), total == 0 ? 0 : (positive - negative) / total);
    }

    /// The means of all pairs of values, each with itself too, rising.
    private static double[] walshAverages(double[] values) {
        var averages = new double[Math.toIntExact((long) values.length * (values.length + 1) / 2)];
        int filled = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i; j < values.length; j++) {
                averages[filled++] = values[i] / 2 + values[j] / 2;
            }
        }
        Arrays.sort(averages);
        return averages;
    }

    private static double median(double[] sorted) {
        return sorted[(sorted.length - 1) / 2] / 2 + sorted[sorted.length / 2] / 2;
    }

    private static Interval interval(double[] walsh, int n, double level) {
        double tail = (1 - level) / 2;
        int place;
        double reached = level;
        if (n <= SignedRankNull.MOST) {
            var sums = new SignedRankNull(IntStream.rangeClosed(1, n).asDoubleStream().toArray());
            place = Math.max(1, sums.quantile(tail));
            reached = Math.min(level, 1 - 2 * sums.atMost(place - 1));
        } else {
            double deviation = Math.sqrt(n * (n + 1.0) * (2 * n + 1) / 24);
            place = Math.max(1, (int) (n * (n + 1.0) / 4 + Tails.normalQuantile(tail) * deviation));
        }
        return new Interval(reached, walsh[place - 1], walsh[walsh.length - place]);
    }
}
