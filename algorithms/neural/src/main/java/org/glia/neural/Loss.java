package org.glia.neural;

import org.glia.api.recipe.Setting;

/// What a wrong number costs, in standard deviations of the target where targets are scaled. Nominal targets always
/// cost the cross-entropy, the negative logarithm of the true level's probability.
public sealed interface Loss {

    /// The squared error.
    record Mse() implements Loss {
    }

    /// The absolute error.
    record Mae() implements Loss {
    }

    /// Half the squared error up to `delta`, from there on a line (Huber, 1964).
    record Huber(@Setting(value = "error from which on the loss grows like a line", min = 0,
            minExclusive = true) double delta) implements Loss {

        public Huber() {
            this(1);
        }
    }

    /// The cost of an error.
    default float value(float error) {
        return switch (this) {
            case Mse any -> error * error;
            case Mae any -> Math.abs(error);
            case Huber(double delta) -> Math.abs(error) <= delta ? 0.5f * error * error
                    : (float) delta * (Math.abs(error) - 0.5f * (float) delta);
        };
    }

    /// How the cost grows with the error.
    default float slope(float error) {
        return switch (this) {
            case Mse any -> 2 * error;
            case Mae any -> Math.signum(error);
            case Huber(double delta) -> Math.clamp(error, -(float) delta, (float) delta);
        };
    }
}
