package org.glia.compute.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.optimise.Convergence.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LBFGSTest {

    static List<SumOfSquares> problems() {
        return SumOfSquares.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void findsTheLeastValuesThatMoreGarbowAndHillstromPublished(SumOfSquares problem) {
        var minimum = new LBFGS(1e-9, 2000).minimise(problem, problem.start(), Watcher.NONE);
        double value = minimum.convergence().value();
        assertTrue(minimum.convergence().end() == End.CONVERGED || minimum.convergence().end() == End.ROUNDING,
                minimum.convergence().toString());
        assertEquals(problem.least(), value, 5e-6 * problem.least() + 1e-11, minimum.convergence().toString());
        var gradient = new double[minimum.x().length];
        assertEquals(problem.evaluate(minimum.x(), gradient), value);
    }

    /// Its valleys of 0 and 2.79506e-5 are both published.
    @Test
    void theTrigonometricFunctionEndsInOneOfItsValleys() {
        var problem = SumOfSquares.trigonometric();
        double value = new LBFGS(1e-10, 1000).minimise(problem, problem.start(), Watcher.NONE).convergence().value();
        assertTrue(value < 1e-15 || Math.abs(value - 2.79506e-5) < 1e-10, "ended at " + value);
    }

    @Test
    void followsABentValleyToItsEnd() {
        var problem = SumOfSquares.rosenbrock(2);
        var minimum = new LBFGS(1e-10, 500).minimise(problem, problem.start(), Watcher.NONE);
        assertEquals(End.CONVERGED, minimum.convergence().end());
        assertArrayEquals(new double[] {1, 1}, minimum.x(), 1e-9);
        assertTrue(minimum.convergence().iterations() < 60, minimum.convergence().toString());
        assertTrue(minimum.convergence().evaluations() > minimum.convergence().iterations());
    }

    @Test
    void theValueNeverRises() {
        var values = new ArrayList<Double>();
        new LBFGS(1e-8, 500).minimise(SumOfSquares.rosenbrock(6), new double[] {-1.2, 1, -1.2, 1, 3, -5},
                (iteration, value, gradient) -> values.add(value));
        assertTrue(values.size() > 10);
        for (int i = 1; i < values.size(); i++) {
            assertTrue(values.get(i) <= values.get(i - 1));
        }
    }

    /// A sum of squares of distances from (0, 1, 2, ...), times curvatures that rise to `condition`.
    private static Objective bowl(double condition) {
        return (x, gradient) -> {
            double value = 0;
            for (int i = 0; i < x.length; i++) {
                double curvature = StrictMath.pow(condition, i / (x.length - 1.0));
                gradient[i] = curvature * (x[i] - i);
                value += 0.5 * curvature * (x[i] - i) * (x[i] - i);
            }
            return value;
        };
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e3, 1e6})
    void findsTheMinimumOfABowlOfAnyCondition(double condition) {
        var minimum = new LBFGS(1e-9, 2000).minimise(bowl(condition), new double[6], Watcher.NONE);
        assertTrue(minimum.convergence().converged());
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, minimum.x(), 2e-9);
    }

    /// The gradient test takes many more steps than the last digits of the value are worth.
    @Test
    void stopsWhenTheValueHardlyFalls() {
        var exact = new LBFGS(10, 1e-9, 0, 2000).minimise(SumOfSquares.rosenbrock(2), new double[] {-1.2, 1}, Watcher.NONE);
        var early = new LBFGS(10, 0, 1e-6, 2000).minimise(SumOfSquares.rosenbrock(2), new double[] {-1.2, 1}, Watcher.NONE);
        assertTrue(early.convergence().converged());
        assertTrue(early.convergence().iterations() < exact.convergence().iterations());
        assertTrue(early.convergence().value() < 1e-6, early.convergence().toString());
    }

    @Test
    void moreMemoryTakesFewerSteps() {
        int few = new LBFGS(2, 1e-8, 0, 5000).minimise(bowl(1e5), new double[30], Watcher.NONE).convergence().iterations();
        int many = new LBFGS(20, 1e-8, 0, 5000).minimise(bowl(1e5), new double[30], Watcher.NONE).convergence().iterations();
        assertTrue(many < few, many + " and " + few);
    }

    @Test
    void stepsBackFromWhereTheFunctionIsNotDefined() {
        Objective barrier = (x, gradient) -> {
            gradient[0] = 1 - 1 / x[0];
            return x[0] > 0 ? x[0] - StrictMath.log(x[0]) : Double.NaN;
        };
        assertEquals(1, new LBFGS(1e-10, 100).minimise(barrier, new double[] {30}, Watcher.NONE).x()[0], 1e-9);
        Objective infinite = (x, gradient) -> {
            gradient[0] = 1 - 1 / x[0];
            return x[0] > 0 ? x[0] - StrictMath.log(x[0]) : Double.POSITIVE_INFINITY;
        };
        assertEquals(1, new LBFGS(1e-10, 100).minimise(infinite, new double[] {1e6}, Watcher.NONE).x()[0], 1e-9);
        Objective withoutSlope = (x, gradient) -> {
            gradient[0] = x[0] > 0 ? 1 - 1 / x[0] : Double.NaN;
            return x[0] > 0 ? x[0] - StrictMath.log(x[0]) : -1;
        };
        assertEquals(1, new LBFGS(1e-10, 100).minimise(withoutSlope, new double[] {30}, Watcher.NONE).x()[0], 1e-9);
    }

    @Test
    void saysWhyItEnded() {
        var rosenbrock = SumOfSquares.rosenbrock(2);
        assertEquals(End.ITERATIONS, new LBFGS(1e-10, 3).minimise(rosenbrock, rosenbrock.start(), Watcher.NONE).convergence().end());
        Objective wrong = (x, gradient) -> {
            gradient[0] = -2 * x[0];
            return x[0] * x[0];
        };
        assertEquals(End.ROUNDING, new LBFGS(1e-10, 100).minimise(wrong, new double[] {1}, Watcher.NONE).convergence().end());
        Objective slope = (x, gradient) -> {
            gradient[0] = 3;
            return 3 * x[0];
        };
        assertEquals(End.UNBOUNDED, new LBFGS(1e-10, 1000).minimise(slope, new double[] {1}, Watcher.NONE).convergence().end());
        Objective hole = (x, gradient) -> {
            gradient[0] = 1;
            return x[0] < -100 ? Double.NEGATIVE_INFINITY : x[0];
        };
        assertEquals(End.UNBOUNDED, new LBFGS(1e-10, 1000).minimise(hole, new double[] {1}, Watcher.NONE).convergence().end());
        Objective undefined = (x, gradient) -> Double.NaN;
        assertEquals(End.UNDEFINED, new LBFGS(1e-10, 1000).minimise(undefined, new double[] {1}, Watcher.NONE).convergence().end());
    }

    @Test
    void takesNoStepFromTheMinimum() {
        var start = new double[] {1, 1};
        var minimum = new LBFGS(0, 100).minimise(SumOfSquares.rosenbrock(2), start, Watcher.NONE);
        assertEquals(new Convergence(End.CONVERGED, 0, 1, 0, 0, 0), minimum.convergence());
        assertArrayEquals(start, minimum.x());
    }

    @Test
    void nothingToMoveIsAtItsMinimum() {
        var minimum = new LBFGS(0, 100).minimise((x, gradient) -> 7, new double[0], Watcher.NONE);
        assertEquals(new Convergence(End.CONVERGED, 0, 1, 0, 7, 0), minimum.convergence());
    }

    @Test
    void theStartIsLeftAsItIs() {
        var start = new double[] {-1.2, 1};
        new LBFGS(1e-6, 100).minimise(SumOfSquares.rosenbrock(2), start, Watcher.NONE);
        assertArrayEquals(new double[] {-1.2, 1}, start);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertEquals("memory=0 must be 1 or more, tolerance=1.0E-6, decrease=0.0 and maxIterations=5 0 or more",
                assertThrows(IllegalArgumentException.class, () -> new LBFGS(0, 1e-6, 0, 5)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LBFGS(Double.NaN, 5));
    }

    /// A mean over rows that is summed up in parallel.
    @Test
    void anotherNumberOfThreadsGivesTheSameBits() {
        int n = 5000;
        int d = 7;
        var rows = new RandomStream(3).doubles((long) n * d, -1, 2).toArray();
        try (var pool = Executors.newFixedThreadPool(3)) {
            var ends = IntStream.of(1, 2, 3).mapToObj(threads -> {
                var parallel = new Parallel(pool, threads, () -> { });
                Objective mean = (x, gradient) -> {
                    var sums = parallel.reduce(n, 300, (chunk, from, to) -> {
                        var part = new double[d + 1];
                        for (int i = from; i < to; i++) {
                            double score = 0;
                            for (int j = 0; j < d; j++) {
                                score += rows[i * d + j] * x[j];
                            }
                            double sign = rows[i * d] > 0.3 ? 1 : -1;
                            double e = StrictMath.exp(-sign * score);
                            part[d] += StrictMath.log1p(e) / n;
                            for (int j = 0; j < d; j++) {
                                part[j] -= sign * e / (1 + e) * rows[i * d + j] / n;
                            }
                        }
                        return part;
                    }, (left, right) -> {
                        for (int j = 0; j <= d; j++) {
                            left[j] += right[j];
                        }
                        return left;
                    });
                    double penalty = 0;
                    for (int j = 0; j < d; j++) {
                        gradient[j] = sums[j] + 1e-3 * x[j];
                        penalty += 0.5e-3 * x[j] * x[j];
                    }
                    return sums[d] + penalty;
                };
                return new LBFGS(1e-9, 500).minimise(mean, new double[d], Watcher.NONE);
            }).toList();
            for (var end : ends) {
                assertTrue(end.convergence().converged());
                assertEquals(ends.getFirst().convergence(), end.convergence());
                assertArrayEquals(ends.getFirst().x(), end.x());
            }
        }
    }
}
