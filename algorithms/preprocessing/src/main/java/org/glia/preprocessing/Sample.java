package org.glia.preprocessing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Numbers in rising order with their weights.
final class Sample {

    private final double[] values;
    /// Empty where all weights are 1.
    private final double[] weights;

    private Sample(double[] values, double[] weights) {
        this.values = values;
        this.weights = weights;
    }

    /// A sample of the first `count` values, which are not kept in order.
    static Sample of(double[] values, int count) {
        var sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return new Sample(sorted, new double[0]);
    }

    /// A sample of the first `count` values, each as often as its weight says; weights of 0 are left out.
    static Sample of(double[] values, double[] weights, int count) {
        var order = IntStream.range(0, count).filter(i -> weights[i] > 0).boxed()
                .sorted(Comparator.comparingDouble(i -> values[i])).mapToInt(Integer::intValue).toArray();
        return new Sample(Arrays.stream(order).mapToDouble(i -> values[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> weights[i]).toArray());
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    private double weight(int i) {
        return weights.length == 0 ? 1 : weights[i];
    }

    /// The number with half of the weight on either side; midway between two numbers where the halves part there.
    double median() {
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            total += weight(i);
        }
        double below = 0;
        int i = 0;
        while (i < values.length - 1 && 2 * (below + weight(i)) < total) {
            below += weight(i++);
        }
        boolean parts = 2 * (below + weight(i)) == total && i < values.length - 1;
        return parts ? values[i] / 2 + values[i + 1] / 2 : values[i];
    }

    /// The number with the largest weight, the smallest of equals.
    double mostFrequent() {
        double best = Double.NaN;
        double heaviest = 0;
        for (int i = 0; i < values.length; ) {
            double value = values[i];
            double sum = 0;
            while (i < values.length && values[i] == value) {
                sum += weight(i++);
            }
            if (sum > heaviest) {
                heaviest = sum;
                best = value;
            }
        }
        return best;
    }
}
