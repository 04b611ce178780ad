package org.glia.clustering;

import java.util.Arrays;

import org.glia.api.run.Run;
import org.glia.compute.neighbours.Neighbourhoods;
import org.glia.compute.neighbours.Neighbours;

/// Which rows are core points, and which of them reach each other, found in one pass over all neighbourhoods, a batch of them at a
/// time.
///
/// Two core points within reach are joined when the second of them is looked at: then it is known of both. A row that is no core
/// point has few neighbours; they are kept, as later ones may turn out to be core points.
final class DensityReach {

    private static final int FIRST_BATCH = 1 << 10;
    /// About how many neighbours a batch finds.
    private static final int NEIGHBOURS = 1 << 21;

    private final int n;
    private final boolean[] core;
    private final DisjointSets sets;
    /// The neighbours of rows that are no core points, but for those that are known not to be core points either.
    private final int[][] borders;

    private DensityReach(int n) {
        this.n = n;
        this.core = new boolean[n];
        this.sets = new DisjointSets(n);
        this.borders = new int[n][];
    }

    /// @param weights one for each row, empty for 1 each; a row of weight 0 is never a core point
    static DensityReach find(Neighbours neighbours, double[] weights, double eps, double minPoints, Run run) {
        var reach = new DensityReach(neighbours.rows());
        for (int from = 0, size = FIRST_BATCH; from < reach.n; ) {
            int to = (int) Math.min(reach.n, (long) from + size);
            var rows = new int[to - from];
            int first = from;
            Arrays.setAll(rows, i -> first + i);
            run.progress(0.95 * from / reach.n, "neighbours of row %d".formatted(from + 1));
            var found = neighbours.othersWithin(rows, eps, run.parallel());
            reach.take(found, from, weights, minPoints);
            double mean = (double) found.indices().length / rows.length;
            size = (int) Math.clamp(NEIGHBOURS / (1 + mean), 64, 1 << 16);
            from = to;
        }
        return reach;
    }

    private void take(Neighbourhoods found, int from, double[] weights, double minPoints) {
        int rows = found.queries();
        for (int i = 0; i < rows; i++) {
            core[from + i] = isCore(found, i, from + i, weights, minPoints);
        }
        for (int i = 0; i < rows; i++) {
            int row = from + i;
            int begin = found.starts()[i];
            int end = found.starts()[i + 1];
            if (core[row]) {
                for (int at = begin; at < end; at++) {
                    int other = found.indices()[at];
                    // of two rows of this batch the second one joins
                    if (other < row && core[other]) {
                        sets.join(row, other);
                    }
                }
            } else {
                var kept = new int[end - begin];
                int count = 0;
                for (int at = begin; at < end; at++) {
                    int other = found.indices()[at];
                    if (other >= from + rows || core[other]) {
                        kept[count++] = other;
                    }
                }
                borders[row] = Arrays.copyOf(kept, count);
            }
        }
    }

    private static boolean isCore(Neighbourhoods found, int query, int row, double[] weights, double minPoints) {
        if (weights.length == 0) {
            return 1 + found.count(query) >= minPoints;
        }
        double sum = weights[row];
        for (int at = found.starts()[query]; at < found.starts()[query + 1]; at++) {
            sum += weights[found.indices()[at]];
        }
        return weights[row] > 0 && sum >= minPoints;
    }

    boolean[] core() {
        return core;
    }

    /// The cluster of each row: clusters are numbered by their first core points, -1 is noise. A row that is no core point but near
    /// some belongs to the first of their clusters.
    int[] clusters() {
        var clusters = new int[n];
        int next = 0;
        for (int row = 0; row < n; row++) {
            clusters[row] = -1;
            if (core[row]) {
                int least = sets.least(row);
                clusters[row] = least == row ? next++ : clusters[least];
            }
        }
        for (int row = 0; row < n; row++) {
            if (!core[row]) {
                for (int other : borders[row]) {
                    if (core[other] && (clusters[row] < 0 || clusters[other] < clusters[row])) {
                        clusters[row] = clusters[other];
                    }
                }
            }
        }
        return clusters;
    }
}
