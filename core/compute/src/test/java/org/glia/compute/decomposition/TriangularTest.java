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
import org.junit.jupiter.params.provider.ValueSource;

class TriangularTest {

    /// The oracle's upper triangle, well-conditioned, with NaN where nothing is to be read.
    private static Strided upper(int n) {
        var u = Spectra.uniform(n, n);
        for (int i = 0; i < n; i++) {
            u.set(i, i, u.get(i, i) + 1);
            for (int j = 0; j < i; j++) {
                u.set(i, j, Double.NaN);
            }
        }
        return u;
    }

    private static Strided withZeros(Strided triangle) {
        var whole = triangle.copy();
        for (int i = 0; i < whole.array().length; i++) {
            whole.array()[i] = Double.isNaN(whole.array()[i]) ? 0 : whole.array()[i];
        }
        return whole;
    }

    @ParameterizedTest
    @CsvSource({"0,3", "1,1", "1,5", "7,1", "7,4", "32,33", "33,3", "70,40", "100,300", "130,1"})
    void solutionsGiveTheRightSidesBack(int n, int p) {
        var u = upper(n);
        var b = Spectra.uniform(n, p);
        for (var triangle : LinearSystems.layouts(u)) {
            for (var x : LinearSystems.layouts(b)) {
                Triangular.solveUpper(triangle, x, ALONE);
                requireResidual(withZeros(u), x, b);
            }
            for (var x : LinearSystems.layouts(b)) {
                Triangular.solveLower(triangle.transpose(), x, ALONE);
                requireResidual(withZeros(u).transpose(), x, b);
            }
        }
    }

    private static void requireResidual(Strided a, Strided x, Strided b) {
        double bound = (a.rows() + 2) * Spectra.EPSILON * (1 + a.rows() * LinearSystems.largest(x));
        LinearSystems.assertClose(b, Spectra.product(a, x), bound, "A X");
    }

    @Test
    void solutionsFromTheRightAreThoseOfTransposes() {
        var u = upper(50);
        var b = Spectra.uniform(20, 50);
        var x = b.copy(); // X U = B
        Triangular.solveLower(u.transpose(), x.transpose(), ALONE);
        LinearSystems.assertClose(b, Spectra.product(x, withZeros(u)), 1e-13 * (1 + LinearSystems.largest(x)), "X U");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 32, 33, 100, 150})
    void inverseTimesTheTriangleIsTheIdentity(int n) {
        var l = upper(n).transpose();
        var inverse = Triangular.invertLower(l, ALONE);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                assertEquals(0, inverse.get(i, j));
            }
        }
        LinearSystems.assertClose(Spectra.diagonal(Spectra.filled(n, 1)), Spectra.product(inverse, withZeros(l)),
                (n + 1) * (n + 1) * Spectra.EPSILON * (1 + LinearSystems.largest(inverse)), "inverse");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 40, 70})
    void conditionIsSeldomOverestimatedAndNeverUnderestimatedByMuch(int n) {
        double expected = LinearSystems.number("triangle " + n, "rcond");
        double estimate = Triangular.reciprocalCondition(upper(n));
        assertTrue(estimate >= expected * (1 - 1e-10) && estimate <= 3 * expected, estimate + " for " + expected);
    }

    @Test
    void conditionOfSpecialTrianglesIsExact() {
        assertEquals(1, Triangular.reciprocalCondition(Strided.zeros(0, 0)));
        assertEquals(1, Triangular.reciprocalCondition(Spectra.diagonal(-3)));
        assertEquals(0x1p-40, Triangular.reciprocalCondition(Spectra.diagonal(1, 0x1p-20, 0x1p20)));
        assertEquals(0, Triangular.reciprocalCondition(Spectra.diagonal(1, 0, 1)));
        assertEquals(0, Triangular.reciprocalCondition(Spectra.diagonal(1, Double.MIN_VALUE)));
        assertEquals(0, Triangular.reciprocalCondition(Spectra.diagonal(1, Double.NaN)));
    }

    @Test
    void zeroOnTheDiagonalGivesInfinitiesAsDivisionDoes() {
        for (int p : new int[] {1, 8}) {
            var x = Strided.of(2, p, Spectra.filled(2 * p, 1));
            Triangular.solveUpper(Spectra.diagonal(1, 0), x, ALONE);
            assertEquals(Double.POSITIVE_INFINITY, x.get(1, p - 1));
        }
    }

    @Test
    void nanStaysInItsColumn() {
        var b = Spectra.uniform(70, 10);
        var clean = b.copy();
        b.set(3, 4, Double.NaN);
        Triangular.solveLower(upper(70).transpose(), b, ALONE);
        Triangular.solveLower(upper(70).transpose(), clean, ALONE);
        for (int j = 0; j < 10; j++) {
            for (int i = 0; i < 70; i++) {
                assertEquals(j == 4 && i >= 3 ? Double.NaN : clean.get(i, j), b.get(i, j));
            }
        }
    }

    @Test
    void refusesShapesThatDoNotFit() {
        var wide = Strided.zeros(2, 3);
        assertThrows(IllegalArgumentException.class, () -> Triangular.solveLower(wide, Strided.zeros(2, 1), ALONE));
        var square = Strided.zeros(2, 2);
        assertThrows(IllegalArgumentException.class, () -> Triangular.solveUpper(square, Strided.zeros(3, 1), ALONE));
        assertThrows(IllegalArgumentException.class, () -> Triangular.invertLower(Strided.zeros(2, 3), ALONE));
        assertThrows(IllegalArgumentException.class, () -> Triangular.reciprocalCondition(Strided.zeros(2, 3)));
    }

    public static final class Probe implements EveryWidth.Probe {

        @Override
        public double[] get() {
            var numbers = new double[0];
            for (int n : new int[] {1, 7, 31, 40, 97}) {
                var u = upper(n);
                for (int p : new int[] {1, 3, 5, 32, 61}) {
                    var x = Spectra.uniform(n, p);
                    Triangular.solveUpper(u, x, ALONE);
                    var y = Spectra.uniform(p, n).transpose();
                    Triangular.solveLower(u.transpose(), y, ALONE);
                    numbers = LinearSystems.joined(numbers, x.array(), y.array());
                }
            }
            var infinite = Spectra.uniform(40, 9);
            infinite.set(20, 4, Double.NEGATIVE_INFINITY);
            infinite.set(1, 7, Double.NaN);
            Triangular.solveLower(upper(40).transpose(), infinite, ALONE);
            return LinearSystems.joined(numbers, infinite.array());
        }
    }

    @Test
    void bitsAreTheSameForEveryWidth() {
        EveryWidth.agrees(Probe.class);
    }

    @Test
    void bitsAreTheSameForAnyThreadsAndInAnyLayout() {
        var l = upper(200).transpose();
        var b = Spectra.uniform(200, 700);
        LinearSystems.assertSameForAnyThreads(parallel -> {
            var x = b.copy();
            Triangular.solveLower(l, x, parallel);
            return LinearSystems.joined(x.array(), Triangular.invertLower(l, parallel).array());
        });
        var expected = b.copy();
        Triangular.solveLower(l, expected, ALONE);
        for (var layout : LinearSystems.layouts(b)) {
            Triangular.solveLower(l, layout, ALONE);
            assertArrayEquals(expected.array(), LinearSystems.elements(layout));
        }
    }
}
