package org.glia.compute.distance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CentresTest {

    private static final int[] WIDTHS = {0, 1, 2, 3, 7, 8, 9, 13, 16, 23, 24, 31, 32, 33, 47, 54, 63, 64, 65, 101, 257};

    private static Strided gaussians(RandomStream random, int rows, int columns, DoubleUnaryOperator shape) {
        return Strided.of(rows, columns,
                IntStream.range(0, rows * columns).mapToDouble(i -> shape.applyAsDouble(random.nextGaussian())).toArray());
    }

    /// Rows and centres of several widths and kinds; rows outnumber a tile.
    static Stream<Arguments> manyData() {
        var kinds = List.<DoubleUnaryOperator>of(x -> x, Math::rint, x -> 1e9 + x, x -> 1e200 * x, x -> 1e-161 * x,
                x -> x > 2 ? Double.POSITIVE_INFINITY : x, x -> x < -2.5 ? Double.NaN : x);
        var random = new RandomStream(1);
        var cases = new ArrayList<Arguments>();
        for (int width : WIDTHS) {
            int kind = 0;
            for (var shape : kinds) {
                int k = 1 + random.nextInt(14);
                cases.add(Arguments.of(width + " features, kind " + kind++, gaussians(random, 67 + random.nextInt(40), width, shape),
                        gaussians(random, k, width, shape)));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manyData")
    void theNearestCentreIsThatOfALoopOverAllDistances(String what, Strided rows, Strided centres) {
        int n = rows.rows();
        var labels = new int[n];
        var squared = new double[n];
        var others = new double[n];
        var chosen = IntStream.range(0, n).map(i -> n - 1 - i).toArray();
        var points = new Centres(centres);
        points.nearest(rows, chosen, n, labels, squared, others);
        var all = new double[1 + n * centres.rows()];
        points.distances(rows, new Strided(all, 1, n, centres.rows(), centres.rows(), 1), Parallel.sequential());
        var own = new double[n];
        points.distances(rows, labels, 0, own);
        for (int i = 0; i < n; i++) {
            int nearest = 0;
            double smallest = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centres.rows(); c++) {
                double distance = Doubles.squaredDistance(rows.array(), rows.at(i, 0), centres.array(), centres.at(c, 0), rows.columns());
                assertEquals(distance, all[1 + i * centres.rows() + c]);
                if (distance < smallest) {
                    smallest = distance;
                    nearest = c;
                }
            }
            assertEquals(nearest, labels[i]);
            assertEquals(smallest, squared[i]);
            assertEquals(all[1 + i * centres.rows() + nearest], own[i]);
            for (int c = 0; c < centres.rows(); c++) {
                double distance = all[1 + i * centres.rows() + c];
                assertTrue(c == nearest || Double.isNaN(distance) || others[i] <= distance, others[i] + " > " + distance);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manyData")
    void distancesUpToALimitAreTheSameOrTheLimit(String what, Strided rows, Strided centres) {
        int n = rows.rows();
        int k = centres.rows();
        var points = new Centres(centres);
        var all = Strided.zeros(n, k);
        points.distances(rows, all, Parallel.sequential());
        var limits = new double[n + 1];
        for (int i = 0; i < n; i++) {
            limits[1 + i] = i % 5 == 0 || Double.isNaN(all.get(i, i % k)) ? Double.POSITIVE_INFINITY
                    : all.get(i, i % k); // often exactly one of the distances
        }
        for (var into : List.of(Strided.zeros(n, k), new Strided(new double[n * k + 3], 3, n, k, 1, n))) {
            points.distancesUpTo(rows, limits, 1, into);
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < k; c++) {
                    assertEquals(all.get(i, c) < limits[1 + i] ? all.get(i, c) : limits[1 + i], into.get(i, c));
                }
            }
        }
    }

    @Test
    void weightedDeviationsAreAddedToTheSumsOfTheirCentres() {
        var random = new RandomStream(6);
        for (int width : new int[] {1, 5, 8, 21, 100}) {
            var rows = gaussians(random, 300, width, x -> Math.rint(8 * x));
            var centres = gaussians(random, 4, width, x -> Math.rint(8 * x));
            var labels = IntStream.range(0, 300).map(i -> i * i % 3).toArray();
            var weights = IntStream.range(0, 300).mapToDouble(i -> i % 3 - 1).toArray();
            var chosen = IntStream.range(0, 300).filter(i -> i % 7 != 2).toArray();
            var expected = new double[4][width];
            var sums = new double[4][width];
            for (int i : chosen) {
                for (int j = 0; j < width; j++) {
                    expected[labels[i]][j] += weights[i] * (rows.get(i, j) - centres.get(labels[i], j));
                }
            }
            new Centres(centres).addDeviations(rows, chosen, chosen.length, labels, weights, sums);
            for (int c = 0; c < 4; c++) {
                assertArrayEquals(expected[c], sums[c]);
            }
        }
    }

    @Test
    void boundsForTheOtherCentresAreCloseToTheSecondDistance() {
        var random = new RandomStream(2);
        for (int width : new int[] {3, 40, 64, 300}) {
            var rows = gaussians(random, 50, width, x -> x);
            var centres = gaussians(random, 17, width, x -> x);
            var others = new double[50];
            new Centres(centres).nearest(rows, IntStream.range(0, 50).toArray(), 50, new int[50], new double[50], others);
            for (int i = 0; i < 50; i++) {
                int row = i;
                double second = IntStream.range(0, 17).mapToDouble(c -> Doubles.squaredDistance(rows.array(), rows.at(row, 0),
                        centres.array(), centres.at(c, 0), width)).sorted().toArray()[1];
                assertEquals(second, others[i], 1e-9 * second);
            }
        }
    }

    @Test
    void distancesAreRightToTheirBound() {
        var random = new RandomStream(3);
        for (int width : WIDTHS) {
            var rows = gaussians(random, 40, width, x -> 1e6 + x);
            var centres = gaussians(random, 3, width, x -> 1e6 + x);
            var all = new double[120];
                new Centres(centres).distances(rows, new Strided(all, 0, 40, 3, 1, 40), Parallel.sequential());
            for (int i = 0; i < 40; i++) {
                for (int c = 0; c < 3; c++) {
                    var exact = BigDecimal.ZERO;
                    for (int j = 0; j < width; j++) {
                        exact = exact.add(new BigDecimal(rows.get(i, j)).subtract(new BigDecimal(centres.get(c, j))).pow(2));
                    }
                    double error = exact.subtract(new BigDecimal(all[40 * c + i])).abs().doubleValue();
                    assertTrue(error <= (width + 3) * 0x1p-53 * exact.doubleValue());
                }
            }
        }
    }

    @Test
    void theFirstOfEquallyNearCentresIsTaken() {
        for (int width : new int[] {1, 8, 40, 64, 200}) {
            var rows = Strided.zeros(90, width);
            var centres = Strided.zeros(9, width);
            for (int c = 0; c < 9; c++) {
                centres.set(c, c % width, c == 0 ? 3 : c % 2 == 0 ? 1 : -1);
            }
            var labels = new int[90];
            var squared = new double[90];
            new Centres(centres).nearest(rows, labels, squared, Parallel.sequential());
            assertTrue(Arrays.stream(labels).allMatch(label -> label == 1), () -> width + ": " + Arrays.toString(labels));
            assertTrue(Arrays.stream(squared).allMatch(square -> square == 1));
        }
    }

    @Test
    void whereProductsCancelTheDistancesDecide() {
        // in |c|^2 - 2 x.c all digits are lost, and the differences are exact
        var rows = Strided.zeros(8, 80);
        Arrays.fill(rows.array(), 0x1p40);
        var centres = rows.block(0, 0, 6, 80).copy();
        for (int c = 0; c < 6; c++) {
            centres.set(c, 17, 0x1p40 + (c == 4 ? 0x1p-12 : 0x1p-11));
        }
        var labels = new int[8];
        var squared = new double[8];
        new Centres(centres).nearest(rows, labels, squared, Parallel.sequential());
        assertArrayEquals(new int[] {4, 4, 4, 4, 4, 4, 4, 4}, labels);
        assertTrue(Arrays.stream(squared).allMatch(square -> square == 0x1p-24));
    }

    @Test
    void productsThatOverflowMisleadNobody() {
        // |x| |c| overflows for the first centre, though no square does; the second is nearer
        var rows = Strided.zeros(8, 64);
        var centres = Strided.zeros(6, 64);
        for (int i = 0; i < 8; i++) {
            rows.set(i, 0, 1.339e154);
        }
        centres.set(0, 0, 1.336e154);
        centres.set(1, 0, 1.338e154);
        var labels = new int[8];
        var squared = new double[8];
        new Centres(centres).nearest(rows, labels, squared, Parallel.sequential());
        for (int i = 0; i < 8; i++) {
            assertEquals(1, labels[i]);
            assertEquals(Math.pow(1.339e154 - 1.338e154, 2), squared[i]);
        }
    }

    @Test
    void stridedRowsAndCentresAreReadInPlace() {
        var random = new RandomStream(4);
        for (int width : new int[] {5, 20, 70}) {
            var wide = gaussians(random, 60, width + 9, x -> x);
            var rows = wide.block(3, 4, 50, width);
            var centres = gaussians(random, width, 7, x -> x).transpose();
            var expected = new int[50];
            var labels = new int[50];
            new Centres(centres.copy()).nearest(rows.copy(), expected, new double[50], Parallel.sequential());
            new Centres(centres).nearest(rows, labels, new double[50], Parallel.sequential());
            assertArrayEquals(expected, labels);
            new Centres(centres).nearest(rows.transpose().copy().transpose(), labels, new double[50], Parallel.sequential());
            assertArrayEquals(expected, labels);
        }
    }

    @Test
    void fewRowsAreComparedWithoutPreparationAndToTheSameBits() {
        var random = new RandomStream(7);
        for (int width : new int[] {3, 12, 40, 90}) {
            var rows = gaussians(random, 200, width, x -> x);
            var centres = gaussians(random, 40, width, x -> x);
            var expected = new double[200];
            var squared = new double[200];
            new Centres(centres).nearest(rows, new int[200], expected, Parallel.sequential());
            new Centres(centres, 200).nearest(rows, new int[200], squared, Parallel.sequential());
            assertArrayEquals(expected, squared);
        }
    }

    @Test
    void onlyChosenRowsAreWritten() {
        var rows = Strided.of(4, 1, new double[] {1, 5, 9, 13});
        var labels = new int[] {-1, -1, -1, -1};
        var squared = new double[4];
        new Centres(Strided.of(2, 1, new double[] {0, 10})).nearest(rows, new int[] {3, 0, 1}, 2, labels, squared, new double[0]);
        assertArrayEquals(new int[] {0, -1, -1, 1}, labels);
        assertArrayEquals(new double[] {1, 0, 0, 9}, squared);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertEquals("rows have 3 features, centres have 2", assertThrows(IllegalArgumentException.class, () ->
                new Centres(Strided.zeros(1, 2)).distances(Strided.zeros(4, 3), Strided.zeros(4, 1), Parallel.sequential())).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Centres(Strided.zeros(0, 2)));
    }

    private static double[] everything(Parallel parallel) {
        return manyData().flatMapToDouble(arguments -> {
            var rows = (Strided) arguments.get()[1];
            var centres = new Centres((Strided) arguments.get()[2]);
            var labels = new int[rows.rows()];
            var squared = new double[rows.rows()];
            var all = new double[rows.rows() * centres.count()];
            centres.nearest(rows, labels, squared, parallel);
            var places = Strided.of(rows.rows(), centres.count(), all);
            centres.distances(rows, places, parallel);
            var own = new double[rows.rows()];
            centres.distances(rows, labels, 0, own);
            var below = new double[all.length];
            centres.distancesUpTo(rows, own, 0, Strided.of(rows.rows(), centres.count(), below));
            var sums = new double[centres.count()][rows.columns()];
            centres.addDeviations(rows, IntStream.range(0, rows.rows()).toArray(), rows.rows(), labels, own, sums);
            return Stream.of(Arrays.stream(below), Arrays.stream(sums).flatMapToDouble(Arrays::stream), Arrays.stream(labels).asDoubleStream(), Arrays.stream(squared), Arrays.stream(all), Arrays.stream(own))
                    .flatMapToDouble(numbers -> numbers);
        }).toArray();
    }

    public static final class Everything implements EveryWidth.Probe {
        @Override
        public double[] get() {
            return everything(Parallel.sequential());
        }
    }

    @Test
    void everyWidthGivesTheSameBits() {
        EveryWidth.agrees(Everything.class);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        var random = new RandomStream(5);
        var rows = gaussians(random, 3000, 12, x -> x);
        var centres = new Centres(gaussians(random, 20, 12, x -> x));
        var expected = new double[3000];
        centres.nearest(rows, new int[3000], expected, Parallel.sequential());
        for (int threads = 2; threads < 4; threads++) {
            var squared = new double[3000];
            centres.nearest(rows, new int[3000], squared, new Parallel(ForkJoinPool.commonPool(), threads, () -> { }));
            assertArrayEquals(expected, squared);
        }
    }
}
