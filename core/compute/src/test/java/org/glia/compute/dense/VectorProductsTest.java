package org.glia.compute.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

import org.glia.api.run.Parallel;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;

class VectorProductsTest {

    private static final int[][] SHAPES = {{0, 0}, {0, 3}, {3, 0}, {1, 1}, {1, 9}, {9, 1}, {2, 3}, {7, 7}, {8, 8}, {13, 17}, {17, 8},
        {50, 10}, {40, 27}, {5, 600}, {600, 5}, {3, 2003}, {2003, 3}, {61, 1031}, {1031, 61}, {40_000, 2}, {2, 40_000}};

    /// The same `m x n` matrix in every layout: by rows, by columns, blocks of larger ones, strided both ways, turned around.
    static List<Strided> layouts(int m, int n, double[] values) {
        var result = new Strided[] {
            Strided.zeros(m, n), Strided.zeros(n, m).transpose(), Strided.zeros(m + 2, n + 3).block(1, 2, m, n),
            Strided.zeros(n + 1, m + 5).transpose().block(4, 1, m, n),
            new Strided(new double[6 * m * n + 1], 1, m, n, 6 * n, 2),
            new Strided(new double[m * n], Math.max(0, m * n - 1), m, n, -n, -1),
            new Strided(new double[m * n], Math.max(0, m * n - m), m, n, 1, -m)
        };
        for (var matrix : result) {
            Arrays.fill(matrix.array(), Double.NaN);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    matrix.set(i, j, values[i * n + j]);
                }
            }
        }
        return List.of(result);
    }

    @Test
    void theProductIsThatOfAPlainLoopInEveryLayout() {
        for (var shape : SHAPES) {
            int m = shape[0];
            int n = shape[1];
            var values = DoublesTest.normals(1, m * n);
            var x = DoublesTest.normals(2, n + 2);
            var y = DoublesTest.normals(3, m + 3);
            for (double beta : new double[] {0, 1, -0.5}) {
                var expected = y.clone();
                var magnitude = new double[m];
                for (int i = 0; i < m; i++) {
                    double sum = 0;
                    for (int j = 0; j < n; j++) {
                        sum += values[i * n + j] * x[2 + j];
                        magnitude[i] += Math.abs(values[i * n + j] * x[2 + j]);
                    }
                    expected[1 + i] = 1.5 * sum + beta * y[1 + i];
                }
                for (var a : layouts(m, n, values)) {
                    var actual = y.clone();
                    if (beta == 0) {
                        Arrays.fill(actual, 1, 1 + m, Double.NaN);
                    }
                    VectorProducts.gemv(1.5, a, x, 2, beta, actual, 1, Parallel.sequential());
                    for (int i = 0; i < m; i++) {
                        assertEquals(expected[1 + i], actual[1 + i], 1e-14 * (3 + magnitude[i]), m + " x " + n);
                    }
                    assertEquals(y[0], actual[0]);
                    assertEquals(y[m + 1], actual[m + 1]);
                }
            }
        }
    }

    @Test
    void ofSmallIntegersTheProductIsExact() {
        int m = 1031;
        int n = 2000;
        var values = new double[m * n];
        var x = new double[n];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 7919L % 23 - 11;
        }
        for (int j = 0; j < n; j++) {
            x[j] = j % 19 - 9;
        }
        var expected = new double[m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                expected[i] += values[i * n + j] * x[j];
            }
        }
        for (var a : layouts(m, n, values)) {
            var y = new double[m];
            VectorProducts.gemv(1, a, x, 0, 0, y, 0, Parallel.sequential());
            assertArrayEquals(expected, y);
        }
    }

    @Test
    void infinitiesAndNaNReachTheirRowsAlone() {
        int m = 70;
        int n = 45;
        for (int row : new int[] {0, 33, 69}) {
            for (int column : new int[] {0, 8, 44}) {
                var values = new double[m * n];
                Arrays.fill(values, 1);
                values[row * n + column] = Double.NaN;
                values[(row + 1) % m * n + column] = Double.POSITIVE_INFINITY;
                for (var a : layouts(m, n, values)) {
                    var x = new double[n];
                    Arrays.fill(x, 2);
                    var y = new double[m];
                    VectorProducts.gemv(1, a, x, 0, 0, y, 0, Parallel.sequential());
                    for (int i = 0; i < m; i++) {
                        assertEquals(i == row ? Double.NaN : i == (row + 1) % m ? Double.POSITIVE_INFINITY : 2 * n, y[i]);
                    }
                }
            }
        }
    }

    @Test
    void theOuterProductIsThatOfAPlainLoopInEveryLayout() {
        for (var shape : SHAPES) {
            int m = shape[0];
            int n = shape[1];
            var values = DoublesTest.normals(4, m * n);
            var x = DoublesTest.normals(5, m + 1);
            var y = DoublesTest.normals(6, n + 2);
            for (var a : layouts(m, n, values)) {
                double before = a.array().length == 0 ? 0 : a.array()[0];
                VectorProducts.ger(-0.75, x, 1, y, 2, a, Parallel.sequential());
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < n; j++) {
                        assertEquals(values[i * n + j] - 0.75 * x[1 + i] * y[2 + j], a.get(i, j), 1e-14);
                    }
                }
                if (a.offset() > 1 && a.rowStride() > 1 && a.columnStride() == 1 && a.array().length > 0) {
                    assertEquals(before, a.array()[0]);
                }
            }
        }
    }

    @Test
    void vectorsMustBeLongEnough() {
        var a = Strided.zeros(3, 4);
        var sequential = Parallel.sequential();
        assertThrows(IndexOutOfBoundsException.class, () -> VectorProducts.gemv(1, a, new double[4], 1, 0, new double[3], 0, sequential));
        assertThrows(IndexOutOfBoundsException.class, () -> VectorProducts.gemv(1, a, new double[4], 0, 0, new double[2], 0, sequential));
        assertThrows(IndexOutOfBoundsException.class, () -> VectorProducts.ger(1, new double[2], 0, new double[4], 0, a, sequential));
        assertThrows(IndexOutOfBoundsException.class, () -> VectorProducts.ger(1, new double[3], 0, new double[4], -1, a, sequential));
    }

    /// What the kernels of this module say for many shapes and layouts.
    static double[] products(Parallel parallel) {
        var result = new double[4_000_000];
        int at = 0;
        for (var shape : SHAPES) {
            int m = shape[0];
            int n = shape[1];
            var values = DoublesTest.normals(7, m * n);
            var x = DoublesTest.normals(8, n);
            var z = DoublesTest.normals(9, m);
            for (var a : layouts(m, n, values)) {
                VectorProducts.gemv(1.25, a, x, 0, 0, result, at, parallel);
                at += m;
                var out = new double[m];
                Reductions.rowSums(a, out, 0, parallel);
                System.arraycopy(out, 0, result, at, m);
                at += m;
                Reductions.rowSquaredDeviations(a, z, 0, out, 0, parallel);
                System.arraycopy(out, 0, result, at, m);
                at += m;
                Reductions.rowMin(a, out, 0, parallel);
                System.arraycopy(out, 0, result, at, m);
                at += m;
                VectorProducts.ger(0.3, z, 0, x, 0, a, parallel);
                for (int i = 0; i < m; i += 3) {
                    for (int j = 0; j < n; j += 5) {
                        result[at++] = a.get(i, j);
                    }
                }
            }
        }
        return Arrays.copyOf(result, at);
    }

    public static final class AllProducts implements EveryWidth.Probe {
        @Override
        public double[] get() {
            return products(Parallel.sequential());
        }
    }

    @Test
    void bitsAreTheSameForEveryWidthOfVectors() {
        EveryWidth.agrees(AllProducts.class);
    }

    @Test
    void bitsAreTheSameForEveryNumberOfThreads() {
        var expected = products(Parallel.sequential());
        try (var pool = Executors.newFixedThreadPool(3)) {
            for (int threads = 2; threads <= 3; threads++) {
                assertArrayEquals(expected, products(new Parallel(pool, threads, () -> { })));
            }
        }
    }
}
