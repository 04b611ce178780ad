package org.glia.compute.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
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

class SparseProductsTest {

    private static final Parallel ALONE = Parallel.sequential();

    private static double[] gaussians(RandomStream random, int count) {
        return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    /// Each element is stored with the given probability; some rows are empty.
    private static CsrMatrix sparse(RandomStream random, int rows, int columns, double share) {
        var cells = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            boolean empty = random.nextInt(7) == 0;
            for (int j = 0; j < columns; j++) {
                cells[i * columns + j] = !empty && random.nextDouble() < share ? random.nextGaussian() : 0;
            }
        }
        return new DenseMatrix(rows, columns, cells).csr();
    }

    private static Parallel threads(int count) {
        return new Parallel(ForkJoinPool.commonPool(), count, () -> { });
    }

    /// A stored matrix of small whole numbers: every order of summation gives the exact result.
    private static CsrMatrix whole(RandomStream random, int rows, int columns) {
        var cells = IntStream.range(0, rows * columns)
                .mapToDouble(i -> random.nextInt(3) == 0 ? random.nextInt(19) - 9 : 0).toArray();
        return new DenseMatrix(rows, columns, cells).csr();
    }

    // ---- against plain loops

    @ParameterizedTest
    @CsvSource({"0, 3, 2", "3, 0, 2", "1, 1, 1", "5, 7, 0", "13, 17, 3", "64, 33, 40", "101, 97, 71"})
    void productsOfWholeNumbersAreExact(int rows, int columns, int others) {
        var random = new RandomStream(11);
        var a = whole(random, rows, columns);
        var b = whole(random, columns, others).toArray();
        var bOfTransposed = whole(random, rows, others).toArray();
        var product = IntStream.range(0, rows * others).mapToDouble(i -> i % 5).toArray();
        var transposed = IntStream.range(0, columns * others).mapToDouble(i -> i % 5).toArray();
        var expected = product.clone();
        var expectedTransposed = transposed.clone();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < others; j++) {
                double sum = 0;
                for (int p = 0; p < columns; p++) {
                    sum += a.get(i, p) * b[p * others + j];
                }
                expected[i * others + j] = 2 * sum - 3 * expected[i * others + j];
            }
        }
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < others; j++) {
                double sum = 0;
                for (int p = 0; p < rows; p++) {
                    sum += a.get(p, i) * bOfTransposed[p * others + j];
                }
                expectedTransposed[i * others + j] = 2 * sum - 3 * expectedTransposed[i * others + j];
            }
        }
        SparseProducts.times(2, a, Strided.of(columns, others, b), -3, Strided.of(rows, others, product), ALONE);
        SparseProducts.timesTransposed(2, a, Strided.of(rows, others, bOfTransposed), -3,
                Strided.of(columns, others, transposed), ALONE);
        assertArrayEquals(expected, product);
        assertArrayEquals(expectedTransposed, transposed);
        for (int j = 0; j < others; j++) {
            var column = Strided.of(columns, others, b).block(0, j, columns, 1).copy().array();
            var y = new double[rows + 2];
            Arrays.fill(y, Double.NaN);
            SparseProducts.times(1, a, column, 0, 0, y, 1, ALONE);
            for (int i = 0; i < rows; i++) {
                assertEquals((expected[i * others + j] + 3 * ((i * others + j) % 5)) / 2, y[1 + i]);
            }
            assertEquals(Double.NaN, y[rows + 1]);
        }
    }

    @Test
    void stridedMatricesAreReadAndWrittenInPlace() {
        var random = new RandomStream(12);
        var a = whole(random, 9, 11);
        var b = whole(random, 11, 6);
        var expected = Strided.zeros(9, 6);
        SparseProducts.times(1, a, Strided.of(11, 6, b.toArray()), 0, expected, ALONE);
        var turned = Strided.of(11, 6, b.toArray()).transpose().copy().transpose();
        var into = new double[200];
        var place = new Strided(into, 3, 9, 6, 2, 20);
        SparseProducts.times(1, a, turned, 0, place, ALONE);
        assertArrayEquals(expected.array(), place.copy().array());
        assertEquals(Arrays.stream(expected.array()).sum(), Arrays.stream(into).sum());
    }

    @Test
    void aRowDotIsRightToItsBound() {
        var random = new RandomStream(13);
        for (int columns : new int[] {1, 2, 3, 4, 5, 31, 400}) {
            var a = sparse(random, 5, columns, 0.6);
            var x = gaussians(random, columns + 2);
            for (int i = 0; i < 5; i++) {
                var exact = BigDecimal.ZERO;
                double magnitude = 0;
                for (int j = 0; j < columns; j++) {
                    var term = new BigDecimal(a.get(i, j)).multiply(new BigDecimal(x[2 + j]));
                    exact = exact.add(term);
                    magnitude += Math.abs(term.doubleValue());
                }
                double error = exact.subtract(new BigDecimal(SparseProducts.dot(a, i, x, 2))).abs().doubleValue();
                assertEquals(0, error, columns * 0x1p-53 * magnitude);
            }
        }
    }

    @Test
    void rowsOfTwoSparseMatricesAreMultipliedAndSetApart() {
        var random = new RandomStream(14);
        var a = whole(random, 12, 200);
        var few = new CsrMatrix(3, 200, new int[] {0, 0, 2, 3}, new int[] {4, 199, 77}, new double[] {3, -2, 5});
        for (var b : List.of(whole(random, 9, 200), few)) {
            for (int i = 0; i < a.rows(); i++) {
                for (int j = 0; j < b.rows(); j++) {
                    double product = 0;
                    double squared = 0;
                    for (int p = 0; p < 200; p++) {
                        product += a.get(i, p) * b.get(j, p);
                        squared += Math.pow(a.get(i, p) - b.get(j, p), 2);
                    }
                    assertEquals(product, SparseProducts.dot(a, i, b, j));
                    assertEquals(product, SparseProducts.dot(b, j, a, i));
                    assertEquals(squared, SparseProducts.squaredDistance(a, i, b, j));
                    assertEquals(squared, SparseProducts.squaredDistance(b, j, a, i));
                }
            }
        }
    }

    @Test
    void nothingCancelsInTheDistanceOfNearRows() {
        var a = new CsrMatrix(1, 5, new int[] {0, 2}, new int[] {1, 3}, new double[] {1e8, 1});
        var b = new CsrMatrix(1, 5, new int[] {0, 2}, new int[] {1, 4}, new double[] {1e8 + 1, 2});
        assertEquals(6, SparseProducts.squaredDistance(a, 0, b, 0));
    }

    @Test
    void squaredNormsAreThoseOfTheRows() {
        var a = whole(new RandomStream(15), 20, 50);
        var squares = new double[22];
        SparseProducts.squaredNorms(a, squares, 1);
        for (int i = 0; i < 20; i++) {
            assertEquals(Arrays.stream(a.row(i)).map(x -> x * x).sum(), squares[1 + i]);
        }
        assertEquals(0, squares[21]);
    }

    @Test
    void theTransposeOfTheTransposeIsTheMatrix() {
        var a = sparse(new RandomStream(16), 40, 23, 0.2);
        var transposed = SparseProducts.transpose(a);
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 23; j++) {
                assertEquals(a.get(i, j), transposed.get(j, i));
            }
        }
        assertEquals(a, SparseProducts.transpose(transposed));
    }

    @Test
    void infinitiesAndNaNCountOnlyWhereSomethingIsStored() {
        var a = new CsrMatrix(3, 3, new int[] {0, 1, 2, 3}, new int[] {0, 1, 2}, new double[] {2, 3, -1});
        var y = new double[3];
        SparseProducts.times(1, a, new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}, 0, 0, y, 0, ALONE);
        assertArrayEquals(new double[] {2, Double.NaN, Double.NEGATIVE_INFINITY}, y);
        SparseProducts.timesTransposed(1, a, new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}, 0, 0, y, 0, ALONE);
        assertArrayEquals(new double[] {2, Double.NaN, Double.NEGATIVE_INFINITY}, y);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        var a = sparse(new RandomStream(1), 3, 4, 0.5);
        var refusal = assertThrows(IllegalArgumentException.class,
                () -> SparseProducts.times(1, a, Strided.zeros(5, 2), 0, Strided.zeros(3, 2), ALONE));
        assertEquals("the product of 3 x 4 and 5 x 2 does not fit into 3 x 2", refusal.getMessage());
    }

    // ---- equal bits

    private static double[] everything(Parallel parallel) {
        var random = new RandomStream(17);
        var results = new ArrayList<double[]>();
        for (int[] shape : new int[][] {{0, 5, 3}, {5, 0, 3}, {1, 1, 1}, {37, 41, 7}, {300, 5, 67}, {900, 211, 33}}) {
            var a = sparse(random, shape[0], shape[1], 0.4);
            var x = gaussians(random, shape[1]);
            var y = gaussians(random, shape[0]);
            SparseProducts.times(1.5, a, x, 0, 0.5, y, 0, parallel);
            SparseProducts.timesTransposed(1.5, a, y, 0, 0.5, x, 0, parallel);
            var b = Strided.of(shape[1], shape[2], gaussians(random, shape[1] * shape[2]));
            var c = Strided.zeros(shape[0], shape[2]);
            SparseProducts.times(0.7, a, b, 0, c, parallel);
            SparseProducts.timesTransposed(0.7, a, c, 0.1, b, parallel);
            results.addAll(List.of(x, y, b.array(), c.array()));
        }
        return results.stream().flatMapToDouble(DoubleStream::of).toArray();
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
        for (int count = 2; count < 4; count++) {
            assertArrayEquals(expected, everything(threads(count)));
        }
    }
}
