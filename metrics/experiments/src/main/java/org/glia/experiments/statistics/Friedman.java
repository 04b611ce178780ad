package org.glia.experiments.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.problem.DataException;

/// The Friedman test: whether several recipes do equally well over several data sets, by their ranks on each of them (1 for
/// the best, mean ranks for ties), with the F of Iman and Davenport, which is less conservative than the chi-squared.
///
/// Where every data set orders the recipes in the same way, F is infinite and its p `(1 / k!)^(n - 1)` (Conover 1999). Where
/// all recipes tie everywhere, the statistics are 0 and every p is 1.
///
/// References: Friedman (1937); Iman and Davenport (1980), Approximations of the critical region of the Friedman statistic;
/// Conover (1999), Practical Nonparametric Statistics, 5.8, for ties; Demsar (2006), 3.2.2; Kendall and Babington Smith
/// (1939) for W.
///
/// @param recipes               k
/// @param data                  n, how many data sets there are
/// @param averageRanks          one for each recipe
/// @param chiSquared            without a correction for ties, as Demsar prints it
/// @param chiSquaredP           its p, with k - 1 degrees of freedom
/// @param correctedChiSquared   corrected for ties; equal to the other where there are none
/// @param correctedChiSquaredP  its p
/// @param f                     Iman and Davenport's, of the chi-squared without correction
/// @param fP                    its p, with k - 1 and (k - 1)(n - 1) degrees of freedom
/// @param correctedF            that of the corrected chi-squared
/// @param correctedFP           its p
/// @param kendallW              the effect size, corrected for ties: 0 where data sets do not agree on an order, 1 where all do
public record Friedman(int recipes, int data, List<Double> averageRanks, double chiSquared, double chiSquaredP,
                       double correctedChiSquared, double correctedChiSquaredP, double f, double fP, double correctedF,
                       double correctedFP, double kendallW) {

    public Friedman {
        averageRanks = List.copyOf(averageRanks);
    }

    /// @param scores          one row for each data set, one column for each recipe
    /// @param greaterIsBetter whether larger scores are better
    /// @throws DataException if there are fewer than two data sets or recipes, rows of different lengths, or a score that is
    ///                       not a finite number
    public static Friedman of(double[][] scores, boolean greaterIsBetter) {
        for (var row : scores) {
            if (!Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new DataException("data set %d has a score that is no finite number; leave that data set out"
                        .formatted(Arrays.asList(scores).indexOf(row) + 1));
            }
        }
        return ofRanks(Arrays.stream(scores).map(row -> ranks(row, greaterIsBetter)).toArray(double[][]::new));
    }

    private static double[] ranks(double[] scores, boolean greaterIsBetter) {
        var badness = Arrays.stream(scores).map(score -> greaterIsBetter ? -score : score).toArray();
        return Ranks.of(badness, Differences.noise(scores)).values();
    }

    /// For ranks that are known as such.
    ///
    /// @param ranks one row for each data set, one column for each recipe; each row adds up to k (k + 1) / 2
    public static Friedman ofRanks(double[][] ranks) {
        int n = ranks.length;
        int k = n == 0 ? 0 : ranks[0].length;
        if (n < 2 || k < 2) {
            throw new DataException("Friedman's test needs at least two data sets and two recipes, not %d and %d".formatted(n, k));
        }
        double expected = k * (k + 1.0) / 2;
        double tieTerm = 0;
        for (var row : ranks) {
            if (row.length != k) {
                throw new DataException("every data set needs a score of each of the %d recipes; one has %d".formatted(k, row.length));
            }
            if (!(Math.abs(Arrays.stream(row).sum() - expected) < 1e-9)) {
                throw new DataException("the ranks %s of a data set do not add up to %s".formatted(Arrays.toString(row), expected));
            }
            tieTerm += Ranks.of(row, 0).tieTerm();
        }
        var averages = IntStream.range(0, k)
                .mapToObj(recipe -> Arrays.stream(ranks).mapToDouble(row -> row[recipe]).sum() / n).toList();
        double spread = averages.stream().mapToDouble(rank -> rank - (k + 1) / 2.0).map(away -> away * away).sum();
        double chiSquared = 12.0 * n / (k * (k + 1.0)) * spread;
        double untied = 1 - tieTerm / (n * (k * (double) k * k - k));
        double corrected = untied <= 0 ? 0 : chiSquared / untied;
        double f = f(chiSquared, n, k);
        double correctedF = f(corrected, n, k);
        return new Friedman(k, n, averages, chiSquared, Tails.chiSquaredAbove(chiSquared, k - 1), corrected,
                Tails.chiSquaredAbove(corrected, k - 1), f, fP(f, n, k), correctedF, fP(correctedF, n, k),
                corrected / (n * (k - 1.0)));
    }

    private static double f(double chiSquared, int n, int k) {
        double most = n * (k - 1.0);
        return chiSquared >= most * (1 - 1e-12) ? Double.POSITIVE_INFINITY : (n - 1) * chiSquared / (most - chiSquared);
    }

    private static double fP(double f, int n, int k) {
        if (Double.isInfinite(f)) {
            double orders = 1;
            for (int i = 2; i <= k; i++) {
                orders *= i;
            }
            return StrictMath.pow(orders, 1 - n);
        }
        return Tails.fisherAbove(f, k - 1, (k - 1.0) * (n - 1));
    }

    /// Two recipes of the test.
    ///
    /// @param first      the index of one
    /// @param second     that of the other
    /// @param difference of their average ranks: positive where the second is better
    /// @param z          the difference in standard errors
    /// @param p          two-sided, on its own
    /// @param nemenyi    adjusted for all pairs of the test by the studentized range, whatever family it is listed in
    /// @param bonferroni adjusted by Bonferroni and Dunn for the family it is listed in
    /// @param holm       adjusted by Holm for that family
    /// @param hochberg   adjusted by Hochberg for that family
    public record Pair(int first, int second, double difference, double z, double p, double nemenyi, double bonferroni,
                       double holm, double hochberg) {
    }

    /// All pairs of recipes as one family.
    public List<Pair> pairs() {
        var family = new ArrayList<int[]>();
        for (int first = 0; first < recipes; first++) {
            for (int second = first + 1; second < recipes; second++) {
                family.add(new int[] {first, second});
            }
        }
        return compared(family);
    }

    /// All other recipes against one, as one family.
    ///
    /// @param control the index of the recipe that stands first in every pair
    public List<Pair> pairsAgainst(int control) {
        return compared(IntStream.range(0, recipes).filter(recipe -> recipe != control)
                .mapToObj(recipe -> new int[] {control, recipe}).toList());
    }

    private List<Pair> compared(List<int[]> family) {
        double error = CriticalDifference.standardError(recipes, data);
        var range = new StudentizedRange(recipes);
        var difference = family.stream().mapToDouble(pair -> averageRanks.get(pair[0]) - averageRanks.get(pair[1])).toArray();
        var p = Arrays.stream(difference).map(apart -> Tails.normalBoth(apart / error)).toArray();
        var holm = AdjustedP.holm(p);
        var hochberg = AdjustedP.hochberg(p);
        return IntStream.range(0, family.size()).mapToObj(i -> new Pair(family.get(i)[0], family.get(i)[1], difference[i],
                difference[i] / error, p[i], range.above(Math.sqrt(2) * Math.abs(difference[i] / error)),
                Math.min(1, p.length * p[i]), holm[i], hochberg[i])).toList();
    }
}
