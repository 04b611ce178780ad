package org.glia.compute.decomposition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.DenseMatrix;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruncatedSVDTest {

    private static final Parallel ALONE = Parallel.sequential();

    private static SVD truncated(int rank, LinearOperator a) {
        return new TruncatedSVD(rank).decompose(a, new RandomStream(42), ALONE);
    }

    /// `m x n` with these singular values, and random vectors.
    private static Strided withValues(int m, int n, double[] values) {
        int k = values.length;
        var u = Spectra.orthogonal(m, 1).block(0, 0, m, k);
        var v = Spectra.orthogonal(n, 2).block(0, 0, n, k);
        return Spectra.product(Spectra.timesDiagonal(u, values), v.transpose());
    }

    /// About one element in twenty is not zero.
    private static CsrMatrix sparse(int m, int n, long seed) {
        var random = new RandomStream(seed);
        var values = new double[m * n];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(20) == 0 ? 1 + random.nextDouble() : 0;
        }
        return new DenseMatrix(m, n, values).csr();
    }

    @ParameterizedTest
    @CsvSource({"150, 80", "80, 150", "100, 100"})
    void valuesAndVectorsThatFallOffAreExact(int m, int n) {
        var values = IntStream.range(0, 60).mapToDouble(j -> Math.scalb(1.0, -j)).toArray();
        var svd = truncated(8, LinearOperator.of(withValues(m, n, values)));
        assertArrayEquals(Arrays.copyOf(values, 8), svd.values(), 1e-14);
        var u = Spectra.orthogonal(m, 1).block(0, 0, m, 8);
        var v = Spectra.orthogonal(n, 2).block(0, 0, n, 8);
        for (int j = 0; j < 8; j++) {
            double ofU = Spectra.product(u.block(0, j, m, 1).transpose(), svd.u().block(0, j, m, 1)).get(0, 0);
            double ofV = Spectra.product(v.block(0, j, n, 1).transpose(), svd.v().block(0, j, n, 1)).get(0, 0);
            assertEquals(1, Math.abs(ofU), 1e-12);
            assertEquals(ofU, ofV, 1e-12, "signs of U and V go together");
        }
        Spectra.assertSignsFixed(svd.u(), "U");
        Spectra.assertOrthonormal(svd.u(), "U");
        Spectra.assertOrthonormal(svd.v(), "V");
    }

    @Test
    void theFirstValuesOfAFlatSpectrumAreNearAndNeverTooLarge() {
        var a = Spectra.uniform(150, 140);
        var exact = Spectra.values("150 x 140"); // LAPACK's
        var rough = new TruncatedSVD(10, 0, 0).decompose(LinearOperator.of(a), new RandomStream(1), ALONE).values();
        var fine = new TruncatedSVD(10, 30, 12).decompose(LinearOperator.of(a), new RandomStream(1), ALONE).values();
        double roughError = 0;
        for (int j = 0; j < 10; j++) {
            assertTrue(rough[j] <= exact[j] * (1 + 1e-13) && fine[j] <= exact[j] * (1 + 1e-13), "value " + j);
            assertEquals(exact[j], fine[j], 1e-3 * exact[j]);
            roughError = Math.max(roughError, 1 - rough[j] / exact[j]);
        }
        assertTrue(roughError > 0.05, "without oversampling and iterations values are off by " + roughError);
    }

    @Test
    void aRankBeyondTheShapeGivesTheWholeDecomposition() {
        for (int[] shape : new int[][] {{30, 12}, {12, 30}, {1, 5}, {5, 1}, {0, 4}, {4, 0}}) {
            var a = Spectra.gaussian(shape[0], shape[1], 4);
            var whole = SVD.of(a, ALONE);
            var svd = truncated(40, LinearOperator.of(a));
            assertArrayEquals(whole.values(), svd.values(), 1e-13);
            assertTrue(Spectra.largestDifference(whole.u(), svd.u()) < 1e-11);
            assertTrue(Spectra.largestDifference(whole.v(), svd.v()) < 1e-11);
        }
    }

    @Test
    void matricesOfLowerRankThanAskedForHaveZerosAndOrthonormalVectors() {
        var a = withValues(60, 50, new double[] {5, 4, 3});
        var svd = truncated(10, LinearOperator.of(a));
        assertArrayEquals(new double[] {5, 4, 3, 0, 0, 0, 0, 0, 0, 0}, svd.values(), 1e-13);
        Spectra.assertOrthonormal(svd.u(), "U");
        Spectra.assertOrthonormal(svd.v(), "V");
        var zero = truncated(3, LinearOperator.of(Strided.zeros(20, 30)));
        assertArrayEquals(new double[3], zero.values());
        Spectra.assertOrthonormal(zero.u(), "U of zero");
        Spectra.assertOrthonormal(zero.v(), "V of zero");
    }

    @Test
    void sparseMatricesHaveTheValuesOfDenseOnes() {
        var a = sparse(200, 120, 6);
        var dense = truncated(12, LinearOperator.of(Strided.of(a.dense())));
        var svd = truncated(12, LinearOperator.of(a));
        assertArrayEquals(dense.values(), svd.values(), 1e-12);
        assertTrue(Spectra.largestDifference(dense.u(), svd.u()) < 1e-9);
        assertTrue(Spectra.largestDifference(dense.v(), svd.v()) < 1e-9);
    }

    @Test
    void centringIsAsIfMeansWereTaken() {
        var a = sparse(90, 40, 6);
        var means = new double[40];
        for (int j = 0; j < 40; j++) {
            means[j] = DoubleStream.of(a.column(j)).sum() / 90;
        }
        var centred = Strided.of(a.dense()).copy();
        for (int i = 0; i < 90; i++) {
            for (int j = 0; j < 40; j++) {
                centred.set(i, j, centred.get(i, j) - means[j]);
            }
        }
        var expected = SVD.of(centred, ALONE);
        var svd = truncated(40, LinearOperator.of(a).centred(means));
        assertArrayEquals(expected.values(), svd.values(), 1e-12);
        assertTrue(Spectra.largestDifference(expected.v().block(0, 0, 40, 5), svd.v().block(0, 0, 40, 5)) < 1e-10);
        assertThrows(IllegalArgumentException.class, () -> LinearOperator.of(a).centred(new double[39]));
    }

    @ParameterizedTest
    @ValueSource(ints = {900, -900})
    void hugeAndTinyMatricesScale(int exponent) {
        double factor = Math.scalb(1.0, exponent);
        var a = Spectra.gaussian(70, 50, 3);
        var expected = truncated(5, LinearOperator.of(a));
        var scaled = truncated(5, LinearOperator.of(Spectra.scaled(a, factor)));
        for (int j = 0; j < 5; j++) {
            assertEquals(expected.values()[j], scaled.values()[j] / factor, 1e-13 * expected.values()[0]);
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TruncatedSVD(0));
        assertThrows(IllegalArgumentException.class, () -> new TruncatedSVD(3, -1, 2));
        assertThrows(IllegalArgumentException.class, () -> new TruncatedSVD(3, 1, -2));
        var a = Spectra.gaussian(30, 20, 1);
        a.set(3, 4, Double.NaN);
        var message = assertThrows(IllegalArgumentException.class, () -> truncated(2, LinearOperator.of(a))).getMessage();
        assertTrue(message.startsWith("a product with the matrix has an element that is NaN"), message);
    }

    public static final class Probe implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var numbers = DoubleStream.builder();
            for (var a : new LinearOperator[] {LinearOperator.of(Spectra.gaussian(150, 90, 1)),
                LinearOperator.of(sparse(120, 210, 2)),
                LinearOperator.of(sparse(120, 210, 2)).centred(Spectra.filled(210, 0.05))}) {
                var svd = truncated(9, a);
                Arrays.stream(svd.values()).forEach(numbers);
                Arrays.stream(svd.u().array()).forEach(numbers);
                Arrays.stream(svd.v().array()).forEach(numbers);
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
        var a = LinearOperator.of(sparse(500, 400, 3)).centred(Spectra.filled(400, 0.05));
        var expected = truncated(20, a);
        for (int threads = 2; threads <= 3; threads++) {
            var actual = Spectra.onThreads(threads, parallel -> new TruncatedSVD(20).decompose(a, new RandomStream(42), parallel));
            assertArrayEquals(expected.values(), actual.values());
            assertArrayEquals(expected.u().array(), actual.u().array());
            assertArrayEquals(expected.v().array(), actual.v().array());
        }
    }
}
