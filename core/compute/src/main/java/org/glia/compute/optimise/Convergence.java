package org.glia.compute.optimise;

/// How a search went, the same for all minimisers.
///
/// @param end         why it ended
/// @param iterations  steps that were taken; sweeps of coordinate descent
/// @param evaluations how often the function was evaluated with its gradient; of coordinate descent, updates of coordinates
/// @param products    how often the matrix or the Hessian was multiplied with a vector
/// @param value       the function at the end
/// @param gradient    what the tolerance was compared with at the end: the largest magnitude in the gradient; of coordinate descent
///                    the largest violation of its last sweep; of conjugate gradients the length of the residual relative to the start's
public record Convergence(End end, int iterations, long evaluations, long products, double value, double gradient) {

    /// Why a search ended.
    public enum End {
        /// The tolerance was met.
        CONVERGED,
        /// There were as many iterations as allowed.
        ITERATIONS,
        /// No lower value is found although the slope says so: rounding hides the rest, or the gradient is not the function's.
        ROUNDING,
        /// Values fall without end.
        UNBOUNDED,
        /// The function has no finite value or gradient where the search starts.
        UNDEFINED
    }

    public boolean converged() {
        return end == End.CONVERGED;
    }
}
