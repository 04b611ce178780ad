package org.glia.compute.optimise;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.Convergence.End;

/// Minimises a smooth function by the limited-memory BFGS method: Nocedal and Wright, Numerical Optimization, 2nd edition,
/// algorithm 7.5 for the direction, algorithms 3.5 and 3.6 for a step that satisfies the strong Wolfe conditions.
///
/// Values that differ by no more than rounding are taken for equal, and slopes alone decide then (the approximate Wolfe
/// conditions of Hager and Zhang 2005), which finds the minimum to more digits. Points where the function is not finite
/// are stepped back from.
///
/// Each iteration takes 4 `memory` n operations and one or two evaluations; memory is 2 `memory` n numbers.
///
/// @param memory        how many of the last steps the direction remembers, mostly 5 to 20
/// @param tolerance     stop when no component of the gradient is larger
/// @param decrease      stop when an iteration lowers the value by no more than this share of the larger of its magnitude and 1;
///                      0 goes on until the gradient is small
/// @param maxIterations most iterations
public record LBFGS(int memory, double tolerance, double decrease, int maxIterations) {

    /// Ten steps are remembered, and the gradient alone decides when to stop.
    public LBFGS(double tolerance, int maxIterations) {
        this(10, tolerance, 0, maxIterations);
    }

    /// @throws IllegalArgumentException if the memory is less than 1 or another number negative
    public LBFGS {
        if (memory < 1 || !(tolerance >= 0) || !(decrease >= 0) || maxIterations < 0) {
            throw new IllegalArgumentException("memory=%d must be 1 or more, tolerance=%s, decrease=%s and maxIterations=%d 0 or more"
                    .formatted(memory, tolerance, decrease, maxIterations));
        }
    }

    /// The minimum in whose valley `start` lies, which is not changed. Exceptions of the function and the watcher end the search.
    public Minimum minimise(Objective objective, double[] start, Watcher watcher) {
        return new Search(this, objective, start).run(watcher);
    }

    /// One search.
    private static final class Search {

        /// Sufficient decrease.
        private static final double C1 = 1e-4;
        /// Curvature.
        private static final double C2 = 0.9;
        /// Relative to the value.
        private static final double ROUNDING = 2e-15;
        private static final int MOST_TRIALS = 40;
        private static final double LONGEST_STEP = 1e10;

        private final LBFGS settings;
        private final Objective objective;
        private final Deque<Pair> memory = new ArrayDeque<>();
        private Trial here;
        private long evaluations;
        /// Whether the last line search came to no end downhill.
        private boolean bottomless;

        /// What a step of the past changed.
        private record Pair(double[] step, double[] gradientChange, double curvature) {
        }

        /// A point on the line that is searched.
        private record Trial(double length, double[] x, double value, double[] gradient, double slope) {

            double largest() {
                return Doubles.largest(gradient, 0, gradient.length);
            }

            boolean isFinite() {
                return Double.isFinite(value) && Double.isFinite(largest());
            }
        }

        Search(LBFGS settings, Objective objective, double[] start) {
            this.settings = settings;
            this.objective = objective;
            this.here = evaluate(0, start.clone());
        }

        Minimum run(Watcher watcher) {
            int iteration = 0;
            if (!here.isFinite()) {
                return minimum(0, here.value() == Double.NEGATIVE_INFINITY ? End.UNBOUNDED : End.UNDEFINED);
            }
            watcher.iterated(0, here.value(), here.largest());
            while (here.largest() > settings.tolerance()) {
                if (iteration == settings.maxIterations()) {
                    return minimum(iteration, End.ITERATIONS);
                }
                var direction = direction();
                double slope = dot(here.gradient(), direction);
                if (!(slope < 0)) {
                    // Rounding has spoilt the memory: begin again with the steepest descent.
                    memory.clear();
                    direction = direction();
                    slope = dot(here.gradient(), direction);
                }
                double first = memory.isEmpty() ? Math.min(1, 1 / Doubles.norm(here.gradient(), 0, here.gradient().length)) : 1;
                var found = lineSearch(direction, slope, first);
                if (found.isEmpty()) {
                    if (memory.isEmpty()) {
                        return minimum(iteration, bottomless ? End.UNBOUNDED : End.ROUNDING);
                    }
                    memory.clear();
                    continue;
                }
                var next = found.get();
                remember(next);
                double before = here.value();
                here = next;
                iteration++;
                watcher.iterated(iteration, here.value(), here.largest());
                if (before - here.value() <= settings.decrease() * Math.max(1, Math.max(Math.abs(before), Math.abs(here.value())))
                        && settings.decrease() > 0) {
                    break;
                }
            }
            return minimum(iteration, End.CONVERGED);
        }

        private Minimum minimum(int iterations, End end) {
            return new Minimum(here.x(), new Convergence(end, iterations, evaluations, 0, here.value(), here.largest()));
        }

        /// The two-loop recursion, algorithm 7.4.
        private double[] direction() {
            var q = here.gradient().clone();
            var alphas = new double[memory.size()];
            int i = memory.size();
            for (var pairs = memory.descendingIterator(); pairs.hasNext(); ) {
                var pair = pairs.next();
                alphas[--i] = dot(pair.step(), q) / pair.curvature();
                add(-alphas[i], pair.gradientChange(), q);
            }
            double scale = 1;
            if (!memory.isEmpty()) {
                var last = memory.getLast();
                scale = last.curvature() / dot(last.gradientChange(), last.gradientChange());
            }
            Doubles.scale(scale, q, 0, q.length);
            for (var pair : memory) {
                double beta = dot(pair.gradientChange(), q) / pair.curvature();
                add(alphas[i++] - beta, pair.step(), q);
            }
            Doubles.scale(-1, q, 0, q.length);
            return q;
        }

        private void remember(Trial next) {
            var step = next.x().clone();
            add(-1, here.x(), step);
            var change = next.gradient().clone();
            add(-1, here.gradient(), change);
            double curvature = dot(step, change);
            if (curvature > 1e-16 * dot(change, change)) {
                if (memory.size() == settings.memory()) {
                    memory.removeFirst();
                }
                memory.addLast(new Pair(step, change, curvature));
            }
        }

        /// Algorithm 3.5: lengthens the step until a good one is bracketed; empty where none can be found.
        private Optional<Trial> lineSearch(double[] direction, double slope, double first) {
            var origin = new Trial(0, here.x(), here.value(), here.gradient(), slope);
            var previous = origin;
            double length = first;
            // How far the function is known to be defined.
            double edge = Double.POSITIVE_INFINITY;
            bottomless = false;
            for (int trial = 0; trial < MOST_TRIALS; trial++) {
                var now = at(length, direction);
                if (!now.isFinite() || Double.isNaN(now.slope())) {
                    bottomless = now.value() == Double.NEGATIVE_INFINITY;
                    edge = length;
                    length = 0.5 * (previous.length() + length);
                    continue;
                }
                if (tooHigh(now, origin) || previous != origin && higher(now, previous)) {
                    return zoom(previous, now, origin, direction);
                }
                if (Math.abs(now.slope()) <= -C2 * slope) {
                    return Optional.of(now);
                }
                if (now.slope() >= 0) {
                    return zoom(now, previous, origin, direction);
                }
                previous = now;
                if (length >= LONGEST_STEP) {
                    bottomless = true;
                    return Optional.empty();
                }
                length = 2 * length < edge ? 2 * length : 0.5 * (length + edge);
            }
            // The function falls towards an edge: what is lower than the origin is still progress.
            return !bottomless && previous.value() < origin.value() ? Optional.of(previous) : Optional.empty();
        }

        /// Algorithm 3.6: a good step lies between `low`, the lowest so far, and `high`.
        private Optional<Trial> zoom(Trial low, Trial high, Trial origin, double[] direction) {
            for (int trial = 0; trial < MOST_TRIALS; trial++) {
                double length = between(low, high);
                if (length == low.length() || length == high.length()) {
                    break;
                }
                var now = at(length, direction);
                if (!now.isFinite() || tooHigh(now, origin) || higher(now, low)) {
                    high = now;
                } else {
                    if (Math.abs(now.slope()) <= -C2 * origin.slope()) {
                        return Optional.of(now);
                    }
                    if (now.slope() * (high.length() - low.length()) >= 0) {
                        high = low;
                    }
                    low = now;
                }
            }
            // Rounding hides the rest: what is lower than the origin is still progress.
            return low.value() < origin.value() ? Optional.of(low) : Optional.empty();
        }

        private static boolean tooHigh(Trial trial, Trial origin) {
            return !(trial.value() <= origin.value() + C1 * trial.length() * origin.slope() + ROUNDING * Math.abs(origin.value()));
        }

        private static boolean higher(Trial trial, Trial other) {
            return !(trial.value() <= other.value() + ROUNDING * Math.abs(other.value()));
        }

        /// The minimum of the cubic through both ends (equation 3.59), kept away from the ends.
        private static double between(Trial low, Trial high) {
            double width = high.length() - low.length();
            double d1 = low.slope() + high.slope() - 3 * (low.value() - high.value()) / (low.length() - high.length());
            double square = d1 * d1 - low.slope() * high.slope();
            double cubic = Double.NaN;
            if (square >= 0) {
                double d2 = Math.copySign(Math.sqrt(square), width);
                cubic = high.length() - width * (high.slope() + d2 - d1) / (high.slope() - low.slope() + 2 * d2);
            }
            double nearest = low.length() + 0.1 * width;
            double farthest = high.length() - 0.1 * width;
            boolean inside = width > 0 ? cubic >= nearest && cubic <= farthest : cubic <= nearest && cubic >= farthest;
            return inside ? cubic : low.length() + 0.5 * width;
        }

        private Trial at(double length, double[] direction) {
            var there = here.x().clone();
            add(length, direction, there);
            var trial = evaluate(length, there);
            return new Trial(length, there, trial.value(), trial.gradient(), dot(trial.gradient(), direction));
        }

        private Trial evaluate(double length, double[] x) {
            var gradient = new double[x.length];
            evaluations++;
            return new Trial(length, x, objective.evaluate(x, gradient), gradient, 0);
        }

        private static double dot(double[] a, double[] b) {
            return Doubles.dot(a, 0, b, 0, a.length);
        }

        private static void add(double factor, double[] a, double[] into) {
            Doubles.axpy(factor, a, 0, into, 0, a.length);
        }
    }
}
