package org.glia.clustering;

import java.util.Arrays;

import org.glia.api.data.DenseMatrix;
import org.glia.api.problem.DataException;

/// The centroids of AddC while points come in one by one: k of clusters, and behind them the free one, which lies on the
/// point that came last and has counted none yet.
final class AddC {

    private final int k;
    private final int width;
    /// The free one stands at place k as soon as there are k clusters.
    private final ClosestPair centroids;
    private final double[] counts;
    private final double[] last;
    private final double[] here;
    private final double[] other;
    private int clusters;
    private long rows;
    private double weight;
    private double energy;

    AddC(int k, int width) {
        this.k = k;
        this.width = width;
        this.centroids = new ClosestPair(Math.addExact(k, 1), width);
        this.counts = new double[k + 1];
        this.last = new double[width];
        this.here = new double[width];
        this.other = new double[width];
    }

    /// Goes on from a model.
    ///
    /// @throws DataException if that has more than k clusters
    static AddC of(FaddcModel model, int k, int width) {
        if (model.centroids().rows() > k) {
            throw new DataException("the model has %d clusters, more than k=%d; go on with k=%d or more"
                    .formatted(model.centroids().rows(), k, model.centroids().rows()));
        }
        var state = new AddC(k, width);
        var cells = model.centroids().toArray();
        for (int c = 0; c < model.centroids().rows(); c++) {
            state.centroids.add(cells, c * width);
        }
        System.arraycopy(model.counts(), 0, state.counts, 0, model.counts().length);
        System.arraycopy(model.last(), 0, state.last, 0, width);
        state.clusters = model.counts().length;
        state.rows = model.rows();
        state.weight = model.weight();
        state.energy = model.energy();
        if (state.clusters == k) {
            state.centroids.add(state.last, 0);
        }
        return state;
    }

    FaddcModel model() {
        var cells = new double[clusters * width];
        for (int c = 0; c < clusters; c++) {
            centroids.get(c, cells, c * width);
        }
        return new FaddcModel(new DenseMatrix(clusters, width, cells), Arrays.copyOf(counts, clusters), last.clone(), rows,
                weight, energy);
    }

    int clusters() {
        return clusters;
    }

    /// How many rows have come.
    long rows() {
        return rows;
    }

    /// Their weight.
    double weight() {
        return weight;
    }

    /// The weighted sum of the squared distances of rows to the nearest centroid, each when it came.
    double energy() {
        return energy;
    }

    /// Takes a point with a weight above 0.
    ///
    /// @throws DataException if squared distances overflow
    void learn(double[] x, int at, double mass) {
        rows++;
        weight += mass;
        System.arraycopy(x, at, last, 0, width);
        int nearest = nearest(x, at);
        if (clusters < k) {
            // Centroids without a place are on the point: so each of the first different points begins a cluster.
            if (nearest >= 0 && centroids.distances(x, at)[nearest] == 0) {
                counts[nearest] += mass;
            } else {
                counts[clusters++] = mass;
                centroids.add(x, at);
            }
            if (clusters == k) {
                counts[k] = 0;
                centroids.add(x, at);
            }
            return;
        }
        energy += mass * requireFinite(centroids.distances(x, at)[nearest]);
        attract(nearest, x, at, mass);
        merge(x, at);
    }

    private int nearest(double[] x, int at) {
        var squared = centroids.distances(x, at);
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centroids.count(); c++) {
            if (squared[c] < least) {
                least = squared[c];
                nearest = c;
            }
        }
        if (nearest < 0 && centroids.count() > 0) {
            throw tooLarge();
        }
        return nearest;
    }

    /// Moves a centroid to the mean of the points that it has counted.
    private void attract(int c, double[] x, int at, double mass) {
        boolean none = counts[c] == 0;
        counts[c] += mass;
        if (none) {
            centroids.set(c, x, at);
            return;
        }
        centroids.get(c, here, 0);
        double share = mass / counts[c];
        for (int j = 0; j < width; j++) {
            here[j] = Math.fma(share, x[at + j] - here[j], here[j]);
        }
        centroids.set(c, here, 0);
    }

    /// Joins the two closest centroids, and puts the one that has become free on the point.
    private void merge(double[] x, int at) {
        int stays = centroids.first();
        int goes = centroids.neighbour(stays);
        requireFinite(centroids.squared(stays));
        centroids.get(goes, other, 0);
        if (counts[stays] == 0 && counts[goes] > 0) {
            centroids.set(stays, other, 0);
        } else if (counts[stays] == 0 || counts[goes] > 0) {
            // two that have counted nothing meet halfway
            double share = counts[goes] > 0 ? counts[goes] / (counts[stays] + counts[goes]) : 0.5;
            centroids.get(stays, here, 0);
            for (int j = 0; j < width; j++) {
                here[j] = Math.fma(share, other[j] - here[j], here[j]);
            }
            centroids.set(stays, here, 0);
        }
        counts[stays] += counts[goes];
        if (goes < k) {
            centroids.get(k, other, 0);
            centroids.set(goes, other, 0);
            counts[goes] = counts[k];
        }
        centroids.set(k, x, at);
        counts[k] = 0;
    }

    private static double requireFinite(double squared) {
        if (squared == Double.POSITIVE_INFINITY) {
            throw tooLarge();
        }
        return squared;
    }

    private static DataException tooLarge() {
        return new DataException("the numbers are too large for squared distances; try `standardize | faddc`");
    }
}
