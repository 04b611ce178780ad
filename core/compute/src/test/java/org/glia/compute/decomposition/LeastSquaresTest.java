package org.glia.compute.decomposition;

import static org.glia.compute.decomposition.LinearSystems.ALONE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSquaresTest {

    private static final double[] ALIKE = {};

    @ParameterizedTest
    @ValueSource(strings = {"5 x 3", "3 x 5", "40 x 33", "33 x 40", "120 x 100", "130 x 50", "rank 7 of 50 x 30",
            "rank 20 of 40 x 70"})
    void agreesWithLapack(String name) {
        var a = LinearSystems.named(name);
        var b = Spectra.uniform(a.rows(), 2);
        var solved = LeastSquares.of(a, b, ALONE);
        assertEquals((int) LinearSystems.number(name, "rank"), solved.rank());
        var expected = Strided.of(a.columns(), 2, LinearSystems.numbers(name, "solution"));
        LinearSystems.assertClose(expected, solved.coefficients(), 1e-11 * LinearSystems.largest(expected), name);
        assertArrayEquals(LinearSystems.numbers(name, "squares"), solved.residualSquares(), 1e-12);
    }

    @Test
    void weightsAreThoseOfSquares() {
        var a = Spectra.uniform(30, 4);
        var b = Spectra.uniform(30, 2);
        var weights = new double[30];
        for (int i = 0; i < 30; i++) {
            weights[i] = i % 5;
        }
        var expected = Strided.of(4, 2, LinearSystems.numbers("weighted 30 x 4", "solution"));
        var squares = LinearSystems.numbers("weighted 30 x 4", "squares");
        for (var layout : LinearSystems.layouts(a)) {
            var solved = LeastSquares.of(layout, b, weights, 1e-14, ALONE);
            LinearSystems.assertClose(expected, solved.coefficients(), 1e-14, "weighted");
            assertArrayEquals(squares, solved.residualSquares(), 1e-13);
        }
    }

    @Test
    void hilbertColumnsLoseNoMoreDigitsThanTheirConditionTakes() {
        // the condition is 1e8: in double precision 1e-16 * 1e8, and its square times the residual
        var expected = Strided.of(7, 1, LinearSystems.numbers("hilbert 12 x 7", "solution"));
        var solved = LeastSquares.of(LinearSystems.hilbert(12, 7), Spectra.uniform(12, 1), ALONE);
        assertEquals(7, solved.rank());
        LinearSystems.assertClose(expected, solved.coefficients(), 1e-7 * LinearSystems.largest(expected), "hilbert");
    }

    private static double[] certified(String file, String... names) {
        var lines = LinearSystems.lines(file + ".certified.csv");
        return Arrays.stream(names).mapToDouble(name -> lines.stream().filter(line -> line.startsWith(name + ","))
                .mapToDouble(line -> Double.parseDouble(line.split(",")[1])).findFirst().orElseThrow()).toArray();
    }

    /// The digits that agree, of the coefficient of which fewest do.
    private static double digits(double[] expected, double[] actual) {
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]) / Math.abs(expected[i]));
        }
        return -Math.log10(worst);
    }

    private static double[][] table(String file) {
        return LinearSystems.lines(file + ".csv").stream().skip(1).filter(line -> !line.startsWith("#"))
                .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
    }

    @Test
    void longleyAgreesWithTheCertifiedValues() {
        var rows = table("longley");
        var a = Strided.zeros(rows.length, 7);
        var b = Strided.zeros(rows.length, 1);
        for (int i = 0; i < rows.length; i++) {
            b.set(i, 0, rows[i][0]);
            a.set(i, 0, 1);
            System.arraycopy(rows[i], 1, a.array(), 7 * i + 1, 6);
        }
        var solved = LeastSquares.of(a, b, ALONE);
        assertEquals(7, solved.rank());
        assertTrue(digits(certified("longley", "B0", "B1", "B2", "B3", "B4", "B5", "B6"), solved.coefficients().array()) > 10);
        assertTrue(digits(certified("longley", "residual_sum_of_squares"), solved.residualSquares()) > 10);
    }

    /// A polynomial of degree 10, of condition 1.8e15: with the usual tolerance a column is one too many.
    @Test
    void filipAgreesWithTheCertifiedValuesWhereAllColumnsAreKept() {
        var rows = table("filip");
        var a = Strided.zeros(rows.length, 11);
        var b = Strided.zeros(rows.length, 1);
        for (int i = 0; i < rows.length; i++) {
            b.set(i, 0, rows[i][0]);
            double power = 1;
            for (int j = 0; j <= 10; j++) {
                a.set(i, j, power);
                power *= rows[i][1];
            }
        }
        var solved = LeastSquares.of(a, b, ALIKE, 0, ALONE);
        assertEquals(11, solved.rank());
        var expected = certified("filip", "B0", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10");
        assertTrue(digits(expected, solved.coefficients().array()) > 6, Arrays.toString(solved.coefficients().array()));
        assertTrue(digits(certified("filip", "residual_sum_of_squares"), solved.residualSquares()) > 8);
        var fewer = LeastSquares.of(a, b, ALONE);
        assertEquals(10, fewer.rank());
        assertTrue(fewer.residualSquares()[0] > solved.residualSquares()[0]);
    }

    @Test
    void residualsAreAtRightAnglesToTheColumns() {
        var a = Spectra.gaussian(5000, 30, 1); // more than a stretch of rows
        var b = Spectra.gaussian(5000, 3, 2);
        var solved = LeastSquares.of(a, b, ALONE);
        var fitted = Spectra.product(a, solved.coefficients());
        var left = Strided.zeros(5000, 3);
        var squares = new double[3];
        for (int i = 0; i < 5000; i++) {
            for (int j = 0; j < 3; j++) {
                left.set(i, j, b.get(i, j) - fitted.get(i, j));
                squares[j] += left.get(i, j) * left.get(i, j);
            }
        }
        assertTrue(LinearSystems.largest(Spectra.product(a.transpose(), left)) < 1e-10);
        assertArrayEquals(squares, solved.residualSquares(), 1e-10);
        assertTrue(solved.reciprocalCondition() > 0.1);
    }

    @Test
    void emptyAndZeroProblemsHaveTheShortestSolution() {
        for (int[] shape : new int[][] {{0, 0}, {0, 3}, {3, 0}, {4, 2}, {2, 4}}) {
            var b = Spectra.uniform(shape[0], 2);
            var solved = LeastSquares.of(Strided.zeros(shape[0], shape[1]), b, ALONE);
            assertEquals(0, solved.rank());
            assertEquals(0, LinearSystems.largest(solved.coefficients()));
            assertEquals(shape[1], solved.coefficients().rows());
            double expected = 0;
            for (int i = 0; i < shape[0]; i++) {
                expected += b.get(i, 1) * b.get(i, 1);
            }
            assertEquals(expected, solved.residualSquares()[1], 1e-14);
        }
        assertEquals(0, LeastSquares.of(Spectra.uniform(4, 2), Strided.zeros(4, 0), ALONE).coefficients().columns());
        assertEquals(0, LeastSquares.of(Spectra.uniform(4, 2), Spectra.uniform(4, 1), new double[4], 1e-14, ALONE).rank());
    }

    @Test
    void refusesWhatDoesNotFitAndWhatIsNoNumber() {
        var a = Spectra.uniform(4, 2);
        var b = Spectra.uniform(4, 1);
        assertThrows(IllegalArgumentException.class, () -> LeastSquares.of(a, Strided.zeros(3, 1), ALONE));
        assertThrows(IllegalArgumentException.class, () -> LeastSquares.of(a, b, new double[3], 0, ALONE));
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            var weights = new double[] {1, 1, weight, 1};
            assertThrows(IllegalArgumentException.class, () -> LeastSquares.of(a, b, weights, 0, ALONE));
        }
        b.set(2, 0, Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> LeastSquares.of(a, b, ALONE));
        a.set(1, 1, Double.NEGATIVE_INFINITY);
        assertThrows(IllegalArgumentException.class, () -> LeastSquares.of(a, Strided.zeros(4, 1), ALONE));
    }

    public static final class Probe implements EveryWidth.Probe {

        @Override
        public double[] get() {
            var deficient = LinearSystems.named("rank 20 of 40 x 70");
            var solved = LeastSquares.of(deficient, Spectra.uniform(40, 3), ALONE);
            var full = LeastSquares.of(Spectra.uniform(3000, 21), Spectra.uniform(3000, 2), ALONE);
            return LinearSystems.joined(solved.coefficients().array(), solved.residualSquares(), full.coefficients().array(),
                    full.residualSquares(), new double[] {full.reciprocalCondition(), solved.reciprocalCondition()});
        }
    }

    @Test
    void bitsAreTheSameForEveryWidth() {
        EveryWidth.agrees(Probe.class);
    }

    @Test
    void bitsAreTheSameForAnyThreads() {
        var a = Spectra.gaussian(4000, 40, 1);
        var b = Spectra.gaussian(4000, 2, 2);
        LinearSystems.assertSameForAnyThreads(parallel -> LeastSquares.of(a, b, parallel).coefficients().array());
    }
}
