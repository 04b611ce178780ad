package org.glia.compute.optimise;

import java.util.Optional;

import org.glia.api.run.RandomStream;
import org.glia.compute.optimise.Convergence.End;

/// Minimises by coordinates: sweeps over all of them, one after the other or shuffled anew each time. Coordinates that rest at
/// a bound or corner are left out of further sweeps; when the others have settled, all are looked at again (the active sets
/// of Friedman, Hastie and Tibshirani 2010; the shrinking of Hsieh, Chang, Lin, Keerthi and Sundararajan 2008).
///
/// The search ends when a sweep over all coordinates finds no violation larger than the tolerance and the duality gap, where the
/// problem has one, is small enough too.
///
/// @param tolerance    largest violation of the optimality conditions, in the problem's unit
/// @param gapTolerance largest duality gap, for problems that have one
/// @param maxSweeps    most sweeps, those over the active coordinates alone included
public record CoordinateDescent(double tolerance, double gapTolerance, int maxSweeps) {

    /// @throws IllegalArgumentException if a number is negative
    public CoordinateDescent {
        if (!(tolerance >= 0) || !(gapTolerance >= 0) || maxSweeps < 0) {
            throw new IllegalArgumentException("tolerance=%s, gapTolerance=%s and maxSweeps=%d must be 0 or more"
                    .formatted(tolerance, gapTolerance, maxSweeps));
        }
    }

    /// Sweeps in the order of the coordinates: where few matter, or neighbours go together in memory.
    ///
    /// @param watcher is told of the value and the largest violation of each sweep
    public Convergence cyclic(CoordinateProblem problem, Watcher watcher) {
        return new Sweeps(problem, Optional.empty(), watcher).run();
    }

    /// Sweeps in an order drawn anew for each: where many coordinates are alike, as the rows of a support vector machine.
    public Convergence shuffled(CoordinateProblem problem, RandomStream random, Watcher watcher) {
        return new Sweeps(problem, Optional.of(random), watcher).run();
    }

    /// One search.
    private final class Sweeps {

        private final CoordinateProblem problem;
        private final Optional<RandomStream> random;
        private final Watcher watcher;
        /// The active coordinates first.
        private final int[] order;
        private int active;
        private double slack = Double.POSITIVE_INFINITY;
        private long updates;

        Sweeps(CoordinateProblem problem, Optional<RandomStream> random, Watcher watcher) {
            this.problem = problem;
            this.random = random;
            this.watcher = watcher;
            this.order = new int[problem.coordinates()];
            activateAll();
        }

        private void activateAll() {
            for (int j = 0; j < order.length; j++) {
                order[j] = j;
            }
            active = order.length;
        }

        Convergence run() {
            double largest = order.length == 0 ? 0 : Double.POSITIVE_INFINITY;
            boolean settled = order.length == 0;
            int sweep = 0;
            while (!settled && sweep < maxSweeps) {
                boolean whole = active == order.length;
                largest = sweep();
                sweep++;
                if (Double.isNaN(largest)) {
                    return convergence(End.UNDEFINED, sweep, largest);
                }
                double value = problem.value();
                watcher.iterated(sweep, value, largest);
                if (largest <= tolerance) {
                    settled = whole && gapIsSmall();
                    if (!whole) {
                        activateAll();
                    }
                } else if (value == Double.NEGATIVE_INFINITY) {
                    return convergence(End.UNBOUNDED, sweep, largest);
                }
                // Those that come back are all looked at once before any is left out again.
                slack = !whole && largest <= tolerance ? Double.POSITIVE_INFINITY : Math.max(largest, tolerance);
                if (whole && !settled && largest == 0) {
                    return convergence(End.ROUNDING, sweep, largest); // nothing moves any more, whatever the gap says
                }
            }
            return convergence(settled ? End.CONVERGED : End.ITERATIONS, sweep, largest);
        }

        private boolean gapIsSmall() {
            var gap = problem.gap();
            return gap.isEmpty() || gap.getAsDouble() <= gapTolerance;
        }

        /// Updates all active coordinates once; the largest violation.
        private double sweep() {
            random.ifPresent(this::shuffle);
            double largest = 0;
            int kept = 0;
            for (int k = 0; k < active; k++) {
                int j = order[k];
                double violation = problem.update(j, slack);
                updates++;
                if (violation != CoordinateProblem.RESTS) {
                    largest = Math.max(largest, violation);
                    order[kept++] = j;
                }
            }
            active = kept;
            return largest;
        }

        /// Fisher and Yates.
        private void shuffle(RandomStream stream) {
            for (int k = active - 1; k > 0; k--) {
                int other = stream.nextInt(k + 1);
                int j = order[k];
                order[k] = order[other];
                order[other] = j;
            }
        }

        private Convergence convergence(End end, int sweeps, double largest) {
            return new Convergence(end, sweeps, updates, 0, problem.value(), largest);
        }
    }
}
