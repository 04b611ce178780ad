package org.glia.preprocessing;

import java.util.Arrays;
import java.util.stream.DoubleStream;

import org.glia.api.data.NominalColumn;
import org.glia.compute.elementwise.Elementary;

/// Fayyad and Irani's edges: each cut leaves the classes with the least entropy, and both sides are cut again while the
/// cut is worth its description.
final class MinimalEntropy {

    private static final double LN_2 = Elementary.log(2);

    private final Ranks ranks;
    private final NominalColumn classes;
    private final DoubleStream.Builder edges = DoubleStream.builder();

    /// @param classes of all rows of `ranks`
    MinimalEntropy(Ranks ranks, NominalColumn classes) {
        this.ranks = ranks;
        this.classes = classes;
    }

    double[] edges() {
        cut(0, ranks.distinct());
        return edges.build().toArray();
    }

    /// The weight of each class in some rows.
    private record Classes(double[] weights) {

        double total() {
            double sum = 0;
            for (double weight : weights) {
                sum += weight;
            }
            return sum;
        }

        int present() {
            return (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
        }

        /// In bits, of all rows together: their number times Ent(S).
        double bits() {
            double sum = xlog2x(total());
            for (double weight : weights) {
                sum -= xlog2x(weight);
            }
            return Math.max(0, sum);
        }

        private static double xlog2x(double x) {
            return x > 0 ? x * log2(x) : 0; // rows taken away may leave a little less than 0
        }
    }

    /// Cuts the numbers of these ranks, the lower edges first.
    private void cut(int from, int to) {
        if (to - from < 2) {
            return;
        }
        var all = sums(from, to);
        int best = bestCut(from, to, all);
        if (best > from && accepts(all, sums(from, best), sums(best, to))) {
            cut(from, best);
            edges.add(ranks.edgeAfter(best - 1));
            cut(best, to);
        }
    }

    private Classes sums(int from, int to) {
        var sums = new double[classes.levels().size()];
        for (int k = ranks.starts()[from]; k < ranks.starts()[to]; k++) {
            int row = ranks.rows()[k];
            sums[classes.code(row)] += ranks.weights()[row];
        }
        return new Classes(sums);
    }

    /// The rank that begins the right side where both sides together have the least entropy, the lowest of equals; `from`
    /// if no cut lessens it.
    private int bestCut(int from, int to, Classes all) {
        var left = new Classes(new double[all.weights().length]);
        var right = new Classes(all.weights().clone());
        double least = all.bits();
        int best = from;
        for (int rank = from; rank < to - 1; rank++) {
            for (int k = ranks.starts()[rank]; k < ranks.starts()[rank + 1]; k++) {
                int row = ranks.rows()[k];
                left.weights()[classes.code(row)] += ranks.weights()[row];
                right.weights()[classes.code(row)] -= ranks.weights()[row];
            }
            double bits = left.bits() + right.bits();
            if (bits < least) {
                least = bits;
                best = rank + 1;
            }
        }
        return best;
    }

    /// Whether Gain > (log2(N - 1) + Delta) / N, with both sides times N.
    private static boolean accepts(Classes all, Classes left, Classes right) {
        double rows = all.total();
        double gain = all.bits() - left.bits() - right.bits();
        if (rows < 2 || gain <= 0) {
            return false;
        }
        double delta = log2OfPowerOf3Less2(all.present())
                - (all.present() * entropy(all) - left.present() * entropy(left) - right.present() * entropy(right));
        return gain > log2(rows - 1) + delta;
    }

    private static double entropy(Classes classes) {
        return classes.bits() / classes.total();
    }

    /// log2(3^k - 2), for k of any size.
    private static double log2OfPowerOf3Less2(int k) {
        double smaller = 1;
        for (int i = 0; i < k; i++) {
            smaller /= 3;
        }
        return k * log2(3) + log2(1 - 2 * smaller);
    }

    private static double log2(double x) {
        return Elementary.log(x) / LN_2;
    }
}
