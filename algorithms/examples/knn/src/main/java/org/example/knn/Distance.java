package org.example.knn;

import org.glia.compute.neighbours.Metric;

/// How far apart two rows are.
public enum Distance {
    /// The square root of the sum of squared differences.
    EUCLIDEAN(new Metric.Euclidean()),
    /// The sum of absolute differences.
    MANHATTAN(new Metric.Manhattan()),
    /// The largest absolute difference.
    CHEBYSHEV(new Metric.Chebyshev()),
    /// One minus the cosine of the angle between the rows.
    COSINE(new Metric.Cosine());

    private final Metric metric;

    Distance(Metric metric) {
        this.metric = metric;
    }

    Metric metric() {
        return metric;
    }
}
