package org.glia.clustering;

import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Centroids;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.View;
import org.glia.api.problem.DataException;

/// Centroids that points have moved, and what is needed to go on.
///
/// @param centroids `clusters x d`, in the features' units; as many as k, or as there were different rows if fewer
/// @param counts    the weight of the rows that each centroid has counted; together that of all rows
/// @param last      the row that came last, where the free centroid lies, which is no cluster
/// @param rows      how many rows of weight have come
/// @param weight    of these
/// @param energy    the weighted sum of the squared distances of the rows to the nearest centroid, each when it came
public record FaddcModel(Matrix centroids, double[] counts, double[] last, long rows, double weight, double energy)
        implements Model {

    /// The nearest centroid of each row, the first of equally near ones.
    @Override
    public Predictor predictor(Schema schema) {
        if (counts.length == 0) {
            throw new DataException("`faddc` has learnt no rows yet, so there are no clusters to put rows into");
        }
        return new NearestCentroid(centroids)::clusters;
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, new Centroids(schema.featureNames(), centroids, counts), report());
    }

    private Report report() {
        return Report.of(
                NearestCentroid.sizes(counts),
                new Table("fit", Dataset.builder("fit").numeric("rows", rows).numeric("weight", weight)
                        .numeric("energy", energy).build()));
    }
}
