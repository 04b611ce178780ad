package org.glia.selforganizing;

import java.util.Arrays;

import org.glia.compute.dense.Doubles;
import org.glia.compute.elementwise.Elementary;

/// Neurons while they learn row by row.
final class Codes {

    /// One neuron after the other.
    final double[] weights;
    final int neurons;
    final int width;
    /// Whether neurons are kept at length 1.
    private final boolean unit;
    /// The squared distances of the row that was looked at last.
    final double[] squared;
    private final long[] keys;
    private final int indexBits;

    /// @param weights one neuron after the other, which change
    Codes(double[] weights, int neurons, boolean unit) {
        this.weights = weights;
        this.neurons = neurons;
        this.width = weights.length / neurons;
        this.unit = unit;
        this.squared = new double[neurons];
        this.keys = new long[neurons];
        this.indexBits = 32 - Integer.numberOfLeadingZeros(neurons - 1);
    }

    /// Measures the distances to a row, and gives the nearest neuron, the first of equally near ones.
    int nearest(double[] row) {
        int nearest = 0;
        for (int c = 0; c < neurons; c++) {
            squared[c] = Doubles.squaredDistance(row, 0, weights, c * width, width);
            if (squared[c] < squared[nearest]) {
                nearest = c;
            }
        }
        return nearest;
    }

    /// The neurons in the order of their distances as last measured, nearest first.
    ///
    /// @param order takes all neurons
    void rank(int[] order) {
        // a distance that is not negative is ordered like its bits; those of the neuron take the place of its last ones, so
        // neurons whose distances differ in the last digits only come in their own order
        long mask = (1L << indexBits) - 1;
        for (int c = 0; c < neurons; c++) {
            keys[c] = Double.doubleToRawLongBits(squared[c]) & ~mask | c;
        }
        Arrays.sort(keys);
        for (int rank = 0; rank < neurons; rank++) {
            order[rank] = (int) (keys[rank] & mask);
        }
    }

    /// Moves a neuron towards a row by a share of the way: `w = w + share (x - w)`.
    void pull(int neuron, double share, double[] row) {
        Doubles.axpby(share, row, 0, 1 - share, weights, neuron * width, width);
        if (unit) {
            UnitLength.scale(weights, neuron * width, width);
        }
    }

    /// The share of the way that is gone when a row is presented `weight` times: `1 - (1 - rate)^weight`.
    static double share(double rate, double weight) {
        return weight == 1 ? rate : -Elementary.expm1(weight * Elementary.log1p(-rate));
    }
}
