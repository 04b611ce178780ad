package org.glia.datasets.generators;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Levels;
import org.glia.api.run.RandomStream;

/// What several generators do with random numbers and names.
final class Draws {

    private Draws() {
    }

    /// @throws IllegalArgumentException if a table of that size does not fit into one array
    static void requireRoom(int n, long columns) {
        if (n * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("%d rows of %d numbers are more than the %d that a table holds"
                    .formatted(n, columns, Integer.MAX_VALUE - 8));
        }
    }

    static double uniform(RandomStream random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /// Standard normal numbers.
    static double[] normal(RandomStream random, int count) {
        var numbers = new double[count];
        Arrays.setAll(numbers, i -> random.nextGaussian());
        return numbers;
    }

    /// `x1`, `x2`, ...
    static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "x" + i).toList();
    }

    /// `1`, `2`, ...
    static Levels numbered(int count) {
        return Levels.of(IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList());
    }

    /// The part that row `i` of `n` belongs to when they are dealt out as evenly as can be, the first parts getting one
    /// more where it does not come out even.
    static int part(int i, int n, int parts) {
        int each = n / parts;
        int larger = n % parts;
        int inLarger = larger * (each + 1);
        return i < inLarger ? i / (each + 1) : larger + (i - inLarger) / each;
    }
}
