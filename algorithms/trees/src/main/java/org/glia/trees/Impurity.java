package org.glia.trees;

import java.util.Set;

import org.glia.api.Traits;
import org.glia.api.data.Task;

/// What splits make less: a setting of trees.
enum Impurity {
    /// Gini for classes, squared error for numbers.
    AUTO,
    /// `1 - sum p^2`.
    GINI,
    /// `-sum p log2 p`.
    ENTROPY,
    /// Squared error from the mean.
    SQUARED,
    /// Absolute error from the median.
    ABSOLUTE;

    Criterion of(Task task) {
        return switch (this) {
            case AUTO -> task == Task.REGRESSION ? Criterion.SQUARED : Criterion.GINI;
            case GINI -> Criterion.GINI;
            case ENTROPY -> Criterion.ENTROPY;
            case SQUARED -> Criterion.SQUARED;
            case ABSOLUTE -> Criterion.ABSOLUTE;
        };
    }

    /// Only the task that the criterion is for.
    Traits narrow(Traits traits) {
        return switch (this) {
            case AUTO -> traits;
            case GINI, ENTROPY -> traits.withTasks(Set.of(Task.CLASSIFICATION));
            case SQUARED, ABSOLUTE -> traits.withTasks(Set.of(Task.REGRESSION));
        };
    }
}
