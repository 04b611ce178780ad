package org.glia.svm;

import java.util.List;

/// The dual problem of every kernel machine here: minimise `b'Kb / 2 - p'b`, each multiplier b between its bounds,
/// their sum fixed. A multiplier carries the sign of its class (Chen, Fan and Lin 2006 write `b = y alpha`), so that
/// one matrix of kernels serves all problems and all pairs of classes.
///
/// @param points   the rows
/// @param sides    one side, or two: the tube of a regression has two multipliers for each row
/// @param separate whether the sum is fixed on each side (the problems with nu) rather than over both
record DualProblem(Points points, List<Side> sides, boolean separate) {

    /// Multipliers of `start.length` rows from row `first` on.
    ///
    /// @param linear p
    /// @param lower  bounds
    /// @param upper  bounds
    /// @param start  feasible multipliers, whose sum is kept
    record Side(int first, double[] linear, double[] lower, double[] upper, double[] start) {
    }

    /// @param beta        of each side
    /// @param offsets     the multiplier of the sum, of each side: what `p - Kb` is where b is between its bounds
    /// @param objective   `b'Kb / 2 - p'b`
    /// @param iterations  steps
    /// @param violation   by which the optimality conditions are missed
    /// @param converged   whether that is below the tolerance
    /// @param trace       objective and violation on the way
    record Solution(List<double[]> beta, double[] offsets, double objective, int iterations, double violation,
                    boolean converged, List<Moment> trace) {

        /// The multiplier of each of `n` rows, those of both sides together.
        double[] ofRows(DualProblem problem, int n) {
            var sums = new double[n];
            for (int s = 0; s < beta.size(); s++) {
                int first = problem.sides.get(s).first();
                for (int k = 0; k < beta.get(s).length; k++) {
                    sums[first + k] += beta.get(s)[k];
                }
            }
            return sums;
        }
    }

    /// A look at the search.
    record Moment(int iteration, double objective, double violation) {
    }
}
