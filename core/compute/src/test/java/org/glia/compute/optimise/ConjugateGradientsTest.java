package org.glia.compute.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

import org.glia.compute.optimise.Convergence.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConjugateGradientsTest {

    /// A matrix as rows.
    private record Dense(double[][] a, double[] b, boolean preconditioned) implements LinearSystem {

        @Override
        public void times(double[] v, double[] product) {
            for (int i = 0; i < v.length; i++) {
                product[i] = 0;
                for (int j = 0; j < v.length; j++) {
                    product[i] += a[i][j] * v[j];
                }
            }
        }

        @Override
        public void residual(double[] x, double[] residual) {
            times(x, residual);
            Arrays.setAll(residual, i -> b[i] - residual[i]);
        }

        @Override
        public Optional<double[]> diagonal() {
            var diagonal = new double[b.length];
            Arrays.setAll(diagonal, i -> a[i][i]);
            return preconditioned ? Optional.of(diagonal) : Optional.empty();
        }
    }

    /// Hilbert's matrix, whose inverse is known in whole numbers (Savage and Lukacs 1954): b is the sum of its columns.
    private static Dense hilbert(int n) {
        var a = new double[n][n];
        var b = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = 1.0 / (i + j + 1);
                b[i] += a[i][j];
            }
        }
        return new Dense(a, b, false);
    }

    @Test
    void solvesWhatIsSolvedInWholeNumbers() {
        var minimum = new ConjugateGradients(1e-15, 200).solve(hilbert(4), new double[4], Watcher.NONE);
        assertArrayEquals(new double[] {1, 1, 1, 1}, minimum.x(), 1e-10);
    }

    /// -x(i-1) + 2 x(i) - x(i+1) = 1, from 0 to 0: a parabola, i (n + 1 - i) / 2.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 137})
    void bendsAStringIntoAParabolaInNoMoreStepsThanItHasPoints(int n) {
        var a = new double[n][n];
        var b = new double[n];
        var expected = new double[n];
        for (int i = 0; i < n; i++) {
            b[i] = 1;
            a[i][i] = 2;
            expected[i] = 0.5 * (i + 1) * (n - i);
            if (i > 0) {
                a[i][i - 1] = -1;
                a[i - 1][i] = -1;
            }
        }
        var minimum = new ConjugateGradients(1e-13, 2 * n).solve(new Dense(a, b, false), new double[n], Watcher.NONE);
        assertTrue(minimum.convergence().converged(), minimum.convergence().toString());
        assertTrue(minimum.convergence().iterations() <= (n + 1) / 2 + 1, minimum.convergence().toString());
        assertArrayEquals(expected, minimum.x(), 1e-10 * n * n);
        double energy = 0;
        for (double x : expected) {
            energy -= 0.5 * x;
        }
        assertEquals(energy, minimum.convergence().value(), 1e-11 * -energy);
    }

    @Test
    void theDiagonalMakesUnlikeUnitsAlike() {
        int n = 30;
        var a = new double[n][n];
        var b = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = StrictMath.pow(10, 0.2 * (i + j)) * (i == j ? 1 : 0.1);
            }
            b[i] = StrictMath.pow(10, 0.2 * i);
        }
        var with = new ConjugateGradients(1e-12, 5000).solve(new Dense(a, b, true), new double[n], Watcher.NONE);
        var without = new ConjugateGradients(1e-12, 5000).solve(new Dense(a, b, false), new double[n], Watcher.NONE);
        assertTrue(with.convergence().converged());
        assertTrue(with.convergence().iterations() <= 5 && with.convergence().iterations() < without.convergence().iterations(),
                with.convergence() + " and " + without.convergence());
        for (int i = 0; i < n; i++) {
            assertEquals(1 / (0.9 + 0.1 * n), with.x()[i] * StrictMath.pow(10, 0.2 * i), 1e-9);
        }
    }

    @Test
    void ofManySolutionsTheNearestIsFound() {
        var a = new double[][] {{1, 1}, {1, 1}};
        var minimum = new ConjugateGradients(1e-12, 10).solve(new Dense(a, new double[] {4, 4}, false), new double[] {1, -1}, Watcher.NONE);
        assertArrayEquals(new double[] {3, 1}, minimum.x(), 1e-12);
    }

    @Test
    void saysWhyItEnded() {
        var contradiction = new Dense(new double[][] {{1, 0}, {0, 0}}, new double[] {1, 1}, false);
        assertEquals(End.ROUNDING, new ConjugateGradients(1e-12, 10).solve(contradiction, new double[2], Watcher.NONE).convergence().end());
        assertEquals(End.ITERATIONS, new ConjugateGradients(1e-15, 2).solve(hilbert(8), new double[8], Watcher.NONE).convergence().end());
        assertEquals(End.ROUNDING, new ConjugateGradients(0, 100_000).solve(hilbert(8), new double[8], Watcher.NONE).convergence().end());
        var undefined = new Dense(new double[][] {{1}}, new double[] {Double.NaN}, false);
        assertEquals(End.UNDEFINED, new ConjugateGradients(0, 10).solve(undefined, new double[1], Watcher.NONE).convergence().end());
    }

    @Test
    void aStartThatSolvesTheEquationsIsKept() {
        var system = new Dense(new double[][] {{2, 0}, {0, 4}}, new double[] {2, 4}, false);
        var minimum = new ConjugateGradients(0, 10).solve(system, new double[] {1, 1}, Watcher.NONE);
        assertEquals(new Convergence(End.CONVERGED, 0, 0, 1, 0, 0), minimum.convergence());
        var nothing = new ConjugateGradients(0, 10).solve(new Dense(new double[0][], new double[0], false), new double[0], Watcher.NONE);
        assertTrue(nothing.convergence().converged());
    }

    @Test
    void tellsOfEveryStep() {
        var lefts = new ArrayList<Double>();
        var minimum = new ConjugateGradients(1e-10, 100).solve(hilbert(3), new double[3], (iteration, value, left) -> lefts.add(left));
        assertEquals(minimum.convergence().iterations() + 1, lefts.size());
        assertEquals(1, lefts.getFirst());
        assertEquals(minimum.convergence().gradient(), lefts.getLast());
        assertThrows(IllegalArgumentException.class, () -> new ConjugateGradients(-1, 3));
    }
}
