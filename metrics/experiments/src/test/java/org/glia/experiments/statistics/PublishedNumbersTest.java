package org.glia.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/// Numbers from papers.
class PublishedNumbersTest {

    private static void assertRanks(List<Double> expected, Friedman test) {
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), test.averageRanks().get(i), 5e-4);
        }
    }

    @Test
    void friedmanIsAsDemsarPrintsIt() {
        var test = Friedman.ofRanks(Demsar.publishedRanks());
        assertRanks(List.of(3.143, 2.000, 2.893, 1.964), test);
        assertEquals(9.28, test.chiSquared(), 5e-3);
        assertEquals(3.69, test.f(), 5e-3);
    }

    @Test
    void friedmanOfTheTableAsPrintedHasTies() {
        var test = Friedman.of(Demsar.AUC, true);
        assertRanks(List.of(3.143, 2.000, 2.929, 1.929), test);
        assertEquals(9.857, test.chiSquared(), 5e-4);
        assertEquals(3.987, test.f(), 5e-4);
        assertEquals(10.952, test.correctedChiSquared(), 5e-4);
        assertEquals(.01199, test.correctedChiSquaredP(), 5e-6);
        assertEquals(10.952 / (14 * 3), test.kendallW(), 1e-4);
    }

    @Test
    void criticalDifferencesAreDemsars() {
        assertEquals(1.25, CriticalDifference.nemenyi(4, 14, 0.05), 5e-3);
        assertEquals(1.12, CriticalDifference.nemenyi(4, 14, 0.10), 5e-3);
        assertEquals(1.16, CriticalDifference.bonferroniDunn(4, 14, 0.05), 1e-2);
    }

    /// Demsar (2006), Table 5. Its q for nine recipes against a control is a misprint: 0.05 / 16 has the normal quantile
    /// 2.734, not 2.724.
    @Test
    void criticalValuesAreThoseOfDemsarsTable() {
        double[][] nemenyi = {{1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164},
                {1.645, 2.052, 2.291, 2.459, 2.589, 2.693, 2.780, 2.855, 2.920}};
        double[][] dunn = {{1.960, 2.241, 2.394, 2.498, 2.576, 2.638, 2.690, 2.734, 2.773},
                {1.645, 1.960, 2.128, 2.241, 2.326, 2.394, 2.450, 2.498, 2.539}};
        for (int level = 0; level < 2; level++) {
            for (int k = 2; k <= 10; k++) {
                double error = CriticalDifference.standardError(k, 20);
                double alpha = level == 0 ? 0.05 : 0.10;
                assertEquals(nemenyi[level][k - 2], CriticalDifference.nemenyi(k, 20, alpha) / error, 1.5e-3);
                assertEquals(dunn[level][k - 2], CriticalDifference.bonferroniDunn(k, 20, alpha) / error, 5.1e-4);
            }
        }
    }

    @Test
    void holmAgainstC45RejectsTheFirstTwo() {
        var pairs = Friedman.ofRanks(Demsar.publishedRanks()).pairsAgainst(0).stream()
                .sorted((a, b) -> Double.compare(a.p(), b.p())).toList();
        double[] z = {2.415, 2.342, .512};
        double[] p = {.0157, .0192, .608};
        for (int i = 0; i < 3; i++) {
            assertEquals(z[i], pairs.get(i).z(), 1e-3);
            assertEquals(p[i], pairs.get(i).p(), i < 2 ? 6e-5 : 6e-4);
        }
        assertEquals(List.of(3, 1, 2), pairs.stream().map(Friedman.Pair::second).toList());
        assertEquals(List.of(true, true, false), pairs.stream().map(pair -> pair.holm() <= 0.05).toList());
    }

    @Test
    void wilcoxonOfC45AgainstItsMinimalLeafSize() {
        var test = WilcoxonSignedRank.of(Differences.of(Demsar.column(0), Demsar.column(1), true), Zeros.SPLIT, 0.95);
        assertEquals(93, test.positiveRanks());
        assertEquals(12, test.negativeRanks());
        assertEquals(-2.54, test.z(), 5e-3);
        assertTrue(test.exact() && test.p() < 0.05);
    }

    /// 10 wins, and one of the two ties: 11 of 14.
    @Test
    void signTestOfC45AgainstItsMinimalLeafSize() {
        var differences = Differences.of(Demsar.column(0), Demsar.column(1), true);
        var test = SignTest.of(differences, Ties.SPLIT, 0.95);
        assertEquals(List.of(10, 2, 2, 14), List.of(test.wins(), test.tied(), test.losses(), test.counted()));
        assertEquals(11.0 / 14, test.winShare(), 1e-15);
        assertEquals(2 * (1 + 14 + 91 + 364) / 16384.0, test.p(), 1e-14);
        assertEquals(12, SignTest.of(differences, Ties.DROP, 0.95).counted());
    }

    @Test
    void wholeFamiliesOfC45JoinInTheDiagram() {
        var test = Friedman.ofRanks(Demsar.publishedRanks());
        var all = RankDiagram.nemenyi(test, List.of(Demsar.RECIPES), 0.10);
        assertEquals(List.of("C4.5+m+cf", "C4.5+m", "C4.5+cf", "C4.5"), all.places().stream().map(RankDiagram.Place::recipe).toList());
        // at 0.10 C4.5 is worse than C4.5+m and C4.5+m+cf, and nobody can tell to which group C4.5+cf belongs
        assertEquals(List.of(List.of("C4.5+m+cf", "C4.5+m", "C4.5+cf"), List.of("C4.5+cf", "C4.5")),
                all.groups().stream().map(RankDiagram.Group::recipes).toList());
        var control = RankDiagram.bonferroniDunn(test, List.of(Demsar.RECIPES), 0, 0.05);
        // C4.5+m is 1.14 away and C4.5+m+cf 1.18, on either side of 1.17
        assertEquals(List.of(List.of("C4.5+m", "C4.5+cf", "C4.5")), control.groups().stream().map(RankDiagram.Group::recipes).toList());
    }

    private static final double[] NAIVE_BAYES = {94.203, 92.754, 95.652, 91.176, 92.647, 91.176, 92.647, 92.647, 86.765, 91.176};
    private static final double[] J48 = {92.754, 92.754, 89.855, 89.706, 95.588, 89.706, 95.588, 94.118, 91.176, 92.647};

    @Test
    void correlatedTOfNaiveBayesAndJ48() {
        var differences = Differences.of(NAIVE_BAYES, J48, true);
        var test = CorrectedT.of(differences, 1 / 9.0, 0.95);
        assertEquals(.22233, test.t(), 5e-6);
        assertEquals(.82902, test.p(), 5e-6);
        assertEquals(9, test.degreesOfFreedom());
        var posterior = BayesianCorrelatedT.of(differences, 1 / 9.0, 0, 0.95).preference();
        assertEquals(0.4145120, posterior.first(), 5e-8);
        assertEquals(0.5854880, posterior.second(), 5e-8);
        assertEquals(0, posterior.rope());
    }

    /// Hollander and Wolfe (1973), 29f: Hamilton depression scale factors; R's own example of `wilcox.test`.
    @Test
    void wilcoxonOfDepressionScalesIsAsInTheTextbook() {
        double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
        double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
        var test = WilcoxonSignedRank.of(Differences.of(before, after, false), Zeros.WILCOX, 0.95);
        assertArrayEquals(new double[] {40, 5}, new double[] {test.positiveRanks(), test.negativeRanks()});
        assertEquals(2 * 0.01953125, test.p(), 1e-15);
        assertEquals(35.0 / 45, test.rankBiserial(), 1e-15);
    }

    /// A perfect order of 3 recipes on 4 data sets: chi2 = n (k - 1), and one order of 6 must come 4 times.
    @Test
    void dataSetsThatAgreeWhollyHaveAnExactP() {
        var scores = IntStream.range(0, 4).mapToObj(data -> new double[] {data + 1, data + 2, data + 3}).toArray(double[][]::new);
        var test = Friedman.of(scores, true);
        assertEquals(8, test.chiSquared(), 1e-12);
        assertEquals(Double.POSITIVE_INFINITY, test.f());
        assertEquals(1 / 216.0, test.fP(), 1e-15);
        assertEquals(1, test.kendallW(), 1e-12);
        assertEquals(List.of(3.0, 2.0, 1.0), test.averageRanks());
        assertEquals(List.of(1.0, 2.0, 3.0), Friedman.of(scores, false).averageRanks());
    }
}
