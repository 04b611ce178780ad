package org.glia.compute.decomposition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SVDTest {

    private static final Parallel ALONE = Parallel.sequential();

    private static SVD svd(Strided a) {
        return SVD.of(a, ALONE);
    }

    /// That the decomposition is one, to rounding; also that values alone are the same to rounding.
    private static SVD assertDecomposes(Strided a, String what) {
        int k = Math.min(a.rows(), a.columns());
        var svd = svd(a);
        assertEquals(k, svd.values().length);
        assertEquals(a.rows(), svd.u().rows());
        assertEquals(k, svd.u().columns());
        assertEquals(a.columns(), svd.v().rows());
        assertEquals(k, svd.v().columns());
        double norm = k == 0 ? 0 : svd.values()[0];
        double bound = (30 + k) * Spectra.EPSILON * norm;
        double residual = Spectra.largestDifference(a,
                Spectra.product(Spectra.timesDiagonal(svd.u(), svd.values()), svd.v().transpose()));
        assertTrue(residual <= bound, what + ": A - U diag(values) V' has an element of " + residual + ", norm " + norm);
        Spectra.assertOrthonormal(svd.u(), what + ", U");
        Spectra.assertOrthonormal(svd.v(), what + ", V");
        Spectra.assertSignsFixed(svd.u(), what);
        for (int j = 0; j < k; j++) {
            assertTrue(svd.values()[j] >= (j == k - 1 ? 0 : svd.values()[j + 1]), what + ": values do not fall at " + j);
        }
        assertArrayEquals(svd.values(), SVD.valuesOnly(a, ALONE), bound + Double.MIN_VALUE, what + ": values alone");
        return svd;
    }

    @ParameterizedTest
    @CsvSource({"6, 4", "4, 6", "35, 30", "50, 20"})
    void valuesAndVectorsAreThoseOfLapack(int m, int n) {
        var svd = svd(Spectra.uniform(m, n));
        int k = Math.min(m, n);
        var name = m + " x " + n;
        assertArrayEquals(Spectra.values(name), svd.values(), 1e-14 * svd.values()[0]);
        assertTrue(Spectra.largestDifference(Spectra.vectors(name, "u", m, k), svd.u()) < 1e-12, "U");
        assertTrue(Spectra.largestDifference(Spectra.vectors(name, "v", n, k), svd.v()) < 1e-12, "V");
    }

    @Test
    void valuesOfALargerMatrixAreThoseOfLapack() {
        var expected = Spectra.values("150 x 140");
        assertEquals(140, expected.length);
        assertArrayEquals(expected, svd(Spectra.uniform(150, 140)).values(), 1e-14 * expected[0]);
        assertArrayEquals(expected, SVD.valuesOnly(Spectra.uniform(150, 140), ALONE), 1e-14 * expected[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 24, 25, 49, 50, 51, 100, 257})
    void theBidiagonalOfOnesHasTheValuesOfItsClosedForm(int n) {
        var svd = assertDecomposes(Spectra.bidiagonal(Spectra.filled(n, 1), Spectra.filled(n, 1)), "ones of " + n);
        for (int j = 0; j < n; j++) {
            assertEquals(2 * Math.cos((j + 1) * Math.PI / (2 * n + 1)), svd.values()[j], 20 * Spectra.EPSILON);
        }
    }

    @Test
    void kahansTriangleHasTheValuesThatFiftyDigitsGive() {
        var a = Strided.zeros(40, 40);
        double scale = 1;
        for (int i = 0; i < 40; i++) {
            a.set(i, i, scale);
            for (int j = i + 1; j < 40; j++) {
                a.set(i, j, -0.8 * scale);
            }
            scale *= 0.6;
        }
        var expected = Spectra.values("kahan 40");
        assertArrayEquals(expected, assertDecomposes(a, "Kahan").values(), 4 * Spectra.EPSILON * expected[0]);
    }

    @Test
    void hilbertsMatrixHasTheValuesThatFiftyDigitsGive() {
        assertArrayEquals(Spectra.values("hilbert 12"), assertDecomposes(Spectra.hilbert(12), "Hilbert").values(), 1e-15);
    }

    @Test
    void matricesOfManyShapesDecompose() {
        for (int m = 0; m <= 40; m++) {
            for (int n = 0; n <= 40; n += 1 + m % 3) {
                assertDecomposes(Spectra.gaussian(m, n, 100 * m + n), m + " x " + n);
            }
        }
        for (int[] shape : new int[][] {{97, 97}, {128, 127}, {127, 128}, {129, 64}, {64, 129},
            {300, 50}, {1, 500}, {500, 1}, {193, 180}, {210, 260}}) {
            assertDecomposes(Spectra.gaussian(shape[0], shape[1], 7), shape[0] + " x " + shape[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 60, 1", "100, 60, 7", "60, 60, 30", "70, 130, 64", "150, 140, 3"})
    void rankIsSeenInTheValues(int m, int n, int rank) {
        var a = Spectra.product(Spectra.gaussian(m, rank, 1), Spectra.gaussian(rank, n, 2));
        var values = assertDecomposes(a, "rank " + rank).values();
        assertTrue(values[rank - 1] > 1e-3 * values[0]);
        for (int j = rank; j < values.length; j++) {
            assertTrue(values[j] < 1e-14 * values[0], "value " + j + " is " + values[j]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6, 1e-12, 1e-15, 3e-16})
    void clusteredValuesAreFoundWithOrthonormalVectors(double spread) {
        int n = 130;
        var random = new RandomStream(17);
        var values = DoubleStream.generate(() -> random.nextInt(3) + spread * random.nextDouble())
                .limit(n).sorted().toArray();
        var falling = IntStream.range(0, n).mapToDouble(j -> values[n - 1 - j]).toArray();
        var a = Spectra.product(Spectra.timesDiagonal(Spectra.orthogonal(n, 1), falling), Spectra.orthogonal(n, 2));
        assertArrayEquals(falling, assertDecomposes(a, "clusters of " + spread).values(), 1e-13);
    }

    @Test
    void clusteredAndGradedBidiagonalsOfManyKindsDecompose() {
        for (int seed = 0; seed < 70; seed++) {
            var random = new RandomStream(seed);
            int n = 25 + random.nextInt(100);
            var d = new double[n];
            var e = new double[n];
            int kind = seed % 7;
            for (int i = 0; i < n; i++) {
                d[i] = switch (kind) {
                    case 0 -> 1;
                    case 1 -> random.nextInt(3);
                    case 2 -> StrictMath.pow(10, -12.0 * i / n);
                    case 3 -> StrictMath.pow(10, -300.0 * i / n);
                    case 4 -> random.nextGaussian() * StrictMath.pow(10, -16 * random.nextDouble());
                    case 5 -> StrictMath.pow(10, -300.0 * (n - i) / n);
                    default -> 0;
                };
                e[i] = switch (kind) {
                    case 0 -> 1e-9 * random.nextGaussian();
                    case 1 -> random.nextInt(4) == 0 ? 1e-15 : 1;
                    case 2, 3, 5 -> 0.5 * d[i];
                    case 4 -> random.nextGaussian() * StrictMath.pow(10, -16 * random.nextDouble());
                    default -> random.nextInt(10) == 0 ? 0 : random.nextGaussian();
                };
            }
            assertDecomposes(Spectra.bidiagonal(d, e), "kind " + kind + " with seed " + seed);
        }
    }

    @Test
    void emptyAndZeroMatricesHaveTheirDecomposition() {
        assertDecomposes(Strided.zeros(0, 0), "0 x 0");
        assertDecomposes(Strided.zeros(5, 0), "5 x 0");
        assertDecomposes(Strided.zeros(0, 5), "0 x 5");
        assertArrayEquals(new double[20], assertDecomposes(Strided.zeros(50, 20), "zero").values());
        assertArrayEquals(new double[20], assertDecomposes(Strided.zeros(20, 50), "zero").values());
        var one = svd(Spectra.diagonal(-3));
        assertArrayEquals(new double[] {3}, one.values());
        assertEquals(1, one.u().get(0, 0));
        assertEquals(-1, one.v().get(0, 0));
    }

    @Test
    void aMatrixOfRankOneHasOneValue() {
        var svd = assertDecomposes(Strided.of(90, 40, Spectra.filled(3600, 2)), "twos");
        assertEquals(2 * Math.sqrt(3600), svd.values()[0], 1e-12);
        assertEquals(1 / Math.sqrt(90), svd.u().get(11, 0), 1e-15);
        assertEquals(1 / Math.sqrt(40), svd.v().get(11, 0), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(ints = {1010, 700, 300, -300, -700, -1000})
    void hugeAndTinyMatricesScale(int exponent) {
        double factor = Math.scalb(1.0, exponent);
        for (int m : new int[] {60, 90}) {
            var a = Spectra.gaussian(m, 55, 3);
            var expected = svd(a);
            var scaled = svd(Spectra.scaled(a, factor));
            assertTrue(Spectra.largestDifference(expected.u(), scaled.u()) < 1e-12);
            assertTrue(Spectra.largestDifference(expected.v(), scaled.v()) < 1e-12);
            var alone = SVD.valuesOnly(Spectra.scaled(a, factor), ALONE);
            for (int j = 0; j < 55; j++) {
                assertEquals(expected.values()[j], scaled.values()[j] / factor, 1e-14 * expected.values()[0]);
                assertEquals(expected.values()[j], alone[j] / factor, 1e-13 * expected.values()[0]);
            }
        }
    }

    @Test
    void anyLayoutIsReadAndStaysAsItIs() {
        var a = Spectra.gaussian(60, 45, 9);
        var expected = svd(a);
        var around = Strided.of(200, 150, Spectra.filled(30000, Double.NaN));
        var block = around.block(20, 30, 60, 45);
        var transposed = around.block(100, 5, 45, 60).transpose();
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 45; j++) {
                block.set(i, j, a.get(i, j));
                transposed.set(i, j, a.get(i, j));
            }
        }
        var before = around.array().clone();
        assertEquals(0, Spectra.largestDifference(expected.u(), svd(block).u()));
        assertEquals(0, Spectra.largestDifference(expected.v(), svd(transposed).v()));
        assertArrayEquals(SVD.valuesOnly(a, ALONE), SVD.valuesOnly(block, ALONE));
        assertArrayEquals(before, around.array());
        assertArrayEquals(expected.values(), svd(a.transpose()).values());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numbersThatAreNotFiniteAreRefused(double bad) {
        var tall = Spectra.gaussian(20, 10, 1);
        tall.set(13, 4, bad);
        var wide = tall.transpose();
        for (var message : new String[] {
                assertThrows(IllegalArgumentException.class, () -> svd(tall)).getMessage(),
                assertThrows(IllegalArgumentException.class, () -> SVD.valuesOnly(tall, ALONE)).getMessage()}) {
            assertTrue(message.startsWith("element (13, 4) of the matrix is " + bad), message);
        }
        var message = assertThrows(IllegalArgumentException.class, () -> svd(wide)).getMessage();
        assertTrue(message.startsWith("element (4, 13) of the matrix is " + bad), message);
    }

    public static final class Probe implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var numbers = DoubleStream.builder();
            for (int[] shape : new int[][] {{1, 1}, {8, 8}, {37, 31}, {20, 83}, {151, 149}, {260, 90}}) {
                var a = Spectra.gaussian(shape[0], shape[1], shape[0]);
                var svd = svd(a);
                Arrays.stream(svd.values()).forEach(numbers);
                Arrays.stream(svd.u().array()).forEach(numbers);
                Arrays.stream(svd.v().array()).forEach(numbers);
                Arrays.stream(SVD.valuesOnly(a, ALONE)).forEach(numbers);
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
        for (int[] shape : new int[][] {{290, 250}, {700, 100}}) {
            var a = Spectra.gaussian(shape[0], shape[1], 8);
            var expected = svd(a);
            for (int threads = 2; threads <= 3; threads++) {
                var actual = Spectra.onThreads(threads, parallel -> SVD.of(a, parallel));
                assertArrayEquals(expected.values(), actual.values());
                assertArrayEquals(expected.u().array(), actual.u().array());
                assertArrayEquals(expected.v().array(), actual.v().array());
            }
        }
    }
}
