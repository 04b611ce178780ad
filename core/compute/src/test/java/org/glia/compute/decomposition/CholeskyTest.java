package org.glia.compute.decomposition;

import static org.glia.compute.decomposition.LinearSystems.ALONE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glia.compute.decomposition.Cholesky.NotPositiveDefinite;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

    private static final double EPSILON = Spectra.EPSILON;

    private static Cholesky factored(Strided a) {
        return Cholesky.of(a, ALONE);
    }

    /// A A' of a square matrix of random numbers, and 1 on the diagonal.
    private static Strided positiveDefinite(int n) {
        var half = Spectra.gaussian(n, n, n);
        var a = Spectra.product(half, half.transpose());
        for (int i = 0; i < n; i++) {
            a.set(i, i, a.get(i, i) + 1);
        }
        return a;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void agreesWithLapack(int n) {
        var expected = Strided.of(n, n, LinearSystems.numbers("lehmer " + n, "l"));
        LinearSystems.assertClose(expected, factored(LinearSystems.lehmer(n)).l(), 20 * EPSILON, "L");
    }

    @Test
    void factorOfAHilbertMatrixIsThatOf60Digits() {
        // of condition 1.5e10
        var expected = Strided.of(8, 8, LinearSystems.numbers("hilbert 8", "l"));
        LinearSystems.assertClose(expected, factored(Spectra.hilbert(8)).l(), 1e-10, "L");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 31, 32, 33, 64, 65, 97, 200})
    void productOfTheFactorsIsTheMatrix(int n) {
        var a = positiveDefinite(n);
        var l = factored(a).l();
        for (int i = 0; i < n; i++) {
            assertTrue(l.get(i, i) > 0);
            for (int j = i + 1; j < n; j++) {
                assertEquals(0, l.get(i, j));
            }
        }
        LinearSystems.assertClose(a, Spectra.product(l, l.transpose()), (n + 1) * EPSILON * LinearSystems.largest(a), "L L'");
    }

    @Test
    void readsTheLowerTriangleInAnyLayoutAndChangesNothing() {
        var a = positiveDefinite(70);
        var expected = LinearSystems.elements(factored(a).l());
        for (var layout : LinearSystems.layouts(a)) {
            for (int i = 0; i < 70; i++) {
                for (int j = i + 1; j < 70; j++) {
                    layout.set(i, j, Double.NaN);
                }
            }
            var before = layout.array().clone();
            assertArrayEquals(expected, LinearSystems.elements(factored(layout).l()));
            assertArrayEquals(before, layout.array());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40, 70})
    void determinantAndConditionAgreeWithTheOracle(int n) {
        var cholesky = factored(LinearSystems.lehmer(n));
        double expected = LinearSystems.number("lehmer " + n, "determinant");
        assertEquals(expected, cholesky.logDeterminant(), 1e-13 * Math.max(1, Math.abs(expected)));
        double reciprocal = LinearSystems.number("lehmer " + n, "rcond");
        double estimate = cholesky.reciprocalCondition();
        assertTrue(estimate >= reciprocal * (1 - 1e-10) && estimate <= 1.1 * reciprocal, estimate + " for " + reciprocal);
    }

    /// The inverse of Lehmer's matrix has three diagonals, in closed form.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 33, 70, 300})
    void inverseOfLehmersMatrixIsThatOfTheBooks(int n) {
        var inverse = factored(LinearSystems.lehmer(n)).inverse(ALONE);
        var expected = Strided.zeros(n, n);
        for (int i = 0; i < n; i++) {
            double k = i + 1;
            expected.set(i, i, i == n - 1 ? k * k / (2 * k - 1) : 4 * k * k * k / (4 * k * k - 1));
            if (i > 0) {
                double beside = -k * (k - 1) / (2 * k - 1);
                expected.set(i, i - 1, beside);
                expected.set(i - 1, i, beside);
            }
        }
        LinearSystems.assertClose(expected, inverse, 10.0 * (n + 1) * (n + 1) * EPSILON, "inverse");
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(inverse.get(i, j), inverse.get(j, i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 130})
    void solvesForOneAndForManyRightSides(int n) {
        var a = positiveDefinite(n);
        var cholesky = factored(a);
        for (int p : new int[] {0, 1, 3, 4, 33, 70}) {
            var b = Spectra.gaussian(n, p, p);
            var before = b.array().clone();
            var x = cholesky.solve(b, ALONE);
            assertArrayEquals(before, b.array());
            double bound = 4 * n * EPSILON * (1 + LinearSystems.largest(a) * LinearSystems.largest(x));
            LinearSystems.assertClose(b, Spectra.product(a, x), bound, "A X of " + p);
            if (p == 1) {
                assertArrayEquals(x.array(), cholesky.solve(b.array()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void updateAgreesWithLapackAndDowndateTakesItBack(int n) {
        var x = Spectra.uniform(n, 1).array();
        var cholesky = factored(LinearSystems.lehmer(n));
        var updated = cholesky.updated(x);
        var expected = Strided.of(n, n, LinearSystems.numbers("lehmer " + n, "updated"));
        LinearSystems.assertClose(expected, updated.l(), 100 * EPSILON, "L");
        LinearSystems.assertClose(cholesky.l(), updated.downdated(x).l(), 1000 * n * EPSILON, "L again");
    }

    @Test
    void tellsWhichPivotIsNotPositive() {
        var a = positiveDefinite(80);
        for (int bad : new int[] {0, 17, 32, 79}) {
            var broken = a.copy();
            broken.set(bad, bad, -1);
            var problem = assertThrows(NotPositiveDefinite.class, () -> factored(broken));
            assertEquals(bad, problem.pivot());
            assertTrue(problem.value() < 0);
            assertTrue(problem.getMessage().startsWith("not positive definite: pivot at " + bad + " is -"),
                    problem.getMessage());
        }
        assertEquals(0, assertThrows(NotPositiveDefinite.class, () -> factored(Strided.zeros(3, 3))).value());
        // ones: the second pivot is 1 - 1
        var ones = Strided.of(2, 2, new double[] {1, 1, 1, 1});
        assertEquals(1, assertThrows(NotPositiveDefinite.class, () -> factored(ones)).pivot());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesInfinitiesAndNaN(double value) {
        for (int[] at : new int[][] {{3, 3}, {60, 2}, {60, 59}}) {
            var a = positiveDefinite(80);
            a.set(at[0], at[1], value);
            assertThrows(NotPositiveDefinite.class, () -> factored(a));
        }
    }

    @Test
    void refusesADowndateThatLeavesNothing() {
        var identity = factored(Spectra.diagonal(1, 1, 1));
        var problem = assertThrows(NotPositiveDefinite.class, () -> identity.downdated(new double[] {0.8, 0.6, 0.1}));
        assertEquals(1 - 0.64 - 0.36 - 0.01, problem.value(), 1e-15);
    }

    @Test
    void refusesShapesThatDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> factored(Strided.zeros(2, 3)));
        var cholesky = factored(Spectra.diagonal(4, 9));
        assertThrows(IllegalArgumentException.class, () -> cholesky.solve(new double[3]));
        assertThrows(IllegalArgumentException.class, () -> cholesky.updated(new double[3]));
        assertThrows(IllegalArgumentException.class, () -> cholesky.downdated(new double[1]));
        assertArrayEquals(new double[] {0.25, 1}, cholesky.solve(new double[] {1, 9}));
    }

    @Test
    void largeAndTinyMatricesLoseNothing() {
        for (int exponent : new int[] {-1000, 900}) {
            var a = Spectra.scaled(LinearSystems.lehmer(40), Math.scalb(1.0, exponent));
            var expected = Spectra.scaled(factored(LinearSystems.lehmer(40)).l(), Math.scalb(1.0, exponent / 2));
            assertArrayEquals(expected.array(), LinearSystems.elements(factored(a).l()));
        }
    }

    public static final class Probe implements EveryWidth.Probe {

        @Override
        public double[] get() {
            var a = positiveDefinite(131);
            var cholesky = factored(a);
            return LinearSystems.joined(cholesky.l().array(), cholesky.inverse(ALONE).array(),
                    cholesky.solve(Spectra.gaussian(131, 37, 1), ALONE).array(),
                    cholesky.solve(Spectra.gaussian(131, 1, 1).array()),
                    new double[] {cholesky.reciprocalCondition(), cholesky.logDeterminant()});
        }
    }

    @Test
    void bitsAreTheSameForEveryWidth() {
        EveryWidth.agrees(Probe.class);
    }

    @Test
    void bitsAreTheSameForAnyThreads() {
        var a = positiveDefinite(300);
        var b = Spectra.gaussian(300, 600, 1);
        LinearSystems.assertSameForAnyThreads(parallel -> {
            var cholesky = Cholesky.of(a, parallel);
            return LinearSystems.joined(cholesky.l().array(), cholesky.inverse(parallel).array(),
                    cholesky.solve(b, parallel).array());
        });
    }
}
