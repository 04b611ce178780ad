package org.glia.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.Fitted;
import org.glia.api.FitsRows;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;
import org.glia.api.model.Report;
import org.glia.api.model.Series;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.compute.neighbours.Neighbours;
import org.glia.compute.neighbours.Neighbours.Method;
import org.osgi.service.component.annotations.Component;

/// Finds clusters of any shape: regions where rows lie densely, apart from each other. What lies thinly is noise.
///
/// *What it learns.* The core points: rows that have `minPoints` rows, themselves counted, within the distance `eps`. Core points
/// within eps of each other are of one cluster. Other training rows within eps of a core point belong to its cluster too (to
/// the first, if there are several); the rest is noise, cluster -1. A new row belongs to the cluster of the nearest core point,
/// if that is within eps.
///
/// *When to use it.* For clusters of odd shapes, with noise, where their number is not known. Not where clusters differ
/// much in density, as one eps must do for all, nor for dozens of columns, where all rows are about equally far apart. Columns in
/// different units want `standardize` before. To choose eps, take minPoints of about twice the number of columns, look at the view
/// `k-distance` (the distances of up to 1000 rows to their (minPoints - 1)-th nearest row, sorted), and take eps where the line bends.
///
/// *How it works.* All rows within eps of each are found by an index (k-d tree or brute force, as suits the data), side by side and a
/// batch of rows at a time; core points are joined by union and find. Clusters are numbered by their first core points.
///
/// *Complexity.* O(n log n) for few columns and an eps with few neighbours, O(n^2 d) at worst. O(n (d + minPoints)) memory:
/// neighbourhoods are not kept.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | dbscan`. *Weights*: a row of weight 2 counts
/// like two rows; a row of weight 0 is never a core point, but gets an answer. Sparse blocks are read as dense ones.
///
/// *Example.* `fit dbscan eps=0.2 on moons`
@Component(service = Estimator.class)
@Algorithm(name = "dbscan", title = "DBSCAN, density-based clustering", tasks = Task.CLUSTERING,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, views = {Report.class, Series.class},
        references = "Ester, Kriegel, Sander and Xu 1996; Schubert, Sander, Ester, Kriegel and Xu 2017")
public final class Dbscan implements FitsRows<Dbscan.Settings, DbscanModel> {

    /// So many rows make the line of k-distances at most.
    private static final int LINE = 1000;

    /// @param eps       how far neighbours are apart at most
    /// @param minPoints rows within eps, itself counted, that make a row a core point; the sum of their weights
    /// @param metric    how distances are measured
    public record Settings(
            @Setting(value = "how far neighbours are apart at most", min = 0, minExclusive = true, tune = "0.05..5:log") double eps,
            @Setting(value = "rows within eps, itself counted, that make a row a core point", min = 1, tune = "3..20") int minPoints,
            @Setting("how distances are measured") Distance metric) {

        public Settings() {
            this(0.5, 5, new Distance.Euclidean());
        }
    }

    @Override
    public Fitted<DbscanModel> fitRows(Dataset data, Settings settings, Run run) {
        var features = data.features();
        int n = data.rows();
        var weights = data.weights().orElse(new double[0]);
        if (weights.length > 0 && Arrays.stream(weights).noneMatch(weight -> weight > 0)) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        var neighbours = Neighbours.index(features, settings.metric().metric(), Method.AUTO, run.parallel());
        var reach = DensityReach.find(neighbours, weights, settings.eps(), settings.minPoints(), run);
        var clusters = reach.clusters();
        run.progress(0.95, "distances for the view");
        var line = kDistances(neighbours, settings.minPoints(), run);
        var cores = IntStream.range(0, n).filter(row -> reach.core()[row]).toArray();
        var coreClusters = Arrays.stream(cores).map(row -> clusters[row]).toArray();
        var sizes = new double[Arrays.stream(coreClusters).max().orElse(-1) + 1];
        double noise = 0;
        for (int row = 0; row < n; row++) {
            double weight = weights.length == 0 ? 1 : weights[row];
            if (clusters[row] >= 0) {
                sizes[clusters[row]] += weight;
            } else {
                noise += weight;
            }
        }
        if (cores.length == 0) {
            run.warn("all rows of %s are noise, as none has minPoints=%d rows within eps=%s; %s".formatted(data.name(),
                    settings.minPoints(), settings.eps(), line.length == 0 ? "choose a smaller minPoints"
                            : "choose a larger eps: half of the rows have them within %.4g".formatted(line[line.length / 2])));
        }
        var model = new DbscanModel(features.rows(cores).dense(), coreClusters, sizes, noise, settings.eps(), settings.metric(), line);
        return new Fitted<>(model, Prediction.clusters(sizes.length, clusters).table());
    }

    /// The distances of rows, evenly chosen from all, to the nearest row that would make them core points; the largest first.
    private static double[] kDistances(Neighbours neighbours, int minPoints, Run run) {
        int n = neighbours.rows();
        int k = Math.max(1, minPoints - 1);
        if (k > n - 1) {
            return new double[0];
        }
        int count = Math.min(n, LINE);
        var rows = new int[count];
        Arrays.setAll(rows, i -> (int) ((long) i * n / count));
        var nearest = neighbours.nearestOthers(rows, k, run.parallel());
        var distances = new double[count];
        Arrays.setAll(distances, i -> nearest.distance(i, k - 1));
        Arrays.sort(distances);
        for (int i = 0; i < count / 2; i++) {
            double small = distances[i];
            distances[i] = distances[count - 1 - i];
            distances[count - 1 - i] = small;
        }
        return distances;
    }
}
