package org.glia.regression;

import java.util.Arrays;

import org.glia.compute.optimise.CoordinateProblem;

/// The coefficients of a problem that are swept over: all that are not 0, and more of the others round by round. The rest are 0.
final class WorkingSet implements CoordinateProblem {

    /// So many join at least, if there are.
    private static final int FEWEST = 128;

    private final ResidualProblem problem;
    private final boolean[] within;
    private final int[] members;
    private int size;

    WorkingSet(ResidualProblem problem) {
        this.problem = problem;
        this.within = new boolean[problem.coordinates()];
        this.members = new int[problem.coordinates()];
        for (int j = 0; j < within.length; j++) {
            if (!problem.isZero(j)) {
                add(j);
            }
        }
    }

    private void add(int j) {
        within[j] = true;
        members[size++] = j;
    }

    /// The largest violation of all coefficients, when the gap was computed last.
    double largest() {
        double largest = 0;
        for (int j = 0; j < within.length; j++) {
            largest = Math.max(largest, problem.violation(j));
        }
        return largest;
    }

    /// Takes in those without that violate their conditions most, as many as there are members; whether there were any.
    boolean grow() {
        var violations = new double[within.length];
        int outside = 0;
        for (int j = 0; j < within.length; j++) {
            violations[j] = within[j] ? 0 : problem.violation(j);
            outside += violations[j] > 0 ? 1 : 0;
        }
        if (outside == 0) {
            return false;
        }
        int joining = Math.min(outside, Math.max(size, FEWEST));
        var sorted = violations.clone();
        Arrays.sort(sorted);
        double least = Math.max(sorted[sorted.length - joining], Double.MIN_VALUE);
        for (int j = 0; j < within.length; j++) {
            if (violations[j] >= least) {
                add(j);
            }
        }
        return true;
    }

    @Override
    public int coordinates() {
        return size;
    }

    @Override
    public double update(int k, double slack) {
        return problem.update(members[k], slack);
    }

    @Override
    public double value() {
        return problem.value(members, size);
    }
}
