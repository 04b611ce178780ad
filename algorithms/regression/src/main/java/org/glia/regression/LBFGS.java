package org.glia.regression;

import java.util.ArrayDeque;
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
    /// @param end        why it ended
    record Minimum(double[] x, double value, int iterations, double gradient, End end) {
    }

    enum End {
        /// No component of the gradient is larger than the tolerance.
        CONVERGED,
        /// There were as many iterations as allowed.
        ITERATIONS,
        /// Not even down the gradient is there a lower value: rounding hides the rest, or the gradient is wrong.
        ROUNDING
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
        watcher.iterated(0, value, Vectors.largest(gradient));
        while (!(Vectors.largest(gradient) <= tolerance)) {
            if (iteration == maxIterations) {
                return minimum(iteration, End.ITERATIONS);
            }
            var direction = direction();
            double slope = Vectors.dot(gradient, direction);
            if (!(slope < 0)) {
                // Rounding has spoilt the memory: begin again with the steepest descent.
                memory.clear();
                direction = direction();
                slope = Vectors.dot(gradient, direction);
            }
            double first = memory.isEmpty() ? Math.min(1, 1 / Vectors.norm(gradient)) : 1;
            var found = lineSearch(direction, slope, first);
            if (found == null) {
                if (memory.isEmpty()) {
                    return minimum(iteration, End.ROUNDING);
                }
                memory.clear();
                continue;
            }
            remember(found);
            x = found.x();
            value = found.value();
            gradient = found.gradient();
            iteration++;
            watcher.iterated(iteration, value, Vectors.largest(gradient));
        }
        return minimum(iteration, End.CONVERGED);
    }

    private Minimum minimum(int iteration, End end) {
        return new Minimum(x, value, iteration, Vectors.largest(gradient), end);
    }

    /// The two-loop recursion, algorithm 7.4.
    private double[] direction() {
        var q = gradient.clone();
        var alphas = new double[memory.size()];
        int i = memory.size();
        for (var pairs = memory.descendingIterator(); pairs.hasNext(); ) {
            var pair = pairs.next();
            alphas[--i] = Vectors.dot(pair.step(), q) / pair.curvature();
            Vectors.axpy(-alphas[i], pair.gradientChange(), q);
        }
        if (!memory.isEmpty()) {
            var last = memory.getLast();
            scale(last.curvature() / Vectors.dot(last.gradientChange(), last.gradientChange()), q);
        }
        for (var pair : memory) {
            double beta = Vectors.dot(pair.gradientChange(), q) / pair.curvature();
            Vectors.axpy(alphas[i++] - beta, pair.step(), q);
        }
        scale(-1, q);
        return q;
    }

    private void remember(Trial next) {
        var step = next.x().clone();
        Vectors.axpy(-1, x, step);
        var change = next.gradient().clone();
        Vectors.axpy(-1, gradient, change);
        double curvature = Vectors.dot(step, change);
        if (curvature > 1e-16 * Vectors.dot(change, change)) {
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
        Vectors.axpy(length, direction, there);
        var slopes = new double[there.length];
        double height = objective.evaluate(there, slopes);
        return new Trial(length, there, height, slopes, Vectors.dot(slopes, direction));
    }

    private static void scale(double factor, double[] a) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }
}
