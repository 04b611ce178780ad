package org.glia.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.model.Centroids;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;

/// Centroids, and how they were reached.
///
/// @param centroids  `k x d`, in the features' units
/// @param sizes      the weight of the training rows of each cluster
/// @param inertia    the weighted sum of squared distances of the training rows to their centroids
/// @param iterations of the start that was kept
/// @param converged  whether the centroids stayed, within the tolerance
public record KMeansModel(Matrix centroids, double[] sizes, double inertia, int iterations, boolean converged)
        implements Model {

    /// The nearest centroid of each row, the first of equally near ones.
    @Override
    public Predictor predictor(Schema schema) {
        var points = centroids.toArray();
        return rows -> {
            var nearest = new int[rows.rows()];
            var smallest = new double[rows.rows()];
            Arrays.fill(smallest, Double.POSITIVE_INFINITY);
            distances(points, rows.features(), (row, cluster, squared) -> {
                if (squared < smallest[row]) {
                    smallest[row] = squared;
                    nearest[row] = cluster;
                }
            });
            return Prediction.clusters(centroids.rows(), nearest);
        };
    }

    /// The distances of each row to the centroids, as columns `distance_0`, `distance_1` ...
    @Override
    public Transformer transformer(Schema schema) {
        var points = centroids.toArray();
        int k = centroids.rows();
        var origin = schema.features().stream().map(Field::name).toList();
        return features -> {
            var cells = new double[Math.multiplyExact(features.rows(), k)];
            distances(points, features.features(), (row, cluster, squared) -> cells[row * k + cluster] = Math.sqrt(squared));
            var matrix = new DenseMatrix(features.rows(), k, cells);
            var fields = new ArrayList<Field>();
            var columns = new ArrayList<Column>();
            for (int c = 0; c < k; c++) {
                fields.add(Field.numeric("distance_" + c).withOrigin(origin));
                columns.add(new NumericColumn(matrix.columns(c, 1)));
            }
            return Dataset.of(features.name(), new Schema(fields), columns);
        };
    }

    @FunctionalInterface
    private interface Seen {
        void distance(int row, int cluster, double squared);
    }

    private void distances(double[] points, Matrix rows, Seen seen) {
        int width = centroids.columns();
        var tile = new Tile(width);
        var squared = new double[tile.rows()];
        for (int from = 0; from < rows.rows(); from += tile.rows()) {
            int count = Math.min(tile.rows(), rows.rows() - from);
            tile.read(rows, from, from + count);
            tile.turn(count);
            for (int c = 0; c < centroids.rows(); c++) {
                tile.distances(points, c * width, count, squared);
                for (int r = 0; r < count; r++) {
                    seen.distance(from + r, c, squared[r]);
                }
            }
        }
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, new Centroids(schema.featureNames(), centroids, sizes), report());
    }

    private Report report() {
        double total = Arrays.stream(sizes).sum();
        var numbers = new double[sizes.length];
        Arrays.setAll(numbers, c -> c);
        return Report.of(
                new Table("clusters", Dataset.builder("clusters").numeric("cluster", numbers).numeric("size", sizes)
                        .numeric("share", Arrays.stream(sizes).map(size -> size / total).toArray()).build()),
                new Table("fit", Dataset.builder("fit").numeric("inertia", inertia).numeric("iterations", iterations)
                        .nominal("converged", converged ? "yes" : "no").build()));
    }
}
