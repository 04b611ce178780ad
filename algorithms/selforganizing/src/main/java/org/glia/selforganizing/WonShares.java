package org.glia.selforganizing;

import java.util.Arrays;

/// The share of the rows that each neuron has won lately, for a conscience.
final class WonShares {

    private final double strength;
    private final double memory;
    private final double[] shares;

    /// @param variance the mean squared distance of the rows to their mean
    WonShares(Conscience.Desieno conscience, int neurons, double variance) {
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
