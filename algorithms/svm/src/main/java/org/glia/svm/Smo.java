package org.glia.svm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.run.Parallel;
import org.glia.svm.DualProblem.Moment;
import org.glia.svm.DualProblem.Solution;

/// Sequential minimal optimisation: two multipliers at a time are moved to where the dual objective is least.
///
/// The first is the one that violates the optimality conditions most, the second the one with which the objective falls
/// most in a quadratic model of it (Fan, Chen and Lin 2005, working set selection 2). Rows at a bound that are not
/// likely to leave it are left out (shrinking, Joachims 1999); before the end, the gradients of these are made up for,
/// and all rows are looked at again. In the problems with nu both multipliers are of one side (Chang and Lin 2001).
final class Smo {

    /// Stands for a curvature that is not positive.
    private static final double TAU = 1e-12;
    /// Shrinking starts anew with all rows when the violation falls below so many tolerances.
    private static final int NEAR = 10;
    /// Fewer steps are not worth looking for rows to leave out.
    private static final int BETWEEN_SHRINKING = 1000;
    private static final int BETWEEN_CHECKS = 256;
    /// The share of active rows that must be found idle for the others to be moved together.
    private static final double WORTH_MOVING = 0.05;

    /// Told of the violation now and then.
    @FunctionalInterface
    interface Watcher {
        void at(double violation);
    }

    private final DualProblem problem;
    private final SmoSettings settings;
    private final KernelRows kernels;
    private final Runnable checkCancelled;
    private final Watcher watcher;
    private final Multipliers[] sides;
    /// One group of sides for each sum that is fixed.
    private final Group[] groups;
    private final double[] diagonal;
    private final List<Moment> trace = new ArrayList<>();

    private int[] active;
    private double[] activeDiagonal;
    /// Multipliers of all rows when some were first left out, whose gradients are kept from then.
    private double[] whenShrunk;
    private boolean lookedAtAll;
    private int iterations;
    private int nextMoment;
    private double objective;

    /// The working set.
    private Group chosen;
    private double[] rowOfFirst;

    /// The multipliers of one side: all, and those of active rows, which lie together.
    private static final class Multipliers {
        final DualProblem.Side of;
        final double[] beta;
        /// `p - Kb`; of rows left out, as it was when the first was.
        final double[] gradient;
        /// Active ones.
        int offset;
        int count;
        double[] b;
        double[] g;
        /// 0 if b may rise, otherwise -infinity: added to the gradient.
        double[] rise;
        /// 0 if b may fall, otherwise infinity.
        double[] fall;

        Multipliers(DualProblem.Side of) {
            this.of = of;
            this.beta = of.start().clone();
            this.gradient = of.linear().clone();
            this.rise = new double[beta.length];
            this.fall = new double[beta.length];
        }

        void mark(int k, int all) {
            rise[k] = b[k] < of.upper()[all] ? 0 : Double.NEGATIVE_INFINITY;
            fall[k] = b[k] > of.lower()[all] ? 0 : Double.POSITIVE_INFINITY;
        }
    }

    /// What the last look at the multipliers of one sum found.
    private static final class Group {
        final Multipliers[] sides;
        double most;
        Multipliers mostSide;
        int mostAt;
        double least;
        /// The partner, and how much the objective falls: `drop / curvature`.
        Multipliers partnerSide;
        int partnerAt;
        double drop;
        double curvature;

        Group(Multipliers... sides) {
            this.sides = sides;
        }

        double violation() {
            return most - least;
        }

        /// The most violating multipliers that may rise and fall.
        void scan() {
            most = Double.NEGATIVE_INFINITY;
            least = Double.POSITIVE_INFINITY;
            mostSide = null;
            for (var side : sides) {
                scan(side);
            }
        }

        private void scan(Multipliers side) {
            var g = side.g;
            var rise = side.rise;
            var fall = side.fall;
            double highest = most;
            double lowest = least;
            int at = -1;
            for (int k = 0; k < side.count; k++) {
                double up = g[k] + rise[k];
                if (up > highest) {
                    highest = up;
                    at = k;
                }
                double down = g[k] + fall[k];
                if (down < lowest) {
                    lowest = down;
                }
            }
            least = lowest;
            if (at >= 0) {
                most = highest;
                mostSide = side;
                mostAt = at;
            }
        }

        /// The multiplier that may fall with which the objective falls most.
        void findPartner(double[] row, double[] diagonal, double self) {
            partnerSide = null;
            drop = 0;
            curvature = 1;
            for (var side : sides) {
                findPartner(side, row, diagonal, self);
            }
        }

        private void findPartner(Multipliers side, double[] row, double[] diagonal, double self) {
            var g = side.g;
            var fall = side.fall;
            int offset = side.offset;
            double bestDrop = drop;
            double bestCurvature = curvature;
            int at = -1;
            for (int k = 0; k < side.count; k++) {
                double difference = most - (g[k] + fall[k]);
                if (difference > 0) {
                    double quadratic = self + diagonal[offset + k] - 2 * row[offset + k];
                    quadratic = quadratic > TAU ? quadratic : TAU;
                    double squared = difference * difference;
                    // compares quotients without dividing
                    if (squared * bestCurvature > bestDrop * quadratic) {
                        bestDrop = squared;
                        bestCurvature = quadratic;
                        at = k;
                    }
                }
            }
            if (at >= 0) {
                drop = bestDrop;
                curvature = bestCurvature;
                partnerSide = side;
                partnerAt = at;
            }
        }
    }

    private Smo(DualProblem problem, SmoSettings settings, KernelRows kernels, Runnable checkCancelled, Watcher watcher) {
        this.problem = problem;
        this.settings = settings;
        this.kernels = kernels;
        this.checkCancelled = checkCancelled;
        this.watcher = watcher;
        this.diagonal = problem.points().diagonal();
        this.sides = problem.sides().stream().map(Multipliers::new).toArray(Multipliers[]::new);
        this.groups = problem.separate() ? Arrays.stream(sides).map(Group::new).toArray(Group[]::new)
                : new Group[] {new Group(sides)};
    }

    /// @param memory for rows of kernels, in bytes
    static Solution solve(DualProblem problem, SmoSettings settings, long memory, Parallel parallel, Runnable checkCancelled,
                          Watcher watcher) {
        var kernels = new KernelRows(problem.points(), memory, parallel, checkCancelled);
        return new Smo(problem, settings, kernels, checkCancelled, watcher).solve();
    }

    private Solution solve() {
        start();
        int period = Math.max(1, Math.min(diagonal.length, BETWEEN_SHRINKING));
        int untilShrinking = period;
        boolean optimal = false;
        while (iterations < settings.maxIterations()) {
            if (--untilShrinking == 0) {
                untilShrinking = period;
                if (settings.shrinking()) {
                    shrink();
                }
            }
            if (!choose()) {
                boolean all = active.length == diagonal.length;
                restore();
                // the rows left out may have something to say
                if (all || !choose()) {
                    optimal = true;
                    break;
                }
                untilShrinking = 1;
            }
            move();
        }
        return solution(optimal);
    }

    private void start() {
        var start = ofRows();
        int[] used = IntStream.range(0, start.length).filter(row -> start[row] != 0).toArray();
        if (used.length > 0) {
            var products = new double[start.length];
            kernels.addProducts(IntStream.range(0, start.length).toArray(), used, pick(start, used), products);
            for (var side : sides) {
                for (int k = 0; k < side.beta.length; k++) {
                    side.gradient[k] -= products[side.of.first() + k];
                }
            }
        }
        activateAll();
        objective = exactObjective();
    }

    private double exactObjective() {
        double sum = 0;
        for (var side : sides) {
            for (int k = 0; k < side.beta.length; k++) {
                sum -= 0.5 * side.beta[k] * (side.gradient[k] + side.of.linear()[k]);
            }
        }
        return sum;
    }

    private void activateAll() {
        active = IntStream.range(0, diagonal.length).toArray();
        activeDiagonal = diagonal;
        for (var side : sides) {
            side.offset = side.of.first();
            side.count = side.beta.length;
            side.b = side.beta;
            side.g = side.gradient;
            side.rise = new double[side.count];
            side.fall = new double[side.count];
            for (int k = 0; k < side.count; k++) {
                side.mark(k, k);
            }
        }
    }

    // ---- a step

    /// Finds two multipliers to move, unless the conditions are fulfilled well enough.
    private boolean choose() {
        double violation = scan();
        if (iterations % BETWEEN_CHECKS == 0) {
            checkCancelled.run();
            watcher.at(violation);
        }
        note(violation);
        if (!(violation > settings.tolerance())) {
            return false;
        }
        chosen = null;
        for (var group : groups) {
            if (!(group.violation() > 0) || group.mostSide == null) {
                continue;
            }
            int column = group.mostSide.offset + group.mostAt;
            var row = kernels.row(column, this::likely);
            group.findPartner(row, activeDiagonal, activeDiagonal[column]);
            if (group.partnerSide != null && (chosen == null || group.drop * chosen.curvature > chosen.drop * group.curvature)) {
                chosen = group;
                rowOfFirst = row;
            }
        }
        return chosen != null;
    }

    private double scan() {
        double violation = Double.NEGATIVE_INFINITY;
        for (var group : groups) {
            group.scan();
            violation = Math.max(violation, group.violation());
        }
        return violation;
    }

    /// Every step at first, then ever more rarely.
    private void note(double violation) {
        if (iterations >= nextMoment) {
            trace.add(new Moment(iterations, objective, Math.max(violation, 0)));
            nextMoment = iterations + 1 + iterations / 8;
        }
    }

    /// Moves the chosen multipliers: the first up, the second down by as much.
    private void move() {
        var first = chosen.mostSide;
        var second = chosen.partnerSide;
        int i = chosen.mostAt;
        int j = chosen.partnerAt;
        int columnOfFirst = first.offset + i;
        int columnOfSecond = second.offset + j;
        var rowOfSecond = kernels.row(columnOfSecond, this::likely);
        double curvature = activeDiagonal[columnOfFirst] + activeDiagonal[columnOfSecond] - 2 * rowOfFirst[columnOfSecond];
        double difference = chosen.most - second.g[j];
        int allFirst = active[columnOfFirst] - first.of.first();
        int allSecond = active[columnOfSecond] - second.of.first();
        double up = first.of.upper()[allFirst] - first.b[i];
        double down = second.b[j] - second.of.lower()[allSecond];
        double step = Math.min(difference / Math.max(curvature, TAU), Math.min(up, down));
        first.b[i] = step >= up ? first.of.upper()[allFirst] : first.b[i] + step;
        second.b[j] = step >= down ? second.of.lower()[allSecond] : second.b[j] - step;
        first.mark(i, allFirst);
        second.mark(j, allSecond);
        for (var side : sides) {
            follow(side.g, side.count, rowOfFirst, rowOfSecond, side.offset, step);
        }
        objective += step * (0.5 * step * curvature - difference);
        iterations++;
    }

    private static void follow(double[] g, int count, double[] up, double[] down, int offset, double step) {
        for (int k = 0; k < count; k++) {
            g[k] -= step * (up[offset + k] - down[offset + k]);
        }
    }

    /// The columns that violate the conditions most and whose rows are not at hand: a heap of the best so far.
    private int likely(int count, int[] columns) {
        var scores = new double[count];
        int found = 0;
        for (var group : groups) {
            double middle = 0.5 * (group.most + group.least);
            for (var side : group.sides) {
                for (int k = 0; k < side.count; k++) {
                    double score = Math.max(side.g[k] + side.rise[k] - middle, middle - (side.g[k] + side.fall[k]));
                    int column = side.offset + k;
                    if (score > 0 && (found < count || score > scores[found - 1]) && !kernels.has(column)
                            && !contains(columns, found, column)) {
                        int at = found < count ? found++ : found - 1;
                        for (; at > 0 && scores[at - 1] < score; at--) {
                            scores[at] = scores[at - 1];
                            columns[at] = columns[at - 1];
                        }
                        scores[at] = score;
                        columns[at] = column;
                    }
                }
            }
        }
        return found;
    }

    private static boolean contains(int[] columns, int count, int column) {
        for (int k = 0; k < count; k++) {
            if (columns[k] == column) {
                return true;
            }
        }
        return false;
    }

    // ---- shrinking

    /// Leaves out rows whose multipliers all rest at a bound that they press against.
    private void shrink() {
        double violation = scan();
        if (!lookedAtAll && violation <= NEAR * settings.tolerance()) {
            lookedAtAll = true;
            if (active.length < diagonal.length) {
                restore();
                scan();
            }
        }
        var wanted = new boolean[active.length];
        for (var group : groups) {
            for (var side : group.sides) {
                for (int k = 0; k < side.count; k++) {
                    wanted[side.offset + k] |= !rests(side, k, group);
                }
            }
        }
        int[] kept = IntStream.range(0, wanted.length).filter(column -> wanted[column]).toArray();
        if (kept.length > 0 && active.length - kept.length > WORTH_MOVING * active.length) {
            keep(kept);
        }
    }

    private static boolean rests(Multipliers side, int k, Group group) {
        return side.rise[k] != 0 && side.g[k] > group.most || side.fall[k] != 0 && side.g[k] < group.least
                || side.rise[k] != 0 && side.fall[k] != 0;
    }

    /// @param kept columns, rising
    private void keep(int[] kept) {
        if (active.length == diagonal.length) {
            whenShrunk = ofRows();
        }
        for (var side : sides) {
            int begin = 0;
            while (begin < kept.length && kept[begin] < side.offset) {
                begin++;
            }
            int end = begin;
            while (end < kept.length && kept[end] < side.offset + side.count) {
                end++;
            }
            int before = side.offset;
            int[] places = IntStream.range(begin, end).map(k -> kept[k] - before).toArray();
            if (active.length < diagonal.length) {
                store(side);
            }
            side.b = pick(side.b, places);
            side.g = pick(side.g, places);
            side.rise = pick(side.rise, places);
            side.fall = pick(side.fall, places);
            side.offset = begin;
            side.count = places.length;
        }
        active = Arrays.stream(kept).map(column -> active[column]).toArray();
        activeDiagonal = pick(diagonal, active);
        kernels.focus(active);
    }

    private void store(Multipliers side) {
        for (int k = 0; k < side.count; k++) {
            side.beta[active[side.offset + k] - side.of.first()] = side.b[k];
        }
    }

    /// Brings all rows back, with the gradients that they have now.
    private void restore() {
        if (active.length == diagonal.length) {
            return;
        }
        var isActive = new boolean[diagonal.length];
        for (int row : active) {
            isActive[row] = true;
        }
        for (var side : sides) {
            store(side);
            for (int k = 0; k < side.count; k++) {
                side.gradient[active[side.offset + k] - side.of.first()] = side.g[k];
            }
        }
        var changes = ofRows();
        for (int row = 0; row < changes.length; row++) {
            changes[row] -= whenShrunk[row];
        }
        int[] changed = IntStream.range(0, changes.length).filter(row -> changes[row] != 0).toArray();
        int[] left = IntStream.range(0, isActive.length).filter(row -> !isActive[row]).toArray();
        var products = new double[left.length];
        checkCancelled.run();
        kernels.addProducts(left, changed, pick(changes, changed), products);
        for (int k = 0; k < left.length; k++) {
            for (var side : sides) {
                int at = left[k] - side.of.first();
                if (at >= 0 && at < side.gradient.length) {
                    side.gradient[at] -= products[k];
                }
            }
        }
        activateAll();
        kernels.focus(active);
    }

    /// The multiplier of each row, those of both sides together; of all rows.
    private double[] ofRows() {
        var sums = new double[diagonal.length];
        for (var side : sides) {
            for (int k = 0; k < side.beta.length; k++) {
                sums[side.of.first() + k] += side.beta[k];
            }
        }
        return sums;
    }

    private static double[] pick(double[] values, int[] places) {
        var picked = new double[places.length];
        for (int k = 0; k < places.length; k++) {
            picked[k] = values[places[k]];
        }
        return picked;
    }

    // ---- the end

    private Solution solution(boolean optimal) {
        restore();
        double violation = Math.max(scan(), 0);
        objective = exactObjective();
        trace.add(new Moment(trace.isEmpty() ? iterations : Math.max(iterations, trace.getLast().iteration() + 1), objective,
                violation));
        var offsets = new double[sides.length];
        for (var group : groups) {
            double offset = offset(group);
            for (int s = 0; s < sides.length; s++) {
                if (List.of(group.sides).contains(sides[s])) {
                    offsets[s] = offset;
                }
            }
        }
        return new Solution(Arrays.stream(sides).map(side -> side.beta).toList(), offsets, objective, iterations, violation,
                optimal || violation <= settings.tolerance(), List.copyOf(trace));
    }

    /// The mean gradient where multipliers are between their bounds, or the middle of where it can be.
    private static double offset(Group group) {
        double sum = 0;
        int free = 0;
        for (var side : group.sides) {
            for (int k = 0; k < side.count; k++) {
                if (side.rise[k] == 0 && side.fall[k] == 0) {
                    sum += side.g[k];
                    free++;
                }
            }
        }
        if (free > 0) {
            return sum / free;
        }
        boolean rises = group.most > Double.NEGATIVE_INFINITY;
        boolean falls = group.least < Double.POSITIVE_INFINITY;
        return rises && falls ? 0.5 * (group.most + group.least) : rises ? group.most : falls ? group.least : 0;
    }
}
