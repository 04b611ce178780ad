package org.glia.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.model.Prediction;
import org.glia.api.model.Table;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.Tile;
import org.glia.compute.distance.Centres;

/// What centroids say of rows.
///
/// @param points `k x d`, one after the other
record NearestCentroid(Strided points) {

    NearestCentroid(Matrix centroids) {
        this(Strided.of(centroids.rows(), centroids.columns(), centroids.toArray()));
    }

    /// The nearest centroid of each row, the first of equally near ones.
    Prediction clusters(Dataset rows) {
        var centres = new Centres(points, rows.rows());
        var nearest = new int[rows.rows()];
        Tile.each(rows.features(), (from, cells) -> {
            var labels = new int[cells.rows()];
            centres.nearest(cells, labels, new double[cells.rows()], Parallel.sequential());
            System.arraycopy(labels, 0, nearest, from, cells.rows());
        });
        return Prediction.clusters(points.rows(), nearest);
    }

    /// The distances of each row to the centroids, as columns `distance_0`, `distance_1` ...
    ///
    /// @param origin the columns that the rows are made of
    Dataset distances(Dataset rows, List<String> origin) {
        int k = points.rows();
        var cells = new double[Math.multiplyExact(rows.rows(), k)];
        var centres = new Centres(points, rows.rows());
        Tile.each(rows.features(), (from, read) ->
                centres.distances(read, new Strided(cells, from * k, read.rows(), k, k, 1), Parallel.sequential()));
        Arrays.setAll(cells, i -> Math.sqrt(cells[i]));
        var matrix = new DenseMatrix(rows.rows(), k, cells);
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        for (int c = 0; c < k; c++) {
            fields.add(Field.numeric("distance_" + c).withOrigin(origin));
            columns.add(new NumericColumn(matrix.columns(c, 1)));
        }
        return Dataset.of(rows.name(), new Schema(fields), columns);
    }

    /// How large clusters are, for people.
    static Table sizes(double[] sizes) {
        double total = Arrays.stream(sizes).sum();
        var numbers = new double[sizes.length];
        Arrays.setAll(numbers, c -> c);
        return new Table("clusters", Dataset.builder("clusters").numeric("cluster", numbers).numeric("size", sizes)
                .numeric("share", Arrays.stream(sizes).map(size -> size / total).toArray()).build());
    }
}
