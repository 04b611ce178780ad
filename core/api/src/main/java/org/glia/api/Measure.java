package org.glia.api;

import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.model.Prediction;
import org.glia.api.model.Table;
import org.osgi.annotation.versioning.ConsumerType;

/// Judges a prediction. Implementations have a public constructor without arguments, carry [Metric], keep no state and
/// are safe for use by many threads at once. The rows' weights count.
@ConsumerType
public interface Measure {

    /// The value, or the reason why there is none: a prediction without probabilities, a class that never occurs.
    ///
    /// @param truth      the rows that were predicted, in the same order, with targets, features and weights
    /// @param prediction the answers
    Score score(Dataset truth, Prediction prediction);

    /// What stands behind the value, for people (the confusion matrix).
    default Optional<Table> table(Dataset truth, Prediction prediction) {
        return Optional.empty();
    }

    /// @throws IllegalArgumentException if the class does not carry [Metric]
    static Metric metric(Class<?> measure) {
        var annotation = measure.getAnnotation(Metric.class);
        if (annotation == null) {
            throw new IllegalArgumentException("%s lacks @Metric".formatted(measure.getName()));
        }
        return annotation;
    }
}
