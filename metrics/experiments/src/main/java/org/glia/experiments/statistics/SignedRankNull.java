package org.glia.experiments.statistics;

/// The exact distribution of a sum of ranks, each of which is in it or not by the fall of a fair coin. Ranks may be halves:
/// the doubled ones are whole, and counting the ways to each doubled sum by dynamic programming is exact. O(n^3) for n
/// ranks up to n.
final class SignedRankNull {

    /// Up to this many ranks, the number of ways is a whole number that a double holds exactly.
    static final int MOST = 50;

    private final double[] ways;
    private final double all;

    SignedRankNull(double[] ranks) {
        if (ranks.length > MOST) {
            throw new IllegalArgumentException(ranks.length + " ranks are too many to count their sums");
        }
        int total = 0;
        for (double rank : ranks) {
            total += doubled(rank);
        }
        ways = new double[total + 1];
        ways[0] = 1;
        int reached = 0;
        for (double rank : ranks) {
            int step = doubled(rank);
            reached += step;
            for (int sum = reached; sum >= step; sum--) {
                ways[sum] += ways[sum - step];
            }
        }
        all = Math.scalb(1.0, ranks.length);
    }

    private static int doubled(double rank) {
        return (int) Math.rint(2 * rank);
    }

    /// P(sum <= bound).
    double atMost(double bound) {
        double count = 0;
        for (int sum = 0; sum <= Math.min(doubled(bound), ways.length - 1); sum++) {
            count += ways[sum];
        }
        return count / all;
    }

    /// The smallest sum, for whole ranks, with P(sum <= it) >= p.
    int quantile(double p) {
        double count = 0;
        for (int sum = 0; sum < ways.length; sum += 2) {
            count += ways[sum];
            if (count / all >= p) {
                return sum / 2;
            }
        }
        return (ways.length - 1) / 2;
    }
}
