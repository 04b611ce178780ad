package org.glia.regression;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Minimises a smooth function by the limited-memory BFGS method: Nocedal and Wright, Numerical Optimization, 2nd edition,
/// algorithm 7.5 for the direction, algorithms 3.5 and 3.6 for a step that satisfies the strong Wolfe conditions.
final class LBFGS {

    /// How many of the last steps the direction remembers.
    private static final int MEMORY = 10;
    /// Sufficient decrease.
    private static final double C1 = 1e-4;
    /// Curvature.
    private static final double C2 = 0.9;
    /// Values that differ by less than this, relative to the value, differ by rounding; then slopes alone decide (the
    /// approximate Wolfe conditions of Hager and Zhang 2005), which find the minimum to more digits.
    private static final double ROUNDING = 2e-15;
    private static final int MOST_TRIALS = 40;
    private static final double LARGEST_STEP = 1e10;

    /// A function with its gradient.
    interface Objective {

        /// The value at `x`; writes the gradient there.
        double evaluate(double[] x, double[] gradient);
    }

    /// Is told of every iteration; may throw to end the search.
    interface Watcher {
        void iterated(int iteration, double value, double largestGradient);
    }

    /// @param x          where the search ended
    /// @param value      the function there
    /// @param iterations how many steps were taken
    /// @param gradient   the largest component of the gradient there
    /// @param converged  whether that is at most the tolerance, or no step can be told from rounding any more
    record Minimum(double[] x, double value, int iterations, double gradient, boolean converged) {
    }

    /// What a step of the past changed.
    private record Pair(double[] step, double[] gradientChange, double curvature) {
    }

    private final Objective objective;
    private final Deque<Pair> memory = new ArrayDeque<>();
    private double[] x;
    private double value;
    private double[] gradient;

    /// A point on the line that is searched.
    private record Trial(double length, double[] x, double value, double[] gradient, double slope) {
    }

    private LBFGS(Objective objective, double[] start) {
        this.objective = objective;
        this.x = start.clone();
        this.gradient = new double[start.length];
        this.value = objective.evaluate(x, gradient);
    }

    /// @param tolerance stop when no component of the gradient is larger
    static Minimum minimise(Objective objective, double[] start, double tolerance, int maxIterations, Watcher watcher) {
        return new LBFGS(objective, start).search(tolerance, maxIterations, watcher);
    }

    private Minimum search(double tolerance, int maxIterations, Watcher watcher) {
        int iteration = 0;
        watcher.iterated(0, value, largest(gradient));
        while (largest(gradient) > tolerance) {
            if (iteration == maxIterations) {
                return new Minimum(x, value, iteration, largest(gradient), false);
            }
            var direction = direction();
            double slope = dot(gradient, direction);
            if (!(slope < 0)) {
                // Rounding has spoilt the memory: begin again with the steepest descent.
                memory.clear();
                direction = direction();
                slope = dot(gradient, direction);
            }
            double first = memory.isEmpty() ? Math.min(1, 1 / norm(gradient)) : 1;
            var found = lineSearch(direction, slope, first);
            if (found == null) {
                if (memory.isEmpty()) {
                    // Along the gradient itself nothing is lower: the value cannot be told from the minimum.
                    return new Minimum(x, value, iteration, largest(gradient), true);
                }
                memory.clear();
                continue;
            }
            remember(found);
            x = found.x();
            value = found.value();
            gradient = found.gradient();
            iteration++;
            watcher.iterated(iteration, value, largest(gradient));
        }
        return new Minimum(x, value, iteration, largest(gradient), true);
    }

    /// The two-loop recursion, algorithm 7.4.
    private double[] direction() {
        var q = gradient.clone();
        var alphas = new double[memory.size()];
        int i = memory.size();
        for (var pairs = memory.descendingIterator(); pairs.hasNext(); ) {
            var pair = pairs.next();
            alphas[--i] = dot(pair.step(), q) / pair.curvature();
            axpy(-alphas[i], pair.gradientChange(), q);
        }
        if (!memory.isEmpty()) {
            var last = memory.getLast();
            scale(last.curvature() / dot(last.gradientChange(), last.gradientChange()), q);
        }
        for (var pair : memory) {
            double beta = dot(pair.gradientChange(), q) / pair.curvature();
            axpy(alphas[i++] - beta, pair.step(), q);
        }
        scale(-1, q);
        return q;
    }

    private void remember(Trial next) {
        var step = next.x().clone();
        axpy(-1, x, step);
        var change = next.gradient().clone();
        axpy(-1, gradient, change);
        double curvature = dot(step, change);
        if (curvature > 1e-16 * dot(change, change)) {
            if (memory.size() == MEMORY) {
                memory.removeFirst();
            }
            memory.addLast(new Pair(step, change, curvature));
        }
    }

    /// Algorithm 3.5: lengthens the step until a good one is bracketed; null where none can be found.
    private Trial lineSearch(double[] direction, double slope, double first) {
        var origin = new Trial(0, x, value, gradient, slope);
        var previous = origin;
        double length = first;
        for (int trial = 0; trial < MOST_TRIALS && length <= LARGEST_STEP; trial++) {
            var now = at(length, direction);
            if (!Double.isFinite(now.value())) {
                length = 0.5 * (previous.length() + length);
                continue;
            }
            if (tooHigh(now, origin) || trial > 0 && higher(now, previous)) {
                return zoom(previous, now, origin, direction);
            }
            if (Math.abs(now.slope()) <= -C2 * slope) {
                return now;
            }
            if (now.slope() >= 0) {
                return zoom(now, previous, origin, direction);
            }
            previous = now;
            length *= 2;
        }
        return null;
    }

    /// Algorithm 3.6: a good step lies between `low`, the lowest so far, and `high`.
    private Trial zoom(Trial low, Trial high, Trial origin, double[] direction) {
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            double length = between(low, high);
            if (length == low.length() || length == high.length()) {
                break;
            }
            var now = at(length, direction);
            if (tooHigh(now, origin) || higher(now, low)) {
                high = now;
            } else {
                if (Math.abs(now.slope()) <= -C2 * origin.slope()) {
                    return now;
                }
                if (now.slope() * (high.length() - low.length()) >= 0) {
                    high = low;
                }
                low = now;
            }
        }
        // Rounding hides the rest: what is lower than the origin is still progress.
        return low.value() < origin.value() ? low : null;
    }

    private static boolean tooHigh(Trial trial, Trial origin) {
        return !(trial.value() <= origin.value() + C1 * trial.length() * origin.slope() + ROUNDING * Math.abs(origin.value()));
    }

    private static boolean higher(Trial trial, Trial other) {
        return trial.value() > other.value() + ROUNDING * Math.abs(other.value());
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
        var there = x.clone();
        axpy(length, direction, there);
        var slopes = new double[there.length];
        double height = objective.evaluate(there, slopes);
        return new Trial(length, there, height, slopes, dot(slopes, direction));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double largest(double[] a) {
        return Arrays.stream(a).map(Math::abs).max().orElse(0);
    }

    private static void axpy(double factor, double[] a, double[] into) {
        for (int i = 0; i < a.length; i++) {
            into[i] += factor * a[i];
        }
    }

    private static void scale(double factor, double[] a) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }
}
