package org.glia.compute.distance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseDistancesTest {

    private static final Parallel ALONE = Parallel.sequential();

    @FunctionalInterface
    interface Distances {
        void compute(Strided x, Strided y, Strided into, Parallel parallel);
    }

    static List<Distances> all() {
        return List.of(PairwiseDistances::squaredEuclidean, PairwiseDistances::manhattan, PairwiseDistances::chebyshev,
                PairwiseDistances::cosine);
    }

    private static Strided gaussians(RandomStream random, int rows, int columns, DoubleUnaryOperator shape) {
        return Strided.of(rows, columns,
                IntStream.range(0, rows * columns).mapToDouble(i -> shape.applyAsDouble(random.nextGaussian())).toArray());
    }

    private static double[] compute(Distances distances, Strided x, Strided y, Parallel parallel) {
        var into = Strided.zeros(x.rows(), y.rows());
        distances.compute(x, y, into, parallel);
        return into.array();
    }

    // ---- values

    @Test
    void distancesAreThoseOfSciPy() {
        var x = DistanceOracle.matrix("x");
        var y = DistanceOracle.matrix("y");
        assertArrayEquals(DistanceOracle.matrix("squared").array(), compute(PairwiseDistances::squaredEuclidean, x, y, ALONE), 1e-12);
        assertArrayEquals(DistanceOracle.matrix("manhattan").array(), compute(PairwiseDistances::manhattan, x, y, ALONE), 1e-13);
        assertArrayEquals(DistanceOracle.matrix("chebyshev").array(), compute(PairwiseDistances::chebyshev, x, y, ALONE));
        assertArrayEquals(DistanceOracle.matrix("cosine").array(), compute(PairwiseDistances::cosine, x, y, ALONE), 1e-14);
    }

    private static BigDecimal exactSquare(Strided x, int i, Strided y, int j) {
        var sum = BigDecimal.ZERO;
        for (int p = 0; p < x.columns(); p++) {
            sum = sum.add(new BigDecimal(x.get(i, p)).subtract(new BigDecimal(y.get(j, p))).pow(2));
        }
        return sum;
    }

    /// Rows about the origin, and rows far from it, of whose products most digits cancel.
    @ParameterizedTest
    @ValueSource(doubles = {0, 5, 1e3, 1e9})
    void squaredDistancesAreRightToTheirBound(double away) {
        var random = new RandomStream(1);
        for (int width : new int[] {1, 7, PairwiseDistances.BY_PRODUCTS - 1, PairwiseDistances.BY_PRODUCTS, 33, 150}) {
            var x = gaussians(random, 9, width, value -> away + value);
            var y = gaussians(random, 45, width, value -> away + value);
            for (int j = 0; j < 45; j++) {
                y.set(j, 0, j % 9 == 0 ? x.get(3, 0) : y.get(j, 0));
                for (int p = 0; j % 9 == 0 && p < width; p++) {
                    y.set(j, p, x.get(3, p) + (p == j % width ? 1e-4 * j : 0));
                }
            }
            double bound = width < PairwiseDistances.BY_PRODUCTS ? (width + 3) * 0x1p-53 : (width + 4) * 0x1p-42;
            var squared = compute(PairwiseDistances::squaredEuclidean, x, y, ALONE);
            for (int i = 0; i < 9; i++) {
                for (int j = 0; j < 45; j++) {
                    var exact = exactSquare(x, i, y, j);
                    double error = exact.subtract(new BigDecimal(squared[i * 45 + j])).abs().doubleValue();
                    assertTrue(error <= bound * exact.doubleValue(), width + " features: " + error + " of " + exact);
                }
            }
            assertEquals(0, squared[3 * 45]);
        }
    }

    @Test
    void squaresThatOverflowOrUnderflowInProductsAreComputedFromDifferences() {
        var random = new RandomStream(2);
        var x = gaussians(random, 3, 40, value -> 1e160 + 0 * value);
        var y = x.copy();
        y.set(1, 7, 1.5e160);
        y.set(2, 7, 1e160 + 0x1p500);
        var squared = compute(PairwiseDistances::squaredEuclidean, x, y, ALONE);
        assertEquals(0, squared[0]);
        assertEquals(Double.POSITIVE_INFINITY, squared[1]);
        assertEquals(Math.pow(y.get(2, 7) - 1e160, 2), squared[2]);
        var tiny = compute(PairwiseDistances::squaredEuclidean, gaussians(random, 2, 40, value -> 1e-150),
                gaussians(random, 2, 40, value -> 3e-150), ALONE);
        assertEquals(160e-300, tiny[0], 1e-311);
    }

    @Test
    void infinitiesAndNaNsStayInTheirRows() {
        for (int width : new int[] {3, 40}) {
            var x = Strided.zeros(70, width);
            x.set(4, 1, Double.NaN);
            x.set(9, 2, Double.POSITIVE_INFINITY);
            var y = Strided.zeros(80, width);
            for (var distances : List.<Distances>of(PairwiseDistances::squaredEuclidean, PairwiseDistances::manhattan,
                    PairwiseDistances::chebyshev)) {
                var result = compute(distances, x, y, ALONE);
                for (int i = 0; i < 70; i++) {
                    for (int j = 0; j < 80; j++) {
                        assertEquals(i == 4 ? Double.NaN : i == 9 ? Double.POSITIVE_INFINITY : 0, result[i * 80 + j]);
                    }
                }
            }
        }
    }

    @Test
    void theCosineOfSmallAnglesKeepsItsDigits() {
        for (double angle : new double[] {1, 1e-3, 1e-6, 1e-9}) {
            var x = Strided.of(1, 2, new double[] {3, 0});
            var y = Strided.of(1, 2, new double[] {7 * Math.cos(angle), 7 * Math.sin(angle)});
            double expected = 2 * Math.pow(Math.sin(angle / 2), 2);
            assertEquals(expected, compute(PairwiseDistances::cosine, x, y, ALONE)[0], 1e-7 * expected);
        }
    }

    @Test
    void rowsOfZerosHaveNoDirection() {
        var x = Strided.of(3, 2, new double[] {0, 0, 1, 1, -2, -2});
        assertArrayEquals(new double[] {0, 1, 1, 1, 0, 2, 1, 2, 0}, compute(PairwiseDistances::cosine, x, x, ALONE), 1e-15);
    }

    // ---- forms

    @ParameterizedTest
    @MethodSource("all")
    void aMatrixWithItselfIsSymmetricWithZerosInTheDiagonal(Distances distances) {
        var random = new RandomStream(3);
        for (int width : new int[] {2, 9, 50}) {
            var x = gaussians(random, 500, width, value -> value);
            var own = compute(distances, x, x, ALONE);
            assertArrayEquals(compute(distances, x, x.copy(), ALONE), own);
            for (int i = 0; i < 500; i++) {
                assertEquals(0, own[i * 501]);
                for (int j = 0; j < i; j++) {
                    assertEquals(own[i * 500 + j], own[j * 500 + i]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void stridedMatricesAreReadAndWrittenInPlace(Distances distances) {
        var random = new RandomStream(4);
        for (int width : new int[] {3, 20}) {
            var x = gaussians(random, width, 50, value -> value).transpose();
            var y = gaussians(random, 60, width + 5, value -> value).block(2, 3, 41, width);
            var expected = compute(distances, x.copy(), y.copy(), ALONE);
            var array = new double[50 * 41 * 2 + 7];
            Arrays.fill(array, -1);
            var place = new Strided(array, 5, 50, 41, 2, 100);
            distances.compute(x, y, place, ALONE);
            assertArrayEquals(expected, place.copy().array());
            assertEquals(array.length - 50 * 41, Arrays.stream(array).filter(value -> value == -1).count());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingHasNoDistances(Distances distances) {
        distances.compute(Strided.zeros(0, 3), Strided.zeros(4, 3), Strided.zeros(0, 4), ALONE);
        distances.compute(Strided.zeros(4, 3), Strided.zeros(0, 3), Strided.zeros(4, 0), ALONE);
        assertArrayEquals(new double[4], compute(distances, Strided.zeros(2, 0), Strided.zeros(2, 0), ALONE));
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertEquals("distances of 2 x 3 and 4 x 5 do not fit into 2 x 4", assertThrows(IllegalArgumentException.class, () ->
                PairwiseDistances.manhattan(Strided.zeros(2, 3), Strided.zeros(4, 5), Strided.zeros(2, 4), ALONE)).getMessage());
    }

    // ---- equal bits

    private static double[] everything(Parallel parallel) {
        var random = new RandomStream(5);
        var shapes = List.<DoubleUnaryOperator>of(x -> x, x -> 1e7 + x, x -> x > 2.5 ? Double.POSITIVE_INFINITY : x < -2.5 ? Double.NaN : x);
        return Arrays.stream(new int[] {1, 5, 8, 11, 12, 40, 67}).boxed().flatMapToDouble(width -> shapes.stream().flatMapToDouble(shape -> {
            var x = gaussians(random, 43, width, shape);
            var y = gaussians(random, 391, width, shape);
            return all().stream().flatMapToDouble(distances -> DoubleStream.of(compute(distances, x, y, parallel)));
        })).toArray();
    }

    public static final class Everything implements EveryWidth.Probe {
        @Override
        public double[] get() {
            return everything(ALONE);
        }
    }

    @Test
    void everyWidthGivesTheSameBits() {
        EveryWidth.agrees(Everything.class);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        var expected = everything(ALONE);
        for (int threads = 2; threads < 4; threads++) {
            assertArrayEquals(expected, everything(new Parallel(ForkJoinPool.commonPool(), threads, () -> { })));
        }
    }
}
