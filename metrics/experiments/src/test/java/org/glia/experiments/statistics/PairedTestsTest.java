package org.glia.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for all scores, and the ugly ones.
class PairedTestsTest {

    private static final double NAN = Double.NaN;

    /// Scores with two digits, so that there are ties and zeros.
    private static double[] scores(long seed, int n) {
        var random = RandomStream.of(seed, "scores", n);
        return random.doubles(n).map(score -> Math.rint(score * 30) / 100 + 0.6).toArray();
    }

    private static double[] plus(double[] scores, double constant) {
        return Arrays.stream(scores).map(score -> score + constant).toArray();
    }

    private static void assertMirrors(Interval one, Interval other) {
        assertEquals(one.level(), other.level());
        assertEquals(one.low(), -other.high(), 1e-12);
        assertEquals(one.high(), -other.low(), 1e-12);
    }

    private static void assertMirrors(Preference one, Preference other) {
        assertEquals(one.first(), other.second(), 1e-9);
        assertEquals(one.rope(), other.rope(), 1e-9);
        assertEquals(one.second(), other.first(), 1e-9);
        assertEquals(1, one.first() + one.rope() + one.second(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void swappingRecipesMirrorsEveryResult(long seed) {
        int n = 5 + (int) seed * 3;
        var there = Differences.of(scores(seed, n), scores(seed + 100, n), true);
        var back = Differences.of(scores(seed + 100, n), scores(seed, n), true);
        assertArrayEquals(back.values(), there.reversed().values());
        assertEquals(List.of(there.wins(), there.ties(), there.losses()), List.of(back.losses(), back.ties(), back.wins()));

        var t = CorrectedT.of(there, 0.25, 0.95);
        var mirrored = CorrectedT.of(back, 0.25, 0.95);
        assertEquals(t.t(), -mirrored.t(), 1e-12);
        assertEquals(t.p(), mirrored.p(), 1e-12);
        assertEquals(t.cohensD(), -mirrored.cohensD(), 1e-12);
        assertMirrors(t.interval(), mirrored.interval());
        assertMirrors(BayesianCorrelatedT.of(there, 0.25, 0.01, 0.95).preference(), BayesianCorrelatedT.of(back, 0.25, 0.01, 0.95).preference());
        assertMirrors(BayesianSignedRank.of(there, 0.02, 8).preference(), BayesianSignedRank.of(back, 0.02, 8).preference());
        assertMirrors(BayesianSignedRank.of(there, 0, 8).preference(), BayesianSignedRank.of(back, 0, 8).preference());
        for (var zeros : Zeros.values()) {
            var ranks = WilcoxonSignedRank.of(there, zeros, 0.9);
            var other = WilcoxonSignedRank.of(back, zeros, 0.9);
            assertEquals(ranks.positiveRanks(), other.negativeRanks());
            assertEquals(ranks.p(), other.p());
            assertEquals(ranks.rankBiserial(), -other.rankBiserial(), 1e-15);
            assertEquals(ranks.pseudoMedian(), -other.pseudoMedian(), 1e-15);
            assertMirrors(ranks.interval(), other.interval());
        }
        for (var ties : Ties.values()) {
            var sign = SignTest.of(there, ties, 0.95);
            var other = SignTest.of(back, ties, 0.95);
            assertEquals(sign.p(), other.p());
            assertEquals(1, sign.winShare() + other.winShare(), 1e-15);
            assertEquals(sign.interval().low(), 1 - other.interval().high(), 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1000, -7.3, 1.0 / 3})
    void addingTheSameToAllScoresChangesNothing(double constant) {
        var first = scores(11, 17);
        var second = scores(12, 17);
        var before = Differences.of(first, second, true);
        var after = Differences.of(plus(first, constant), plus(second, constant), true);
        for (var zeros : Zeros.values()) {
            var one = WilcoxonSignedRank.of(before, zeros, 0.95);
            var other = WilcoxonSignedRank.of(after, zeros, 0.95);
            assertEquals(List.of(one.positiveRanks(), one.negativeRanks(), one.p()), List.of(other.positiveRanks(), other.negativeRanks(), other.p()));
        }
        assertEquals(SignTest.of(before, Ties.DROP, 0.95), SignTest.of(after, Ties.DROP, 0.95));
        assertEquals(CorrectedT.of(before, 0.1, 0.95).t(), CorrectedT.of(after, 0.1, 0.95).t(), 1e-8);
        assertEquals(BayesianSignedRank.of(before, 0, 1).preference().first(), BayesianSignedRank.of(after, 0, 1).preference().first(), 1e-9);
        var table = IntStream.range(0, 17).mapToObj(i -> new double[] {first[i], second[i], first[16 - i]}).toArray(double[][]::new);
        var shifted = Arrays.stream(table).map(row -> plus(row, constant)).toArray(double[][]::new);
        assertEquals(Friedman.of(table, true), Friedman.of(shifted, true));
    }

    @Test
    void aLossIsAScoreTurnedRound() {
        var first = scores(21, 12);
        var second = scores(22, 12);
        var losses = Differences.of(plus(first, -3), plus(second, -3), false);
        var scores = Differences.of(first, second, true).reversed();
        assertArrayEquals(scores.values(), losses.values(), 1e-12);
        assertEquals(scores.wins(), losses.wins());
        var table = IntStream.range(0, 12).mapToObj(i -> new double[] {first[i], second[i]}).toArray(double[][]::new);
        var better = Friedman.of(table, true).averageRanks();
        var worse = Friedman.of(table, false).averageRanks();
        assertEquals(3, better.get(0) + worse.get(0), 1e-12);
    }

    @Test
    void whatIsEqualOnPaperIsTied() {
        // 0.1 + 0.2 is not 0.3 in binary
        var differences = Differences.of(new double[] {0.3, 0.763, 0.936}, new double[] {0.1 + 0.2, 0.768, 0.931}, true);
        assertEquals(List.of(1, 1, 1), List.of(differences.wins(), differences.ties(), differences.losses()));
        var test = WilcoxonSignedRank.of(differences, Zeros.WILCOX, 0.95);
        assertEquals(1.5, test.positiveRanks());
        assertEquals(1.5, test.negativeRanks());
    }

    @Test
    void differencesThatDoNotVaryAreCertain() {
        var same = Differences.of(new double[] {0.7, 0.8, 0.9}, new double[] {0.7, 0.8, 0.9}, true);
        assertEquals(List.of(0.0, 1.0, 0.0), List.of(CorrectedT.of(same, 0.5, 0.95).t(), CorrectedT.of(same, 0.5, 0.95).p(),
                CorrectedT.of(same, 0.5, 0.95).cohensD()));
        assertEquals(new Preference(0.5, 0, 0.5), BayesianCorrelatedT.of(same, 0.5, 0, 0.95).preference());
        assertEquals(new Preference(0, 1, 0), BayesianCorrelatedT.of(same, 0.5, 0.01, 0.95).preference());
        assertEquals(new Preference(0.5, 0, 0.5), BayesianSignedRank.of(same, 0, 1).preference());
        assertEquals(new Preference(0, 1, 0), BayesianSignedRank.of(same, 0.01, 1).preference());

        // each difference is 0.1 but for rounding
        var better = Differences.of(new double[] {0.7, 0.8, 0.3}, new double[] {0.8, 0.9, 0.4}, true);
        var test = CorrectedT.of(better, 0.5, 0.95);
        assertEquals(Double.POSITIVE_INFINITY, test.t());
        assertEquals(0, test.p());
        assertEquals(Double.POSITIVE_INFINITY, test.cohensD());
        assertEquals(test.interval().low(), test.interval().high());
        assertEquals(new Preference(0, 0, 1), BayesianCorrelatedT.of(better, 0.5, 0.05, 0.95).preference());
        assertEquals(new Preference(0, 1, 0), BayesianCorrelatedT.of(better, 0.5, 0.2, 0.95).preference());
        assertEquals(new Preference(1, 0, 0), BayesianCorrelatedT.of(better.reversed(), 0.5, 0, 0.95).preference());
    }

    @ParameterizedTest
    @EnumSource(Zeros.class)
    void recipesThatAreAlwaysEqualDoNotDiffer(Zeros zeros) {
        var test = WilcoxonSignedRank.of(Differences.of(0, 0, 0, 0), zeros, 0.95);
        assertEquals(1, test.p());
        assertEquals(0, test.z());
        assertEquals(0, test.rankBiserial());
        assertEquals(0, test.pseudoMedian());
        assertEquals(zeros == Zeros.SPLIT ? 4 : 0, test.ranked());
        assertEquals(1, SignTest.of(Differences.of(0, 0, 0), Ties.DROP, 0.95).p());
        assertEquals(new Interval(0.95, 0, 1), SignTest.of(Differences.of(0, 0, 0), Ties.DROP, 0.95).interval());
        assertEquals(2, SignTest.of(Differences.of(0, 0, 0), Ties.SPLIT, 0.95).counted());
        var friedman = Friedman.of(new double[][] {{1, 1, 1}, {2, 2, 2}}, true);
        assertEquals(List.of(0.0, 1.0, 0.0, 1.0, 0.0, 1.0), List.of(friedman.chiSquared(), friedman.chiSquaredP(),
                friedman.correctedChiSquared(), friedman.correctedChiSquaredP(), friedman.correctedF(), friedman.correctedFP()));
    }

    /// With fifty ranks the count and the normal distribution nearly agree, so that nothing jumps where one follows the other.
    @Test
    void countingAndTheNormalDistributionMeet() {
        var values = new double[50];
        Arrays.setAll(values, i -> i % 3 == 0 ? -(i + 1) : i + 1);
        var test = WilcoxonSignedRank.of(Differences.of(values), Zeros.WILCOX, 0.95);
        assertTrue(test.exact());
        assertEquals(Tails.normalBoth(test.z()), test.p(), 2e-3);
        var longer = Arrays.copyOf(values, 51);
        longer[50] = 51;
        assertTrue(!WilcoxonSignedRank.of(Differences.of(longer), Zeros.WILCOX, 0.95).exact());
    }

    @Test
    void anIntervalAndATestAgreeOnWhetherThereIsADifference() {
        for (long seed = 30; seed < 60; seed++) {
            var differences = Differences.of(scores(seed, 10), plus(scores(seed + 50, 10), 0.05), true);
            var t = CorrectedT.of(differences, 1 / 9.0, 0.95);
            assertEquals(t.p() > 0.05, t.interval().contains(0), "seed " + seed);
            var posterior = BayesianCorrelatedT.of(differences, 1 / 9.0, 0, 0.95).preference();
            assertEquals(t.p(), 2 * Math.min(posterior.first(), posterior.second()), 1e-12);
        }
    }

    @Test
    void theBayesianSignedRankTestFollowsFromItsSeed() {
        var differences = Differences.of(scores(1, 9), scores(2, 9), true);
        assertEquals(BayesianSignedRank.of(differences, 0.03, 5), BayesianSignedRank.of(differences, 0.03, 5));
        var other = BayesianSignedRank.of(differences, 0.03, 6).preference();
        assertTrue(other.first() != BayesianSignedRank.of(differences, 0.03, 5).preference().first());
        assertEquals(BayesianSignedRank.of(differences, 0.03, 5).preference().first(), other.first(), 0.015);
    }

    @Test
    void aSplitOnWhichBothAreRightAlikeHasNoOddsRatio() {
        var test = McNemar.of(new boolean[] {true, false, true}, new boolean[] {true, false, true}, 0.95);
        assertEquals(1, test.p());
        assertTrue(Double.isNaN(test.oddsRatio()));
        assertEquals(new Interval(0.95, 0, Double.POSITIVE_INFINITY), test.oddsInterval());
        assertEquals(0, test.difference());
        var mirror = McNemar.of(5, 3, 9, 2, 0.95);
        assertEquals(mirror.difference(), -McNemar.of(5, 9, 3, 2, 0.95).difference());
        assertEquals(1, mirror.oddsInterval().low() * McNemar.of(5, 9, 3, 2, 0.95).oddsInterval().high(), 1e-9);
    }

    @Test
    void holmNeverRejectsMoreThanHochberg() {
        var p = RandomStream.of(4, "p", 0).doubles(12).map(value -> value * value * value).toArray();
        var holm = AdjustedP.holm(p);
        var hochberg = AdjustedP.hochberg(p);
        for (int i = 0; i < p.length; i++) {
            assertTrue(p[i] <= hochberg[i] && hochberg[i] <= holm[i] && holm[i] <= Math.min(1, 12 * p[i]));
        }
        assertEquals(0, AdjustedP.holm(new double[0]).length);
        assertThrows(IllegalArgumentException.class, () -> AdjustedP.holm(new double[] {0.5, NAN}));
    }

    @Test
    void nemenyiOfTwoRecipesIsTheirPlainTest() {
        var pair = Friedman.of(new double[][] {{1, 2}, {1, 2}, {3, 1}, {2, 4}}, true).pairs().getFirst();
        assertEquals(pair.p(), pair.nemenyi(), 1e-13);
        assertEquals(pair.p(), pair.holm());
        assertEquals(0.5, pair.difference());
        assertEquals(1, pair.z(), 1e-15);
    }

    @Test
    void barsJoinOnlyWhoDoesNotDiffer() {
        var ranks = IntStream.range(0, 12).mapToObj(i -> new double[] {1, 2, 3, 4, 5, 6}).toArray(double[][]::new);
        var diagram = RankDiagram.nemenyi(Friedman.ofRanks(ranks), List.of("a", "b", "c", "d", "e", "f"), 0.05);
        assertEquals(2.18, diagram.criticalDifference(), 5e-3);
        assertEquals(List.of("abc", "bcd", "cde", "def"), diagram.groups().stream().map(group -> String.join("", group.recipes())).toList());
        var apart = IntStream.range(0, 200).mapToObj(i -> new double[] {2, 1, 3}).toArray(double[][]::new);
        assertEquals(List.of(), RankDiagram.nemenyi(Friedman.ofRanks(apart), List.of("a", "b", "c"), 0.05).groups());
    }

    private static void assertRefused(String sentence, Runnable act) {
        assertTrue(assertThrows(DataException.class, act::run).getMessage().contains(sentence),
                assertThrows(DataException.class, act::run).getMessage());
    }

    @Test
    void scoresThatCannotBePairedAreRefused() {
        assertRefused("3 of the first recipe and 2 of the second", () -> Differences.of(new double[3], new double[2], true));
        assertRefused("at least two pairs of scores, and there is one", () -> Differences.of(new double[1], new double[1], true));
        assertRefused("at least two pairs of scores, and there is none", () -> Differences.of());
        assertRefused("score 2 of the second recipe is not a number", () -> Differences.of(new double[] {1, 2}, new double[] {1, NAN}, true));
        assertRefused("score 1 of the first recipe is infinite",
                () -> Differences.of(new double[] {Double.NEGATIVE_INFINITY, 2}, new double[] {1, 2}, true));
        assertRefused("too large", () -> Differences.of(new double[] {-1e308, 1}, new double[] {1e308, 1}, true));
        assertRefused("data set 2 has a score that is no finite number", () -> Friedman.of(new double[][] {{1, 2}, {NAN, 1}}, true));
        assertRefused("at least two data sets and two recipes, not 1 and 2", () -> Friedman.of(new double[][] {{1, 2}}, true));
        assertRefused("at least two data sets and two recipes, not 0 and 0", () -> Friedman.of(new double[][] {}, true));
        assertRefused("each of the 2 recipes; one has 3", () -> Friedman.of(new double[][] {{1, 2}, {1, 2, 3}}, true));
        assertRefused("do not add up to 3.0", () -> Friedman.ofRanks(new double[][] {{1, 2}, {1, 1}}));
        assertRefused("the first on 2, the second on 1", () -> McNemar.of(new boolean[2], new boolean[1], 0.95));
        assertRefused("at least two rows, and there is one", () -> McNemar.of(new boolean[1], new boolean[1], 0.95));
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        var differences = Differences.of(1, 2, 3);
        assertThrows(IllegalArgumentException.class, () -> CorrectedT.of(differences, -0.1, 0.95));
        assertThrows(IllegalArgumentException.class, () -> CorrectedT.of(differences, 0.1, 95));
        assertThrows(IllegalArgumentException.class, () -> BayesianCorrelatedT.of(differences, 0.1, -1, 0.95));
        assertThrows(IllegalArgumentException.class, () -> BayesianSignedRank.of(differences, NAN, 1));
        assertThrows(IllegalArgumentException.class, () -> WilcoxonSignedRank.of(differences, Zeros.PRATT, 1));
        assertThrows(IllegalArgumentException.class, () -> new StudentizedRange(1));
        assertThrows(IllegalArgumentException.class, () -> new StudentizedRange(3).quantile(1));
    }

    @Test
    void hugeAndTinyScoresCompareAsOthersDo() {
        var tiny = Differences.of(new double[] {1e-300, 2e-300, 5e-300}, new double[] {2e-300, 4e-300, 6e-300}, true);
        assertEquals(3, tiny.wins());
        assertEquals(CorrectedT.of(Differences.of(1, 2, 1), 0.5, 0.95).t(), CorrectedT.of(Differences.of(1e150, 2e150, 1e150), 0.5, 0.95).t(), 1e-12);
        assertEquals(1, WilcoxonSignedRank.of(Differences.of(1e308, -1e307, 1.5e308), Zeros.PRATT, 0.95).negativeRanks());
    }
}
