package org.glia.clustering;

import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Centroids;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;
import org.glia.api.problem.DataException;

/// Centroids, and what is needed to go on.
///
/// @param centroids `k x d`, in the features' units
/// @param sizes     the weight of the training rows of each cluster; learnt batch by batch, the same as `counts`
/// @param counts    the weight of the rows by which each centroid was moved
/// @param inertia   the weighted sum of squared distances of the training rows to their centroids; learnt batch by batch, that
///                  of the last batch before it moved them
/// @param steps     how many mini-batches were learnt
/// @param waited    rows that have passed since the last look for clusters that starve
/// @param converged whether it ended before the epochs did; learnt batch by batch, false
public record MiniBatchKMeansModel(Matrix centroids, double[] sizes, double[] counts, double inertia, long steps, long waited,
                                   boolean converged) implements Model {

    /// The nearest centroid of each row, the first of equally near ones.
    @Override
    public Predictor predictor(Schema schema) {
        requireCentroids();
        return new NearestCentroid(centroids)::clusters;
    }

    /// The distances of each row to the centroids, as columns `distance_0`, `distance_1` ...
    @Override
    public Transformer transformer(Schema schema) {
        requireCentroids();
        var nearest = new NearestCentroid(centroids);
        var origin = schema.features().stream().map(Field::name).toList();
        return features -> nearest.distances(features, origin);
    }

    private void requireCentroids() {
        if (counts.length == 0) {
            throw new DataException("`minibatchkmeans` has learnt no rows yet, so there are no clusters to put rows into");
        }
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, new Centroids(schema.featureNames(), centroids, sizes), report());
    }

    private Report report() {
        return Report.of(
                NearestCentroid.sizes(sizes),
                new Table("fit", Dataset.builder("fit").numeric("inertia", inertia).numeric("steps", steps)
                        .nominal("converged", converged ? "yes" : "no").build()));
    }
}
