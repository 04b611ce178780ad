package org.glia.measures;

import java.util.Arrays;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The mean over the rows of (b - a) / max(a, b), a being the mean distance to the other rows of the own cluster and b that
/// to the rows of the nearest other cluster: 1 is compact and apart, 0 is on the border, negative is misplaced. A row
/// that is a cluster of its own counts 0. Euclidean distances in the units of the features; every row counts the same.
/// Undefined for one cluster, or if every row is one.
///
/// O(n^2 d) time, O(d) memory: distances are summed block by block and never kept.
@Component(service = Measure.class)
@Metric(name = "silhouette", title = "silhouette", tasks = Task.CLUSTERING, standard = true, rank = 10,
        references = "Rousseeuw 1987")
public final class Silhouette implements ShapeMeasure {

    /// Rows whose distances to all others are summed together: few enough to stay in the first-level cache.
    private static final int BLOCK = 64;

    @Override
    public double of(Partition partition) {
        partition.requireSeveral();
        int n = partition.rows().rows();
        double sum = 0;
        for (int from = 0; from < n; from += BLOCK) {
            sum += sum(partition, from, Math.min(n, from + BLOCK));
        }
        return sum / n;
    }

    /// The sum of the silhouettes of the rows `from` to `to` (exclusive).
    private static double sum(Partition partition, int from, int to) {
        int d = partition.rows().columns();
        var block = new double[(to - from) * d];
        partition.rows().read(from, to, block, 0);
        var own = new double[to - from];
        var nearest = new double[to - from];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        var ownSize = new int[to - from];
        for (int c = 0; c < partition.clusters(); c++) {
            var distances = distances(partition, c, block, to - from);
            for (int i = from; i < to; i++) {
                if (i >= partition.starts()[c] && i < partition.starts()[c + 1]) {
                    ownSize[i - from] = partition.size(c);
                    own[i - from] = distances[i - from] / (partition.size(c) - 1);
                } else {
                    nearest[i - from] = Math.min(nearest[i - from], distances[i - from] / partition.size(c));
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < to - from; i++) {
            double larger = Math.max(own[i], nearest[i]);
            sum += ownSize[i] == 1 || larger == 0 ? 0 : (nearest[i] - own[i]) / larger;
        }
        return sum;
    }

    /// For each row of the block, the sum of its distances to the rows of cluster `c`.
    private static double[] distances(Partition partition, int c, double[] block, int size) {
        int d = partition.rows().columns();
        var sums = new double[size];
        var others = new double[BLOCK * d];
        var features = new double[BLOCK * d];
        var distances = new double[BLOCK];
        for (int from = partition.starts()[c]; from < partition.starts()[c + 1]; from += BLOCK) {
            int count = Math.min(partition.starts()[c + 1] - from, BLOCK);
            partition.rows().read(from, from + count, others, 0);
            for (int k = 0; k < count; k++) {
                for (int j = 0; j < d; j++) {
                    features[j * BLOCK + k] = others[k * d + j];
                }
            }
            // Feature by feature over many rows at once: loops that the compiler turns into vector instructions.
            for (int i = 0; i < size; i++) {
                Arrays.fill(distances, 0, count, 0);
                for (int j = 0; j < d; j++) {
                    double x = block[i * d + j];
                    for (int k = 0; k < count; k++) {
                        double difference = x - features[j * BLOCK + k];
                        distances[k] += difference * difference;
                    }
                }
                for (int k = 0; k < count; k++) {
                    distances[k] = Math.sqrt(distances[k]);
                }
                for (int k = 0; k < count; k++) {
                    sums[i] += distances[k];
                }
            }
        }
        return sums;
    }
}
