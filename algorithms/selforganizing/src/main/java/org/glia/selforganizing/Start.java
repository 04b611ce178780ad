package org.glia.selforganizing;

import org.glia.api.run.RandomStream;

/// Where neurons stand before they learn.
public enum Start {
    /// On rows drawn at random.
    ROWS,
    /// Anywhere, evenly spread between the least and the greatest value of each feature.
    UNIFORM;

    /// The weights of some neurons, one after the other.
    double[] weights(int neurons, int width, Presentation rows, MapStep.Extent.Sums extent, RandomStream random) {
        var weights = new double[Math.multiplyExact(neurons, width)];
        if (this == ROWS) {
            // where there are more neurons than rows, all rows are used equally often
            var order = new int[0];
            for (int neuron = 0; neuron < neurons; neuron++) {
                if (neuron % rows.rows() == 0) {
                    order = random.permutation(rows.rows());
                }
                rows.read(rows.shown(order[neuron % rows.rows()]), weights, neuron * width);
            }
            return weights;
        }
        for (int i = 0; i < weights.length; i++) {
            double share = random.nextDouble();
            weights[i] = extent.lows()[i % width] * (1 - share) + extent.highs()[i % width] * share;
        }
        return weights;
    }
}
