package org.glia.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.History;
import org.glia.api.model.Mixture;
import org.glia.api.model.Report;
import org.glia.api.model.Sampler;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Chunks;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Describes rows as drawn from one of k normal distributions each: clusters that overlap, how densely rows lie, and which are
/// strange.
///
/// *What it learns.* For each component a weight, a mean and a covariance. As a clustering it answers with the component that a row
/// belongs to most, the memberships in all, and the logarithm of the density; asked for density, with that alone; asked for
/// anomalies, with minus that (larger is stranger), and says `yes` to rows that lie thinner than the share `contamination` of the
/// training rows.
///
/// *When to use it.* For clusters like clouds of different sizes, elongated ones too, that may overlap; for densities; to invent rows
/// (view `Sampler`). Not for clusters of odd shapes. Full covariances need many more rows than k d^2 / 2; `diagonal` and
/// `spherical` ones do with less, `tied` ones are the same for all components. The smallest BIC (view `Report`) chooses k and the form.
/// The result is a local optimum: several `starts` help, the most likely one is kept.
///
/// *How it works.* Expectation and maximization (Dempster, Laird and Rubin 1977), from the clusters of k-means: memberships by
/// Bayes' rule, then the most likely weights, means and covariances for these, until the mean log-likelihood changes by less than
/// `tolerance`. Sums are taken of deviations from the means before, so means far from 0 cost no digits. `regularization` is added
/// to all variances, so that a component with few rows doesn't become a needle; where that happens all the same there is a warning.
///
/// *Complexity.* For each iteration O(n k d^2) with full covariances, O(n d^2 + n k d) with tied ones, O(n k d) with the others.
/// O(k d^2) memory for each of some chunks of rows beside the data.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | gmm`. *Weights*: a weight of 2 counts like the row
/// twice. Sparse blocks are read in dense tiles.
///
/// *History.* `log-likelihood`: the mean over the rows, for each iteration.
///
/// *Example.* `fit gmm k=3 on iris`
@Component(service = Estimator.class)
@Algorithm(name = "gmm", title = "Gaussian mixture by expectation and maximization",
        tasks = {Task.CLUSTERING, Task.ANOMALY, Task.DENSITY}, accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS},
        views = {Mixture.class, Centroids.class, Sampler.class, History.class, Report.class}, random = true,
        references = "Dempster, Laird and Rubin 1977; McLachlan and Peel 2000; Schwarz 1978; Akaike 1974")
public final class Gmm implements Estimator<Gmm.Settings, GmmModel> {

    /// Numbers that wait to be joined, of all chunks together.
    private static final int WAITING = 1 << 24;
    private static final int FEWEST_CHUNKS = 8;
    private static final int MOST = Integer.MAX_VALUE - 64;

    /// The form of the covariances.
    public enum Covariance {
        /// A matrix for each component.
        FULL,
        /// One matrix for all components.
        TIED,
        /// A variance for each component and feature.
        DIAGONAL,
        /// A variance for each component.
        SPHERICAL;

        /// How many squares or products are summed up.
        int scatters(int k, int width) {
            return switch (this) {
                case FULL -> k * width * width;
                case TIED -> 0;
                case DIAGONAL, SPHERICAL -> k * width;
            };
        }

        /// How many numbers the largest array of a fit has.
        private long most(int k, int width) {
            return switch (this) {
                case FULL -> (long) k * width * width;
                case TIED -> Math.max((long) width * width, (long) k * width);
                case DIAGONAL, SPHERICAL -> (long) k * width;
            };
        }
    }

    /// To which rows the first components belong.
    public enum Seeds {
        /// Those of clusters that k-means finds.
        KMEANS,
        /// Those nearest to one of k rows far from each other, by greedy k-means++.
        PLUS_PLUS,
        /// Those nearest to one of k rows drawn by their weights.
        RANDOM
    }

    /// @param k              number of components
    /// @param covariance     the form of the covariances
    /// @param seeding        to which rows the first components belong
    /// @param starts         how many times to start anew; the most likely result is kept
    /// @param maxIterations  most iterations of one start
    /// @param tolerance      stop when the mean log-likelihood changes by less
    /// @param regularization is added to all variances
    /// @param contamination  the share of the training rows that lie thin enough to be called anomalies
    public record Settings(
            @Setting(value = "number of components", min = 1, tune = "1..20") int k,
            @Setting(value = "the form of the covariances", tune = "full,tied,diagonal,spherical") Covariance covariance,
            @Setting("to which rows the first components belong") Seeds seeding,
            @Setting(value = "how many times to start anew, the most likely result is kept", min = 1) int starts,
            @Setting(value = "most iterations of one start", min = 1) int maxIterations,
            @Setting(value = "stop when the mean log-likelihood changes by less", min = 0) double tolerance,
            @Setting(value = "is added to all variances", min = 0) double regularization,
            @Setting(value = "share of the training rows that are called anomalies", min = 0, max = 1, maxExclusive = true)
            double contamination) {

        public Settings() {
            this(2, Covariance.FULL, Seeds.KMEANS, 1, 100, 1e-3, 1e-6, 0.05);
        }
    }

    /// @throws DataException if there are fewer rows than components, a covariance collapses, or squared distances overflow
    @Override
    public GmmModel fit(Dataset data, Settings settings, Run run) {
        KMeans.requireRows(data, settings.k(), "gmm");
        return fit(data, settings, Optional.empty(), run);
    }

    /// Where one start has ended.
    private record Solution(Components components, double logLikelihood, List<Double> line, boolean converged) {
    }

    /// @param given the first components in the place of clusters
    GmmModel fit(Dataset data, Settings settings, Optional<Components> given, Run run) {
        var stretches = stretches(data, settings, run);
        var solutions = new ArrayList<Solution>();
        var failures = new ArrayList<DataException>();
        int starts = given.isPresent() ? 1 : settings.starts();
        for (int start = 0; start < starts; start++) {
            try {
                solutions.add(iterate(data, stretches, settings, given, start, starts, run));
            } catch (DataException e) {
                failures.add(e);
            }
        }
        var best = solutions.stream().max(Comparator.comparingDouble(Solution::logLikelihood)).orElseThrow(failures::getFirst);
        if (!failures.isEmpty()) {
            run.warn("%d of %d starts ended with a covariance that collapsed; choose a larger regularization, or fewer components"
                    .formatted(failures.size(), starts));
        }
        if (starts > 1) {
            for (int i = 0; i < best.line().size(); i++) {
                run.record("log-likelihood", i + 1, best.line().get(i));
            }
        }
        run.progress(0.95, "densities of all rows");
        return model(data, best, stretches, settings, run);
    }

    /// The rows in chunks, in stretches whose sums fit in memory together.
    private static List<Chunks<GmmStep.Rows>> stretches(Dataset data, Settings settings, Run run) {
        var rows = data.columns(field -> field.role() == Role.FEATURE || field.role() == Role.WEIGHT);
        int width = data.schema().featureWidth();
        long numbers = Math.max(1, settings.covariance().most(settings.k(), width));
        if (numbers > MOST) {
            throw new DataException("%d components of %d columns have more covariances than fit in memory; choose `covariance=diagonal`"
                    .formatted(settings.k(), width));
        }
        long chunks = Math.max(FEWEST_CHUNKS, WAITING / numbers);
        int size = (int) Math.min(data.rows(), chunks * Math.max(64, (1 << 16) / Math.max(1, width)));
        return IntStream.range(0, Math.ceilDiv(data.rows(), size)).mapToObj(s -> run.chunks(
                rows.rows(s * size, (int) Math.min(data.rows(), (s + 1L) * size)), new GmmStep.Open())).toList();
    }

    private static <A> A aggregate(List<Chunks<GmmStep.Rows>> stretches, GmmStep<A> step) {
        A sums = stretches.getFirst().aggregate(step);
        for (var stretch : stretches.subList(1, stretches.size())) {
            sums = step.merge(sums, stretch.aggregate(step));
        }
        return sums;
    }

    private static Solution iterate(Dataset data, List<Chunks<GmmStep.Rows>> stretches, Settings settings,
                                    Optional<Components> given, int start, int starts, Run run) {
        var covariance = settings.covariance();
        run.progress(0.95 * start / starts, starts == 1 ? "first components" : "start %d of %d".formatted(start + 1, starts));
        var first = given.map(Components::means).orElseGet(() -> seeds(data, settings, start, run));
        var all = covariance == Covariance.TIED ? scatter(stretches, first, settings.k()) : new Components.Scatter(first, first);
        var components = given.orElseGet(() -> Components.of(covariance, first,
                aggregate(stretches, new GmmStep.Begin(covariance, settings.k(), first)), all, settings.regularization()));
        var line = new ArrayList<Double>();
        var name = starts == 1 ? "log-likelihood" : "log-likelihood of start " + (start + 1);
        boolean converged = false;
        while (!converged && line.size() < settings.maxIterations()) {
            var normals = components.normals();
            var sums = aggregate(stretches, new GmmStep.Expect(normals));
            double mean = sums.logLikelihood() / weight(data);
            if (!Double.isFinite(mean)) {
                throw new DataException("the numbers in %s are too large for squared distances; try `standardize | gmm`"
                        .formatted(data.name()));
            }
            components = Components.of(covariance, normals.means(), sums, all, settings.regularization());
            converged = !line.isEmpty() && Math.abs(mean - line.getLast()) < settings.tolerance();
            line.add(mean);
            run.record(name, line.size(), mean);
            run.progress(0.95 * (start + (double) line.size() / settings.maxIterations()) / starts,
                    starts == 1 ? "iteration %d".formatted(line.size())
                            : "start %d of %d, iteration %d".formatted(start + 1, starts, line.size()));
        }
        components.normals(); // collapsed in the last step?
        return new Solution(components, line.getLast(), line, converged);
    }

    private static double weight(Dataset data) {
        return data.weights().map(weights -> Arrays.stream(weights).sum()).orElse((double) data.rows());
    }

    /// The first centroids, one after the other.
    private static double[] seeds(Dataset data, Settings settings, int start, Run run) {
        int k = settings.k();
        if (settings.seeding() == Seeds.KMEANS) {
            var kmeans = new KMeans.Settings(k, KMeans.Seeds.PLUS_PLUS, KMeans.Method.AUTO, 1, 300, 1e-4);
            return new KMeans().fit(data, kmeans, run.child("k-means of start " + (start + 1))).centroids().toArray();
        }
        var numbered = KMeansRows.numbered(data);
        var chunks = run.chunks(numbered, new KMeansRows.Open(numbered.schema().names().getLast()));
        var seeding = new Seeding(chunks, data.rows(), k, data.schema().featureWidth(), run.random("start", start));
        return settings.seeding() == Seeds.PLUS_PLUS ? seeding.plusPlus() : seeding.random();
    }

    /// The scatter of all rows about their mean, found in two passes, the first about any of the first means.
    private static Components.Scatter scatter(List<Chunks<GmmStep.Rows>> stretches, double[] first, int k) {
        int width = first.length / k;
        var near = Arrays.copyOf(first, width);
        var about = aggregate(stretches, new GmmStep.Begin(Covariance.TIED, 1, near));
        Arrays.setAll(near, j -> near[j] + about.moved()[j] / about.masses()[0]);
        var sums = aggregate(stretches, new GmmStep.Begin(Covariance.FULL, 1, near));
        return new Components.Scatter(near, sums.scatters());
    }

    private static GmmModel model(Dataset data, Solution best, List<Chunks<GmmStep.Rows>> stretches, Settings settings, Run run) {
        var components = best.components();
        var densities = aggregate(stretches, new GmmStep.Judge(components.normals()));
        double total = weight(data);
        var weights = data.weights().orElse(new double[0]);
        double logLikelihood = 0;
        for (int row = 0; row < data.rows(); row++) {
            double weight = weights.length == 0 ? 1 : weights[row];
            logLikelihood += weight > 0 ? weight * densities.logarithms()[row] : 0;
        }
        if (!best.converged()) {
            run.warn("the mixture had not converged after maxIterations=%d; allow more, or a larger tolerance"
                    .formatted(settings.maxIterations()));
        }
        for (int c = 0; c < settings.k(); c++) {
            double mass = components.weights()[c] * total;
            if (mass < (settings.covariance() == Covariance.FULL ? components.width() + 1 : 2)
                    && settings.covariance() != Covariance.TIED && data.rows() > 1) {
                run.warn(("component %d holds the weight of %.2g rows, too few for its covariance, which is mostly the regularization; "
                        + "choose fewer components, more starts or a simpler covariance").formatted(c, mass));
            }
        }
        double bic = components.parameters() * StrictMath.log(total) - 2 * logLikelihood;
        double aic = 2.0 * components.parameters() - 2 * logLikelihood;
        return new GmmModel(run.task(), components.covariance(), components.weights(),
                new DenseMatrix(settings.k(), components.width(), components.means()), components.covariances(), densities.sizes(),
                logLikelihood, bic, aic, best.line().size(), best.converged(),
                threshold(densities.logarithms(), weights, settings.contamination()));
    }

    /// The density below which the share of the rows lies, or less.
    private static double threshold(double[] logarithms, double[] weights, double share) {
        if (weights.length == 0) {
            var sorted = logarithms.clone();
            Arrays.sort(sorted);
            return sorted[(int) (share * sorted.length)];
        }
        var order = IntStream.range(0, logarithms.length).filter(row -> weights[row] > 0).boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> logarithms[row]).thenComparing(row -> row)).toList();
        double wanted = share * Arrays.stream(weights).sum();
        double passed = 0;
        for (int row : order) {
            passed += weights[row];
            if (passed > wanted) {
                return logarithms[row];
            }
        }
        return logarithms[order.getLast()];
    }
}
