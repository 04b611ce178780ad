package org.glia.clustering;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.problem.DataException;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.Tile;
import org.glia.compute.distance.Centres;

/// Rows that are given to centroids together.
///
/// @param name    of the data
/// @param cells   `n x d`
/// @param weights one for each row
record MiniBatch(String name, Matrix cells, double[] weights) {

    /// Rows for one thread at a time.
    private static final int PIECE = 256;

    static MiniBatch of(Dataset data) {
        return new MiniBatch(data.name(), data.features(), data.weights().orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        }));
    }

    MiniBatch rows(int[] index) {
        return new MiniBatch(name, cells.rows(index), Arrays.stream(index).mapToDouble(row -> weights[row]).toArray());
    }

    int size() {
        return weights.length;
    }

    /// @param moved   for each cluster the weighted deviations of its rows from the centroid; empty where there are none
    /// @param weights the weight of the rows of each cluster
    /// @param inertia the weighted sum of the squared distances of the rows to their centroids
    record Sums(double[][] moved, double[] weights, double inertia) {

        double weight() {
            return Arrays.stream(weights).sum();
        }
    }

    /// Gives each row to the nearest centroid, the first of equally near ones.
    ///
    /// @param centroids `k x d`, one after the other
    /// @param deviating whether deviations are wanted
    /// @throws DataException if squared distances overflow
    Sums assign(double[] centroids, int k, boolean deviating, Parallel parallel) {
        int width = cells.columns();
        var centres = new Centres(Strided.of(k, width, centroids), size());
        var sums = parallel.reduce(size(), PIECE, (chunk, from, to) -> assign(centres, k, from, to, deviating), MiniBatch::merge);
        if (!Double.isFinite(sums.inertia())) {
            throw new DataException("the numbers in %s are too large for squared distances; try `standardize | minibatchkmeans`"
                    .formatted(name));
        }
        return sums;
    }

    private Sums assign(Centres centres, int k, int first, int last, boolean deviating) {
        int width = cells.columns();
        var tile = new Tile(width, last - first);
        var labels = new int[tile.rows()];
        var squared = new double[tile.rows()];
        var heavy = new double[tile.rows()];
        var chosen = new int[tile.rows()];
        var moved = new double[k][0];
        var mass = new double[k];
        double inertia = 0;
        for (int from = first; from < last; from += tile.rows()) {
            int count = Math.min(tile.rows(), last - from);
            var read = tile.read(cells, from, from + count);
            centres.nearest(read, labels, squared, Parallel.sequential());
            int left = 0;
            for (int r = 0; r < count; r++) {
                double weight = weights[from + r];
                if (weight > 0) {
                    heavy[r] = weight;
                    chosen[left++] = r;
                    mass[labels[r]] += weight;
                    inertia += weight * squared[r];
                    if (deviating && moved[labels[r]].length == 0) {
                        moved[labels[r]] = new double[width];
                    }
                }
            }
            if (deviating) {
                centres.addDeviations(read, chosen, left, labels, heavy, moved);
            }
        }
        return new Sums(moved, mass, inertia);
    }

    private static Sums merge(Sums left, Sums right) {
        for (int c = 0; c < left.weights.length; c++) {
            if (left.moved[c].length == 0) {
                left.moved[c] = right.moved[c];
            } else if (right.moved[c].length > 0) {
                Doubles.axpy(1, right.moved[c], 0, left.moved[c], 0, right.moved[c].length);
            }
            left.weights[c] += right.weights[c];
        }
        return new Sums(left.moved, left.weights, left.inertia + right.inertia);
    }
}
