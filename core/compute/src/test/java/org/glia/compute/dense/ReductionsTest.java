package org.glia.compute.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.junit.jupiter.api.Test;

class ReductionsTest {

    private static final Parallel SEQUENTIAL = Parallel.sequential();

    @Test
    void rowsAreReducedAsInAPlainLoopInEveryLayout() {
        for (var shape : new int[][] {{1, 1}, {1, 20}, {20, 1}, {3, 5}, {9, 16}, {33, 70}, {5, 2003}, {1031, 61}, {3, 30_000}, {30_000, 3}}) {
            int m = shape[0];
            int n = shape[1];
            var values = DoublesTest.normals(1, m * n);
            var centers = DoublesTest.normals(2, m + 1);
            for (var a : VectorProductsTest.layouts(m, n, values)) {
                var sums = new double[m + 2];
                var means = new double[m];
                var squares = new double[m];
                var deviations = new double[m];
                var max = new double[m];
                var min = new double[m];
                Reductions.rowSums(a, sums, 2, SEQUENTIAL);
                Reductions.rowMeans(a, means, 0, SEQUENTIAL);
                Reductions.rowSumsOfSquares(a, squares, 0, SEQUENTIAL);
                Reductions.rowSquaredDeviations(a, centers, 1, deviations, 0, SEQUENTIAL);
                Reductions.rowMax(a, max, 0, SEQUENTIAL);
                Reductions.rowMin(a, min, 0, SEQUENTIAL);
                for (int i = 0; i < m; i++) {
                    var row = Arrays.copyOfRange(values, i * n, i * n + n);
                    double size = Arrays.stream(row).map(Math::abs).sum();
                    int at = i + 1;
                    assertEquals(Arrays.stream(row).sum(), sums[2 + i], 1e-14 * size);
                    assertEquals(Arrays.stream(row).sum() / n, means[i], 1e-14 * size / n);
                    assertEquals(Arrays.stream(row).map(x -> x * x).sum(), squares[i], 1e-13 * squares[i]);
                    assertEquals(Arrays.stream(row).map(x -> (x - centers[at]) * (x - centers[at])).sum(), deviations[i],
                            1e-13 * deviations[i]);
                    assertEquals(Arrays.stream(row).max().orElseThrow(), max[i]);
                    assertEquals(Arrays.stream(row).min().orElseThrow(), min[i]);
                }
                assertEquals(0, sums[1]);
            }
        }
    }

    @Test
    void ofIntegersSumsAreExact() {
        int m = 11;
        int n = 40_000;
        var values = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = i + j;
            }
        }
        for (var a : VectorProductsTest.layouts(m, n, values)) {
            var sums = new double[m];
            Reductions.rowSums(a, sums, 0, SEQUENTIAL);
            for (int i = 0; i < m; i++) {
                assertEquals((double) n * i + n * (n - 1.0) / 2, sums[i]);
            }
        }
    }

    @Test
    void deviationsMayTakeThePlaceOfCenters() {
        var a = Strided.of(40, 3, DoublesTest.normals(3, 120));
        var centers = new double[3];
        Reductions.rowMeans(a.transpose(), centers, 0, SEQUENTIAL);
        var expected = new double[3];
        Reductions.rowSquaredDeviations(a.transpose(), centers, 0, expected, 0, SEQUENTIAL);
        Reductions.rowSquaredDeviations(a.transpose(), centers, 0, centers, 0, SEQUENTIAL);
        assertArrayEquals(expected, centers);
    }

    @Test
    void nanAndInfinitiesStayInTheirRows() {
        int m = 50;
        int n = 37;
        var values = new double[m * n];
        values[7 * n + 36] = Double.NaN;
        values[49 * n + 3] = Double.NEGATIVE_INFINITY;
        for (var a : VectorProductsTest.layouts(m, n, values)) {
            var sums = new double[m];
            var max = new double[m];
            var min = new double[m];
            Reductions.rowSums(a, sums, 0, SEQUENTIAL);
            Reductions.rowMax(a, max, 0, SEQUENTIAL);
            Reductions.rowMin(a, min, 0, SEQUENTIAL);
            for (int i = 0; i < m; i++) {
                assertEquals(i == 7 ? Double.NaN : i == 49 ? Double.NEGATIVE_INFINITY : 0, sums[i]);
                assertEquals(i == 7 ? Double.NaN : 0, max[i]);
                assertEquals(i == 7 ? Double.NaN : i == 49 ? Double.NEGATIVE_INFINITY : 0, min[i] + 0.0);
            }
        }
    }

    @Test
    void nothingHasTheNeutralResult() {
        var out = new double[] {9, 9};
        Reductions.rowSums(Strided.zeros(2, 0), out, 0, SEQUENTIAL);
        assertArrayEquals(new double[] {0, 0}, out);
        Reductions.rowMax(Strided.zeros(2, 0), out, 0, SEQUENTIAL);
        assertEquals(Double.NEGATIVE_INFINITY, out[1]);
        Reductions.rowMeans(Strided.zeros(2, 0), out, 0, SEQUENTIAL);
        assertEquals(Double.NaN, out[0]);
        Reductions.rowSums(Strided.zeros(0, 5), out, 2, SEQUENTIAL);
    }

    @Test
    void resultsMustFit() {
        assertThrows(IndexOutOfBoundsException.class, () -> Reductions.rowSums(Strided.zeros(3, 2), new double[3], 1, SEQUENTIAL));
        assertThrows(IndexOutOfBoundsException.class, () -> Reductions.rowSquaredDeviations(Strided.zeros(3, 2), new double[2], 0,
                new double[3], 0, SEQUENTIAL));
    }
}
