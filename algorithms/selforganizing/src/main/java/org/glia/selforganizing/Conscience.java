package org.glia.selforganizing;

import org.glia.api.recipe.Setting;

/// Whether a neuron that wins more than its share of the rows holds itself back, so that the others get some.
public sealed interface Conscience {

    /// None has: a neuron that is never the nearest never learns.
    record None() implements Conscience {
    }

    /// As DeSieno (1988) has it: of N neurons one that has won the share p of the rows has the bias `strength (1/N - p)`,
    /// which is subtracted from its squared distance.
    ///
    /// @param strength the weight of the bias, per mean squared distance of the rows to their mean
    /// @param memory   how fast the share of a neuron follows what it wins
    record Desieno(@Setting(value = "weight of the bias, per variance of the rows", min = 0) double strength,
                   @Setting(value = "how fast the share of a neuron follows what it wins", min = 0, max = 1, minExclusive = true)
                   double memory) implements Conscience {

        public Desieno() {
            this(10, 0.001);
        }
    }
}
