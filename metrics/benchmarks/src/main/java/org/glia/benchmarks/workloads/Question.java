package org.glia.benchmarks.workloads;

/// What a workload asks, and with it what contestants hand back.
enum Question {
    /// Numbers for the rows of training and test.
    REGRESSION,
    /// Probabilities for the rows of training and test, `rows x classes`; from who knows none scores, of which the largest wins.
    CLASSIFICATION,
    /// The centres, `clusters x columns`.
    CLUSTERING,
    /// The number of each training row's cluster, -1 for noise.
    GROUPING,
    /// The natural logarithm of the density at each training row.
    DENSITY,
    /// The sum of the squares of all cells of the training rows' output.
    TRANSFORMATION,
    /// How many rows and columns a file has, and the sum of its numbers.
    READING;

    /// Whether there are rows of training and test, with targets.
    boolean predicts() {
        return this == REGRESSION || this == CLASSIFICATION;
    }
}
