package org.glia.compute.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glia.compute.optimise.Convergence.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewtonCGTest {

    static List<SumOfSquares> problems() {
        return SumOfSquares.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void findsTheLeastValuesThatMoreGarbowAndHillstromPublished(SumOfSquares problem) {
        var minimum = new NewtonCG(1e-9, 2000).minimise(problem, problem.start(), Watcher.NONE);
        double value = minimum.convergence().value();
        assertTrue(minimum.convergence().end() == End.CONVERGED || minimum.convergence().end() == End.ROUNDING,
                minimum.convergence().toString());
        assertEquals(problem.least(), value, 5e-6 * problem.least() + 1e-11, minimum.convergence().toString());
    }

    @Test
    void theTrigonometricFunctionEndsInOneOfItsValleys() {
        var problem = SumOfSquares.trigonometric();
        double value = new NewtonCG(1e-10, 1000).minimise(problem, problem.start(), Watcher.NONE).convergence().value();
        assertTrue(value < 1e-15 || Math.abs(value - 2.79506e-5) < 1e-10, "ended at " + value);
    }

    /// Along each coordinate a distance from (0, 1, 2, ...), times curvatures that rise to `condition`.
    private record Bowl(double condition, boolean preconditioned) implements CurvedObjective {

        private double curvature(int i, int n) {
            return StrictMath.pow(condition, i / (n - 1.0));
        }

        @Override
        public double evaluate(double[] x, double[] gradient) {
            double value = 0;
            for (int i = 0; i < x.length; i++) {
                gradient[i] = curvature(i, x.length) * (x[i] - i);
                value += 0.5 * gradient[i] * (x[i] - i);
            }
            return value;
        }

        @Override
        public SymmetricOperator hessian(double[] x) {
            return new SymmetricOperator() {
                @Override
                public void times(double[] v, double[] product) {
                    java.util.Arrays.setAll(product, i -> curvature(i, v.length) * v[i]);
                }

                @Override
                public Optional<double[]> diagonal() {
                    var diagonal = new double[x.length];
                    java.util.Arrays.setAll(diagonal, i -> curvature(i, x.length));
                    return preconditioned ? Optional.of(diagonal) : Optional.empty();
                }
            };
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e4, 1e8})
    void findsTheMinimumOfABowlOfAnyCondition(double condition) {
        var expected = new double[] {0, 1, 2, 3, 4, 5, 6, 7};
        for (boolean preconditioned : new boolean[] {false, true}) {
            var minimum = new NewtonCG(1e-9, 200).minimise(new Bowl(condition, preconditioned), new double[8], Watcher.NONE);
            assertTrue(minimum.convergence().converged(), minimum.convergence().toString());
            assertArrayEquals(expected, minimum.x(), 2e-9);
        }
    }

    @Test
    void theDiagonalMakesABowlRound() {
        var without = new NewtonCG(1e-9, 200).minimise(new Bowl(1e8, false), new double[20], Watcher.NONE).convergence();
        var with = new NewtonCG(1e-9, 200).minimise(new Bowl(1e8, true), new double[20], Watcher.NONE).convergence();
        assertTrue(with.products() < without.products() / 5, with + " and " + without);
    }

    @Test
    void digitsDoubleNearTheMinimum() {
        var gradients = new ArrayList<Double>();
        var problem = SumOfSquares.rosenbrock(10);
        new NewtonCG(1e-13, 500).minimise(problem, problem.start(), (iteration, value, gradient) -> gradients.add(gradient));
        double last = gradients.getLast();
        double before = gradients.get(gradients.size() - 2);
        assertTrue(last < 1e-3 * before, gradients.toString());
    }

    @Test
    void theValueNeverRises() {
        var values = new ArrayList<Double>();
        new NewtonCG(1e-9, 500).minimise(SumOfSquares.rosenbrock(4), new double[] {-1.2, 1, 3, -5},
                (iteration, value, gradient) -> values.add(value));
        assertTrue(values.size() > 5);
        for (int i = 1; i < values.size(); i++) {
            assertTrue(values.get(i) <= values.get(i - 1) * (1 + 1e-14));
        }
    }

    /// x^4 - x^2 has its highest point between its minima -1/4 at 1/sqrt(2) and -1/sqrt(2).
    @Test
    void leavesAHilltopWhereTheFunctionBendsDownwards() {
        var hill = new SumOfSquares("hill", new double[] {0.01}, 0, x -> List.of(x[0].square().plus(-0.5)));
        assertEquals(StrictMath.sqrt(0.5), new NewtonCG(1e-12, 100).minimise(hill, hill.start(), Watcher.NONE).x()[0], 1e-12);
    }

    private static CurvedObjective of(Objective objective, double bend) {
        return new CurvedObjective() {
            @Override
            public double evaluate(double[] x, double[] gradient) {
                return objective.evaluate(x, gradient);
            }

            @Override
            public SymmetricOperator hessian(double[] x) {
                return (v, product) -> java.util.Arrays.setAll(product, i -> bend * v[i]);
            }
        };
    }

    @Test
    void stepsBackFromWhereTheFunctionIsNotDefined() {
        for (double outside : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            var barrier = of((x, gradient) -> {
                gradient[0] = 1 - 1 / x[0];
                return x[0] > 0 ? x[0] - StrictMath.log(x[0]) : outside;
            }, 1e-3);
            assertEquals(1, new NewtonCG(1e-10, 500).minimise(barrier, new double[] {30}, Watcher.NONE).x()[0], 1e-9);
        }
    }

    @Test
    void saysWhyItEnded() {
        var rosenbrock = SumOfSquares.rosenbrock(2);
        assertEquals(End.ITERATIONS, new NewtonCG(1e-10, 3).minimise(rosenbrock, rosenbrock.start(), Watcher.NONE).convergence().end());
        var wrong = of((x, gradient) -> {
            gradient[0] = -2 * x[0];
            return x[0] * x[0];
        }, 2);
        assertEquals(End.ROUNDING, new NewtonCG(1e-10, 5000).minimise(wrong, new double[] {1}, Watcher.NONE).convergence().end());
        var slope = of((x, gradient) -> {
            gradient[0] = 3;
            return 3 * x[0];
        }, 0);
        assertEquals(End.UNBOUNDED, new NewtonCG(1e-10, 1000).minimise(slope, new double[] {1}, Watcher.NONE).convergence().end());
        var undefined = of((x, gradient) -> Double.NaN, 1);
        assertEquals(End.UNDEFINED, new NewtonCG(1e-10, 1000).minimise(undefined, new double[] {1}, Watcher.NONE).convergence().end());
    }

    @Test
    void takesNoStepFromTheMinimum() {
        var minimum = new NewtonCG(0, 100).minimise(SumOfSquares.rosenbrock(2), new double[] {1, 1}, Watcher.NONE);
        assertEquals(new Convergence(End.CONVERGED, 0, 1, 0, 0, 0), minimum.convergence());
    }

    @Test
    void nothingToMoveIsAtItsMinimum() {
        var minimum = new NewtonCG(0, 100).minimise(of((x, gradient) -> 7, 1), new double[0], Watcher.NONE);
        assertEquals(new Convergence(End.CONVERGED, 0, 1, 0, 7, 0), minimum.convergence());
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NewtonCG(-1, 5));
        assertThrows(IllegalArgumentException.class, () -> new NewtonCG(1e-6, 5, 0));
    }
}
