package org.glia.compute.distance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelTest {

    private static final Parallel ALONE = Parallel.sequential();

    static List<Kernel> kernels() {
        return List.of(new Kernel.Linear(), new Kernel.Polynomial(0.1, 0.5, 3), new Kernel.Polynomial(0.05, 1, 1),
                new Kernel.Polynomial(0.05, 1, 6), new Kernel.Rbf(0.05), new Kernel.Sigmoid(0.1, -0.2));
    }

    private static Strided gaussians(RandomStream random, int rows, int columns) {
        return Strided.of(rows, columns, IntStream.range(0, rows * columns).mapToDouble(i -> random.nextGaussian()).toArray());
    }

    private static double[] matrix(Kernel kernel, Strided x, Strided y, Parallel parallel) {
        var into = Strided.zeros(x.rows(), y.rows());
        kernel.matrix(x, y, into, parallel);
        return into.array();
    }

    @Test
    void kernelsAreThoseOfScikitLearn() {
        var x = DistanceOracle.matrix("x");
        var y = DistanceOracle.matrix("y");
        assertArrayEquals(DistanceOracle.matrix("polynomial").array(), matrix(new Kernel.Polynomial(0.1, 0.5, 3), x, y, ALONE), 1e-13);
        assertArrayEquals(DistanceOracle.matrix("rbf").array(), matrix(new Kernel.Rbf(0.05), x, y, ALONE), 1e-14);
        assertArrayEquals(DistanceOracle.matrix("sigmoid").array(), matrix(new Kernel.Sigmoid(0.1, -0.2), x, y, ALONE), 1e-14);
    }

    /// The formula, term by term.
    private static double value(Kernel kernel, Strided x, int i, Strided y, int j) {
        double product = 0;
        double squared = 0;
        for (int p = 0; p < x.columns(); p++) {
            product += x.get(i, p) * y.get(j, p);
            squared += (x.get(i, p) - y.get(j, p)) * (x.get(i, p) - y.get(j, p));
        }
        return switch (kernel) {
            case Kernel.Linear() -> product;
            case Kernel.Polynomial(double gamma, double constant, int degree) -> StrictMath.pow(gamma * product + constant, degree);
            case Kernel.Rbf(double gamma) -> StrictMath.exp(-gamma * squared);
            case Kernel.Sigmoid(double gamma, double constant) -> StrictMath.tanh(gamma * product + constant);
        };
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void matricesRowsAndDiagonalsFollowTheFormula(Kernel kernel) {
        var random = new RandomStream(1);
        for (int width : new int[] {1, 6, 15, 70}) {
            var x = gaussians(random, 21, width);
            var y = gaussians(random, 83, width);
            var matrix = matrix(kernel, x, y, ALONE);
            var row = new double[85];
            var diagonal = new double[23];
            kernel.diagonal(x, diagonal, 1);
            for (int i = 0; i < 21; i++) {
                kernel.row(x.array(), x.at(i, 0), y, row, 2, ALONE);
                for (int j = 0; j < 83; j++) {
                    double expected = value(kernel, x, i, y, j);
                    assertEquals(expected, matrix[i * 83 + j], 1e-12 * (1 + Math.abs(expected)));
                    assertEquals(expected, row[2 + j], 1e-12 * (1 + Math.abs(expected)));
                }
                double own = value(kernel, x, i, x, i);
                assertEquals(own, diagonal[1 + i], 1e-12 * (1 + Math.abs(own)));
            }
            assertEquals(0, diagonal[0]);
            assertEquals(0, diagonal[22]);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theMatrixOfRowsWithThemselvesIsSymmetric(Kernel kernel) {
        var x = gaussians(new RandomStream(2), 450, 20);
        var own = matrix(kernel, x, x, ALONE);
        assertArrayEquals(matrix(kernel, x, x.copy(), ALONE), own);
        for (int i = 0; i < 450; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(own[i * 450 + j], own[j * 450 + i]);
            }
        }
    }

    @Test
    void aRadialKernelOfARowWithItselfIsOne() {
        var x = gaussians(new RandomStream(3), 30, 40);
        var matrix = matrix(new Kernel.Rbf(3), x, x, ALONE);
        for (int i = 0; i < 30; i++) {
            assertEquals(1, matrix[31 * i]);
        }
    }

    @Test
    void nothingHasNoKernels() {
        for (var kernel : kernels()) {
            kernel.matrix(Strided.zeros(0, 2), Strided.zeros(3, 2), Strided.zeros(0, 3), ALONE);
            kernel.row(new double[2], 0, Strided.zeros(0, 2), new double[0], 0, ALONE);
            kernel.diagonal(Strided.zeros(0, 2), new double[0], 0);
        }
    }

    @Test
    void aPolynomialWithoutDegreeIsRefused() {
        assertEquals("the degree of a polynomial kernel is 0, it must be 1 or more",
                assertThrows(IllegalArgumentException.class, () -> new Kernel.Polynomial(1, 0, 0)).getMessage());
    }

    private static double[] everything(Parallel parallel) {
        var random = new RandomStream(4);
        return IntStream.of(1, 5, 12, 67).boxed().flatMapToDouble(width -> {
            var x = gaussians(random, 40, width);
            var y = gaussians(random, 397, width);
            return kernels().stream().flatMapToDouble(kernel -> {
                var row = new double[397];
                kernel.row(x.array(), 0, y, row, 0, parallel);
                return DoubleStream.concat(DoubleStream.of(row), DoubleStream.of(matrix(kernel, x, y, parallel)));
            });
        }).toArray();
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
