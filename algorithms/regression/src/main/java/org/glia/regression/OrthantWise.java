package org.glia.regression;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;

import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.Convergence;
import org.glia.compute.optimise.Convergence.End;
import org.glia.compute.optimise.LBFGS;
import org.glia.compute.optimise.Minimum;
import org.glia.compute.optimise.Objective;
import org.glia.compute.optimise.Watcher;

/// Minimises a smooth convex function with a penalty on the absolute values of its parameters, `f(x) + sum of cost |x|`, by the
/// orthant-wise limited-memory quasi-Newton method (Andrew and Gao 2007): within an orthant the sum is smooth, a step that
/// would leave it ends at its border, where parameters are exactly 0.
///
/// When the signs have stayed the same for a while, the parameters that are not 0 are searched by L-BFGS alone, which finds the
/// minimum of the orthant's face to all digits; where the slopes of the others say that these belong at 0, that is the minimum
/// of all.
///
/// @param memory        how many of the last steps the direction remembers
/// @param tolerance     stop when no component of the least subgradient is larger
/// @param maxIterations most iterations
record OrthantWise(int memory, double tolerance, int maxIterations) {

    private static final double SUFFICIENT = 1e-4;
    private static final double ROUNDING = 2e-15;
    private static final int MOST_TRIALS = 40;
    /// Iterations with the same signs after which their face is searched.
    private static final int SETTLED = 5;

    /// @param costs of each parameter's absolute value, 0 for none
    Minimum minimise(Objective smooth, double[] costs, double[] start, Watcher watcher) {
        return new Search(smooth, costs, start).run(watcher);
    }

    private final class Search {

        private final Objective smooth;
        private final double[] costs;
        private final int n;
        private final Deque<double[]> steps = new ArrayDeque<>();
        private final Deque<double[]> changes = new ArrayDeque<>();
        private double[] x;
        private double[] gradient;
        private double value;
        private double[] slope;
        private long evaluations;
        private int iterations;

        Search(Objective smooth, double[] costs, double[] start) {
            this.smooth = smooth;
            this.costs = costs;
            this.n = start.length;
            moveTo(start.clone());
        }

        private void moveTo(double[] point) {
            var there = new double[n];
            value = evaluate(point, there);
            x = point;
            gradient = there;
            slope = subgradient();
        }

        private double evaluate(double[] point, double[] into) {
            evaluations++;
            return smooth.evaluate(point, into) + penalty(point);
        }

        private double penalty(double[] point) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum = Math.fma(costs[j], Math.abs(point[j]), sum);
            }
            return sum;
        }

        /// The shortest of all subgradients.
        private double[] subgradient() {
            var least = new double[n];
            for (int j = 0; j < n; j++) {
                if (x[j] != 0) {
                    least[j] = gradient[j] + Math.copySign(costs[j], x[j]);
                } else {
                    double beyond = Math.max(0, Math.abs(gradient[j]) - costs[j]);
                    least[j] = Math.copySign(beyond, gradient[j]);
                }
            }
            return least;
        }

        Minimum run(Watcher watcher) {
            if (!Double.isFinite(value)) {
                return minimum(End.UNDEFINED);
            }
            watcher.iterated(0, value, largest());
            int same = 0;
            while (largest() > tolerance && iterations < maxIterations) {
                var before = x;
                boolean moved = step();
                if (moved) {
                    iterations++;
                    watcher.iterated(iterations, value, largest());
                    same = sameSigns(before, x) ? same + 1 : 0;
                }
                if (!moved && !steps.isEmpty()) {
                    steps.clear();
                    changes.clear();
                    continue;
                }
                if (!moved || same >= SETTLED) {
                    double last = value;
                    searchFace(watcher);
                    same = 0;
                    if (!moved && !(value < last - ROUNDING * Math.abs(last))) {
                        return minimum(largest() <= tolerance ? End.CONVERGED : End.ROUNDING);
                    }
                }
            }
            return minimum(largest() <= tolerance ? End.CONVERGED : End.ITERATIONS);
        }

        private double largest() {
            return Doubles.largest(slope, 0, n);
        }

        private Minimum minimum(End end) {
            return new Minimum(x, new Convergence(end, iterations, evaluations, 0, value, largest()));
        }

        private static boolean sameSigns(double[] a, double[] b) {
            return IntStream.range(0, a.length).allMatch(j -> Math.signum(a[j]) == Math.signum(b[j]));
        }

        /// Goes some way along the quasi-Newton direction; whether it found a lower point.
        private boolean step() {
            var direction = direction();
            for (int j = 0; j < n; j++) {
                direction[j] = direction[j] * slope[j] < 0 ? direction[j] : 0;
            }
            double length = steps.isEmpty() ? Math.min(1, 1 / Doubles.norm(slope, 0, n)) : 1;
            for (int trial = 0; trial < MOST_TRIALS; trial++, length /= 2) {
                var point = new double[n];
                double expected = 0;
                for (int j = 0; j < n; j++) {
                    double orthant = x[j] != 0 ? x[j] : -slope[j];
                    double there = x[j] + length * direction[j];
                    point[j] = costs[j] == 0 || there * orthant > 0 ? there : 0;
                    expected += slope[j] * (point[j] - x[j]);
                }
                var there = new double[n];
                double next = evaluate(point, there);
                if (next <= value + SUFFICIENT * expected && next < value) {
                    remember(point, there);
                    x = point;
                    gradient = there;
                    value = next;
                    slope = subgradient();
                    return true;
                }
            }
            return false;
        }

        private void remember(double[] point, double[] there) {
            var step = point.clone();
            Doubles.axpy(-1, x, 0, step, 0, n);
            var change = there.clone();
            Doubles.axpy(-1, gradient, 0, change, 0, n);
            double curvature = Doubles.dot(step, 0, change, 0, n);
            if (curvature > 1e-16 * Doubles.sumOfSquares(change, 0, n)) {
                if (steps.size() == memory) {
                    steps.removeFirst();
                    changes.removeFirst();
                }
                steps.addLast(step);
                changes.addLast(change);
            }
        }

        /// Nocedal and Wright's two loops.
        private double[] direction() {
            var q = slope.clone();
            int m = steps.size();
            var s = steps.toArray(double[][]::new);
            var y = changes.toArray(double[][]::new);
            var alphas = new double[m];
            for (int k = m - 1; k >= 0; k--) {
                alphas[k] = Doubles.dot(s[k], 0, q, 0, n) / Doubles.dot(s[k], 0, y[k], 0, n);
                Doubles.axpy(-alphas[k], y[k], 0, q, 0, n);
            }
            if (m > 0) {
                Doubles.scale(Doubles.dot(s[m - 1], 0, y[m - 1], 0, n) / Doubles.sumOfSquares(y[m - 1], 0, n), q, 0, n);
            }
            for (int k = 0; k < m; k++) {
                double beta = Doubles.dot(y[k], 0, q, 0, n) / Doubles.dot(s[k], 0, y[k], 0, n);
                Doubles.axpy(alphas[k] - beta, s[k], 0, q, 0, n);
            }
            Doubles.scale(-1, q, 0, n);
            return q;
        }

        /// The minimum of the smooth function that the sum is on the face of these signs; at its borders the search is held.
        private void searchFace(Watcher watcher) {
            var free = IntStream.range(0, n).filter(j -> x[j] != 0 || costs[j] == 0).toArray();
            var signs = new double[free.length];
            var start = new double[free.length];
            Arrays.setAll(signs, k -> costs[free[k]] == 0 ? 0 : Math.signum(x[free[k]]));
            Arrays.setAll(start, k -> x[free[k]]);
            var point = new double[n];
            var there = new double[n];
            int done = iterations;
            Objective face = (parameters, into) -> {
                for (int k = 0; k < free.length; k++) {
                    if (parameters[k] * signs[k] < 0) {
                        return Double.POSITIVE_INFINITY;
                    }
                    point[free[k]] = parameters[k];
                }
                double sum = evaluate(point, there);
                for (int k = 0; k < free.length; k++) {
                    into[k] = Math.fma(signs[k], costs[free[k]], there[free[k]]);
                }
                return sum;
            };
            var found = new LBFGS(memory, tolerance, 0, maxIterations - iterations).minimise(face, start, (iteration, sum, largest) -> {
                if (iteration > 0) {
                    watcher.iterated(done + iteration, sum, largest);
                }
            });
            iterations += found.convergence().iterations();
            if (found.convergence().iterations() > 0) {
                var end = new double[n];
                for (int k = 0; k < free.length; k++) {
                    end[free[k]] = found.x()[k];
                }
                moveTo(end);
                steps.clear();
                changes.clear();
            }
        }
    }
}
