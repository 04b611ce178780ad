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
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {

    private static final Parallel ALONE = Parallel.sequential();

    private static SymmetricEigen eigen(Strided a) {
        return SymmetricEigen.of(a, ALONE);
    }

    /// That the decomposition is one, to rounding; also that values alone are the same to rounding.
    private static SymmetricEigen assertDecomposes(Strided a, String what) {
        int n = a.rows();
        var eigen = eigen(a);
        double norm = Arrays.stream(eigen.values()).map(Math::abs).max().orElse(0);
        double bound = (30 + n) * Spectra.EPSILON * norm;
        double residual = Spectra.largestDifference(Spectra.product(a, eigen.vectors()),
                Spectra.timesDiagonal(eigen.vectors(), eigen.values()));
        assertTrue(residual <= bound, what + ": A V - V diag(values) has an element of " + residual + ", norm " + norm);
        Spectra.assertOrthonormal(eigen.vectors(), what);
        Spectra.assertSignsFixed(eigen.vectors(), what);
        for (int j = 1; j < n; j++) {
            assertTrue(eigen.values()[j - 1] >= eigen.values()[j], what + ": values do not fall at " + j);
        }
        assertArrayEquals(eigen.values(), SymmetricEigen.valuesOnly(a, ALONE), bound + Double.MIN_VALUE, what + ": values alone");
        return eigen;
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 40})
    void valuesAndVectorsAreThoseOfLapack(int n) {
        var eigen = eigen(Spectra.uniform(n, n));
        assertArrayEquals(Spectra.values("symmetric " + n), eigen.values(), 1e-14 * eigen.values()[0]);
        double error = Spectra.largestDifference(Spectra.vectors("symmetric " + n, "vectors", n, n), eigen.vectors());
        assertTrue(error < 1e-12, "vectors differ by " + error);
    }

    @Test
    void valuesOfALargerMatrixAreThoseOfLapack() {
        var expected = Spectra.values("symmetric 150");
        assertEquals(150, expected.length);
        assertArrayEquals(expected, eigen(Spectra.uniform(150, 150)).values(), 1e-14 * expected[0]);
        assertArrayEquals(expected, SymmetricEigen.valuesOnly(Spectra.uniform(150, 150), ALONE), 1e-14 * expected[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 31, 33, 64, 65, 100, 257})
    void secondDifferencesHaveTheValuesAndVectorsOfTheirClosedForm(int n) {
        var d = Spectra.filled(n, 2);
        var eigen = assertDecomposes(Spectra.tridiagonal(d, Spectra.filled(n, -1)), "second differences of " + n);
        for (int j = 0; j < n; j++) {
            double angle = (n - j) * Math.PI / (n + 1);
            assertEquals(2 - 2 * Math.cos(angle), eigen.values()[j], 20 * Spectra.EPSILON);
            double dot = 0;
            for (int i = 0; i < n; i++) {
                dot += eigen.vectors().get(i, j) * Math.sqrt(2.0 / (n + 1)) * Math.sin((i + 1) * angle);
            }
            assertEquals(1, Math.abs(dot), 1e-12, "vector " + j);
        }
    }

    @Test
    void wilkinsonsMatrixHasItsFamousPair() {
        // Wilkinson (1965), The Algebraic Eigenvalue Problem, p. 309: W21+
        var eigen = assertDecomposes(wilkinson(1, 0), "W21+");
        assertEquals(10.746194182903393, eigen.values()[0], 2e-14);
        assertEquals(10.746194182903322, eigen.values()[1], 2e-14);
        assertEquals(9.210678647361333, eigen.values()[2], 2e-14);
        assertEquals(9.210678647304919, eigen.values()[3], 2e-14);
        assertEquals(-1.125441522119984, eigen.values()[20], 2e-14);
    }

    /// Copies of W21+ along the diagonal, with `glue` between them.
    private static Strided wilkinson(int copies, double glue) {
        var d = new double[21 * copies];
        var e = Spectra.filled(d.length, 1);
        for (int i = 0; i < d.length; i++) {
            d[i] = Math.abs(i % 21 - 10);
            if (i % 21 == 20) {
                e[i] = glue;
            }
        }
        return Spectra.tridiagonal(d, e);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1e-4, 1e-8, 1e-12, 1e-14, 1e-15, 1e-16, 1e-40, 0})
    void gluedCopiesOfWilkinsonsMatrixHaveItsValuesInClusters(double glue) {
        var one = eigen(wilkinson(1, 0)).values();
        var eigen = assertDecomposes(wilkinson(12, glue), "W21+ glued by " + glue);
        for (int j = 0; j < eigen.values().length; j++) { // Weyl's bound
            assertEquals(one[j / 12], eigen.values()[j], 2 * glue + 1e-13);
        }
    }

    @Test
    void repeatedValuesAreFoundWithOrthonormalVectors() {
        int n = 120;
        var q = Spectra.orthogonal(n, 5);
        var values = IntStream.range(0, n).mapToDouble(j -> 3 - j / 30).toArray();
        var a = Spectra.symmetric(Spectra.product(Spectra.timesDiagonal(q, values), q.transpose()));
        assertArrayEquals(values, assertDecomposes(a, "four values").values(), 1e-13);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-12, 1e-15, 3e-16})
    void clusteredValuesAreFoundWithOrthonormalVectors(double spread) {
        int n = 150;
        var random = new RandomStream(11);
        var values = DoubleStream.generate(() -> (random.nextInt(3) - 1) + spread * random.nextGaussian())
                .limit(n).sorted().toArray();
        var q = Spectra.orthogonal(n, 6);
        var a = Spectra.symmetric(Spectra.product(Spectra.timesDiagonal(q, values), q.transpose()));
        var found = assertDecomposes(a, "clusters of " + spread).values();
        for (int j = 0; j < n; j++) {
            assertEquals(values[n - 1 - j], found[j], 1e-13);
        }
    }

    @Test
    void clusteredTridiagonalsOfManyKindsDecompose() {
        for (int seed = 0; seed < 70; seed++) {
            var random = new RandomStream(seed);
            int n = 33 + random.nextInt(100);
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
            assertDecomposes(Spectra.tridiagonal(d, e), "kind " + kind + " with seed " + seed);
        }
    }

    @Test
    void aMatrixOfRankOneHasOneValue() {
        int n = 90;
        var eigen = assertDecomposes(Strided.of(n, n, Spectra.filled(n * n, 1)), "ones");
        assertEquals(n, eigen.values()[0], 1e-13);
        assertEquals(1 / Math.sqrt(n), eigen.vectors().get(17, 0), 1e-15);
        for (int j = 1; j < n; j++) {
            assertEquals(0, eigen.values()[j], 1e-13);
        }
    }

    @Test
    void hilbertsMatrixHasTheValuesThatFiftyDigitsGive() {
        assertArrayEquals(Spectra.values("hilbert 12"), assertDecomposes(Spectra.hilbert(12), "Hilbert").values(), 1e-15);
    }

    @Test
    void matricesOfManySizesDecompose() {
        for (int n = 0; n <= 70; n++) {
            assertDecomposes(Spectra.symmetric(Spectra.gaussian(n, n, n)), "size " + n);
        }
        for (int n : new int[] {97, 128, 129, 193, 300}) {
            assertDecomposes(Spectra.symmetric(Spectra.gaussian(n, n, n)), "size " + n);
        }
    }

    @Test
    void smallAndDiagonalMatricesAreExact() {
        assertEquals(0, eigen(Strided.zeros(0, 0)).values().length);
        assertEquals(0, SymmetricEigen.valuesOnly(Strided.zeros(0, 0), ALONE).length);
        var one = eigen(Spectra.diagonal(-3));
        assertArrayEquals(new double[] {-3}, one.values());
        assertEquals(1, one.vectors().get(0, 0));
        var zero = eigen(Strided.zeros(40, 40));
        assertArrayEquals(new double[40], zero.values());
        assertEquals(0, Spectra.largestDifference(Spectra.diagonal(Spectra.filled(40, 1)), zero.vectors()));

        var d = IntStream.range(0, 80).mapToDouble(i -> (i * 37) % 80 - 20).toArray();
        var diagonal = eigen(Spectra.diagonal(d));
        for (int j = 0; j < 80; j++) {
            assertEquals(59 - j, diagonal.values()[j]);
            for (int i = 0; i < 80; i++) {
                assertEquals(d[i] == 59 - j ? 1 : 0, diagonal.vectors().get(i, j));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1010, 700, 300, -300, -700, -1000})
    void hugeAndTinyMatricesScale(int exponent) {
        double factor = Math.scalb(1.0, exponent);
        var a = Spectra.symmetric(Spectra.gaussian(70, 70, 3));
        var expected = eigen(a);
        var scaled = eigen(Spectra.scaled(a, factor));
        assertTrue(Spectra.largestDifference(expected.vectors(), scaled.vectors()) < 1e-12);
        var alone = SymmetricEigen.valuesOnly(Spectra.scaled(a, factor), ALONE);
        for (int j = 0; j < 70; j++) {
            assertEquals(expected.values()[j], scaled.values()[j] / factor, 1e-14 * expected.values()[0]);
            assertEquals(expected.values()[j], alone[j] / factor, 1e-13 * expected.values()[0]);
        }
    }

    @Test
    void subnormalMatricesHaveTheValuesThatSubnormalsCanHold() {
        var values = eigen(Spectra.tridiagonal(Spectra.filled(50, 2e-318), Spectra.filled(50, -1e-318))).values();
        for (int j = 0; j < 50; j++) {
            assertEquals(1e-318 * (2 - 2 * Math.cos((50 - j) * Math.PI / 51)), values[j], 4 * Double.MIN_VALUE);
        }
    }

    @Test
    void onlyTheLowerTriangleIsReadOfAnyLayout() {
        var a = Spectra.gaussian(60, 60, 9);
        var expected = eigen(Spectra.symmetric(a));
        var spoilt = Strided.of(200, 150, Spectra.filled(30000, Double.NaN));
        var block = spoilt.block(20, 30, 60, 60);
        var transposed = spoilt.block(100, 5, 60, 60).transpose();
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j <= i; j++) {
                block.set(i, j, a.get(i, j));
                transposed.set(i, j, a.get(i, j));
            }
        }
        var before = spoilt.array().clone();
        assertEquals(0, Spectra.largestDifference(expected.vectors(), eigen(block).vectors()));
        assertArrayEquals(expected.values(), eigen(transposed).values());
        assertArrayEquals(SymmetricEigen.valuesOnly(a, ALONE), SymmetricEigen.valuesOnly(block, ALONE));
        assertArrayEquals(before, spoilt.array(), "the matrix stays as it is");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numbersThatAreNotFiniteAreRefused(double bad) {
        var a = Spectra.symmetric(Spectra.gaussian(20, 20, 1));
        a.set(13, 4, bad);
        for (var message : new String[] {
                assertThrows(IllegalArgumentException.class, () -> eigen(a)).getMessage(),
                assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.valuesOnly(a, ALONE)).getMessage()}) {
            assertTrue(message.startsWith("element (13, 4) of the matrix is " + bad), message);
        }
    }

    @Test
    void matricesThatAreNotSquareAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> eigen(Strided.zeros(3, 4)));
        assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.valuesOnly(Strided.zeros(4, 3), ALONE));
    }

    public static final class Probe implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var numbers = DoubleStream.builder();
            for (int n : new int[] {1, 8, 37, 83, 151}) {
                var a = Spectra.symmetric(Spectra.gaussian(n, n, n));
                var eigen = eigen(a);
                Arrays.stream(eigen.values()).forEach(numbers);
                Arrays.stream(eigen.vectors().array()).forEach(numbers);
                Arrays.stream(SymmetricEigen.valuesOnly(a, ALONE)).forEach(numbers);
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
        var a = Spectra.symmetric(Spectra.gaussian(330, 330, 8));
        var expected = eigen(a);
        for (int threads = 2; threads <= 3; threads++) {
            var actual = Spectra.onThreads(threads, parallel -> SymmetricEigen.of(a, parallel));
            assertArrayEquals(expected.values(), actual.values());
            assertArrayEquals(expected.vectors().array(), actual.vectors().array());
        }
    }
}
