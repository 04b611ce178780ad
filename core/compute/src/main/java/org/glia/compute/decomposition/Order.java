package org.glia.compute.decomposition;

import java.util.stream.IntStream;

/// Orders of numbers; equal ones stay as they stand.
final class Order {

    private Order() {
    }

    /// The places of the numbers, the smallest first.
    static int[] rising(double[] values) {
        return IntStream.range(0, values.length).boxed().sorted((i, j) -> Double.compare(values[i], values[j]))
                .mapToInt(Integer::intValue).toArray();
    }

    /// The places of the numbers, the largest first.
    static int[] falling(double[] values) {
        return IntStream.range(0, values.length).boxed().sorted((i, j) -> Double.compare(values[j], values[i]))
                .mapToInt(Integer::intValue).toArray();
    }
}
