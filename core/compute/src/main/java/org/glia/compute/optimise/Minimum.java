package org.glia.compute.optimise;

/// Where a search ended.
///
/// @param x           the lowest point found
/// @param convergence how the search went
public record Minimum(double[] x, Convergence convergence) {
}
