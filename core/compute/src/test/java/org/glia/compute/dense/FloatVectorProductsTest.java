package org.glia.compute.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

import org.glia.api.run.Parallel;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;

class FloatVectorProductsTest {

    private static final int[][] SHAPES = {{1, 1}, {1, 9}, {9, 1}, {7, 7}, {16, 16}, {33, 17}, {3, 2003}, {2003, 3}, {131, 1031}};

    private static List<FloatStrided> layouts(int m, int n, float[] values) {
        var rows = FloatStrided.of(m, n, values.clone());
        var columns = FloatStrided.zeros(n + 1, m + 5).transpose().block(4, 1, m, n);
        var strided = new FloatStrided(new float[6 * m * n + 1], 1, m, n, 6 * n, 2);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                columns.set(i, j, values[i * n + j]);
                strided.set(i, j, values[i * n + j]);
            }
        }
        return List.of(rows, columns, strided);
    }

    @Test
    void resultsAreThoseOfDoublesWithinRounding() {
        for (var shape : SHAPES) {
            int m = shape[0];
            int n = shape[1];
            var values = FloatsTest.normals(1, m * n);
            var x = FloatsTest.normals(2, n);
            var z = FloatsTest.normals(3, m);
            for (var a : layouts(m, n, values)) {
                var y = new float[m];
                var sums = new float[m];
                var deviations = new float[m];
                var max = new float[m];
                var min = new float[m];
                var sequential = Parallel.sequential();
                Arrays.fill(y, Float.NaN);
                FloatVectorProducts.gemv(1.5f, a, x, 0, 0, y, 0, sequential);
                FloatReductions.rowSums(a, sums, 0, sequential);
                FloatReductions.rowSquaredDeviations(a, z, 0, deviations, 0, sequential);
                FloatReductions.rowMax(a, max, 0, sequential);
                FloatReductions.rowMin(a, min, 0, sequential);
                for (int i = 0; i < m; i++) {
                    double product = 0;
                    double sum = 0;
                    double squares = 0;
                    float most = Float.NEGATIVE_INFINITY;
                    float least = Float.POSITIVE_INFINITY;
                    for (int j = 0; j < n; j++) {
                        double value = values[i * n + j];
                        product += value * x[j];
                        sum += value;
                        squares += (value - z[i]) * (value - z[i]);
                        most = Math.max(most, values[i * n + j]);
                        least = Math.min(least, values[i * n + j]);
                    }
                    double bound = 4e-6 * (1 + Math.sqrt(n));
                    assertEquals(1.5 * product, y[i], bound);
                    assertEquals(sum, sums[i], bound);
                    assertEquals(squares, deviations[i], 1e-5 * squares + 1e-12);
                    assertEquals(most, max[i]);
                    assertEquals(least, min[i]);
                }
                FloatVectorProducts.ger(0.5f, z, 0, x, 0, a, sequential);
                assertEquals(values[m * n - 1] + 0.5 * z[m - 1] * x[n - 1], a.get(m - 1, n - 1), 1e-6);
            }
        }
    }

    static double[] products(Parallel parallel) {
        var result = new double[2_000_000];
        int at = 0;
        for (var shape : SHAPES) {
            int m = shape[0];
            int n = shape[1];
            var values = FloatsTest.normals(7, m * n);
            var x = FloatsTest.normals(8, n);
            var z = FloatsTest.normals(9, m);
            for (var a : layouts(m, n, values)) {
                var out = new float[4 * m];
                FloatVectorProducts.gemv(1.25f, a, x, 0, 0, out, 0, parallel);
                FloatReductions.rowSums(a, out, m, parallel);
                FloatReductions.rowSquaredDeviations(a, z, 0, out, 2 * m, parallel);
                FloatVectorProducts.ger(0.3f, z, 0, x, 0, a, parallel);
                FloatReductions.rowMax(a, out, 3 * m, parallel);
                for (float value : out) {
                    result[at++] = value;
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
        try (var pool = Executors.newFixedThreadPool(3)) {
            assertArrayEquals(products(Parallel.sequential()), products(new Parallel(pool, 3, () -> { })));
        }
    }
}
