package org.glia.compute.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.glia.api.run.RandomStream;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatsTest {

    private static final int[] SIZES = {0, 1, 15, 16, 17, 31, 32, 48, 63, 64, 65, 96, 112, 127, 128, 129, 1009, 4099};

    static float[] normals(long seed, int n) {
        var random = new RandomStream(seed);
        var x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    @Test
    void sumsAreWithinTheirBoundOfDoubleArithmetic() {
        for (int n : SIZES) {
            var x = normals(1, n + 3);
            var y = normals(2, n + 5);
            double dot = 0;
            double magnitude = 0;
            double sum = 0;
            double absolutes = 0;
            double squares = 0;
            double distance = 0;
            for (int i = 0; i < n; i++) {
                double xi = x[3 + i];
                double yi = y[5 + i];
                dot += xi * yi;
                magnitude += Math.abs(xi * yi);
                sum += xi;
                absolutes += Math.abs(xi);
                squares += xi * xi;
                distance += (xi - yi) * (xi - yi);
            }
            double bound = (n / 64 + 22) * 0x1p-24 * 1.01;
            assertEquals(dot, Floats.dot(x, 3, y, 5, n), bound * magnitude);
            assertEquals(sum, Floats.sum(x, 3, n), bound * absolutes);
            assertEquals(absolutes, Floats.sumOfAbsolutes(x, 3, n), bound * absolutes);
            assertEquals(squares, Floats.sumOfSquares(x, 3, n), bound * squares);
            assertEquals(squares, Floats.squaredDeviations(x, 3, 0, n), bound * squares);
            assertEquals(distance, Floats.squaredDistance(x, 3, y, 5, n), (bound + 0x1p-22) * distance);
            assertEquals(Math.sqrt(squares), Floats.norm(x, 3, n), (bound + 0x1p-23) * Math.sqrt(squares));
        }
    }

    @Test
    void elementsAreUpdatedAsInAPlainLoop() {
        for (int n : SIZES) {
            var x = normals(5, n + 2);
            var y = normals(6, n + 4);
            var expected = y.clone();
            for (int i = 0; i < n; i++) {
                expected[3 + i] = x[2 + i] * (1.5f * Math.fma(1.25f, x[2 + i], -0.7f * Math.fma(0.5f, x[2 + i], y[3 + i])));
            }
            Floats.axpy(0.5f, x, 2, y, 3, n);
            Floats.axpby(1.25f, x, 2, -0.7f, y, 3, n);
            Floats.scale(1.5f, y, 3, n);
            Floats.multiply(x, 2, y, 3, n);
            assertArrayEquals(expected, y);
        }
    }

    @Test
    void extremesAreFoundWhereverTheyStand() {
        for (int n : SIZES) {
            for (int place = 0; place < n; place += Math.max(1, n / 7)) {
                var x = normals(7, n + 1);
                x[1 + place] = -50;
                assertEquals(50, Floats.largest(x, 1, n));
                assertEquals(-50, Floats.min(x, 1, n));
                assertEquals(place, Floats.indexOfMin(x, 1, n));
                x[1 + place] = 50;
                assertEquals(50, Floats.max(x, 1, n));
                assertEquals(place, Floats.indexOfMax(x, 1, n));
                x[1 + place] = Float.NaN;
                assertEquals(Float.NaN, Floats.max(x, 1, n));
                assertEquals(Float.NaN, Floats.dot(x, 1, x, 1, n));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e37f, 1e20f, 1e-20f, 1e-30f, 1e-40f, 0x1p-149f, 1})
    void theNormNeitherOverflowsNorUnderflows(float unit) {
        var x = new float[80];
        for (int i = 0; i < 40; i++) {
            x[2 * i] = 0.75f * unit;
            x[2 * i + 1] = -unit;
        }
        double expected = 0;
        for (float value : x) {
            expected += (double) value * value;
        }
        expected = Math.sqrt(expected);
        double actual = Floats.norm(x, 0, x.length);
        assertTrue(Math.abs(actual - expected) <= Math.max(expected * 3e-7, Float.MIN_VALUE), () -> unit + ": " + actual);
    }

    public static final class AllOperations implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var result = new double[SIZES.length * (9 + 5000)];
            int at = 0;
            for (int n : SIZES) {
                var x = normals(8, n + 3);
                var y = normals(9, n + 4);
                if (n > 100) {
                    x[20] = n == 128 ? Float.NaN : n == 129 ? Float.POSITIVE_INFINITY : 1e-40f;
                }
                result[at++] = Floats.dot(x, 3, y, 1, n);
                result[at++] = Floats.sum(x, 3, n);
                result[at++] = Floats.sumOfAbsolutes(x, 3, n);
                result[at++] = Floats.squaredDeviations(x, 3, 0.2f, n);
                result[at++] = Floats.squaredDistance(x, 3, y, 1, n);
                result[at++] = Floats.norm(x, 3, n);
                result[at++] = Floats.largest(x, 3, n);
                result[at++] = Floats.max(x, 3, n);
                result[at++] = Floats.min(x, 3, n);
                Floats.axpy(1.1f, x, 3, y, 1, n);
                Floats.axpby(1.1f, x, 3, 0.3f, y, 1, n);
                Floats.scale(1.7f, y, 1, n);
                Floats.multiply(x, 3, y, 1, n);
                for (float value : y) {
                    result[at++] = value;
                }
            }
            return Arrays.copyOf(result, at);
        }
    }

    @Test
    void bitsAreTheSameForEveryWidthOfVectors() {
        EveryWidth.agrees(AllOperations.class);
    }
}
