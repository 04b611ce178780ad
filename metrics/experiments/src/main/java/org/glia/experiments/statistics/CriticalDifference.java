package org.glia.experiments.statistics;

/// How far apart the average ranks of recipes over data sets must be to differ significantly (Demsar 2006, 3.2.2).
public final class CriticalDifference {

    private CriticalDifference() {
    }

    /// Nemenyi's, for all pairs of recipes: `q / sqrt(2) * sqrt(k (k + 1) / (6 n))` with the studentized range's quantile q.
    ///
    /// @param recipes k, two or more
    /// @param data    n, how many data sets there are
    /// @param alpha   the probability of finding any difference where there is none
    public static double nemenyi(int recipes, int data, double alpha) {
        return new StudentizedRange(recipes).quantile(1 - alpha) / Math.sqrt(2) * standardError(recipes, data);
    }

    /// That of Bonferroni and Dunn, for all recipes against one: the normal quantile for `alpha / (k - 1)` instead.
    public static double bonferroniDunn(int recipes, int data, double alpha) {
        return -Tails.normalQuantile(alpha / (2.0 * (recipes - 1))) * standardError(recipes, data);
    }

    /// The standard error of a difference of average ranks, where all recipes do equally well.
    static double standardError(int recipes, int data) {
        return Math.sqrt(recipes * (recipes + 1.0) / (6.0 * data));
    }
}
