package org.glia.selforganizing;

import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.run.Chunks;
import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.distance.Centres;

/// Training of a map by all rows at once (Kohonen 1995): each neuron becomes the mean of all rows, weighted by its
/// neighbourhood to the neurons that won them.
final class BatchMap {

    /// A neuron with less influence from all rows together stays where it is: the digits of a mean would be lost.
    private static final double LEAST = 1e-280;

    private final Grid grid;
    private final double[] quarters;
    private final Neighbourhood neighbourhood;
    private final int neurons;
    private final int width;
    private final double[] means;
    private final int rows;
    private final Run run;

    /// @param means of the features
    /// @param rows  how many rows there are
    BatchMap(Grid grid, Neighbourhood neighbourhood, double[] means, int rows, Run run) {
        this.grid = grid;
        this.quarters = grid.allQuarters();
        this.neighbourhood = neighbourhood;
        this.neurons = grid.neurons();
        this.width = means.length;
        this.means = means;
        this.rows = rows;
        this.run = run;
    }

    /// @param weights those to begin with, one neuron after the other
    /// @throws DataException if squared distances overflow
    double[] train(Dataset data, Chunks<MapRows> chunks, double[] weights, Radii radii, int epochs) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            run.progress((double) epoch / epochs, "epoch %d of %d".formatted(epoch + 1, epochs));
            var centres = new Centres(Strided.of(neurons, width, weights), rows);
            var sums = chunks.aggregate(new MapStep.Gather(centres));
            if (!Double.isFinite(sums.error())) {
                throw MapRows.tooLarge(data, "som");
            }
            run.record("quantisation error", epoch, sums.error() / Doubles.sum(sums.weights(), 0, neurons));
            weights = smooth(weights, sums, radii.at(epochs == 1 ? 0 : epoch / (epochs - 1.0), grid));
        }
        return weights;
    }

    /// `w_i = sum_c h_ic s_c / sum_c h_ic n_c`, with the sum s_c and the weight n_c of the rows that neuron c won. Sums are
    /// taken about the mean of all rows, so that nothing is lost far from the origin.
    private double[] smooth(double[] weights, MapStep.Gather.Sums sums, double radius) {
        var influences = new double[neurons * neurons];
        run.parallel().forEach(neurons, i ->
                neighbourhood.influences(quarters, i * neurons, radius, influences, i * neurons, neurons));
        var gathered = Strided.zeros(neurons, width);
        for (int c = 0; c < neurons; c++) {
            double weight = sums.weights()[c];
            if (weight > 0) {
                System.arraycopy(sums.moved()[c], 0, gathered.array(), c * width, width);
                for (int j = 0; j < width; j++) {
                    gathered.array()[c * width + j] += weight * (weights[c * width + j] - means[j]);
                }
            }
        }
        var smoothed = Strided.zeros(neurons, width);
        MatrixProducts.gemm(1, Strided.of(neurons, neurons, influences), gathered, 0, smoothed, run.parallel());
        var next = weights.clone();
        for (int i = 0; i < neurons; i++) {
            double influence = Doubles.dot(influences, i * neurons, sums.weights(), 0, neurons);
            for (int j = 0; influence > LEAST && j < width; j++) {
                next[i * width + j] = means[j] + smoothed.array()[i * width + j] / influence;
            }
        }
        return next;
    }
}
