package org.glia.compute.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixProductsTest {

    private static final Parallel ALONE = Parallel.sequential();

    /// How a matrix may lie in its array.
    enum Layout {
        ROWS, COLUMNS, PADDED_ROWS, PADDED_COLUMNS, SCATTERED
    }

    /// A matrix of random numbers in an array of NaNs.
    static Strided random(int rows, int columns, Layout layout, long seed) {
        int pad = 3;
        var matrix = switch (layout) {
            case ROWS -> Strided.zeros(rows, columns);
            case COLUMNS -> Strided.zeros(columns, rows).transpose();
            case PADDED_ROWS -> new Strided(new double[rows * (columns + pad) + pad], pad, rows, columns, columns + pad, 1);
            case PADDED_COLUMNS -> new Strided(new double[columns * (rows + pad) + pad], pad, rows, columns, 1, rows + pad);
            case SCATTERED -> new Strided(new double[2 * rows * columns + 1], 1, rows, columns, 2 * columns, 2);
        };
        Arrays.fill(matrix.array(), Double.NaN);
        var stream = new RandomStream(seed);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, stream.nextDouble() - 0.5);
            }
        }
        return matrix;
    }

    /// The definition, element by element.
    static double[] expected(double alpha, Strided a, Strided b, double beta, Strided c) {
        var result = new double[c.rows() * c.columns()];
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                double sum = beta == 0 ? 0 : beta * c.get(i, j);
                for (int first = 0; first < a.columns(); first += MatrixProducts.INNER) {
                    double part = 0;
                    for (int p = first; p < Math.min(a.columns(), first + MatrixProducts.INNER); p++) {
                        part = Math.fma(a.get(i, p), b.get(p, j), part);
                    }
                    sum = Math.fma(alpha, part, sum);
                }
                result[i * c.columns() + j] = sum;
            }
        }
        return result;
    }

    private static void holds(int m, int k, int n, double alpha, double beta, Layout layoutA, Layout layoutB, Layout layoutC) {
        var a = random(m, k, layoutA, 1);
        var b = random(k, n, layoutB, 2);
        var c = random(m, n, layoutC, 3);
        var expected = expected(alpha, a, b, beta, c);
        long outside = Arrays.stream(c.array()).filter(Double::isNaN).count();
        MatrixProducts.gemm(alpha, a, b, beta, c, ALONE);
        assertArrayEquals(expected, c.copy().array(), () -> "%d x %d x %d, %s %s %s".formatted(m, k, n, layoutA, layoutB, layoutC));
        assertEquals(outside, Arrays.stream(c.array()).filter(Double::isNaN).count(), "elements beside C stay as they are");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 5", "7, 11, 13", "16, 16, 16", "17, 31, 33", "64, 64, 64", "5, 300, 9", "61, 257, 67", "6, 600, 300",
            "100, 2, 100", "1, 130, 32", "1, 500, 40", "40, 500, 1", "131, 137, 139", "3, 7, 700"})
    void productsAreTheDefinitionBitByBitInAllLayouts(int m, int k, int n) {
        for (var a : Layout.values()) {
            for (var b : Layout.values()) {
                holds(m, k, n, 1, 0, a, b, Layout.ROWS);
                holds(m, k, n, -0.3, 1, a, b, Layout.PADDED_ROWS);
            }
        }
        for (var c : Layout.values()) {
            holds(m, k, n, 1.7, 0.6, Layout.ROWS, Layout.ROWS, c);
            holds(m, k, n, 2, 0, Layout.PADDED_COLUMNS, Layout.COLUMNS, c);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 4", "3, 4, 0", "0, 0, 0"})
    void emptyResultsAreFine(int m, int k, int n) {
        MatrixProducts.gemm(1, Strided.zeros(m, k), Strided.zeros(k, n), 1, Strided.zeros(m, n), ALONE);
    }

    @Test
    void emptySumsLeaveOnlyTheResultBefore() {
        var c = Strided.of(1, 2, new double[] {3, Double.NaN});
        MatrixProducts.gemm(1, Strided.zeros(1, 0), Strided.zeros(0, 2), 2, c, ALONE);
        assertArrayEquals(new double[] {6, Double.NaN}, c.array());
        MatrixProducts.gemm(1, Strided.zeros(1, 0), Strided.zeros(0, 2), 0, c, ALONE);
        assertArrayEquals(new double[] {0, 0}, c.array());
    }

    @Test
    void aResultThatIsNotWantedIsNotRead() {
        var a = random(20, 30, Layout.ROWS, 1);
        var b = random(30, 25, Layout.ROWS, 2);
        var c = Strided.zeros(20, 25);
        Arrays.fill(c.array(), Double.NaN);
        MatrixProducts.gemm(1, a, b, 0, c, ALONE);
        assertTrue(Arrays.stream(c.array()).allMatch(Double::isFinite));
    }

    @Test
    void notANumberAndInfinityReachTheirRowsAndColumnsOnly() {
        var a = random(33, 40, Layout.ROWS, 1);
        var b = random(40, 37, Layout.ROWS, 2);
        a.set(4, 7, Double.NaN);
        a.set(5, 39, Double.POSITIVE_INFINITY);
        b.set(0, 36, Double.NEGATIVE_INFINITY);
        var c = Strided.zeros(33, 37);
        var expected = expected(1, a, b, 0, c);
        MatrixProducts.gemm(1, a, b, 0, c, ALONE);
        assertArrayEquals(expected, c.array());
        assertEquals(37 + 37 + 33 - 2, Arrays.stream(c.array()).filter(x -> !Double.isFinite(x)).count());
    }

    @Test
    void sumsAreAsAccurateAsSaid() {
        int k = 1000;
        var a = random(1, k, Layout.ROWS, 1);
        var b = random(k, 20, Layout.ROWS, 2);
        var c = Strided.zeros(1, 20);
        MatrixProducts.gemm(1, a, b, 0, c, ALONE);
        for (int j = 0; j < 20; j++) {
            var exact = BigDecimal.ZERO;
            double magnitude = 0;
            for (int p = 0; p < k; p++) {
                exact = exact.add(new BigDecimal(a.get(0, p)).multiply(new BigDecimal(b.get(p, j))));
                magnitude += Math.abs(a.get(0, p) * b.get(p, j));
            }
            double error = exact.subtract(new BigDecimal(c.get(0, j))).abs().doubleValue();
            assertTrue(error <= k * 0x1p-53 * magnitude, () -> "error " + error);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 12, 65, 200})
    void symmetricProductsAreOrdinaryOnesOfWhichHalfIsComputed(int n) {
        for (var layout : Layout.values()) {
            var a = random(n, 77, layout, 1);
            var c = Strided.zeros(n, n);
            var stream = new RandomStream(5);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double value = stream.nextDouble();
                    c.set(i, j, value);
                    c.set(j, i, value);
                }
            }
            var expected = expected(0.7, a, a.transpose(), 0.4, c);
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    c.set(i, j, Double.NaN); // the upper triangle is not read
                }
            }
            MatrixProducts.syrk(0.7, a, 0.4, c, ALONE);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    assertEquals(expected[Math.max(i, j) * n + Math.min(i, j)], c.get(i, j));
                }
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        try (var pool = Executors.newFixedThreadPool(3)) {
            var a = random(307, 301, Layout.ROWS, 1);
            var b = random(301, 311, Layout.COLUMNS, 2);
            var alone = Strided.zeros(307, 311);
            MatrixProducts.gemm(1.5, a, b, 0, alone, ALONE);
            var squareAlone = Strided.zeros(307, 307);
            MatrixProducts.syrk(1.5, a, 0, squareAlone, ALONE);
            for (int threads = 2; threads <= 3; threads++) {
                var parallel = new Parallel(pool, threads, () -> { });
                var together = Strided.zeros(307, 311);
                MatrixProducts.gemm(1.5, a, b, 0, together, parallel);
                assertArrayEquals(alone.array(), together.array());
                var square = Strided.zeros(307, 307);
                MatrixProducts.syrk(1.5, a, 0, square, parallel);
                assertArrayEquals(squareAlone.array(), square.array());
            }
        }
    }

    /// Products of many shapes, also with numbers that are not finite.
    public static final class Shapes implements EveryWidth.Probe {
        @Override
        public double[] get() {
            int[][] shapes = {{1, 1, 1}, {3, 5, 7}, {23, 29, 31}, {40, 300, 50}, {7, 520, 200}, {150, 64, 10}, {10, 400, 150}, {1, 130, 32},
                {11, 270, 7}, {18, 40, 25}};
            return Arrays.stream(shapes).flatMapToDouble(shape -> {
                var a = random(shape[0], shape[1], Layout.ROWS, 1);
                var b = random(shape[1], shape[2], Layout.PADDED_COLUMNS, 2);
                a.set(shape[0] - 1, 0, Double.POSITIVE_INFINITY);
                b.set(0, shape[2] - 1, -0.0);
                var c = random(shape[0], shape[2], Layout.ROWS, 3);
                MatrixProducts.gemm(1.1, a, b, 0.9, c, ALONE);
                var square = Strided.zeros(shape[0], shape[0]);
                MatrixProducts.syrk(-1, a, 0, square, ALONE);
                return DoubleStream.concat(Arrays.stream(c.array()), Arrays.stream(square.array()));
            }).toArray();
        }
    }

    @Test
    void anyWidthOfVectorsGivesTheSameBits() {
        EveryWidth.agrees(Shapes.class);
    }

    @Test
    void floatsAreMultipliedAsDoublesAre() {
        for (int[] shape : new int[][] {{1, 1, 1}, {7, 11, 13}, {64, 300, 70}, {33, 5, 129}}) {
            int m = shape[0];
            int k = shape[1];
            int n = shape[2];
            var a = floats(m, k, 1);
            var b = floats(k, n, 2);
            var c = floats(m, n, 3);
            var expected = new float[m * n];
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    float sum = 0.5f * c.get(i, j);
                    for (int first = 0; first < k; first += FloatMatrixProducts.INNER) {
                        float part = 0;
                        for (int p = first; p < Math.min(k, first + FloatMatrixProducts.INNER); p++) {
                            part = Math.fma(a.get(i, p), b.get(p, j), part);
                        }
                        sum = Math.fma(2f, part, sum);
                    }
                    expected[i * n + j] = sum;
                }
            }
            FloatMatrixProducts.gemm(2, a, b, 0.5f, c, ALONE);
            assertArrayEquals(expected, c.array());
        }
    }

    private static FloatStrided floats(int rows, int columns, long seed) {
        var stream = new RandomStream(seed);
        var matrix = FloatStrided.zeros(rows, columns);
        IntStream.range(0, rows * columns).forEach(i -> matrix.array()[i] = stream.nextFloat() - 0.5f);
        return matrix;
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        var refused = assertThrows(IllegalArgumentException.class,
                () -> MatrixProducts.gemm(1, Strided.zeros(2, 3), Strided.zeros(4, 5), 0, Strided.zeros(2, 5), ALONE));
        assertEquals("2 x 3 times 4 x 5 is not 2 x 5", refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> MatrixProducts.syrk(1, Strided.zeros(2, 3), 0, Strided.zeros(3, 3), ALONE));
    }
}
