package org.glia.selforganizing;

import java.util.Arrays;

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

    /// Shares of the neurons in the rows.
    final class Shares {

        private final double strength;
        private final double memory;
        private final double[] shares;

        /// @param variance the mean squared distance of the rows to their mean
        Shares(Desieno conscience, int neurons, double variance) {
            this.strength = conscience.strength() * variance;
            this.memory = conscience.memory();
            this.shares = new double[neurons];
            Arrays.fill(shares, 1.0 / neurons);
        }

        /// The neuron that is to learn from the row whose distances were measured last.
        ///
        /// @param nearest the neuron that is really the nearest, which takes the credit
        int winner(Codes codes, int nearest, double weight) {
            double followed = Codes.share(memory, weight);
            int winner = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < shares.length; c++) {
                shares[c] += followed * ((c == nearest ? 1 : 0) - shares[c]);
                double biased = codes.squared[c] - strength * (1.0 / shares.length - shares[c]);
                if (biased < least) {
                    least = biased;
                    winner = c;
                }
            }
            return winner;
        }
    }
}
