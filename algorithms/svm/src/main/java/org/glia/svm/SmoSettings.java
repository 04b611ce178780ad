package org.glia.svm;

import org.glia.api.recipe.Setting;

/// How long and with how much memory kernel machines search.
///
/// @param tolerance     the search ends when no pair of multipliers violates the optimality conditions by more
/// @param shrinking     whether rows that rest at a bound are left out for a while; changes the time only
/// @param cache         memory for rows of kernels, in MB; changes the time only
/// @param maxIterations most steps of one machine
public record SmoSettings(
        @Setting(value = "largest violation of the optimality conditions", min = 0, minExclusive = true) double tolerance,
        @Setting("whether rows that rest at a bound are left out for a while") boolean shrinking,
        @Setting(value = "memory for rows of kernels in MB", min = 1) int cache,
        @Setting(value = "most steps of one machine", min = 1) int maxIterations) {

    public SmoSettings() {
        this(1e-3, true, 256, 10_000_000);
    }

    /// The memory that each of machines that are trained side by side may take, in bytes.
    long share(int machines, int threads) {
        return (((long) cache) << 20) / Math.clamp(machines, 1, threads);
    }
}
