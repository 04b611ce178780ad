package org.glia.compute.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;

import org.glia.api.run.RandomStream;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoublesTest {

    private static final int[] SIZES = {0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 40, 56, 63, 64, 65, 97, 127, 128, 129, 200, 1009, 4096, 4099};

    static double[] normals(long seed, int n) {
        var random = new RandomStream(seed);
        var x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextGaussian();
        }
        return x;
    }

    /// An exact sum, the sum of the terms' magnitudes with it.
    private record Exact(BigDecimal sum, BigDecimal magnitude) {

        static final Exact ZERO = new Exact(BigDecimal.ZERO, BigDecimal.ZERO);

        Exact plus(BigDecimal term) {
            return new Exact(sum.add(term), magnitude.add(term.abs()));
        }

        /// Within the roundings that an element goes through.
        void holds(double actual, int n) {
            var error = new BigDecimal(actual).subtract(sum).abs();
            var bound = magnitude.multiply(new BigDecimal((n / 32 + 13) * 0x1p-53 * 1.01));
            assertTrue(error.compareTo(bound) <= 0, () -> "n = %d: %s instead of %s".formatted(n, actual, sum.doubleValue()));
        }
    }

    @Test
    void sumsAreWithinTheirBoundOfExactArithmetic() {
        for (int n : SIZES) {
            var x = normals(1, n + 3);
            var y = normals(2, n + 5);
            double center = 0.375;
            var dot = Exact.ZERO;
            var sum = Exact.ZERO;
            var absolutes = Exact.ZERO;
            var squares = Exact.ZERO;
            for (int i = 0; i < n; i++) {
                var xi = new BigDecimal(x[3 + i]);
                dot = dot.plus(xi.multiply(new BigDecimal(y[5 + i])));
                sum = sum.plus(xi);
                absolutes = absolutes.plus(xi.abs());
                squares = squares.plus(xi.multiply(xi));
            }
            dot.holds(Doubles.dot(x, 3, y, 5, n), n);
            sum.holds(Doubles.sum(x, 3, n), n);
            absolutes.holds(Doubles.sumOfAbsolutes(x, 3, n), n);
            squares.holds(Doubles.sumOfSquares(x, 3, n), n);
            assertEquals(Math.sqrt(squares.sum().doubleValue()), Doubles.norm(x, 3, n), 1e-13);
            double deviations = 0;
            double distance = 0;
            for (int i = 0; i < n; i++) {
                deviations += (x[3 + i] - center) * (x[3 + i] - center);
                distance += (x[3 + i] - y[5 + i]) * (x[3 + i] - y[5 + i]);
            }
            assertEquals(deviations, Doubles.squaredDeviations(x, 3, center, n), 1e-12 * (1 + deviations));
            assertEquals(distance, Doubles.squaredDistance(x, 3, y, 5, n), 1e-12 * (1 + distance));
        }
    }

    @Test
    void sumsFollowTheOrderThatIsWrittenDown() {
        for (int n : SIZES) {
            var x = normals(3, n);
            var y = normals(4, n);
            var lanes = new double[32];
            int grouped = n / 8 * 8;
            for (int i = 0; i < grouped; i++) {
                lanes[i % 32] = Math.fma(x[i], y[i], lanes[i % 32]);
            }
            double rest = 0;
            for (int i = grouped; i < n; i++) {
                rest = Math.fma(x[i], y[i], rest);
            }
            var l = new double[8];
            for (int i = 0; i < 8; i++) {
                l[i] = (lanes[i] + lanes[8 + i]) + (lanes[16 + i] + lanes[24 + i]);
            }
            double expected = (((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))) + rest;
            assertEquals(expected, Doubles.dot(x, 0, y, 0, n));
        }
    }

    @Test
    void elementsAreUpdatedAsInAPlainLoop() {
        for (int n : SIZES) {
            var x = normals(5, n + 2);
            var y = normals(6, n + 4);
            double alpha = 1.25;
            double beta = -0.7;
            var axpy = y.clone();
            var axpby = y.clone();
            var overwritten = y.clone();
            var scaled = y.clone();
            var multiplied = y.clone();
            for (int i = 0; i < n; i++) {
                axpy[3 + i] = Math.fma(alpha, x[2 + i], y[3 + i]);
                axpby[3 + i] = Math.fma(alpha, x[2 + i], beta * y[3 + i]);
                overwritten[3 + i] = alpha * x[2 + i];
                scaled[3 + i] = alpha * y[3 + i];
                multiplied[3 + i] = x[2 + i] * y[3 + i];
            }
            var actual = y.clone();
            Doubles.axpy(alpha, x, 2, actual, 3, n);
            assertArrayEquals(axpy, actual);
            actual = y.clone();
            Doubles.axpby(alpha, x, 2, beta, actual, 3, n);
            assertArrayEquals(axpby, actual);
            actual = y.clone();
            Arrays.fill(actual, 3, 3 + n, Double.NaN);
            Doubles.axpby(alpha, x, 2, 0, actual, 3, n);
            assertArrayEquals(overwritten, actual);
            actual = y.clone();
            Doubles.scale(alpha, actual, 3, n);
            assertArrayEquals(scaled, actual);
            actual = y.clone();
            Doubles.multiply(x, 2, actual, 3, n);
            assertArrayEquals(multiplied, actual);
        }
    }

    @Test
    void scalingByZeroClearsWhatIsNoNumber() {
        var x = new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, 4};
        Doubles.scale(0, x, 1, 2);
        assertArrayEquals(new double[] {1, 0, 0, 4}, x);
    }

    @Test
    void extremesAreFoundWhereverTheyStand() {
        for (int n : SIZES) {
            for (int place = 0; place < n; place += Math.max(1, n / 7)) {
                var x = normals(7, n + 1);
                x[1 + place] = -50;
                assertEquals(50, Doubles.largest(x, 1, n));
                assertEquals(-50, Doubles.min(x, 1, n));
                assertEquals(place, Doubles.indexOfMin(x, 1, n));
                x[1 + place] = 50;
                assertEquals(50, Doubles.max(x, 1, n));
                assertEquals(place, Doubles.indexOfMax(x, 1, n));
                x[1 + place] = Double.NaN;
                assertEquals(Double.NaN, Doubles.largest(x, 1, n));
                assertEquals(Double.NaN, Doubles.max(x, 1, n));
                assertEquals(Double.NaN, Doubles.min(x, 1, n));
            }
        }
    }

    @Test
    void theFirstOfEqualExtremesCountsAndNaNNever() {
        double[] x = {Double.NaN, 3, 7, 7, -1, -1, Double.NaN};
        assertEquals(2, Doubles.indexOfMax(x, 0, 7));
        assertEquals(4, Doubles.indexOfMin(x, 0, 7));
        assertEquals(-1, Doubles.indexOfMax(x, 0, 1));
        assertEquals(-1, Doubles.indexOfMin(x, 0, 0));
        assertEquals(0, Doubles.indexOfMax(new double[] {Double.NEGATIVE_INFINITY}, 0, 1));
    }

    @Test
    void nothingHasTheNeutralResult() {
        double[] x = {};
        assertEquals(0, Doubles.dot(x, 0, x, 0, 0));
        assertEquals(0, Doubles.norm(x, 0, 0));
        assertEquals(0, Doubles.largest(x, 0, 0));
        assertEquals(Double.NEGATIVE_INFINITY, Doubles.max(x, 0, 0));
        assertEquals(Double.POSITIVE_INFINITY, Doubles.min(x, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e300, 1e200, 1e-170, 1e-200, 1e-310, 0x1p-1074, 1})
    void theNormNeitherOverflowsNorUnderflows(double unit) {
        for (int copies : new int[] {1, 40}) {
            var x = new double[2 * copies];
            for (int i = 0; i < copies; i++) {
                x[2 * i] = 3 * unit;
                x[2 * i + 1] = -4 * unit;
            }
            double expected = 5 * unit * Math.sqrt(copies);
            assertEquals(expected, Doubles.norm(x, 0, x.length), Math.max(expected * 1e-15, Double.MIN_VALUE));
        }
    }

    @Test
    void theNormOfWhatIsNoNumberIsNone() {
        assertEquals(Double.POSITIVE_INFINITY, Doubles.norm(new double[] {1, Double.NEGATIVE_INFINITY}, 0, 2));
        assertEquals(Double.NaN, Doubles.norm(new double[] {1, Double.NaN, 1e300}, 0, 3));
        assertEquals(Double.POSITIVE_INFINITY, Doubles.norm(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}, 0, 2));
    }

    @Test
    void infinitiesAndNaNGoThroughSums() {
        for (int n : new int[] {5, 40, 100}) {
            var ones = new double[n];
            Arrays.fill(ones, 1);
            for (int place : new int[] {0, n / 2, n - 1}) {
                var x = ones.clone();
                x[place] = Double.POSITIVE_INFINITY;
                assertEquals(Double.POSITIVE_INFINITY, Doubles.dot(x, 0, ones, 0, n));
                assertEquals(Double.POSITIVE_INFINITY, Doubles.sum(x, 0, n));
                x[place] = Double.NaN;
                assertEquals(Double.NaN, Doubles.dot(x, 0, ones, 0, n));
                assertEquals(Double.NaN, Doubles.squaredDistance(x, 0, ones, 0, n));
            }
        }
    }

    public static final class AllOperations implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var result = new double[SIZES.length * (9 + 4 * 5000)];
            int at = 0;
            for (int n : SIZES) {
                var x = normals(8, n + 3);
                var y = normals(9, n + 4);
                if (n > 100) {
                    x[20] = n == 128 ? Double.NaN : n == 129 ? Double.POSITIVE_INFINITY : 1e-320;
                }
                result[at++] = Doubles.dot(x, 3, y, 1, n);
                result[at++] = Doubles.sum(x, 3, n);
                result[at++] = Doubles.sumOfAbsolutes(x, 3, n);
                result[at++] = Doubles.squaredDeviations(x, 3, 0.2, n);
                result[at++] = Doubles.squaredDistance(x, 3, y, 1, n);
                result[at++] = Doubles.norm(x, 3, n);
                result[at++] = Doubles.largest(x, 3, n);
                result[at++] = Doubles.max(x, 3, n);
                result[at++] = Doubles.min(x, 3, n);
                Doubles.axpy(1.1, x, 3, y, 1, n);
                System.arraycopy(y, 0, result, at, n);
                at += n;
                Doubles.axpby(1.1, x, 3, 0.3, y, 1, n);
                System.arraycopy(y, 0, result, at, n);
                at += n;
                Doubles.scale(1.7, y, 1, n);
                System.arraycopy(y, 0, result, at, n);
                at += n;
                Doubles.multiply(x, 3, y, 1, n);
                System.arraycopy(y, 0, result, at, n);
                at += n;
            }
            return Arrays.copyOf(result, at);
        }
    }

    @Test
    void bitsAreTheSameForEveryWidthOfVectors() {
        EveryWidth.agrees(AllOperations.class);
    }
}
