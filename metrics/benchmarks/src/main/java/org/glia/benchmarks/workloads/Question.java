package org.glia.benchmarks.workloads;

/// What a workload asks, and with it what contestants hand back.
enum Question {
    /// Numbers for the rows of training and test.
    REGRESSION,
    /// Probabilities for the rows of training and test, `rows x classes`.
    CLASSIFICATION,
    /// The centres, `clusters x columns`.
    CLUSTERING,
    /// The sum of the squares of all cells of the training rows' output.
    TRANSFORMATION,
    /// How many rows and columns a file has, and the sum of its numbers.
    READING
}
