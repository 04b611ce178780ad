package org.glia.compute.decomposition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.DoubleStream;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;

class StripsTest {

    private static final Parallel ALONE = Parallel.sequential();
    private static final int[] SIZES = {0, 1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 71, 72, 73, 131, 257, 1030};

    private static double[] numbers(int n, long seed) {
        return new RandomStream(seed).doubles(n, -1, 1).toArray();
    }

    private static void assertNear(double expected, double size, double actual, String what) {
        assertEquals(expected, actual, 0x1p-52 * (size + 1) * 4, what);
    }

    @Test
    void symmetricProductsAreThoseOfPlainLoops() {
        for (int n : SIZES) {
            int stride = n + 3;
            var a = numbers(stride * (n + 1) + 5, n);
            var x = numbers(n + 4, 1);
            var y = numbers(n + 6, 2);
            new Strips(1000).symmetric(a, 5, stride, n, x, 4, y, 6, ALONE);
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += a[5 + Math.min(i, j) * stride + Math.max(i, j)] * x[4 + j];
                }
                assertNear(sum, n, y[6 + i], "element " + i + " of " + n);
            }
            assertEquals(numbers(6, 2)[5], y[5], "what is before y stays");
        }
    }

    @Test
    void fusedProductsAreThoseOfPlainLoops() {
        for (int m : SIZES) {
            for (int n : m > 1000 ? new int[] {1021} : new int[] {0, 1, 7, 8, 9, 16, 31}) {
                if (m == 0) {
                    continue;
                }
                var a = numbers((m + 2) * (n + 1) + 3, m + n);
                var x = numbers(m + 1, 3);
                var y = numbers(m + 2, 4);
                var seen = new double[n];
                new Strips(1000).fused(a, 3, m + 2, m, n, x, 1, (c, product) -> {
                    seen[c] = product;
                    return 0.5 * product - c;
                }, y, 2, ALONE);
                var expected = new double[m];
                for (int c = 0; c < n; c++) {
                    double product = 0;
                    for (int i = 0; i < m; i++) {
                        product += a[3 + c * (m + 2) + i] * x[1 + i];
                    }
                    assertNear(product, m, seen[c], "product " + c + " of " + m);
                    for (int i = 0; i < m; i++) {
                        expected[i] += a[3 + c * (m + 2) + i] * (0.5 * seen[c] - c);
                    }
                }
                for (int i = 0; i < m; i++) {
                    assertNear(expected[i], n * (m + n), y[2 + i], "element " + i + " of " + m + " x " + n);
                }
            }
        }
    }

    @Test
    void productsWithMatricesAndTransposesAreThoseOfPlainLoops() {
        for (int m : SIZES) {
            for (int n : new int[] {0, 1, 7, 8, 9, 16, 31}) {
                var a = numbers(m * n + 3, m + n);
                var x = numbers(3 * n + 1, 3);
                var y = numbers(m + 2, 4);
                new Strips(1000).addProduct(-0.5, a, 3, m, m, n, x, 1, 3, y, 2);
                var tall = numbers(m + 1, 5);
                var products = numbers(n + 4, 6);
                new Strips(1000).transposedProduct(a, 3, m, m, n, tall, 1, products, 4);
                for (int i = 0; i < m; i++) {
                    double sum = numbers(m + 2, 4)[2 + i];
                    for (int j = 0; j < n; j++) {
                        sum -= 0.5 * a[3 + j * m + i] * x[1 + 3 * j];
                    }
                    assertNear(sum, n, y[2 + i], "element " + i + " of " + m + " x " + n);
                }
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int i = 0; i < m; i++) {
                        sum += a[3 + j * m + i] * tall[1 + i];
                    }
                    assertNear(sum, m, products[4 + j], "product " + j + " of " + m + " x " + n);
                }
            }
        }
    }

    public static final class Probe implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var numbers = DoubleStream.builder();
            for (int n : SIZES) {
                for (int spoilt = 0; spoilt < 3; spoilt++) {
                    var a = numbers(n * n + 1, n);
                    a[a.length / 2] = new double[] {0.5, Double.NaN, Double.NEGATIVE_INFINITY}[spoilt];
                    var x = numbers(n + 3, 1);
                    var y = numbers(n + 1, 2);
                    var strips = new Strips(1000);
                    strips.symmetric(a, 1, n, n, x, 3, y, 1, ALONE);
                    Arrays.stream(y).forEach(numbers);
                    strips.addProduct(2, a, 1, n, n, n, x, 2, 1, y, 0);
                    Arrays.stream(y).forEach(numbers);
                    strips.transposedProduct(a, 1, n, n, n, x, 0, y, 1);
                    Arrays.stream(y).forEach(numbers);
                    if (n > 0) {
                        strips.fused(a, 1, n, n, n, x, 1, (c, product) -> product + c, y, 0, ALONE);
                        Arrays.stream(y).forEach(numbers);
                    }
                }
            }
            return numbers.build().toArray();
        }
    }

    @Test
    void bitsAreTheSameForEveryWidth() {
        EveryWidth.agrees(Probe.class);
    }

    @Test
    void bitsAreTheSameForAnyNumberOfThreads() {
        int n = 1300;
        var a = numbers(n * n, 1);
        var x = numbers(n, 2);
        var expected = new double[2 * n];
        new Strips(1000).symmetric(a, 0, n, n, x, 0, expected, 0, ALONE);
        new Strips(1000).fused(a, 0, n, n, n, x, 0, (c, product) -> product + c, expected, n, ALONE);
        for (int threads = 2; threads <= 3; threads++) {
            var actual = Spectra.onThreads(threads, parallel -> {
                var y = new double[2 * n];
                new Strips(1000).symmetric(a, 0, n, n, x, 0, y, 0, parallel);
                new Strips(1000).fused(a, 0, n, n, n, x, 0, (c, product) -> product + c, y, n, parallel);
                return y;
            });
            assertArrayEquals(expected, actual);
        }
    }
}
