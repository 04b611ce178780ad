package org.glia.compute.elementwise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;

class SoftmaxTest {

    private static final Parallel SEQUENTIAL = Parallel.sequential();
    private static final int[][] SHAPES = {{0, 3}, {3, 0}, {1, 1}, {5, 1}, {1, 7}, {15, 2}, {16, 2}, {17, 3}, {64, 10}, {65, 10}, {200, 5},
        {131, 31}, {70, 32}, {70, 33}, {9, 200}, {3000, 4}};

    static double[] scores(int n) {
        var random = new RandomStream(11);
        var scores = new double[n];
        for (int i = 0; i < n; i++) {
            scores[i] = (i % 13 == 0 ? 300 : 4) * random.nextGaussian();
        }
        return scores;
    }

    static List<Strided> layouts(int n, int k, double[] scores) {
        var matrices = List.of(Strided.zeros(n, k), Strided.zeros(k, n).transpose(), Strided.zeros(n + 1, k + 3).block(1, 2, n, k),
                new Strided(new double[5 * n * k + 1], 0, n, k, 5 * k, 3));
        for (var matrix : matrices) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < k; j++) {
                    matrix.set(i, j, scores[i * k + j]);
                }
            }
        }
        return matrices;
    }

    private static double[] values(Strided a) {
        return a.copy().array();
    }

    /// e to the power of x in 40 digits, by Taylor's series of x / 1024.
    private static BigDecimal exp(BigDecimal x) {
        var digits = new MathContext(60);
        var small = x.divide(BigDecimal.valueOf(1024), digits);
        var term = BigDecimal.ONE;
        var sum = BigDecimal.ONE;
        for (int i = 1; i < 60; i++) {
            term = term.multiply(small, digits).divide(BigDecimal.valueOf(i), digits);
            sum = sum.add(term, digits);
        }
        return sum.pow(1024, digits);
    }

    @Test
    void probabilitiesAreThoseOfExactArithmetic() {
        for (int k : new int[] {2, 3, 10, 32, 40}) {
            int n = 40;
            var scores = new double[n * k];
            var random = new RandomStream(3);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = 3 * random.nextGaussian();
            }
            var a = Strided.of(n, k, scores.clone());
            var logs = Strided.of(n, k, scores.clone());
            var logSums = new double[n];
            Softmax.rows(a, logSums, 0, SEQUENTIAL);
            Softmax.logRows(logs, SEQUENTIAL);
            for (int i = 0; i < n; i++) {
                var sum = BigDecimal.ZERO;
                for (int j = 0; j < k; j++) {
                    sum = sum.add(exp(new BigDecimal(scores[i * k + j])));
                }
                for (int j = 0; j < k; j++) {
                    double expected = exp(new BigDecimal(scores[i * k + j])).divide(sum, MathContext.DECIMAL128).doubleValue();
                    // what rounding x - max can do, and a few ulp
                    assertEquals(expected, a.get(i, j), expected * (4 + 0.5 * k + 16) * 0x1p-53);
                    assertEquals(StrictMath.log(expected), logs.get(i, j), 1e-14 * (1 + Math.abs(StrictMath.log(expected))));
                }
                assertEquals(StrictMath.log(sum.doubleValue()), logSums[i], 3e-15 * Math.max(1, Math.abs(logSums[i])));
                assertEquals(logSums[i], Softmax.logSumExp(scores, i * k, k));
            }
        }
    }

    @Test
    void everyLayoutAndEveryWayGivesTheSameBits() {
        for (var shape : SHAPES) {
            int n = shape[0];
            int k = shape[1];
            var scores = scores(n * k);
            var expected = new double[n * k];
            var expectedSums = new double[n];
            for (int i = 0; i < n; i++) {
                var row = Strided.of(1, k, Arrays.copyOfRange(scores, i * k, i * k + k));
                Softmax.rows(row, expectedSums, i, SEQUENTIAL);
                System.arraycopy(row.array(), 0, expected, i * k, k);
            }
            for (var a : layouts(n, k, scores)) {
                var sums = new double[n + 1];
                Softmax.logSumExp(a, sums, 1, SEQUENTIAL);
                assertArrayEquals(scores, values(a));
                assertArrayEquals(expectedSums, Arrays.copyOfRange(sums, 1, n + 1));
                var outside = a.array().length > n * k ? a.array().length - 1 : -1;
                Softmax.rows(a, SEQUENTIAL);
                assertArrayEquals(expected, values(a));
                if (outside >= 0 && a.columnStride() > 1) {
                    assertEquals(0, a.array()[outside]);
                }
            }
        }
    }

    @Test
    void shiftsOfARowChangeNothing() {
        var a = Strided.of(20, 4, scores(80));
        var shifted = a.copy();
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 4; j++) {
                a.set(i, j, Math.rint(a.get(i, j)));
                shifted.set(i, j, a.get(i, j) + 1024 * i);
            }
        }
        Softmax.rows(a, SEQUENTIAL);
        Softmax.rows(shifted, SEQUENTIAL);
        assertArrayEquals(a.array(), shifted.array());
    }

    @Test
    void hugeScoresDoNotOverflow() {
        for (int k : new int[] {2, 50}) {
            for (int n : new int[] {1, 30}) {
                var scores = new double[n * k];
                Arrays.fill(scores, -1e300);
                for (int i = 0; i < n; i++) {
                    scores[i * k + k - 1] = 1e300;
                }
                var a = Strided.of(n, k, scores);
                var sums = new double[n];
                Softmax.rows(a, sums, 0, SEQUENTIAL);
                for (int i = 0; i < n; i++) {
                    assertEquals(1e300, sums[i]);
                    assertEquals(1, a.get(i, k - 1));
                    assertEquals(0, a.get(i, 0));
                }
            }
        }
    }

    @Test
    void infinitiesAndNaNStayInTheirRows() {
        for (int k : new int[] {3, 40}) {
            int n = 40;
            var scores = new double[n * k];
            Arrays.fill(scores, 0, k, Double.NEGATIVE_INFINITY);
            scores[k] = Double.NEGATIVE_INFINITY;
            scores[2 * k + 1] = Double.POSITIVE_INFINITY;
            scores[3 * k + 2] = Double.NaN;
            var a = Strided.of(n, k, scores);
            var sums = new double[n];
            Softmax.rows(a, sums, 0, SEQUENTIAL);
            assertEquals(Double.NEGATIVE_INFINITY, sums[0]);
            assertEquals(Double.NaN, a.get(0, 0));
            assertEquals(StrictMath.log(k - 1), sums[1], 1e-15 * k);
            assertEquals(0, a.get(1, 0));
            assertEquals(1.0 / (k - 1), a.get(1, 1), 1e-16);
            assertEquals(Double.POSITIVE_INFINITY, sums[2]);
            assertEquals(Double.NaN, a.get(2, 1));
            assertEquals(0, a.get(2, 0));
            assertEquals(Double.NaN, sums[3]);
            assertEquals(Double.NaN, a.get(3, 0));
            assertEquals(1.0 / k, a.get(4, 0), 1e-16);
        }
    }

    @Test
    void residualsAreTheGradientOfTheLosses() {
        for (var shape : new int[][] {{7, 3}, {50, 4}, {20, 40}}) {
            int n = shape[0];
            int k = shape[1];
            var scores = new double[n * k];
            var random = new RandomStream(8);
            var classes = new int[n + 2];
            for (int i = 0; i < n * k; i++) {
                scores[i] = random.nextGaussian();
                classes[2 + i / k] = random.nextInt(k);
            }
            for (var a : layouts(n, k, scores)) {
                var losses = new double[n];
                Softmax.residuals(a, classes, 2, losses, 0, SEQUENTIAL);
                var probabilities = Strided.of(n, k, scores.clone());
                Softmax.rows(probabilities, SEQUENTIAL);
                for (int i = 0; i < n; i++) {
                    int own = classes[2 + i];
                    assertEquals(-StrictMath.log(probabilities.get(i, own)), losses[i], 1e-14);
                    for (int j = 0; j < k; j++) {
                        assertEquals(probabilities.get(i, j) - (j == own ? 1 : 0), a.get(i, j));
                    }
                }
            }
        }
    }

    @Test
    void classesAndRoomAreChecked() {
        assertThrows(IndexOutOfBoundsException.class,
                () -> Softmax.residuals(Strided.zeros(2, 3), new int[] {0, 3}, 0, new double[2], 0, SEQUENTIAL));
        assertThrows(IndexOutOfBoundsException.class,
                () -> Softmax.residuals(Strided.zeros(2, 3), new int[] {0, -1}, 0, new double[2], 0, SEQUENTIAL));
        assertThrows(IndexOutOfBoundsException.class, () -> Softmax.logSumExp(Strided.zeros(2, 3), new double[2], 1, SEQUENTIAL));
    }

    static double[] everything(Parallel parallel) {
        var result = new double[200_000];
        int at = 0;
        for (var shape : SHAPES) {
            int n = shape[0];
            int k = shape[1];
            for (int way = 0; way < 2; way++) {
                var a = Strided.of(n, k, scores(n * k));
                if (n > 20 && k > 1) {
                    a.set(3, 1, Double.NaN);
                    a.set(5, 0, Double.NEGATIVE_INFINITY);
                    a.set(20, k - 1, Double.POSITIVE_INFINITY);
                }
                if (way == 0) {
                    Softmax.rows(a, result, at, parallel);
                    at += n;
                } else {
                    Softmax.logRows(a, parallel);
                }
                System.arraycopy(a.array(), 0, result, at, n * k);
                at += n * k;
            }
        }
        return Arrays.copyOf(result, at);
    }

    public static final class AllShapes implements EveryWidth.Probe {
        @Override
        public double[] get() {
            return everything(Parallel.sequential());
        }
    }

    @Test
    void bitsAreTheSameForEveryWidthOfVectors() {
        EveryWidth.agrees(AllShapes.class);
    }

    @Test
    void bitsAreTheSameForEveryNumberOfThreads() {
        try (var pool = Executors.newFixedThreadPool(3)) {
            for (int threads = 2; threads <= 3; threads++) {
                assertArrayEquals(everything(SEQUENTIAL), everything(new Parallel(pool, threads, () -> { })));
            }
        }
    }
}
