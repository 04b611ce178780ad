package org.glia.trees;

import java.util.Arrays;

/// Quantiles of weighted numbers, such that a weight of 2 counts like the number twice: the smallest number up to which the
/// share of the weight is reached, and the middle between it and the next where the share is reached exactly.
final class LossQuantiles {

    private static final double EXACT = 1e-12;

    private LossQuantiles() {
    }

    /// @param values  at least one
    /// @param weights of positive sum
    static double of(double[] values, double[] weights, int count, double level) {
        boolean alike = true;
        for (int i = 1; i < count && alike; i++) {
            alike = weights[i] == weights[0];
        }
        return alike ? ofAlike(Arrays.copyOf(values, count), level) : ofWeighted(values, weights, count, level);
    }

    private static double ofAlike(double[] values, double level) {
        Arrays.sort(values);
        double wanted = level * values.length;
        double whole = Math.rint(wanted);
        boolean exact = Math.abs(wanted - whole) <= EXACT * values.length;
        int at = Math.clamp((long) (exact ? whole - 1 : Math.floor(wanted)), 0, values.length - 1);
        return exact && at + 1 < values.length && whole >= 1 ? middle(values[at], values[at + 1]) : values[at];
    }

    private static double ofWeighted(double[] values, double[] weights, int count, double level) {
        var order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double total = 0;
        for (int i : order) {
            total += weights[i];
        }
        double wanted = level * total;
        double reached = 0;
        for (int k = 0; k < count; k++) {
            reached += weights[order[k]];
            if (reached >= wanted - EXACT * total && reached > 0) {
                int next = k + 1;
                while (next < count && weights[order[next]] == 0) {
                    next++;
                }
                boolean exact = reached <= wanted + EXACT * total && next < count;
                return exact ? middle(values[order[k]], values[order[next]]) : values[order[k]];
            }
        }
        return values[order[count - 1]];
    }

    private static double middle(double low, double high) {
        return low + 0.5 * (high - low);
    }
}
