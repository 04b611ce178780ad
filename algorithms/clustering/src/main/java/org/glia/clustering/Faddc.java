package org.glia.clustering;

import java.util.Arrays;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.Incremental;
import org.glia.api.Learner;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.compute.dense.Tile;
import org.osgi.service.component.annotations.Component;

/// Clusters rows as they come, in one pass, by the on-line agglomerative method AddC; fast, because the closest two
/// centroids are known at any time.
///
/// *What it learns.* k centroids with the weight of the rows that each has counted. A new row belongs to the nearest one, the
/// first of equally near ones.
///
/// *When to use it.* For streams, also of a source that changes; for clusters of very different sizes and densities, small
/// ones among them, which k-means divides up and joins: centroids here follow the structure at a scale, and change suddenly
/// when k allows the next finer one. Not where the smallest inertia is wanted, nor where the order of rows must not matter;
/// rows that are sorted by something want `order=shuffled`. Columns in different units want `standardize` before.
///
/// *How it works.* There are k + 1 centroids; the last one is free. For each row: the nearest centroid moves towards the row,
/// by 1 / count of the way, so that it is the mean of the rows that it has counted; the two closest centroids become one,
/// weighted by their counts; and the centroid that has become free is put on the row, with count 0. So it lies on the row
/// that came last, and is no cluster: the model has the k others. A row far from all others keeps a centroid of its own until
/// it is closer to another than those are to each other. The first k different rows each begin a cluster. The closest two are
/// kept by FastPair (Eppstein 2000), with the same result as a search through all pairs, ties included.
///
/// *Complexity.* About O(k d) for each row, in one thread, as each row depends on the one before; O(k d) memory beside the
/// data.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | faddc`. *Weights*: a row of weight w
/// moves the nearest centroid by w / count of the way; rows of weight 0 are passed over. That differs from the row given w times,
/// which may begin a cluster. Sparse blocks are read in dense tiles.
///
/// *History.* `energy`: the mean squared distance of rows to the nearest centroid, before they moved it, over stretches
/// of rows.
///
/// *Example.* `fit faddc k=10 order=shuffled on two-scales`
@Component(service = Estimator.class)
@Algorithm(name = "faddc", title = "Fast AddC, on-line agglomerative clustering", tasks = Task.CLUSTERING,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS},
        views = {Centroids.class, History.class, Report.class}, random = true,
        references = "Guedalia, London and Werman 1999; Eppstein 2000")
public final class Faddc implements Incremental<Faddc.Settings, FaddcModel> {

    /// Points of the history of one fit, at most.
    private static final int POINTS = 100;

    /// In which order rows are learnt.
    public enum Order {
        /// As they come.
        GIVEN,
        /// At random, each batch by itself.
        SHUFFLED
    }

    /// @param k     number of clusters
    /// @param order in which order rows are learnt
    public record Settings(
            @Setting(value = "number of clusters", min = 1, max = 1_000_000, tune = "2..20") int k,
            @Setting("in which order rows are learnt") Order order) {

        public Settings() {
            this(8, Order.GIVEN);
        }
    }

    /// @throws DataException if squared distances overflow, or no row has weight
    @Override
    public FaddcModel fit(Dataset data, Settings settings, Run run) {
        var state = new AddC(settings.k(), data.schema().featureWidth());
        learn(state, data, settings, run, true);
        if (state.rows() == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        if (state.clusters() < settings.k()) {
            run.warn("%s has only %d different rows, so there are %2$d clusters and not k=%d; choose a smaller k"
                    .formatted(data.name(), state.clusters(), settings.k()));
        }
        return state.model();
    }

    @Override
    public Learner<FaddcModel> open(Schema schema, Settings settings, Run run) {
        return learner(new AddC(settings.k(), schema.featureWidth()), settings, run);
    }

    /// @throws DataException if the model has more clusters than `k`
    @Override
    public Learner<FaddcModel> resume(FaddcModel model, Schema schema, Settings settings, Run run) {
        return learner(AddC.of(model, settings.k(), schema.featureWidth()), settings, run);
    }

    private static Learner<FaddcModel> learner(AddC state, Settings settings, Run run) {
        return new Learner<>() {
            @Override
            public void learn(Dataset batch) {
                Faddc.learn(state, batch, settings, run, false);
            }

            @Override
            public FaddcModel model() {
                return state.model();
            }
        };
    }

    private static void learn(AddC state, Dataset data, Settings settings, Run run, boolean all) {
        int width = data.schema().featureWidth();
        var weights = data.weights().orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
        var order = settings.order() == Order.SHUFFLED ? run.random("order", state.rows()).permutation(data.rows()) : new int[0];
        var features = order.length > 0 ? data.features().rows(order) : data.features();
        var tile = new Tile(width, data.rows());
        int stretch = Math.max(1, Math.ceilDiv(data.rows(), POINTS));
        double weightBefore = state.weight();
        double energyBefore = state.energy();
        for (int row = 0, end = 0; row < data.rows(); row++) {
            int place = row % tile.rows();
            if (place == 0) {
                run.checkCancelled();
                end = Math.min(row + tile.rows(), data.rows());
                tile.read(features, row, end);
            }
            double weight = weights[order.length > 0 ? order[row] : row];
            if (weight > 0) {
                state.learn(tile.cells(), place * width, weight);
            }
            if ((row + 1) % stretch == 0 || row == data.rows() - 1) {
                run.checkCancelled();
                if (state.weight() > weightBefore) {
                    run.record("energy", state.rows(), (state.energy() - energyBefore) / (state.weight() - weightBefore));
                }
                weightBefore = state.weight();
                energyBefore = state.energy();
                if (all) {
                    run.progress((row + 1.0) / data.rows(), "row %d".formatted(row + 1));
                }
            }
        }
    }
}
