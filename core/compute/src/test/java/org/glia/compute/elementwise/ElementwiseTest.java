package org.glia.compute.elementwise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import org.glia.api.run.RandomStream;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;

class ElementwiseTest {

    @FunctionalInterface
    interface Loop {
        void run(double[] x, int xAt, double[] y, int yAt, int n);
    }

    @FunctionalInterface
    interface FloatLoop {
        void run(float[] x, int xAt, float[] y, int yAt, int n);
    }

    static final Map<String, Loop> DOUBLES = Map.of("exp", Elementwise::exp, "expm1", Elementwise::expm1, "log", Elementwise::log,
            "log1p", Elementwise::log1p, "tanh", Elementwise::tanh, "logistic", Elementwise::logistic, "softplus",
            Elementwise::softplus, "normalCdf", Elementwise::normalCdf);
    static final Map<String, FloatLoop> FLOATS = Map.of("exp", FloatElementwise::exp, "expm1", FloatElementwise::expm1, "log",
            FloatElementwise::log, "log1p", FloatElementwise::log1p, "tanh", FloatElementwise::tanh, "logistic",
            FloatElementwise::logistic, "softplus", FloatElementwise::softplus, "normalCdf", FloatElementwise::normalCdf);

    /// Numbers of every size and sign, limits of ranges, and what is no number.
    static double[] arguments(int n) {
        double[] special = {0.0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE,
            -Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 708, -708, -709, 709.782712893384, 709.79,
            -745.2, -746, -800, 0.625, -0.625, 39, -39, 40, 1e-17, -1e-17, 0x1p-54, Math.sqrt(0.5), Math.sqrt(2),
            -1 + 0x1p-53, -50.5, 88, 88.73, -87.5, -103.5, -104.5, 0x1p-25, -1 + 0x1p-24, 1e-40, 3e38};
        var random = new RandomStream(5);
        var x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = switch (i % 4) {
                case 0 -> special[i / 4 % special.length];
                case 1 -> random.nextGaussian();
                case 2 -> 400 * random.nextGaussian();
                default -> Math.scalb(random.nextGaussian(), random.nextInt(120) - 60);
            };
        }
        return x;
    }

    static float[] floats(double[] x) {
        var floats = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            floats[i] = (float) x[i];
        }
        return floats;
    }

    @Test
    void arraysHoldTheBitsOfSingleValues() {
        for (int n : new int[] {0, 1, 7, 63, 64, 65, 100, 511, 513, 1031, 3000}) {
            var x = arguments(n + 5);
            DOUBLES.forEach((name, loop) -> {
                var actual = new double[n + 3];
                loop.run(x, 5, actual, 2, n);
                var expected = new double[n + 3];
                for (int i = 0; i < n; i++) {
                    expected[2 + i] = ElementaryTest.DOUBLES.get(name).applyAsDouble(x[5 + i]);
                }
                assertArrayEquals(expected, actual, name);
            });
            var floats = floats(x);
            FLOATS.forEach((name, loop) -> {
                var actual = new float[n + 3];
                loop.run(floats, 5, actual, 2, n);
                var expected = new float[n + 3];
                for (int i = 0; i < n; i++) {
                    expected[2 + i] = ElementaryTest.FLOATS.get(name).apply(floats[5 + i]);
                }
                assertArrayEquals(expected, actual, name);
            });
        }
    }

    @Test
    void anArrayMayTakeItsOwnValues() {
        DOUBLES.forEach((name, loop) -> {
            var x = arguments(1100);
            var expected = new double[x.length];
            loop.run(x, 0, expected, 0, x.length);
            loop.run(x, 0, x, 0, x.length);
            assertArrayEquals(expected, x, name);
        });
    }

    @Test
    void numbersAroundAreLeftAlone() {
        var y = new double[300];
        Elementwise.exp(new double[300], 0, y, 100, 100);
        assertEquals(0, y[99]);
        assertEquals(1, y[100]);
        assertEquals(1, y[199]);
        assertEquals(0, y[200]);
    }

    public static final class AllFunctions implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var x = arguments(1037);
            int n = x.length;
            var result = new double[2 * 8 * n];
            int at = 0;
            for (var name : new String[] {"exp", "expm1", "log", "log1p", "tanh", "logistic", "softplus", "normalCdf"}) {
                DOUBLES.get(name).run(x, 1, result, at, n - 1);
                at += n;
                var y = new float[n];
                FLOATS.get(name).run(floats(x), 1, y, 0, n - 1);
                for (int i = 0; i < n; i++) {
                    result[at++] = y[i];
                }
            }
            return result;
        }
    }

    @Test
    void bitsAreTheSameForEveryWidthOfVectors() {
        EveryWidth.agrees(AllFunctions.class);
    }
}
