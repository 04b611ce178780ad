package org.glia.clustering;

import org.glia.api.recipe.Setting;
import org.glia.compute.neighbours.Metric;

/// How far apart rows are: a setting.
public sealed interface Distance {

    /// The square root of the sum of squared differences.
    record Euclidean() implements Distance {
    }

    /// The sum of absolute differences.
    record Manhattan() implements Distance {
    }

    /// The largest absolute difference.
    record Chebyshev() implements Distance {
    }

    /// The p-th root of the sum of the p-th powers of absolute differences.
    record Minkowski(@Setting(value = "power of the differences", min = 1) double p) implements Distance {

        public Minkowski() {
            this(3);
        }
    }

    /// One minus the cosine of the angle between rows, from 0 to 2.
    record Cosine() implements Distance {
    }

    /// The same for computing with.
    default Metric metric() {
        return switch (this) {
            case Euclidean euclidean -> new Metric.Euclidean();
            case Manhattan manhattan -> new Metric.Manhattan();
            case Chebyshev chebyshev -> new Metric.Chebyshev();
            case Minkowski minkowski -> new Metric.Minkowski(minkowski.p());
            case Cosine cosine -> new Metric.Cosine();
        };
    }
}
