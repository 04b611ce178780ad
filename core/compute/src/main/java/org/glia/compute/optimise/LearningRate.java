package org.glia.compute.optimise;

import org.glia.api.recipe.Setting;

/// How long the steps of a gradient descent are, and how that changes while it goes on: a setting of all that learn by
/// steps.
public sealed interface LearningRate {

    /// Always the same.
    record Constant(@Setting(value = "length of a step per unit of gradient", min = 0, minExclusive = true,
            tune = "0.0001..1:log") double rate) implements LearningRate {
    }

    /// `t0 / (t + t1)` at update t, counted from 0 (Robbins and Monro, 1951).
    record Power(@Setting(value = "rate times updates, for late updates", min = 0, minExclusive = true) double t0,
                 @Setting(value = "updates before the rate falls noticeably", min = 0, minExclusive = true) double t1)
            implements LearningRate {

        public Power() {
            this(5, 50);
        }
    }

    /// `rate / (t + 1)^power` at update t, counted from 0.
    record InverseScaling(@Setting(value = "rate at the start", min = 0, minExclusive = true, tune = "0.0001..1:log") double rate,
                          @Setting(value = "power of the number of updates that divides it", min = 0) double power)
            implements LearningRate {

        public InverseScaling() {
            this(0.01, 0.25);
        }
    }

    /// `rate * 0.1^(t / epochs)` in epoch t, which may be within an epoch: a tenth of what it was after each `epochs`.
    record Exponential(@Setting(value = "rate at the start", min = 0, minExclusive = true) double rate,
                       @Setting(value = "epochs in which it falls to a tenth", min = 0, minExclusive = true) double epochs)
            implements LearningRate {

        public Exponential() {
            this(0.01, 20);
        }
    }

    /// Up from a tenth of `highest` to `highest` for 45% of all updates, down again for as many, and then to a thousandth
    /// of the start (Smith, 2018).
    record OneCycle(@Setting(value = "highest rate", min = 0, minExclusive = true, tune = "0.001..1:log") double highest)
            implements LearningRate {

        public OneCycle() {
            this(0.01);
        }
    }

    /// `rate` until the loss has not become better for `patience` epochs, then `factor` times as much, and so on.
    record Plateau(@Setting(value = "rate at the start", min = 0, minExclusive = true) double rate,
                   @Setting(value = "what the rate is multiplied by", min = 0, max = 1, minExclusive = true, maxExclusive = true) double factor,
                   @Setting(value = "epochs without a better loss before that", min = 1) int patience)
            implements LearningRate {

        public Plateau() {
            this(0.01, 0.5, 5);
        }
    }

    /// The rates of a descent that is about to begin.
    ///
    /// @param epochs  how many there will be at most
    /// @param updates how many each of them has
    default Schedule over(int epochs, int updates) {
        return new Schedule(this, epochs, updates);
    }
}
