package org.glia.neural;

import org.glia.api.recipe.Setting;

/// The rule by which gradients move the parameters. How far they move is the learning rate's, whose schedule goes with
/// every rule; g is the gradient, w a parameter, t the number of the update from 1.
public sealed interface Optimiser {

    /// `w -= rate g`.
    record Sgd() implements Optimiser {
    }

    /// `v = momentum v + g`, `w -= rate v` (Polyak, 1964).
    record Momentum(@Setting(value = "share of the velocity that stays", min = 0, max = 1,
            maxExclusive = true) double momentum) implements Optimiser {

        public Momentum() {
            this(0.9);
        }
    }

    /// `v = momentum v + g`, `w -= rate (g + momentum v)` (Nesterov, 1983; Sutskever et al., 2013).
    record Nesterov(@Setting(value = "share of the velocity that stays", min = 0, max = 1,
            maxExclusive = true) double momentum) implements Optimiser {

        public Nesterov() {
            this(0.9);
        }
    }

    /// `s += g^2`, `w -= rate g / (sqrt(s) + epsilon)` (Duchi et al., 2011): steps become ever shorter.
    record Adagrad(@Setting(value = "added to roots", min = 0, minExclusive = true) double epsilon) implements Optimiser {

        public Adagrad() {
            this(1e-10);
        }
    }

    /// `s = decay s + (1 - decay) g^2`, `w -= rate g / (sqrt(s) + epsilon)` (Tieleman and Hinton, 2012).
    record Rmsprop(@Setting(value = "share of the mean square that stays", min = 0, max = 1,
            maxExclusive = true) double decay,
                   @Setting(value = "added to roots", min = 0, minExclusive = true) double epsilon) implements Optimiser {

        public Rmsprop() {
            this(0.9, 1e-8);
        }
    }

    /// Running means of g and g^2, freed of their start at 0: `w -= rate m / (sqrt(s) + epsilon)` (Kingma and Ba,
    /// 2015).
    record Adam(@Setting(value = "share of the mean that stays", min = 0, max = 1, maxExclusive = true) double beta1,
                @Setting(value = "share of the mean square that stays", min = 0, max = 1,
                        maxExclusive = true) double beta2,
                @Setting(value = "added to roots", min = 0, minExclusive = true) double epsilon) implements Optimiser {

        public Adam() {
            this(0.9, 0.999, 1e-8);
        }
    }

    /// Adam that looks ahead as Nesterov's momentum does, which grows to `beta1` over the first updates (Dozat, 2016).
    record Nadam(@Setting(value = "share of the mean that stays", min = 0, max = 1, maxExclusive = true) double beta1,
                 @Setting(value = "share of the mean square that stays", min = 0, max = 1,
                         maxExclusive = true) double beta2,
                 @Setting(value = "added to roots", min = 0, minExclusive = true) double epsilon) implements Optimiser {

        public Nadam() {
            this(0.9, 0.999, 1e-8);
        }
    }

    /// Adam before which weights shrink: `w -= rate weightDecay w` (Loshchilov and Hutter, 2019). Biases do not.
    record Adamw(@Setting(value = "share of a weight that goes with each update, per unit of rate", min = 0,
            tune = "0.0001..0.1:log") double weightDecay,
                 @Setting(value = "share of the mean that stays", min = 0, max = 1, maxExclusive = true) double beta1,
                 @Setting(value = "share of the mean square that stays", min = 0, max = 1,
                         maxExclusive = true) double beta2,
                 @Setting(value = "added to roots", min = 0, minExclusive = true) double epsilon) implements Optimiser {

        public Adamw() {
            this(0.01, 0.9, 0.999, 1e-8);
        }
    }
}
