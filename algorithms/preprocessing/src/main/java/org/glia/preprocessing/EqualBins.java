package org.glia.preprocessing;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The edges of intervals of equal weight or equal width.
final class EqualBins {

    /// Of the whole weight times bins: sums of weights that differ by less are taken for equal, as their rounding may differ.
    private static final double ROUNDING = 1e-12;

    /// Numbers so large that their distance times bins is no double are made smaller by this.
    private static final double OVERFLOWS = 0x1p-64;

    private EqualBins() {
    }

    /// Edges with k of `bins` shares of the weight below the k-th, as far as ties allow; each interval has rows.
    static double[] quantile(Ranks ranks, int bins) {
        double total = IntStream.range(0, ranks.distinct()).mapToDouble(ranks::weight).reduce(0, Double::sum);
        double tolerance = ROUNDING * total * bins;
        var edges = new double[Math.min(bins - 1, Math.max(0, ranks.distinct() - 1))];
        int count = 0;
        int first = 0; // rank that begins the interval after the last edge
        double upTo = 0;
        int k = 1;
        for (int rank = 0; rank < ranks.distinct() && k < bins; rank++) {
            upTo += ranks.weight(rank);
            // shares that end among the rows of this number: the edge is the number itself
            boolean among = false;
            while (k < bins && upTo * bins > total * k + tolerance) {
                among = true;
                k++;
            }
            if (among && rank > first) {
                edges[count++] = ranks.values()[rank];
                first = rank;
            }
            boolean after = k < bins && upTo * bins >= total * k - tolerance;
            // the smallest number has nothing below it, and keeps an interval of its own
            if (after || among && rank == 0 && ranks.distinct() > 1) {
                edges[count++] = ranks.edgeAfter(rank);
                first = rank + 1;
            }
            k += after ? 1 : 0;
        }
        return Arrays.copyOf(edges, count);
    }

    /// Edges at equal distances between the smallest and the largest number; none if these are equal.
    static double[] uniform(Ranks ranks, int bins) {
        if (ranks.distinct() < 2) {
            return new double[0];
        }
        double smallest = ranks.values()[0];
        double largest = ranks.values()[ranks.distinct() - 1];
        double scale = Double.isFinite((largest - smallest) * bins) ? 1 : OVERFLOWS;
        double low = smallest * scale;
        double range = largest * scale - low;
        return IntStream.range(1, bins).mapToDouble(k -> (low + range * k / bins) / scale + 0.0)
                .filter(edge -> edge > smallest && edge <= largest)
                .distinct().toArray(); // neighbouring doubles have no room for all edges
    }
}
