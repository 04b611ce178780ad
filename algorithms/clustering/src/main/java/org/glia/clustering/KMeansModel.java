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
import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;
import org.glia.compute.distance.Centres;

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
        var points = points();
        return rows -> {
            var centres = new Centres(points, rows.rows());
            var nearest = new int[rows.rows()];
            var tile = new Tile(centroids.columns(), rows.rows());
            var labels = new int[tile.rows()];
            var squared = new double[tile.rows()];
            readAll(rows.features(), tile, (from, cells) -> {
                centres.nearest(cells, labels, squared, Parallel.sequential());
                System.arraycopy(labels, 0, nearest, from, cells.rows());
            });
            return Prediction.clusters(centroids.rows(), nearest);
        };
    }

    /// The distances of each row to the centroids, as columns `distance_0`, `distance_1` ...
    @Override
    public Transformer transformer(Schema schema) {
        var points = points();
        int k = centroids.rows();
        var origin = schema.features().stream().map(Field::name).toList();
        return features -> {
            var cells = new double[Math.multiplyExact(features.rows(), k)];
            var centres = new Centres(points, features.rows());
            readAll(features.features(), new Tile(centroids.columns(), features.rows()),
                    (from, rows) -> centres.distances(rows, new Strided(cells, from * k, rows.rows(), k, k, 1), Parallel.sequential()));
            Arrays.setAll(cells, i -> Math.sqrt(cells[i]));
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

    private Strided points() {
        return Strided.of(centroids.rows(), centroids.columns(), centroids.toArray());
    }

    @FunctionalInterface
    private interface Read {
        void rows(int from, Strided cells);
    }

    private static void readAll(Matrix rows, Tile tile, Read read) {
        for (int from = 0; from < rows.rows(); from += tile.rows()) {
            read.rows(from, tile.read(rows, from, Math.min(from + tile.rows(), rows.rows())));
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
