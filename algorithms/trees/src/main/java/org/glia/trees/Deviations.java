package org.glia.trees;

import java.util.Arrays;

/// The sum of weighted distances from the median of a set of numbers that grows: Fenwick trees (1994) over the ranks of the
/// numbers hold weights and weighted numbers. Each step costs O(log ranks).
final class Deviations {

    private double[] weights = {};
    private double[] sums = {};
    private double[] numbers;
    private int ranks;
    private double weight;
    private double sum;

    /// Empties the set.
    ///
    /// @param ranked the number of each rank, rising
    /// @param count  how many ranks there are
    void clear(double[] ranked, int count) {
        if (weights.length <= count) {
            weights = new double[count + 1];
            sums = new double[count + 1];
        }
        Arrays.fill(weights, 0, count + 1, 0);
        Arrays.fill(sums, 0, count + 1, 0);
        numbers = ranked;
        ranks = count;
        weight = 0;
        sum = 0;
    }

    void add(int rank, double w) {
        double s = w * numbers[rank];
        weight += w;
        sum += s;
        for (int at = rank + 1; at <= ranks; at += at & -at) {
            weights[at] += w;
            sums[at] += s;
        }
    }

    double weight() {
        return weight;
    }

    /// The sum of weighted distances from the median, 0 of an empty set.
    double cost() {
        double below = 0;
        double belowSum = 0;
        int at = 0;
        // the last rank up to which there is less than half of the weight
        for (int step = Integer.highestOneBit(ranks); step > 0; step >>= 1) {
            if (at + step <= ranks && below + weights[at + step] < weight / 2) {
                at += step;
                below += weights[at];
                belowSum += sums[at];
            }
        }
        if (at >= ranks) {
            return 0;
        }
        double median = numbers[at];
        return Math.max(0, median * below - belowSum + (sum - belowSum) - median * (weight - below));
    }
}
