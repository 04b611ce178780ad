package org.glia.clustering;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.Incremental;
import org.glia.api.Learner;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.compute.optimise.Patience;
import org.glia.compute.random.Sampling;
import org.osgi.service.component.annotations.Component;

/// k-means by small random samples of the rows: nearly the inertia of `kmeans` in a fraction of its time.
///
/// *What it learns.* k centroids. A new row belongs to the nearest one, the first of equally near ones; as a step of a
/// pipeline the model turns a row into its k distances.
///
/// *When to use it.* For so many rows that `kmeans` takes too long, and for streams, batch by batch. Its inertia is mostly a
/// few percent larger, more for many clusters. What is said of `kmeans` about compact clusters and units holds here too.
///
/// *How it works.* The first centroids are chosen among a sample of three mini-batches' rows (at least 3 k), `starts` times; those
/// with the smallest inertia on another sample are taken. Then mini-batches are drawn with replacement. Each row goes to its
/// nearest centroid, and each centroid moves towards the mean of its new rows by their share of all the weight that it has
/// been given so far (Sculley 2010). Every 10 k rows, centroids that have been given less than `reassign` of what the largest one
/// has are put on rows of the batch. It ends when the mean squared distance, smoothed over about an epoch's half, has not become
/// smaller for `patience` mini-batches.
///
/// *Complexity.* O(batch k d) for each mini-batch, and one pass over all rows at the end, for sizes and inertia. O(batch d + k d)
/// memory beside the data.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | minibatchkmeans`. *Weights*: rows are drawn
/// alike (those of weight 0 never), and a row of weight 2 moves its centroid like two. Sparse blocks are read in dense tiles.
///
/// *History.* `inertia`: the mean squared distance of each mini-batch's rows before they moved the centroids, and `smoothed inertia`.
///
/// *Batch by batch*, each batch is one mini-batch with all its rows. The first centroids are chosen as soon as k rows have come, among
/// these; until then each row is a cluster.
///
/// *Example.* `fit minibatchkmeans k=10 on digits`
@Component(service = Estimator.class)
@Algorithm(name = "minibatchkmeans", title = "mini-batch k-means", tasks = {Task.CLUSTERING, Task.TRANSFORMATION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, removes = Accepts.SPARSE, adds = Accepts.NUMERIC,
        views = {Centroids.class, History.class, Report.class}, random = true,
        references = "Sculley 2010; Arthur and Vassilvitskii 2007")
public final class MiniBatchKMeans implements Incremental<MiniBatchKMeans.Settings, MiniBatchKMeansModel> {

    /// The sample from which first centroids are chosen has as many rows as so many mini-batches, or so many for each cluster.
    private static final int SAMPLE = 3;

    /// @param k         number of clusters
    /// @param seeding   how the first centroids are chosen
    /// @param starts    how many first centroids to try on a sample
    /// @param batch     rows of a mini-batch
    /// @param maxEpochs most mini-batches, as a multiple of those that have as many rows as the data
    /// @param patience  stop after so many mini-batches without a smaller smoothed inertia; 0 for never
    /// @param tolerance stop when the squared way of the centroids in a mini-batch is less, relative to the variance; 0 for never
    /// @param reassign  clusters below this share of the largest one's weight are moved to rows of the mini-batch
    public record Settings(
            @Setting(value = "number of clusters", min = 1, tune = "2..20") int k,
            @Setting("how the first centroids are chosen") KMeans.Seeds seeding,
            @Setting(value = "how many first centroids to try on a sample", min = 1) int starts,
            @Setting(value = "rows of a mini-batch", min = 1, tune = "256..8192:log") int batch,
            @Setting(value = "most mini-batches, in multiples of the number of rows", min = 1) int maxEpochs,
            @Setting(value = "stop after so many mini-batches without a smaller smoothed inertia, 0 for never", min = 0) int patience,
            @Setting(value = "stop when the centroids move less, squared and relative to the variance; 0 for never", min = 0)
            double tolerance,
            @Setting(value = "clusters below this share of the largest one's weight are moved to rows of the mini-batch", min = 0,
                    max = 1) double reassign) {

        public Settings() {
            this(8, KMeans.Seeds.PLUS_PLUS, 3, 1024, 100, 10, 0, 0.01);
        }
    }

    /// @throws DataException if there are fewer rows than clusters, or squared distances overflow
    @Override
    public MiniBatchKMeansModel fit(Dataset data, Settings settings, Run run) {
        KMeans.requireRows(data, settings.k(), "minibatchkmeans");
        var all = MiniBatch.of(data);
        var drawable = data.weights().isPresent()
                ? IntStream.range(0, all.size()).filter(row -> all.weights()[row] > 0).toArray() : new int[0];
        int n = data.weights().isPresent() ? drawable.length : all.size();
        int size = Math.min(settings.batch(), n);
        double tolerance = settings.tolerance() > 0 ? settings.tolerance() * variance(data, run) : 0;
        var state = new MiniBatchState(first(data, all, drawable, n, settings, run), new double[settings.k()], 0, 0,
                settings.reassign(), run);
        long steps = Math.max(1, (long) settings.maxEpochs() * n / size);
        double alpha = Math.min(1, 2.0 * size / (n + 1.0));
        double smoothed = 0;
        var patience = new Patience(settings.patience(), 0);
        boolean converged = false;
        while (state.steps < steps && !converged) {
            var rows = Sampling.withReplacement(run.random("batch", state.steps), n, size);
            var sums = state.learn(all.rows(numbers(rows, drawable)));
            double inertia = sums.inertia() / sums.weight();
            run.record("inertia", state.steps, inertia);
            // the first one is that of the first centroids
            if (state.steps > 1) {
                smoothed = state.steps == 2 ? inertia : smoothed + alpha * (inertia - smoothed);
                run.record("smoothed inertia", state.steps, smoothed);
                patience.better(smoothed);
                converged = patience.exhausted() || tolerance > 0 && state.way <= tolerance;
            }
            run.progress(0.95 * state.steps / steps, "mini-batch %d".formatted(state.steps));
        }
        run.progress(0.95, "sizes of clusters");
        var sums = all.assign(state.centroids, settings.k(), false, run.parallel());
        warn(sums.weights(), converged || settings.patience() == 0 && settings.tolerance() == 0, data, settings, run);
        return model(state, sums.weights(), sums.inertia(), converged, data.schema().featureWidth());
    }

    private static int[] numbers(int[] drawn, int[] drawable) {
        return drawable.length == 0 ? drawn : Arrays.stream(drawn).map(i -> drawable[i]).toArray();
    }

    private static double variance(Dataset data, Run run) {
        var numbered = KMeansRows.numbered(data);
        return run.chunks(numbered, new KMeansRows.Open(numbered.schema().names().getLast()))
                .aggregate(new KMeansStep.Spread()).variance();
    }

    /// The best of several first centroids, by the inertia of a sample.
    private static double[] first(Dataset data, MiniBatch all, int[] drawable, int n, Settings settings, Run run) {
        int size = (int) Math.min(n, SAMPLE * Math.max((long) settings.batch(), settings.k()));
        double[] best = {};
        double least = Double.POSITIVE_INFINITY;
        var judges = settings.starts() == 1 ? all
                : all.rows(numbers(Sampling.withoutReplacement(run.random("judges", 0), n, size), drawable));
        for (int start = 0; start < settings.starts(); start++) {
            var random = run.random("start", start);
            var sample = data.rows(numbers(Sampling.withoutReplacement(random, n, size), drawable));
            var centroids = seeds(sample, settings, random, run);
            if (settings.starts() == 1) {
                return centroids;
            }
            double inertia = judges.assign(centroids, settings.k(), false, run.parallel()).inertia();
            if (inertia < least) {
                best = centroids;
                least = inertia;
            }
        }
        return best;
    }

    private static double[] seeds(Dataset rows, Settings settings, RandomStream random, Run run) {
        var numbered = KMeansRows.numbered(rows);
        var chunks = run.chunks(numbered, new KMeansRows.Open(numbered.schema().names().getLast()));
        var seeding = new Seeding(chunks, rows.rows(), settings.k(), rows.schema().featureWidth(), random);
        return settings.seeding() == KMeans.Seeds.PLUS_PLUS ? seeding.plusPlus() : seeding.random();
    }

    private static void warn(double[] sizes, boolean converged, Dataset data, Settings settings, Run run) {
        long empty = Arrays.stream(sizes).filter(size -> size == 0).count();
        if (empty > 0) {
            run.warn(("%d of the k=%d clusters are empty, as when %s has fewer distinct rows than that; choose a smaller k, or a "
                    + "larger reassign").formatted(empty, settings.k(), data.name()));
        }
        if (!converged) {
            run.warn("mini-batch k-means still improved after maxEpochs=%d; allow more, or less patience"
                    .formatted(settings.maxEpochs()));
        }
    }

    private static MiniBatchKMeansModel model(MiniBatchState state, double[] sizes, double inertia, boolean converged, int width) {
        return new MiniBatchKMeansModel(new DenseMatrix(sizes.length, width, state.centroids), sizes, state.counts.clone(),
                inertia, state.steps, state.waited, converged);
    }

    @Override
    public Learner<MiniBatchKMeansModel> open(Schema schema, Settings settings, Run run) {
        return new Batches(new MiniBatchKMeansModel(new DenseMatrix(0, schema.featureWidth(), new double[0]), new double[0],
                new double[0], 0, 0, 0, false), settings, run);
    }

    /// @throws DataException if the model has another number of clusters than `k`
    @Override
    public Learner<MiniBatchKMeansModel> resume(MiniBatchKMeansModel model, Schema schema, Settings settings, Run run) {
        int clusters = model.counts().length;
        if (clusters > settings.k() || clusters < settings.k() && model.steps() > 0) {
            throw new DataException("the model has %d clusters, not k=%d; go on with k=%1$d".formatted(clusters, settings.k()));
        }
        return new Batches(model, settings, run);
    }

    /// A stream of batches. Until as many rows have come as there are clusters, each row is a cluster and no step is counted.
    private static final class Batches implements Learner<MiniBatchKMeansModel> {

        private final Settings settings;
        private final Run run;
        private MiniBatchKMeansModel model;

        Batches(MiniBatchKMeansModel model, Settings settings, Run run) {
            this.model = model;
            this.settings = settings;
            this.run = run;
        }

        @Override
        public void learn(Dataset batch) {
            run.checkCancelled();
            var rows = model.steps() == 0 && model.counts().length > 0 ? joined(model, batch) : batch;
            var heavy = MiniBatch.of(rows);
            var weights = Arrays.stream(heavy.weights()).filter(weight -> weight > 0).toArray();
            boolean first = model.steps() == 0;
            if (weights.length == 0) {
                return;
            }
            if (first && weights.length < settings.k()) {
                var kept = IntStream.range(0, heavy.size()).filter(row -> heavy.weights()[row] > 0).toArray();
                model = new MiniBatchKMeansModel(heavy.cells().rows(kept).dense(), weights, weights, 0, 0, 0, false);
                return;
            }
            var state = first
                    ? new MiniBatchState(seeds(rows, settings, run.random("start", 0), run), new double[settings.k()], 0, 0,
                            settings.reassign(), run)
                    : new MiniBatchState(model.centroids().toArray(), model.counts().clone(), model.steps(), model.waited(),
                            settings.reassign(), run);
            var sums = state.learn(heavy);
            run.record("inertia", state.steps, sums.inertia() / sums.weight());
            model = MiniBatchKMeans.model(state, state.counts.clone(), sums.inertia(), false, heavy.cells().columns());
        }

        /// The rows that wait, and then those of the batch.
        private static Dataset joined(MiniBatchKMeansModel waiting, Dataset batch) {
            var added = MiniBatch.of(batch);
            var cells = DoubleStream.concat(Arrays.stream(waiting.centroids().toArray()), Arrays.stream(added.cells().toArray()));
            var weights = DoubleStream.concat(Arrays.stream(waiting.counts()), Arrays.stream(added.weights())).toArray();
            return Dataset.builder(batch.name()).block("features", Matrix.of(weights.length, added.cells().columns(), cells.toArray()))
                    .numeric("weight", weights).role(Role.WEIGHT, "weight").build();
        }

        @Override
        public MiniBatchKMeansModel model() {
            return model;
        }
    }
}
