package org.glia.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Parts rows into k clusters around centroids, so that the sum of squared distances of the rows to their centroids, the
/// inertia, is small.
///
/// *What it learns.* k centroids. A new row belongs to the nearest one, the first of equally near ones; as a step of a
/// pipeline the model turns a row into its k distances.
///
/// *When to use it.* For compact clusters of similar extent, for many rows, for a summary of data by a few typical rows.
/// Not for elongated, nested or very unequal clusters, nor where strange rows must not pull at centroids. Columns in
/// different units want `standardize` before. The result is a local optimum: several `starts` help, the best one is kept.
///
/// *How it works.* Lloyd's iteration: every row goes to its nearest centroid, every centroid to the mean of its rows, until
/// no row changes or the centroids hardly move. A centroid that loses its rows goes to the row that is farthest from its
/// own. `elkan` and `hamerly` skip distances that the triangle inequality rules out; bounds allow for rounding, so all
/// three methods give the same bits. Elkan's bounds take k numbers a row and pay for many clusters and features, Hamerly's
/// take one and pay for many clusters; `auto` takes `lloyd` below 10 clusters and `hamerly` from there on.
///
/// *Complexity.* O(n k d) for each iteration, less with bounds; seeding with k-means++ costs O(n k d log k). O(n) memory
/// beside the data, O(n log k) while seeding, O(n k) with `elkan`.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | kmeans`. *Weights*: a weight of 2
/// counts like the row twice. Sparse blocks are read in dense tiles.
///
/// *Example.* `fit kmeans k=3 on iris`
@Component(service = Estimator.class)
@Algorithm(name = "kmeans", title = "k-means", tasks = {Task.CLUSTERING, Task.TRANSFORMATION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, removes = Accepts.SPARSE, adds = Accepts.NUMERIC,
        views = {Centroids.class, History.class, Report.class}, random = true,
        references = "Lloyd 1982; Elkan 2003; Arthur and Vassilvitskii 2007; Hamerly 2010")
public final class KMeans implements Estimator<KMeans.Settings, KMeansModel> {

    /// From this number of clusters on, bounds are worth what they cost.
    static final int MANY_CLUSTERS = 10;

    /// How the first centroids are chosen.
    public enum Seeds {
        /// Rows far from each other, by greedy k-means++.
        PLUS_PLUS,
        /// Rows drawn by their weights.
        RANDOM
    }

    /// How the nearest centroids are found; the result is the same.
    public enum Method {
        /// What is likely to be fastest.
        AUTO,
        /// All distances are computed.
        LLOYD,
        /// A lower bound for each row and centroid.
        ELKAN,
        /// One lower bound for each row.
        HAMERLY
    }

    /// @param k             number of clusters
    /// @param seeding       how the first centroids are chosen
    /// @param method        how the nearest centroids are found
    /// @param starts        how many times to start anew; the best result is kept
    /// @param maxIterations most iterations of one start
    /// @param tolerance     stop when the squared way of the centroids in an iteration is less, relative to the variance
    public record Settings(
            @Setting(value = "number of clusters", min = 1, tune = "2..20") int k,
            @Setting("how the first centroids are chosen") Seeds seeding,
            @Setting("how the nearest centroids are found; the result is the same") Method method,
            @Setting(value = "how many times to start anew, the best result is kept", min = 1) int starts,
            @Setting(value = "most iterations of one start", min = 1) int maxIterations,
            @Setting(value = "stop when the centroids move less, squared and relative to the variance", min = 0) double tolerance) {

        public Settings() {
            this(8, Seeds.PLUS_PLUS, Method.AUTO, 4, 300, 1e-4);
        }
    }

    /// @throws DataException if there are fewer rows than clusters, or squared distances overflow
    @Override
    public KMeansModel fit(Dataset data, Settings settings, Run run) {
        return fit(data, settings, Optional.empty(), run);
    }

    /// @param given the first centroids, `k x d`, in the place of seeding
    KMeansModel fit(Dataset data, Settings settings, Optional<? extends Matrix> given, Run run) {
        requireRows(data, settings.k(), "kmeans");
        int width = data.schema().featureWidth();
        var numbered = KMeansRows.numbered(data);
        var chunks = run.chunks(numbered, new KMeansRows.Open(numbered.schema().names().getLast()));
        double variance = chunks.aggregate(new KMeansStep.Spread()).variance();
        var lloyd = new Lloyd(data.name(), chunks, data.rows(), settings, width, settings.tolerance() * variance, run);
        int starts = given.isPresent() ? 1 : settings.starts();
        var solutions = new ArrayList<Lloyd.Solution>();
        for (int start = 0; start < starts; start++) {
            var seeding = new Seeding(chunks, data.rows(), settings.k(), width, run.random("start", start));
            var seeds = given.isPresent() ? given.get().toArray()
                    : settings.seeding() == Seeds.PLUS_PLUS ? seeding.plusPlus() : seeding.random();
            solutions.add(lloyd.from(seeds, start, starts));
        }
        var best = Collections.min(solutions, Comparator.comparingDouble(Lloyd.Solution::inertia));
        if (starts > 1) {
            for (int i = 0; i < best.inertias().size(); i++) {
                run.record("inertia", i + 1, best.inertias().get(i));
            }
        }
        warn(best, data, settings, run);
        return new KMeansModel(new DenseMatrix(settings.k(), width, best.centroids()), best.sizes(), best.inertia(),
                best.iterations(), best.converged());
    }

    private static void warn(Lloyd.Solution solution, Dataset data, Settings settings, Run run) {
        long empty = Arrays.stream(solution.sizes()).filter(size -> size == 0).count();
        if (empty > 0) {
            run.warn("%d of the k=%d clusters are empty, as when %s has fewer distinct rows than that; choose a smaller k"
                    .formatted(empty, settings.k(), data.name()));
        }
        if (!solution.converged()) {
            run.warn("k-means had not converged after maxIterations=%d; allow more, or a larger tolerance"
                    .formatted(settings.maxIterations()));
        }
    }

    /// @throws DataException if there are fewer rows of weight than clusters
    static void requireRows(Dataset data, int k, String algorithm) {
        long rows = data.weights().map(weights -> Arrays.stream(weights).filter(weight -> weight > 0).count())
                .orElse((long) data.rows());
        if (rows == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        if (rows < k) {
            throw new DataException("`%s` cannot make k=%d clusters of %d rows%s; choose k=%d or less"
                    .formatted(algorithm, k, rows, rows < data.rows() ? " of positive weight" : "", rows));
        }
    }
}
