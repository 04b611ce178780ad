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
        return new NearestCentroid(centroids)::clusters;
    }

    /// The distances of each row to the centroids, as columns `distance_0`, `distance_1` ...
    @Override
    public Transformer transformer(Schema schema) {
        var nearest = new NearestCentroid(centroids);
        var origin = schema.features().stream().map(Field::name).toList();
        return features -> nearest.distances(features, origin);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, new Centroids(schema.featureNames(), centroids, sizes), report());
    }

    private Report report() {
        return Report.of(
                NearestCentroid.sizes(sizes),
                new Table("fit", Dataset.builder("fit").numeric("inertia", inertia).numeric("iterations", iterations)
                        .nominal("converged", converged ? "yes" : "no").build()));
    }
}
