package org.glia.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.random.Sampling;

/// Centroids that mini-batches move.
final class MiniBatchState {

    /// So many rows for each cluster pass between two looks for clusters that starve.
    private static final int ROWS_BETWEEN = 10;

    private final int k;
    private final int width;
    private final double share;
    private final Run run;
    /// One after the other.
    double[] centroids;
    /// The weight of the rows that each has been given.
    final double[] counts;
    long steps;
    /// Rows since the last look for clusters that starve.
    long waited;
    /// How far the centroids went in the last step: the sum of squares.
    double way;

    /// @param share a cluster with less than this share of the weight of the largest one starves
    MiniBatchState(double[] centroids, double[] counts, long steps, long waited, double share, Run run) {
        this.k = counts.length;
        this.width = centroids.length / k;
        this.centroids = centroids;
        this.counts = counts;
        this.steps = steps;
        this.waited = waited;
        this.share = share;
        this.run = run;
    }

    /// Moves each centroid towards the mean of its rows in the batch, by their share of all the weight it has been given; so
    /// it is the mean of all that. Then moves centroids that starve to rows of the batch.
    ///
    /// @return what the rows were given to, before that
    MiniBatch.Sums learn(MiniBatch batch) {
        run.checkCancelled();
        waited += batch.size();
        boolean look = waited >= (long) ROWS_BETWEEN * k || Arrays.stream(counts).anyMatch(count -> count == 0);
        var sums = batch.assign(centroids, k, true, run.parallel());
        var before = centroids;
        centroids = centroids.clone();
        for (int c = 0; c < k; c++) {
            if (sums.weights()[c] > 0) {
                counts[c] += sums.weights()[c];
                Doubles.axpy(1 / counts[c], sums.moved()[c], 0, centroids, c * width, width);
            }
        }
        if (look) {
            waited = 0;
            reassign(batch);
        }
        steps++;
        way = Doubles.squaredDistance(before, 0, centroids, 0, k * width);
        return sums;
    }

    private void reassign(MiniBatch batch) {
        double largest = Arrays.stream(counts).max().orElse(0);
        var rows = IntStream.range(0, batch.size()).filter(row -> batch.weights()[row] > 0).toArray();
        // those that have been given least first, and not more than half as many as there are rows
        var starving = IntStream.range(0, k).filter(c -> counts[c] < share * largest).boxed()
                .sorted((a, b) -> counts[a] != counts[b] ? Double.compare(counts[a], counts[b]) : a - b)
                .limit(rows.length / 2).mapToInt(Integer::intValue).sorted().toArray();
        if (starving.length == 0) {
            return;
        }
        var drawn = Sampling.withoutReplacement(run.random("reassign", steps), rows.length, starving.length);
        for (int i = 0; i < starving.length; i++) {
            batch.cells().read(rows[drawn[i]], rows[drawn[i]] + 1, centroids, starving[i] * width);
        }
        // with as much weight as the poorest of the others, so that they are not moved again at once
        double least = IntStream.range(0, k).filter(c -> Arrays.binarySearch(starving, c) < 0).mapToDouble(c -> counts[c])
                .min().orElseThrow();
        for (int c : starving) {
            counts[c] = least;
        }
    }
}
