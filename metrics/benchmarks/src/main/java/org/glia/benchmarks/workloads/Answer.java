package org.glia.benchmarks.workloads;

import java.util.Arrays;
import java.util.Optional;

/// What a contestant hands back, untimed; the workload's kind says what the numbers are.
///
/// @param train       for the training rows, or of the whole
/// @param test        for the test rows; empty where there are none
/// @param squaredNorm  of the penalised coefficients, where the contestant tells them
/// @param absoluteNorm of the same, where the contestant tells it
record Answer(double[] train, double[] test, Optional<Double> squaredNorm, Optional<Double> absoluteNorm) {

    static Answer of(double... train) {
        return new Answer(train, new double[0], Optional.empty(), Optional.empty());
    }

    static Answer of(double[] train, double[] test) {
        return new Answer(train, test, Optional.empty(), Optional.empty());
    }

    /// This answer with the norms of these coefficients.
    Answer withNorms(double[] coefficients) {
        return new Answer(train, test, Optional.of(Arrays.stream(coefficients).map(w -> w * w).sum()),
                Optional.of(Arrays.stream(coefficients).map(Math::abs).sum()));
    }
}
