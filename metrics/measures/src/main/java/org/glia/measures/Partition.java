package org.glia.measures;

import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Tag;
import org.glia.api.model.Prediction;

/// The rows that belong to a cluster, in the order of their clusters.
///
/// @param rows    the numeric features, `n x d`; a view
/// @param starts  cluster c has the rows `starts[c]` to `starts[c + 1]` (exclusive), at least one
/// @param weights one for each row
record Partition(Matrix rows, int[] starts, double[] weights) {

    static Partition of(Dataset truth, Prediction prediction) {
        Truth.requireSameRows(truth, prediction);
        if (!prediction.has(Tag.CLUSTER)) {
            throw new NoScore("the prediction has no clusters");
        }
        var clusters = prediction.clusters();
        var order = IntStream.range(0, clusters.length).filter(row -> clusters[row] >= 0).boxed()
                .sorted((a, b) -> Integer.compare(clusters[a], clusters[b])).mapToInt(Integer::intValue).toArray();
        if (order.length == 0) {
            throw new NoScore(clusters.length == 0 ? "there are no rows" : "no row belongs to a cluster");
        }
        var starts = IntStream.rangeClosed(0, order.length).filter(place -> place == 0 || place == order.length
                || clusters[order[place]] != clusters[order[place - 1]]).toArray();
        return new Partition(features(truth).rows(order), starts, Truth.weights(truth, order));
    }

    private static Matrix features(Dataset truth) {
        var fields = truth.schema().features();
        if (fields.isEmpty()) {
            throw new NoScore("the data have no features to measure distances by");
        }
        for (var field : fields) {
            if (!field.isNumeric()) {
                throw new NoScore("distances are measured between numeric features, and `%s` is %s".formatted(field.name(),
                        field.kind().name().toLowerCase()));
            }
        }
        var features = truth.features();
        var row = new double[features.columns()];
        for (int i = 0; i < features.rows(); i++) {
            features.read(i, i + 1, row, 0);
            for (double value : row) {
                if (!Double.isFinite(value)) {
                    throw new NoScore("row %d has a missing or infinite feature, so it has no distance to others"
                            .formatted(i + 1));
                }
            }
        }
        return features;
    }

    int clusters() {
        return starts.length - 1;
    }

    int size(int cluster) {
        return starts[cluster + 1] - starts[cluster];
    }

    /// @throws NoScore unless there are at least two clusters, one of them with more than one row
    Partition requireSeveral() {
        if (clusters() == 1) {
            throw new NoScore("all rows are in one cluster, and there is no other to compare it with");
        }
        if (clusters() == rows.rows()) {
            throw new NoScore("every row is a cluster of its own");
        }
        return this;
    }

    /// The mean of each cluster, `clusters x d`.
    ///
    /// @param weighted whether rows count with their weights, or all the same
    double[][] centroids(boolean weighted) {
        var centroids = new double[clusters()][rows.columns()];
        var row = new double[rows.columns()];
        for (int c = 0; c < centroids.length; c++) {
            double total = 0;
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                rows.read(i, i + 1, row, 0);
                double weight = weighted ? weights[i] : 1;
                total += weight;
                for (int j = 0; j < row.length; j++) {
                    centroids[c][j] += weight * row[j];
                }
            }
            for (int j = 0; j < row.length && total > 0; j++) {
                centroids[c][j] /= total;
            }
        }
        return centroids;
    }

    static double squaredDistance(double[] a, int fromA, double[] b, int fromB, int d) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double difference = a[fromA + j] - b[fromB + j];
            sum += difference * difference;
        }
        return sum;
    }
}
