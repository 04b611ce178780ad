package org.glia.experiments.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

import org.glia.api.run.RandomStream;

/// The Bayesian signed-rank test: how probable it is that one recipe is better than another on data sets like these, or
/// that they are practically equivalent. What data sets are like is a Dirichlet process; its prior is one pseudo-observation
/// of no difference with strength 0.5, as in baycomp. Of each of 50000 draws of weights for the differences, that region
/// wins (left, rope, right) that holds most of the weight of means of two differences; the probabilities are the shares of
/// draws that they win. Weight on the border of the region is halved, and so are draws that two regions win.
///
/// The draws follow from the seed alone; shares are good to about 0.002. O(draws n).
///
/// References: Benavoli, Corani, Mangili, Zaffalon and Ruggeri (2014), A Bayesian Wilcoxon signed-rank test based on the
/// Dirichlet process, ICML; Benavoli, Corani, Demsar and Zaffalon (2017), Time for a change, JMLR 18, section 4.2.
///
/// @param pairs      how many data sets there are
/// @param rope       half the width of the region of practical equivalence, in the measure's units
/// @param preference the probabilities
/// @param draws      how many draws they are shares of
/// @param seed       what the draws follow from
public record BayesianSignedRank(int pairs, double rope, Preference preference, int draws, long seed) {

    private static final int DRAWS = 50_000;

    /// @param rope half the width of the region of practical equivalence; 0 for none
    public static BayesianSignedRank of(Differences differences, double rope, long seed) {
        BayesianCorrelatedT.requireRope(rope);
        int n = differences.pairs() + 1;
        var values = new double[n]; // the first is the pseudo-observation
        System.arraycopy(differences.values(), 0, values, 1, n - 1);
        var order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble((Integer i) -> values[i]))
                .mapToInt(Integer::intValue).toArray();
        var sorted = IntStream.of(order).mapToDouble(i -> values[i]).toArray();
        double noise = 2 * differences.noise();
        var left = Border.below(sorted, -2 * rope, noise);
        var right = Border.below(sorted, 2 * rope, noise);
        var random = RandomStream.of(seed, "bayesian signed rank", 0);
        var weights = new double[n];
        var before = new double[n + 1];
        double first = 0;
        double second = 0;
        double equal = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double normal = random.nextGaussian();
            weights[0] = normal * normal / 2; // a gamma variable of shape 1/2, the prior's strength
            double total = weights[0];
            for (int i = 1; i < n; i++) {
                weights[i] = random.nextExponential();
                total += weights[i];
            }
            for (int place = 0; place < n; place++) {
                before[place + 1] = before[place] + weights[order[place]] / total;
            }
            double below = left.share(before);
            double above = 1 - right.share(before);
            double within = rope == 0 ? -1 : 1 - below - above;
            double most = Math.max(within, Math.max(below, above)) - 1e-12;
            double winners = (below >= most ? 1 : 0) + (above >= most ? 1 : 0) + (within >= most ? 1 : 0);
            first += below >= most ? 1 / winners : 0;
            second += above >= most ? 1 / winners : 0;
            equal += within >= most ? 1 / winners : 0;
        }
        return new BayesianSignedRank(n - 1, rope, new Preference(first / DRAWS, equal / DRAWS, second / DRAWS), DRAWS, seed);
    }

    /// Which sums of two values lie below a bound. Of sorted values, those that do with value i are the first `below[i]`,
    /// and those up to `atMost[i]` lie on the bound.
    private record Border(int[] below, int[] atMost) {

        static Border below(double[] sorted, double bound, double noise) {
            int n = sorted.length;
            var below = new int[n];
            var atMost = new int[n];
            int strictly = n;
            int weakly = n;
            for (int i = 0; i < n; i++) {
                while (strictly > 0 && sorted[i] + sorted[strictly - 1] >= bound - noise) {
                    strictly--;
                }
                while (weakly > 0 && sorted[i] + sorted[weakly - 1] > bound + noise) {
                    weakly--;
                }
                below[i] = strictly;
                atMost[i] = weakly;
            }
            return new Border(below, atMost);
        }

        /// The weight of the pairs below, and half of that of those on the bound.
        ///
        /// @param before the weight of all values before each place, of 1 in all
        double share(double[] before) {
            double share = 0;
            for (int i = 0; i < below.length; i++) {
                share += (before[i + 1] - before[i]) * (before[below[i]] + before[atMost[i]]) / 2;
            }
            return share;
        }
    }
}
