package org.glia.compute.decomposition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;

/// What tests of factors and linear systems share: matrices of the oracle's script, and its numbers.
final class LinearSystems {

    static final Parallel ALONE = Parallel.sequential();

    private LinearSystems() {
    }

    /// A stretch of systems.csv.
    static double[] numbers(String matrix, String what) {
        var prefix = matrix + "," + what + ",";
        return lines("systems.csv").stream().filter(line -> line.startsWith(prefix))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1))).toArray();
    }

    static double number(String matrix, String what) {
        return numbers(matrix, what)[0];
    }

    static List<String> lines(String file) {
        var stream = LinearSystems.class.getResourceAsStream("/org/glia/compute/decomposition/" + file);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Symmetric and positive definite, with a condition of about n^2.
    static Strided lehmer(int n) {
        var a = Strided.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a.set(i, j, (Math.min(i, j) + 1.0) / (Math.max(i, j) + 1.0));
            }
        }
        return a;
    }

    static Strided hilbert(int m, int n) {
        return Spectra.hilbert(Math.max(m, n)).block(0, 0, m, n);
    }

    /// Whole numbers from -8 to 8.
    static Strided whole(int m, int n) {
        var a = Spectra.uniform(m, n);
        for (int i = 0; i < m * n; i++) {
            a.array()[i] = Math.rint(16 * a.array()[i]);
        }
        return a;
    }

    /// The matrix of that name of which the script has pivots and solutions.
    static Strided named(String name) {
        var words = name.split(" ");
        return switch (words[0]) {
            case "graded" -> {
                int n = Integer.parseInt(words[3]);
                var scales = new double[n];
                for (int j = 0; j < n; j++) {
                    scales[j] = Math.scalb(1.0, -3 * j);
                }
                yield Spectra.timesDiagonal(Spectra.uniform(Integer.parseInt(words[1]), n), scales);
            }
            case "rank" -> {
                int rank = Integer.parseInt(words[1]);
                yield Spectra.product(whole(Integer.parseInt(words[3]), rank), whole(rank, Integer.parseInt(words[5])));
            }
            default -> Spectra.uniform(Integer.parseInt(words[0]), Integer.parseInt(words[2]));
        };
    }

    /// The elements row by row, whatever the strides.
    static double[] elements(Strided a) {
        return a.copy().array();
    }

    static double largest(Strided a) {
        return Spectra.largestDifference(a, Strided.zeros(a.rows(), a.columns()));
    }

    static void assertClose(Strided expected, Strided actual, double bound, String what) {
        assertEquals(expected.rows(), actual.rows(), what);
        assertEquals(expected.columns(), actual.columns(), what);
        for (double value : elements(actual)) {
            assertTrue(Double.isFinite(value), what + " has " + value);
        }
        double difference = Spectra.largestDifference(expected, actual);
        assertTrue(difference <= bound, what + " is off by " + difference + ", more than " + bound);
    }

    static void assertSameForAnyThreads(Function<Parallel, double[]> work) {
        var expected = work.apply(ALONE);
        assertTrue(expected.length > 0);
        for (int threads = 2; threads <= 3; threads++) {
            assertArrayEquals(expected, Spectra.onThreads(threads, work), threads + " threads");
        }
    }

    static double[] joined(double[]... parts) {
        int length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var joined = new double[length];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    /// The same elements in another layout: with gaps, turned, or backwards.
    static List<Strided> layouts(Strided a) {
        int m = a.rows();
        int n = a.columns();
        return List.of(filled(new Strided(new double[(m + 1) * (2 * n + 3) + 5], 5, m, n, 2 * n + 3, 2), a),
                filled(new Strided(new double[m * n], 0, m, n, 1, Math.max(1, m)), a),
                filled(new Strided(new double[m * n], Math.max(0, m * n - 1), m, n, -Math.max(1, n), -1), a));
    }

    private static Strided filled(Strided target, Strided a) {
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                target.set(i, j, a.get(i, j));
            }
        }
        return target;
    }
}
