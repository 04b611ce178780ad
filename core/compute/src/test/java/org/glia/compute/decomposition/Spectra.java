package org.glia.compute.decomposition;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.function.Function;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.dense.Strided;

/// What tests of spectra share: matrices, the numbers of spectra.csv, and how far a matrix is from what it should be.
final class Spectra {

    static final double EPSILON = 0x1p-52;

    private Spectra() {
    }

    /// The numbers that the oracle's script makes.
    static Strided uniform(int m, int n) {
        long state = 1000L * m + n;
        var a = Strided.zeros(m, n);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                state = (1103515245 * state + 12345) % (1L << 31);
                a.set(i, j, state / 0x1p31 - 0.5);
            }
        }
        return a;
    }

    static Strided gaussian(int m, int n, long seed) {
        var random = new RandomStream(seed);
        var a = Strided.zeros(m, n);
        for (int i = 0; i < m * n; i++) {
            a.array()[i] = random.nextGaussian();
        }
        return a;
    }

    /// The lower triangle, and above it its mirror image.
    static Strided symmetric(Strided a) {
        var symmetric = a.copy();
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < i; j++) {
                symmetric.set(j, i, a.get(i, j));
            }
        }
        return symmetric;
    }

    /// `n x n`, orthogonal: a product of reflections at random vectors.
    static Strided orthogonal(int n, long seed) {
        var q = diagonal(filled(n, 1));
        var random = new RandomStream(seed);
        for (int reflection = 0; reflection < 4; reflection++) {
            var v = new double[n];
            double square = 0;
            for (int i = 0; i < n; i++) {
                v[i] = random.nextGaussian();
                square += v[i] * v[i];
            }
            for (int j = 0; j < n; j++) {
                double dot = 0;
                for (int i = 0; i < n; i++) {
                    dot += v[i] * q.get(i, j);
                }
                for (int i = 0; i < n; i++) {
                    q.set(i, j, q.get(i, j) - 2 * dot / square * v[i]);
                }
            }
        }
        return q;
    }

    static double[] filled(int n, double value) {
        var values = new double[n];
        Arrays.fill(values, value);
        return values;
    }

    static Strided diagonal(double... values) {
        var a = Strided.zeros(values.length, values.length);
        for (int i = 0; i < values.length; i++) {
            a.set(i, i, values[i]);
        }
        return a;
    }

    static Strided tridiagonal(double[] d, double[] e) {
        var a = diagonal(d);
        for (int i = 0; i < d.length - 1; i++) {
            a.set(i + 1, i, e[i]);
            a.set(i, i + 1, e[i]);
        }
        return a;
    }

    static Strided bidiagonal(double[] d, double[] e) {
        var a = diagonal(d);
        for (int i = 0; i < d.length - 1; i++) {
            a.set(i, i + 1, e[i]);
        }
        return a;
    }

    static Strided hilbert(int n) {
        var a = Strided.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a.set(i, j, 1.0 / (i + j + 1));
            }
        }
        return a;
    }

    static Strided scaled(Strided a, double factor) {
        var scaled = a.copy();
        for (int i = 0; i < scaled.array().length; i++) {
            scaled.array()[i] *= factor;
        }
        return scaled;
    }

    /// A B, by plain loops.
    static Strided product(Strided a, Strided b) {
        var c = Strided.zeros(a.rows(), b.columns());
        for (int i = 0; i < a.rows(); i++) {
            for (int p = 0; p < a.columns(); p++) {
                double factor = a.get(i, p);
                for (int j = 0; j < b.columns(); j++) {
                    c.set(i, j, Math.fma(factor, b.get(p, j), c.get(i, j)));
                }
            }
        }
        return c;
    }

    static Strided timesDiagonal(Strided a, double[] values) {
        var b = a.copy();
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                b.set(i, j, b.get(i, j) * values[j]);
            }
        }
        return b;
    }

    static double largestDifference(Strided a, Strided b) {
        double largest = 0;
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                double difference = Math.abs(a.get(i, j) - b.get(i, j));
                largest = difference <= largest ? largest : difference;
            }
        }
        return largest;
    }

    /// That columns have length 1 and right angles.
    static void assertOrthonormal(Strided q, String what) {
        double error = largestDifference(product(q.transpose(), q), diagonal(filled(q.columns(), 1)));
        assertTrue(error <= (30 + q.rows()) * EPSILON, what + ": vectors are off orthonormality by " + error);
    }

    static void assertSignsFixed(Strided q, String what) {
        for (int j = 0; j < q.columns(); j++) {
            double largest = 0;
            for (int i = 0; i < q.rows(); i++) {
                largest = Math.abs(q.get(i, j)) > Math.abs(largest) ? q.get(i, j) : largest;
            }
            assertTrue(largest > 0, what + ": the largest component of vector " + j + " is " + largest);
        }
    }

    /// A stretch of spectra.csv.
    static double[] values(String matrix) {
        return numbers(matrix, "values");
    }

    static Strided vectors(String matrix, String what, int rows, int columns) {
        return Strided.of(rows, columns, numbers(matrix, what));
    }

    private static double[] numbers(String matrix, String what) {
        var stream = Spectra.class.getResourceAsStream("/org/glia/compute/decomposition/spectra.csv");
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var prefix = matrix + "," + what + ",";
            return reader.lines().filter(line -> line.startsWith(prefix))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1))).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The result of `work` on several threads.
    static <T> T onThreads(int threads, Function<Parallel, T> work) {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            return work.apply(new Parallel(executor, threads, () -> { }));
        }
    }
}
