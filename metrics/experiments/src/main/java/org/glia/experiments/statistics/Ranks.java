package org.glia.experiments.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Ranks from 1 for the smallest value; tied values share the mean of their ranks.
///
/// @param values  the ranks, in the order of the values
/// @param tieTerm the sum of t^3 - t over groups of t tied values
record Ranks(double[] values, double tieTerm) {

    /// @param noise values that are no further apart than this are tied
    static Ranks of(double[] values, double noise) {
        int n = values.length;
        var order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble((Integer i) -> values[i]))
                .mapToInt(Integer::intValue).toArray();
        var ranks = new double[n];
        double tieTerm = 0;
        for (int start = 0; start < n;) {
            int end = start + 1;
            while (end < n && values[order[end]] - values[order[start]] <= noise) {
                end++;
            }
            double tied = end - start;
            for (int place = start; place < end; place++) {
                ranks[order[place]] = (start + 1 + end) / 2.0;
            }
            tieTerm += tied * tied * tied - tied;
            start = end;
        }
        return new Ranks(ranks, tieTerm);
    }
}
