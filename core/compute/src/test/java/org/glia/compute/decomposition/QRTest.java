package org.glia.compute.decomposition;

import static org.glia.compute.decomposition.LinearSystems.ALONE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QRTest {

    private static final double EPSILON = Spectra.EPSILON;

    private static QR factored(Strided a) {
        return QR.of(a, ALONE);
    }

    /// That Q is orthogonal, R a triangle, and Q R the matrix, column by column.
    static void assertFactors(Strided a, QR qr) {
        int m = a.rows();
        int n = a.columns();
        int k = Math.min(m, n);
        var q = qr.thinQ(ALONE);
        var r = qr.r();
        assertEquals(m, q.rows());
        assertEquals(k, q.columns());
        assertEquals(k, r.rows());
        assertEquals(n, r.columns());
        Spectra.assertOrthonormal(q, "Q of %d x %d".formatted(m, n));
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(0, r.get(i, j));
            }
        }
        var product = Spectra.product(q, r);
        for (int j = 0; j < n; j++) {
            var column = a.block(0, j, m, 1);
            LinearSystems.assertClose(column, product.block(0, j, m, 1), (10 + m / 8.0) * EPSILON * length(column),
                    "column " + j + " of Q R");
        }
    }

    private static double length(Strided column) {
        double sum = 0;
        for (double value : LinearSystems.elements(column)) {
            sum = StrictMath.hypot(sum, value);
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,3", "3,0", "1,1", "1,4", "4,1", "5,3", "3,5", "31,31", "32,32", "33,33", "64,64", "65,65",
            "40,90", "90,40", "130,129", "129,200", "300,70", "5000,11", "9000,9"})
    void productOfTheFactorsIsTheMatrix(int m, int n) {
        var a = Spectra.gaussian(m, n, m + n);
        assertFactors(a, factored(a));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "5,3", "3,5", "40,33", "33,40", "70,70"})
    void agreesWithLapack(int m, int n) {
        var r = factored(Spectra.uniform(m, n)).r().copy();
        for (int i = 0; i < r.rows(); i++) {
            for (int j = n - 1; j >= i; j--) {
                r.set(i, j, Math.copySign(1, r.get(i, i)) * r.get(i, j));
            }
        }
        var expected = Strided.of(r.rows(), n, LinearSystems.numbers(m + " x " + n, "r"));
        LinearSystems.assertClose(expected, r, 1000 * EPSILON * LinearSystems.largest(expected), "R");
    }

    @Test
    void hilbertMatricesHaveOrthogonalFactors() {
        for (int n : new int[] {8, 20, 80}) {
            assertFactors(Spectra.hilbert(n), factored(Spectra.hilbert(n)));
        }
    }

    @Test
    void smallAndLargeColumnsAndZerosLoseNothingBesideOthers() {
        var scales = new double[45];
        for (int j = 0; j < scales.length; j++) {
            scales[j] = j % 9 == 4 ? 0 : Math.scalb(1.0, j % 2 == 0 ? -40 * j / 2 : 20 * j);
        }
        scales[7] = Double.MIN_VALUE * 1000;
        var a = Spectra.timesDiagonal(Spectra.uniform(60, 45), scales);
        var qr = factored(a);
        Spectra.assertOrthonormal(qr.thinQ(ALONE), "Q");
        for (int j = 0; j < 45; j++) { // lengths are kept, to the last digits of each column
            double expected = 0;
            double actual = 0;
            double unit = LinearSystems.largest(a.block(0, j, 60, 1));
            for (int i = 0; i < 60 && unit > 0; i++) {
                expected += a.get(i, j) / unit * (a.get(i, j) / unit);
                actual += i < 45 ? qr.r().get(i, j) / unit * (qr.r().get(i, j) / unit) : 0;
            }
            assertEquals(expected, actual, unit < 1e-300 ? 0.01 : 1e-13 * expected, "column " + j);
        }
    }

    @Test
    void rowsThatFallSteeplyDoNotVanish() {
        // below the first elements of a column, squares would be smaller than the smallest double
        var a = Spectra.uniform(40, 20);
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 20; j++) {
                a.set(i, j, i < 10 ? Math.scalb(a.get(i, j), 400 - 40 * i) : Math.scalb(a.get(i, j), -600));
            }
        }
        var qr = factored(a);
        Spectra.assertOrthonormal(qr.thinQ(ALONE), "Q");
        for (int i = 0; i < 20; i++) {
            assertTrue(qr.r().get(i, i) != 0, "element " + i + " of the diagonal");
        }
    }

    @ParameterizedTest
    @CsvSource({"5,3,2", "3,5,4", "100,70,1", "70,100,33", "150,150,20", "7,0,3", "6,4,0"})
    void appliesQWithoutFormingIt(int m, int n, int p) {
        var a = Spectra.gaussian(m, n, 5);
        var qr = factored(a);
        var q = qr.thinQ(ALONE);
        int k = Math.min(m, n);
        var c = Spectra.gaussian(m, p, 6);
        for (var layout : LinearSystems.layouts(c)) {
            qr.applyTransposed(layout, ALONE);
            LinearSystems.assertClose(Spectra.product(q.transpose(), c), layout.block(0, 0, k, p), 1e-13, "Q' C");
            qr.apply(layout, ALONE);
            LinearSystems.assertClose(c, layout, 1e-13, "Q Q' C");
        }
        var unit = Strided.zeros(m, k);
        for (int i = 0; i < k; i++) {
            unit.set(i, i, 1);
        }
        qr.apply(unit, ALONE);
        LinearSystems.assertClose(q, unit, 1e-14, "Q of the identity");
    }

    @Test
    void layoutsDoNotMatterAndTheMatrixIsNotChanged() {
        var a = Spectra.gaussian(80, 50, 3);
        var expected = LinearSystems.elements(factored(a).r());
        for (var layout : LinearSystems.layouts(a)) {
            var before = layout.array().clone();
            assertArrayEquals(expected, LinearSystems.elements(factored(layout).r()));
            assertArrayEquals(before, layout.array());
        }
    }

    @Test
    void solvesSquareSystemsAndLeastSquares() {
        var a = Spectra.gaussian(60, 60, 1);
        var b = Spectra.gaussian(60, 7, 2);
        var x = factored(a).solve(b, ALONE);
        LinearSystems.assertClose(b, Spectra.product(a, x), 1e-12 * LinearSystems.largest(x), "A X");
        var tall = Spectra.uniform(40, 33);
        var expected = Strided.of(33, 2, LinearSystems.numbers("40 x 33", "solution"));
        LinearSystems.assertClose(expected, factored(tall).solve(Spectra.uniform(40, 2), ALONE), 1e-11, "solution");
    }

    @Test
    void refusesWhatHasNoSolution() {
        var wide = factored(Spectra.uniform(3, 5));
        assertThrows(IllegalArgumentException.class, () -> wide.solve(Strided.zeros(3, 1), ALONE));
        var singular = factored(Strided.of(2, 2, new double[] {1, 0, 2, 0}));
        assertThrows(ArithmeticException.class, () -> singular.solve(Strided.zeros(2, 1), ALONE));
        var square = factored(Spectra.uniform(5, 5));
        assertThrows(IllegalArgumentException.class, () -> square.solve(Strided.zeros(4, 1), ALONE));
        assertThrows(IllegalArgumentException.class, () -> square.apply(Strided.zeros(6, 1), ALONE));
        assertThrows(IllegalArgumentException.class, wide::reciprocalCondition);
    }

    @Test
    void refusesInfinitiesAndNaN() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            var a = Spectra.uniform(5, 4);
            a.set(3, 2, value);
            for (var layout : LinearSystems.layouts(a)) {
                var problem = assertThrows(IllegalArgumentException.class, () -> factored(layout));
                assertTrue(problem.getMessage().startsWith("element (3, 2) is " + value), problem.getMessage());
            }
        }
    }

    public static final class Probe implements EveryWidth.Probe {

        @Override
        public double[] get() {
            var numbers = new double[0];
            for (int[] shape : new int[][] {{1, 1}, {5, 3}, {13, 50}, {70, 67}, {131, 97}, {601, 17}, {3000, 20}, {9000, 5}}) {
                var a = Spectra.uniform(shape[0], shape[1]);
                a.set(0, 0, -0.0);
                var qr = factored(a);
                numbers = LinearSystems.joined(numbers, LinearSystems.elements(qr.r()), qr.thinQ(ALONE).array());
            }
            return numbers;
        }
    }

    @Test
    void bitsAreTheSameForEveryWidth() {
        EveryWidth.agrees(Probe.class);
    }

    @Test
    void bitsAreTheSameForAnyThreads() {
        var a = Spectra.gaussian(400, 300, 1);
        LinearSystems.assertSameForAnyThreads(parallel -> {
            var qr = QR.of(a, parallel);
            return LinearSystems.joined(LinearSystems.elements(qr.r()), qr.thinQ(parallel).array());
        });
    }
}
