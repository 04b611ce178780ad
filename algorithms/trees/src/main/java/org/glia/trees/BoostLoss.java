package org.glia.trees;

import java.util.Optional;
import java.util.Set;

import org.glia.api.data.Task;
import org.glia.api.recipe.Setting;

/// What a boosted model makes small, as a setting.
public sealed interface BoostLoss {

    /// Half the squared error for numbers, log-loss for classes.
    record Auto() implements BoostLoss {
    }

    /// Log-loss of two or more classes.
    record Log() implements BoostLoss {
    }

    /// Squared error: predicts the mean.
    record Squared() implements BoostLoss {
    }

    /// Absolute error: predicts the median.
    record Absolute() implements BoostLoss {
    }

    /// Squared error for small residuals and absolute error for large ones (Friedman 2001, section 4.4).
    record Huber(@Setting(value = "share of the residuals that count as small", min = 0, max = 1, minExclusive = true,
            maxExclusive = true) double alpha) implements BoostLoss {

        public Huber() {
            this(0.9);
        }
    }

    /// Pinball loss: predicts a quantile.
    record Quantile(@Setting(value = "which quantile", min = 0, max = 1, minExclusive = true, maxExclusive = true) double level)
            implements BoostLoss {

        public Quantile() {
            this(0.5);
        }
    }

    /// Deviance of counts: predicts a mean that is never negative, by its logarithm.
    record Poisson() implements BoostLoss {
    }

    /// The one question that the loss is made for, empty where there are two.
    default Optional<Set<Task>> tasks() {
        return switch (this) {
            case Auto auto -> Optional.empty();
            case Log log -> Optional.of(Set.of(Task.CLASSIFICATION));
            default -> Optional.of(Set.of(Task.REGRESSION));
        };
    }

    /// Whether leaves hold quantiles of residuals rather than Newton's step.
    default boolean renewsLeaves() {
        return this instanceof Absolute || this instanceof Huber || this instanceof Quantile;
    }
}
