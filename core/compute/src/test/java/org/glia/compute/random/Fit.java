package org.glia.compute.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/// Whether draws are those of a distribution; with the seeds that the tests fix, a right generator passes for ever.
final class Fit {

    /// How unlikely a right generator must find its draws to be called wrong.
    private static final double LEVEL = 1e-3;

    private Fit() {
    }

    /// Kolmogorov and Smirnov, with the asymptotic distribution of their statistic.
    static void assertContinuous(double[] draws, DoubleUnaryOperator cumulative, String what) {
        var sorted = draws.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double below = cumulative.applyAsDouble(sorted[i]);
            largest = Math.max(largest, Math.max((i + 1.0) / n - below, below - (double) i / n));
        }
        double critical = Math.sqrt(-Math.log(LEVEL / 2) / 2 / n);
        assertTrue(largest < critical, "%s: greatest difference %s, critical %s".formatted(what, largest, critical));
    }

    /// Pearson's chi-squared, after neighbours of few expected draws have been joined.
    static void assertDiscrete(long[] draws, long lowest, long highest, LongToDoubleFunction mass, String what) {
        int values = Math.toIntExact(highest - lowest + 1);
        var counts = new long[values];
        for (long draw : draws) {
            counts[(int) (Math.clamp(draw, lowest, highest) - lowest)]++;
        }
        var expected = new double[values];
        Arrays.setAll(expected, i -> draws.length * mass.applyAsDouble(lowest + i));
        assertCounts(counts, expected, what);
    }

    static void assertCounts(long[] counts, double[] expected, String what) {
        var joined = new ArrayList<double[]>();
        var open = new double[2];
        for (int i = 0; i < counts.length; i++) {
            open[0] += counts[i];
            open[1] += expected[i];
            if (open[1] >= 10) {
                joined.add(open);
                open = new double[2];
            }
        }
        joined.getLast()[0] += open[0];
        joined.getLast()[1] += open[1];
        double chiSquared = joined.stream().mapToDouble(bin -> (bin[0] - bin[1]) * (bin[0] - bin[1]) / bin[1]).sum();
        double critical = new ChiSquaredDistribution(joined.size() - 1).inverseCumulativeProbability(1 - LEVEL);
        assertTrue(chiSquared < critical, "%s: chi-squared %s in %d bins, critical %s".formatted(what, chiSquared, joined.size(),
                critical));
    }
}
