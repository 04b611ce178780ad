package org.glia.compute.optimise;

import java.util.Arrays;

import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.Convergence.End;

/// Minimises a smooth function by Newton steps within a trust region, each found by conjugate gradients from products with the
/// Hessian (Steihaug 1983; Nocedal and Wright 2006, algorithms 4.1 and 7.2; the radius follows Lin and More 1999, as in
/// LIBLINEAR). Where the Hessian offers its diagonal, both the conjugate gradients and the region are measured in units in
/// which that is 1 (Hsia, Chiang and Lin 2018).
///
/// Where L-BFGS takes hundreds of iterations because the function bends much more along some directions than along others,
/// this takes tens, and as many products as the condition demands; near the minimum digits double. Directions along which
/// the function bends downwards are followed to the edge of the region, so the function need not be convex.
///
/// Memory is about 8 n numbers.
///
/// @param tolerance     stop when no component of the gradient is larger
/// @param maxIterations most Newton steps, those that are not taken included
/// @param maxProducts   most products with the Hessian for each step
public record NewtonCG(double tolerance, int maxIterations, int maxProducts) {

    /// At most 250 products for each step.
    public NewtonCG(double tolerance, int maxIterations) {
        this(tolerance, maxIterations, 250);
    }

    /// @throws IllegalArgumentException if a number is negative, or there may be no product
    public NewtonCG {
        if (!(tolerance >= 0) || maxIterations < 0 || maxProducts < 1) {
            throw new IllegalArgumentException("tolerance=%s and maxIterations=%d must be 0 or more, maxProducts=%d 1 or more"
                    .formatted(tolerance, maxIterations, maxProducts));
        }
    }

    /// The minimum in whose valley `start` lies, which is not changed. Exceptions of the function and the watcher end the search.
    public Minimum minimise(CurvedObjective objective, double[] start, Watcher watcher) {
        return new Search(this, objective, start).run(watcher);
    }

    /// One search.
    private static final class Search {

        /// Steps are taken that lower the value by more than this share of what was foretold.
        private static final double TAKEN = 1e-4;
        private static final double BAD = 0.25;
        private static final double GOOD = 0.75;
        private static final double LONGEST = 1e100;
        /// Changes of the value below this share of it are rounding.
        private static final double ROUNDING = 2e-15;

        private final NewtonCG settings;
        private final CurvedObjective objective;
        private final int n;
        private double[] x;
        private double[] gradient;
        private double value;
        private long evaluations;
        private long products;
        /// Of the Hessian, or ones.
        private double[] diagonal;

        Search(NewtonCG settings, CurvedObjective objective, double[] start) {
            this.settings = settings;
            this.objective = objective;
            this.n = start.length;
            this.x = start.clone();
            this.gradient = new double[n];
            this.value = objective.evaluate(x, gradient);
            this.evaluations = 1;
        }

        /// A step s with what the quadratic model says of it.
        ///
        /// @param s        the step
        /// @param foretold what the model falls by, 0 or more
        /// @param atEdge   whether it ends on the edge of the region
        /// @param slope    gradient times s
        private record Step(double[] s, double foretold, boolean atEdge, double slope) {
        }

        Minimum run(Watcher watcher) {
            if (!Double.isFinite(value) || !Double.isFinite(largest(gradient))) {
                return minimum(0, value == Double.NEGATIVE_INFINITY ? End.UNBOUNDED : End.UNDEFINED);
            }
            watcher.iterated(0, value, largest(gradient));
            int iteration = 0;
            double firstGradient = 0;
            double radius = 0;
            boolean taken = true;
            SymmetricOperator hessian = null;
            while (largest(gradient) > settings.tolerance()) {
                if (iteration == settings.maxIterations()) {
                    return minimum(iteration, End.ITERATIONS);
                }
                if (taken) {
                    hessian = objective.hessian(x);
                    diagonal = usable(hessian);
                }
                double length = preconditioned(gradient);
                if (iteration == 0) {
                    firstGradient = length;
                    radius = length;
                }
                var step = step(hessian, radius, Math.min(0.1, Math.sqrt(length / firstGradient)) * length);
                iteration++;
                var there = x.clone();
                add(1, step.s(), there);
                var slopes = new double[n];
                double next = objective.evaluate(there, slopes);
                evaluations++;
                double fall = value - next;
                double stepLength = scaled(step.s());
                boolean finite = Double.isFinite(next) && Double.isFinite(largest(slopes));
                if (next == Double.NEGATIVE_INFINITY) {
                    return minimum(iteration, End.UNBOUNDED);
                }
                // Below rounding the value says nothing: the slope does.
                boolean hidden = finite && step.foretold() <= ROUNDING * Math.abs(value) && Math.abs(fall) <= 2 * ROUNDING * Math.abs(value);
                double ratio = !finite ? -1 : hidden ? (largest(slopes) < largest(gradient) ? 1 : -1) : fall / step.foretold();
                radius = nextRadius(radius, stepLength, ratio, step, fall, finite, iteration == 1);
                taken = ratio > TAKEN;
                if (taken) {
                    x = there;
                    value = next;
                    gradient = slopes;
                    watcher.iterated(iteration, value, largest(gradient));
                } else if (hidden || step.foretold() == 0 || stepLength <= 0x1p-52 * scaled(x) || radius < 1e-300) {
                    return minimum(iteration, End.ROUNDING);
                }
                if (stepLength >= LONGEST) {
                    return minimum(iteration, End.UNBOUNDED);
                }
            }
            return minimum(iteration, End.CONVERGED);
        }

        private Minimum minimum(int iterations, End end) {
            return new Minimum(x, new Convergence(end, iterations, evaluations, products, value, largest(gradient)));
        }

        private double[] usable(SymmetricOperator hessian) {
            var offered = hessian.diagonal();
            var usable = offered.map(double[]::clone).orElseGet(() -> new double[n]);
            for (int i = 0; i < n; i++) {
                usable[i] = offered.isPresent() && usable[i] > 0 && Double.isFinite(usable[i]) ? usable[i] : 1;
            }
            return usable;
        }

        /// Lin and More 1999: the factor is that of the parabola through the value and slope here and the value there.
        private static double nextRadius(double radius, double stepLength, double ratio, Step step, double fall, boolean finite,
                                         boolean first) {
            double now = first ? Math.min(radius, stepLength) : radius;
            double excess = -fall - step.slope();
            double factor = !finite ? 0.25 : excess <= 0 ? 4 : Math.max(0.25, -0.5 * (step.slope() / excess));
            double reach = factor * stepLength;
            double next;
            if (ratio < TAKEN) {
                next = Math.min(reach, 0.5 * stepLength);
            } else if (ratio < BAD) {
                next = Math.max(0.25 * now, Math.min(reach, 0.5 * now));
            } else if (ratio < GOOD) {
                next = Math.max(0.25 * now, Math.min(reach, 4 * now));
            } else {
                next = step.atEdge() ? 4 * now : Math.max(now, Math.min(reach, 4 * now));
            }
            return Math.min(next, LONGEST);
        }

        /// Minimises the model `gradient's + s'Hs/2` within the region, by preconditioned conjugate gradients until the residual is
        /// no longer than `tolerance`.
        private Step step(SymmetricOperator hessian, double radius, double tolerance) {
            var s = new double[n];
            var residual = gradient.clone();
            Doubles.scale(-1, residual, 0, n);
            var z = divided(residual);
            var direction = z.clone();
            var product = new double[n];
            double square = dot(residual, z);
            double foretold = 0;
            for (int k = 0; k < settings.maxProducts() && Math.sqrt(square) > tolerance; k++) {
                hessian.times(direction, product);
                products++;
                double bend = dot(direction, product);
                double alpha = square / bend;
                double along = inner(s, direction);
                double directionSquare = inner(direction, direction);
                double stepSquare = inner(s, s);
                boolean downwards = !(bend > 0);
                boolean outside = !downwards && stepSquare + alpha * (2 * along + alpha * directionSquare) >= radius * radius;
                if (downwards || outside) {
                    double left = Math.max(0, radius * radius - stepSquare);
                    double root = Math.sqrt(along * along + directionSquare * left);
                    double tau = along >= 0 ? left / (along + root) : (root - along) / directionSquare;
                    if (!(tau > 0) || !Double.isFinite(tau)) {
                        break;
                    }
                    foretold += tau * square - 0.5 * tau * tau * bend;
                    add(tau, direction, s);
                    return new Step(s, foretold, true, dot(gradient, s));
                }
                foretold += 0.5 * alpha * square;
                add(alpha, direction, s);
                add(-alpha, product, residual);
                z = divided(residual);
                double next = dot(residual, z);
                double beta = next / square;
                for (int i = 0; i < n; i++) {
                    direction[i] = Math.fma(beta, direction[i], z[i]);
                }
                square = next;
            }
            return new Step(s, foretold, false, dot(gradient, s));
        }

        private double[] divided(double[] v) {
            var z = new double[n];
            Arrays.setAll(z, i -> v[i] / diagonal[i]);
            return z;
        }

        /// The length of a gradient in the region's units.
        private double preconditioned(double[] v) {
            return Math.sqrt(dot(v, divided(v)));
        }

        /// The length of a step in the region's units.
        private double scaled(double[] s) {
            return Math.sqrt(inner(s, s));
        }

        private double inner(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum = Math.fma(a[i] * diagonal[i], b[i], sum);
            }
            return sum;
        }

        private double dot(double[] a, double[] b) {
            return Doubles.dot(a, 0, b, 0, n);
        }

        private void add(double factor, double[] a, double[] into) {
            Doubles.axpy(factor, a, 0, into, 0, n);
        }

        private double largest(double[] a) {
            return Doubles.largest(a, 0, n);
        }
    }
}
