package org.glia.trees;

import java.util.Arrays;
import java.util.Comparator;

/// The weighted median: the number below and above which there is half of the weight at most, halfway between two numbers
/// where each has half.
final class Median {

    private Median() {
    }

    /// @param weights of the numbers, positive
    static double of(double[] numbers, double[] weights) {
        var order = new Integer[numbers.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> numbers[i]));
        double total = 0;
        for (int i : order) {
            total += weights[i];
        }
        double below = 0;
        for (int i = 0; i < order.length; i++) {
            below += weights[order[i]];
            if (below == total / 2 && i + 1 < order.length) {
                return numbers[order[i]] / 2 + numbers[order[i + 1]] / 2;
            }
            if (below >= total / 2) {
                return numbers[order[i]];
            }
        }
        return numbers[order[order.length - 1]];
    }

    /// All weights alike.
    static double of(double[] numbers) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    }
}
