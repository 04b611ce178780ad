package org.glia.neural;

import org.glia.api.recipe.Setting;

/// A layer of a network, as settings name it. The layer that gives the targets follows by itself.
public sealed interface Layer {

    /// A dense layer of as many units with ReLU, written as its number: `layers=64,32`.
    record Units(@Setting(value = "units of a dense layer with relu", min = 1) int units) implements Layer {
    }

    /// Each unit takes a weighted sum of all that comes in, and makes of it what its activation says.
    ///
    /// @param units      how many
    /// @param activation what each makes of its sum
    /// @param start      how the weights begin
    /// @param bias       whether sums have a constant, which is of no use before `batchnorm`
    record Dense(@Setting(value = "units", min = 1, tune = "8..512:log") int units,
                 @Setting("what each unit makes of its sum") Activation activation,
                 @Setting("how the weights begin") Start start,
                 @Setting("whether sums have a constant") boolean bias) implements Layer {

        public Dense() {
            this(100, new Activation.Relu(), Start.AUTO, true);
        }
    }

    /// An activation that stands apart, as behind `batchnorm`.
    record Activate(@Setting("what becomes of each number") Activation function) implements Layer {

        public Activate() {
            this(new Activation.Relu());
        }
    }

    /// In training each number is 0 with this probability, and otherwise grows by as much as is lost on average
    /// (Srivastava et al., 2014); in prediction nothing happens.
    record Dropout(@Setting(value = "probability that a number is left out", min = 0, max = 1, maxExclusive = true,
            tune = "0..0.6") double rate) implements Layer {

        public Dropout() {
            this(0.5);
        }
    }

    /// Each column of a batch gets mean 0 and variance 1, then a scale and a shift that are learnt (Ioffe and Szegedy,
    /// 2015); in prediction, running means and variances of the batches take the place of the batch's.
    ///
    /// @param momentum share of the running moments that stays at each batch
    /// @param epsilon  added to variances
    record Batchnorm(@Setting(value = "share of the running moments that stays at each batch", min = 0, max = 1,
            maxExclusive = true) double momentum,
                     @Setting(value = "added to variances", min = 0,
                             minExclusive = true) double epsilon) implements Layer {

        public Batchnorm() {
            this(0.9, 1e-5);
        }
    }
}
