package org.glia.clustering;

import java.util.Arrays;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Series;
import org.glia.api.model.Table;
import org.glia.api.model.View;
import org.glia.api.run.Parallel;
import org.glia.compute.neighbours.Neighbours;
import org.glia.compute.neighbours.Neighbours.Method;

/// The core points and their clusters.
///
/// @param cores      the core points, `cores x d`, in the order of the training rows
/// @param clusters   the cluster of each core point
/// @param sizes      the weight of the training rows of each cluster, core points and others
/// @param noise      the weight of the training rows in no cluster
/// @param eps        how far neighbours are apart at most
/// @param distance   how that is measured
/// @param kDistances the distances of some training rows to their (minPoints - 1)-th nearest other row, the largest first
public record DbscanModel(Matrix cores, int[] clusters, double[] sizes, double noise, double eps, Distance distance,
                          double[] kDistances) implements Model {

    /// The cluster of the nearest core point (the first of equally near ones) of each row, -1 where it is farther than eps.
    @Override
    public Predictor predictor(Schema schema) {
        if (clusters.length == 0) {
            return rows -> {
                var noise = new int[rows.rows()];
                Arrays.fill(noise, -1);
                return Prediction.clusters(0, noise);
            };
        }
        var index = Neighbours.index(cores, distance.metric(), Method.AUTO, Parallel.sequential());
        return rows -> {
            var nearest = index.nearest(rows.features(), 1, Parallel.sequential());
            var found = new int[rows.rows()];
            Arrays.setAll(found, row -> nearest.distance(row, 0) <= eps ? clusters[nearest.index(row, 0)] : -1);
            return Prediction.clusters(sizes.length, found);
        };
    }

    /// A report, and the sorted k-distances as a line: eps is best chosen where it bends.
    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        var steps = new double[kDistances.length];
        Arrays.setAll(steps, i -> i + 1.0);
        return View.of(type, report(), new Series("k-distance", steps, kDistances));
    }

    private Report report() {
        var numbers = new double[sizes.length];
        Arrays.setAll(numbers, c -> c);
        var core = new double[sizes.length];
        for (int cluster : clusters) {
            core[cluster]++;
        }
        return Report.of(
                new Table("clusters", Dataset.builder("clusters").numeric("cluster", numbers).numeric("size", sizes)
                        .numeric("core points", core).build()),
                new Table("fit", Dataset.builder("fit").numeric("clusters", sizes.length).numeric("core points", clusters.length)
                        .numeric("noise", noise).build()));
    }
}
