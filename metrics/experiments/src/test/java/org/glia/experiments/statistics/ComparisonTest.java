package org.glia.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.Score;
import org.glia.api.model.Table;
import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

    private static final Options STANDARD = Options.standard();

    private static CellScore cell(String recipe, String data, int fold, double score) {
        return new CellScore(recipe, data, 0, fold, 90, 10, data + fold, Score.of(score));
    }

    private static CellScore failed(CellScore cell, String why) {
        return new CellScore(cell.recipe(), cell.data(), cell.repeat(), cell.fold(), cell.train(), cell.test(), cell.rows(), Score.undefined(why));
    }

    /// Ten folds of one data set.
    private static List<CellScore> folds(String recipe, String data, double... scores) {
        return IntStream.range(0, scores.length).mapToObj(fold -> cell(recipe, data, fold, scores[fold])).toList();
    }

    private static List<CellScore> noisy(String recipe, String data, double level) {
        var random = RandomStream.of(9, recipe + data, 0);
        return folds(recipe, data, random.doubles(10).map(noise -> level + noise / 50).toArray());
    }

    @SafeVarargs
    private static Design design(List<CellScore>... cells) {
        return new Design("accuracy", true, Arrays.stream(cells).flatMap(List::stream).toList());
    }

    private static Design demsar(int... recipes) {
        var cells = new ArrayList<CellScore>();
        for (int data = 0; data < Demsar.DATA.length; data++) {
            for (int recipe : recipes) {
                // two folds around the mean: only the mean counts here
                cells.add(cell(Demsar.RECIPES[recipe], Demsar.DATA[data], 0, Demsar.AUC[data][recipe] - 0.0625));
                cells.add(cell(Demsar.RECIPES[recipe], Demsar.DATA[data], 1, Demsar.AUC[data][recipe] + 0.0625));
            }
        }
        return new Design("auc", true, cells);
    }

    private static Design replace(Design design, CellScore other) {
        return new Design(design.measure(), design.greaterIsBetter(), design.cells().stream().map(cell -> cell.recipe().equals(other.recipe())
                && cell.data().equals(other.data()) && cell.repeat() == other.repeat() && cell.fold() == other.fold() ? other : cell).toList());
    }

    private static Table table(Comparison comparison, String title) {
        return comparison.tables().stream().filter(table -> table.title().equals(title)).findFirst()
                .orElseThrow(() -> new AssertionError(title + " is none of " + titles(comparison)));
    }

    private static List<String> titles(Comparison comparison) {
        return comparison.tables().stream().map(Table::title).toList();
    }

    private static double number(Table table, String column, int row) {
        return table.rows().numeric(column).value(row);
    }

    private static String all(List<String> sentences) {
        return sentences.stream().collect(Collectors.joining("\n"));
    }

    private static void assertSays(String part, List<String> sentences) {
        assertTrue(all(sentences).contains(part), part + "\nis not in\n" + all(sentences));
    }

    private static void assertRefused(String part, Runnable act) {
        var message = assertThrows(DataException.class, act::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void fourRecipesOnFourteenDataSetsAreRanked() {
        var comparison = Comparison.of(demsar(0, 1, 2, 3), STANDARD);
        assertEquals(StatisticalTest.FRIEDMAN, comparison.test());
        assertEquals("auc of `C4.5`, `C4.5+m`, `C4.5+cf` and `C4.5+m+cf` on 14 data sets: Friedman test", comparison.title());
        assertEquals(List.of("mean scores by auc", "data sets won", "average ranks", "Friedman test", "Nemenyi test"), titles(comparison));
        assertEquals(9.857, number(table(comparison, "Friedman test"), "value", 0), 5e-4);
        assertEquals(10.952, number(table(comparison, "Friedman test"), "value", 1), 5e-4);
        assertEquals(3.987, number(table(comparison, "Friedman test"), "value", 2), 5e-4);
        assertSays("the recipes differ in auc over 14 data sets: Iman and Davenport's F(3, 39) = ", comparison.conclusions());
        // C4.5 and C4.5+m+cf are 1.214 apart, and 1.254 would be needed
        assertSays("all 6 pairs are not shown to differ", comparison.conclusions());
        assertEquals(1, comparison.diagram().orElseThrow().groups().size());
        var lenient = Comparison.of(demsar(0, 1, 2, 3), STANDARD.withAlpha(0.1));
        assertSays("`C4.5+m` is better than `C4.5` in auc over 14 data sets: by 1.143 average ranks (90% interval 0.0", lenient.conclusions());
        assertSays("`C4.5+m+cf` is better than `C4.5`", lenient.conclusions());
        assertSays("the other 4 pairs are not shown to differ", lenient.conclusions());
    }

    @Test
    void againstAControlThereAreFewerPairsToBeWrongAbout() {
        var comparison = Comparison.of(demsar(0, 1, 2, 3), STANDARD.withControl("C4.5"));
        assertEquals(3, table(comparison, "against C4.5").rows().rows());
        assertEquals(Optional.of("C4.5"), comparison.diagram().orElseThrow().control());
        assertSays("`C4.5+m` is better than `C4.5` in auc over 14 data sets: by 1.143 average ranks", comparison.conclusions());
        assertSays("`C4.5+m+cf` is better than `C4.5`", comparison.conclusions());
        assertSays("no difference between `C4.5` and `C4.5+cf`", comparison.conclusions());
        assertSays("1.168 (Bonferroni-Dunn, alpha 0.05", comparison.treatment());
    }

    @Test
    void twoRecipesOnSeveralDataSetsAreComparedByRanksOfDifferences() {
        var comparison = Comparison.of(demsar(0, 1), STANDARD);
        assertEquals(StatisticalTest.WILCOXON, comparison.test());
        var wilcoxon = table(comparison, "Wilcoxon signed-rank test");
        assertEquals(List.of(93.0, 12.0), List.of(number(wilcoxon, "R+", 0), number(wilcoxon, "R-", 0)));
        assertEquals(-2.54, number(wilcoxon, "z", 0), 5e-3);
        assertEquals(List.of("mean scores by auc", "data sets won", "Wilcoxon signed-rank test", "sign test", "Bayesian signed-rank test"),
                titles(comparison));
        assertSays("`C4.5+m` is better than `C4.5` in auc over 14 data sets: by 0.01", comparison.conclusions());
        assertSays("2 pairs of scores are equal: each side has half of the ranks (Demsar)", comparison.treatment());
        assertSays("with probability 0.9", comparison.conclusions());
        var wins = table(comparison, "data sets won");
        assertEquals(List.of(2.0, 2.0, 10.0), List.of(number(wins, "first wins", 0), number(wins, "ties", 0), number(wins, "second wins", 0)));
        for (var zeros : List.of(Zeros.PRATT, Zeros.WILCOX)) {
            var other = Comparison.of(demsar(0, 1), STANDARD.withTest(StatisticalTest.WILCOXON).withZeros(zeros));
            assertEquals(zeros == Zeros.PRATT ? 91.5 : 71.5, number(table(other, "Wilcoxon signed-rank test"), "R+", 0));
        }
    }

    @Test
    void foldsOfOneDataSetAreComparedByTheCorrectedT() {
        double[] bayes = {94.203, 92.754, 95.652, 91.176, 92.647, 91.176, 92.647, 92.647, 86.765, 91.176};
        double[] j48 = {92.754, 92.754, 89.855, 89.706, 95.588, 89.706, 95.588, 94.118, 91.176, 92.647};
        var comparison = Comparison.of(design(folds("naivebayes", "vote", bayes), folds("j48", "vote", j48)), STANDARD);
        assertEquals(StatisticalTest.CORRECTED_T, comparison.test());
        assertEquals("accuracy of `naivebayes` and `j48` on vote: corrected resampled t-test", comparison.title());
        var t = table(comparison, "corrected resampled t-test");
        assertEquals(.22233, number(t, "t", 0), 5e-6);
        assertEquals(.82902, number(t, "p", 0), 5e-6);
        assertEquals(0.5854880, number(table(comparison, "Bayesian correlated t-test"), "P(second better)", 0), 5e-8);
        assertSays("no difference between `naivebayes` and `j48` in accuracy on vote is shown: 0.3049 in favour of `j48` (95% interval -2.797 to 3.407), p = 0.8290",
                comparison.conclusions());
        assertSays("no proof of equality", comparison.conclusions());
        assertSays("is undecided: the probabilities are 0.4145 and 0.5855", comparison.conclusions());
        assertSays("every recipe has a value in every fold", comparison.treatment());
        var wins = table(comparison, "folds won");
        assertEquals(List.of(4.0, 1.0, 5.0), List.of(number(wins, "first wins", 0), number(wins, "ties", 0), number(wins, "second wins", 0)));
    }

    @Test
    void severalRecipesOnOneDataSetAreAFamily() {
        var comparison = Comparison.of(design(noisy("a", "iris", 0.7), noisy("b", "iris", 0.8), noisy("c", "iris", 0.8)),
                STANDARD.withTest(StatisticalTest.CORRECTED_T));
        var t = table(comparison, "corrected resampled t-test");
        assertEquals(3, t.rows().rows());
        var p = IntStream.range(0, 3).mapToDouble(i -> number(t, "p", i)).toArray();
        var holm = AdjustedP.holm(p);
        for (int i = 0; i < 3; i++) {
            assertEquals(holm[i], number(t, "p (Holm)", i));
        }
        assertSays("`b` is better than `a` in accuracy on iris: by 0.", comparison.conclusions());
        assertSays("p is adjusted by Holm for the 3 pairs", comparison.treatment());
        assertEquals(2, table(Comparison.of(design(noisy("a", "iris", 0.7), noisy("b", "iris", 0.8), noisy("c", "iris", 0.8)),
                STANDARD.withControl("b")), "folds won").rows().rows());
    }

    @Test
    void aRegionOfPracticalEquivalenceMakesSmallDifferencesEqual() {
        var design = design(folds("a", "iris", 0.80, 0.81, 0.79, 0.80, 0.82), folds("b", "iris", 0.801, 0.812, 0.791, 0.799, 0.822));
        var comparison = Comparison.of(design, STANDARD.withTest(StatisticalTest.BAYESIAN_T).withRope(0.01));
        assertSays("`a` and `b` are practically equivalent in accuracy on iris: no further apart than 0.01", comparison.conclusions());
        assertEquals(1, number(table(comparison, "Bayesian correlated t-test"), "P(equivalent)", 0), 1e-3);
        assertSays("within 0.01 of each other in accuracy", comparison.treatment());
    }

    private static CellScore rows(String recipe, boolean... correct) {
        long right = IntStream.range(0, correct.length).filter(row -> correct[row]).count();
        return new CellScore(recipe, "iris", 0, 0, 90, correct.length, "rows", Score.of((double) right / correct.length), Optional.of(correct));
    }

    private static boolean[] firstRight(int right, int of) {
        var correct = new boolean[of];
        Arrays.fill(correct, 0, right, true);
        return correct;
    }

    @Test
    void oneSplitIsComparedRowByRow() {
        var comparison = Comparison.of(design(List.of(rows("a", firstRight(20, 50)), rows("b", firstRight(32, 50)))), STANDARD);
        assertEquals(StatisticalTest.MCNEMAR, comparison.test());
        assertSays("row by row", List.of(comparison.reason()));
        var table = table(comparison, "McNemar's test");
        assertEquals(List.of(20.0, 0.0, 12.0, 18.0), List.of(number(table, "both right", 0), number(table, "only first", 0),
                number(table, "only second", 0), number(table, "neither", 0)));
        assertEquals(2 / 4096.0, number(table, "p", 0), 1e-15);
        assertSays("`b` is better than `a` in the share of rows that are right on iris: by 0.2400", comparison.conclusions());
        var three = Comparison.of(design(List.of(rows("a", firstRight(20, 50)), rows("b", firstRight(32, 50)), rows("c", firstRight(33, 50)))), STANDARD);
        assertEquals(3, table(three, "McNemar's test").rows().rows());
        assertSays("adjusted by Holm", three.treatment());
    }

    @Test
    void oneSplitWithoutRowsTellsNothing() {
        var design = design(folds("a", "iris", 0.9), folds("b", "iris", 0.8));
        assertRefused("cannot tell skill from luck; compare by cross-validation", () -> Comparison.of(design, STANDARD));
        assertRefused("and that is not known", () -> Comparison.of(design, STANDARD.withTest(StatisticalTest.MCNEMAR)));
        assertRefused("two folds or more of every data set, and iris has one", () -> Comparison.of(design, STANDARD.withTest(StatisticalTest.CORRECTED_T)));
    }

    @ParameterizedTest
    @EnumSource(value = StatisticalTest.class, names = {"WILCOXON", "SIGN", "BAYESIAN_SIGNED_RANK", "FRIEDMAN"})
    void foldsAreNoDataSets(StatisticalTest test) {
        var design = design(noisy("a", "iris", 0.7), noisy("b", "iris", 0.8));
        assertRefused("the %s compares recipes over several data sets, and folds of one are no substitute".formatted(test.title()),
                () -> Comparison.of(design, STANDARD.withTest(test)));
    }

    @ParameterizedTest
    @EnumSource(value = StatisticalTest.class, names = {"MCNEMAR"}, mode = EnumSource.Mode.EXCLUDE)
    void everyTestCanBeAskedForOverSeveralDataSets(StatisticalTest test) {
        var comparison = Comparison.of(demsar(0, 1, 3), STANDARD.withTest(test).withRope(0.01));
        assertEquals(test == StatisticalTest.AUTO ? StatisticalTest.FRIEDMAN : test, comparison.test());
        if (test != StatisticalTest.AUTO) {
            assertEquals("the " + test.title() + " was asked for" + (test.isOverDataSets() ? "" : ", for each data set on its own"), comparison.reason());
        }
        assertTrue(!comparison.conclusions().isEmpty() && !comparison.treatment().isEmpty());
        for (var sentence : comparison.conclusions()) {
            assertTrue(!sentence.contains("%") || sentence.matches("(?s).*\\d% interval.*"), sentence);
            assertTrue(!sentence.contains("NaN"), sentence);
        }
        assertEquals(test, StatisticalTest.of(test.word()));
    }

    @Test
    void testsOnEachDataSetStandBelowEachOther() {
        var comparison = Comparison.of(demsar(0, 1, 3), STANDARD.withTest(StatisticalTest.CORRECTED_T));
        assertEquals(14 * 3, table(comparison, "corrected resampled t-test").rows().rows());
        assertSays("for the 3 pairs of each data set, and not over the data sets", comparison.treatment());
    }

    @Test
    void aDataSetOnWhichARecipeFailsIsLeftOutForAll() {
        var whole = demsar(0, 1, 2, 3);
        var broken = replace(whole, failed(cell("C4.5+cf", "liver", 1, 0), "failed in fit: out of memory"));
        var comparison = Comparison.of(broken, STANDARD);
        assertSays("liver is left out for every recipe, since `C4.5+cf` lacks a value there (fold 2: failed in fit: out of memory)", comparison.treatment());
        assertSays("leaving out favours recipes that fail", comparison.treatment());
        assertEquals(13, table(comparison, "mean scores by auc").rows().rows());
        var without = new Design("auc", true, whole.cells().stream().filter(cell -> !cell.data().equals("liver")).toList());
        assertEquals(number(table(Comparison.of(without, STANDARD), "Friedman test"), "value", 0), number(table(comparison, "Friedman test"), "value", 0));
        var twice = replace(broken, failed(cell("C4.5+m", "liver", 0, 0), "cancelled"));
        assertSays("since `C4.5+m` lacks a value there (fold 1: cancelled), as `C4.5+cf` does", Comparison.of(twice, STANDARD).treatment());
    }

    @Test
    void aRecipeThatFailsOnTheOnlyDataSetIsLeftOut() {
        var three = design(noisy("a", "iris", 0.7), noisy("b", "iris", 0.8), noisy("c", "iris", 0.9));
        var broken = replace(three, failed(cell("c", "iris", 4, 0), "timed out"));
        var comparison = Comparison.of(broken, STANDARD);
        assertSays("`c` is left out, since it lacks a value on iris (iris, fold 5: timed out)", comparison.treatment());
        assertEquals(1, table(comparison, "corrected resampled t-test").rows().rows());
        assertRefused("nothing to compare the control `c` by", () -> Comparison.of(broken, STANDARD.withControl("c")));
        var two = replace(design(noisy("a", "iris", 0.7), noisy("b", "iris", 0.8)), failed(cell("b", "iris", 0, 0), "timed out"));
        assertRefused("fewer than two recipes are left to compare: `b` is left out", () -> Comparison.of(two, STANDARD));
        var infinite = replace(three, cell("c", "iris", 4, Double.POSITIVE_INFINITY));
        assertSays("fold 5: its score is infinite", Comparison.of(infinite, STANDARD).treatment());
    }

    @Test
    void aFoldWithoutAnyValueCountsAgainstNobody() {
        var two = design(noisy("a", "iris", 0.7), noisy("b", "iris", 0.8));
        var undefined = replace(replace(two, failed(cell("a", "iris", 2, 0), "one class only")), failed(cell("b", "iris", 2, 0), "one class only"));
        var comparison = Comparison.of(undefined, STANDARD);
        assertSays("fold 3 of iris is left out, since no recipe has a value there", comparison.treatment());
        assertEquals(8, number(table(comparison, "corrected resampled t-test"), "df", 0));
    }

    @Test
    void recipesThatWereNotRunEverywhereAreIncomplete() {
        var partial = design(noisy("a", "iris", 0.7), noisy("b", "iris", 0.8), noisy("a", "wine", 0.7), noisy("b", "wine", 0.8),
                noisy("c", "iris", 0.8).subList(0, 9));
        assertSays("`c` is left out, since it is complete on no data set (iris, fold 10: it was not run)", Comparison.of(partial, STANDARD).treatment());
        var nowhere = design(noisy("a", "iris", 0.7), noisy("b", "wine", 0.8));
        assertRefused("no data set has a value of every recipe; compare fewer recipes: iris is left out for every recipe, since `b` lacks a value there (it was not run)",
                () -> Comparison.of(nowhere, STANDARD));
    }

    @Test
    void recipesOfDifferentFoldsAreRefusedByName() {
        var cells = new ArrayList<>(noisy("a", "iris", 0.7));
        cells.addAll(noisy("b", "iris", 0.8));
        var odd = cells.get(13);
        cells.set(13, new CellScore("b", "iris", 0, 3, 90, 10, "other rows", odd.score()));
        assertRefused("`a` and `b` met different rows in fold 4 of iris, so their scores are no pairs; run both with the same resampling and seed",
                () -> new Design("accuracy", true, cells));
        assertRefused("`a` has two scores for repeat 2, fold 1 of iris", () -> new Design("accuracy", true, Collections.nCopies(2,
                new CellScore("a", "iris", 1, 0, 9, 1, "", Score.of(1)))));
        assertRefused("trained on 0 rows of iris", () -> new CellScore("a", "iris", 0, 0, 0, 5, "", Score.of(1)));
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        var two = design(noisy("a", "iris", 0.7), noisy("tree", "iris", 0.8));
        assertRefused("the control `treee` is none of the recipes compared; did you mean `tree`?", () -> Comparison.of(two, STANDARD.withControl("treee")));
        assertRefused("two recipes or more, and there is one", () -> Comparison.of(design(noisy("a", "iris", 0.7)), STANDARD));
        assertRefused("two recipes or more, and there is none", () -> Comparison.of(design(), STANDARD));
        assertRefused("alpha is a probability", () -> STANDARD.withAlpha(5));
        assertRefused("region of practical equivalence", () -> STANDARD.withRope(Double.NaN));
        assertRefused("no test is called `wilcoxn`; did you mean `wilcoxon`?", () -> StatisticalTest.of("wilcoxn"));
        assertRefused("there are auto, corrected-t, bayesian-t", () -> StatisticalTest.of("zzz"));
        assertRefused("McNemar's test is about one split, and iris has 10 folds; take corrected-t",
                () -> Comparison.of(two, STANDARD.withTest(StatisticalTest.MCNEMAR)));
    }

    @Test
    void fewDataSetsAreSaidToBeTooFew() {
        var cells = Arrays.stream(Demsar.DATA).limit(4).collect(Collectors.toSet());
        var four = new Design("auc", true, demsar(0, 3).cells().stream().filter(cell -> cells.contains(cell.data())).toList());
        var comparison = Comparison.of(four, STANDARD);
        assertSays("with 4 data sets p is 0.1250 at least", comparison.conclusions());
        assertTrue(comparison.conclusions().stream().noneMatch(conclusion -> conclusion.contains("probabilit")), "nothing of being sure");
        assertSays("nothing is concluded from the Bayesian test beside", comparison.treatment());
        assertSays("the probabilities are", Comparison.of(four, STANDARD.withTest(StatisticalTest.BAYESIAN_SIGNED_RANK)).conclusions());
        assertSays("so few data sets allow no interval of 95%; those shown have 87.5%", comparison.treatment());
    }

    @Test
    void lossesAreBetterTheSmallerTheyAre() {
        var cells = new ArrayList<>(noisy("a", "iris", 0.7));
        cells.addAll(noisy("b", "iris", 0.8));
        var comparison = Comparison.of(new Design("rmse", false, cells), STANDARD);
        assertSays("`a` is better than `b` in rmse on iris: by 0.", comparison.conclusions());
        assertSays("with probability above 0.9999 `a` is better than `b`", comparison.conclusions());
        assertTrue(number(table(comparison, "corrected resampled t-test"), "difference", 0) < 0);
        assertEquals(10, number(table(comparison, "folds won"), "first wins", 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theOrderOfCellsChangesNoNumber(int seed) {
        var design = demsar(0, 1, 2, 3);
        var order = RandomStream.of(seed, "order", 0).permutation(design.cells().size());
        // the first cell of each data set in place keeps the order of recipes and data sets
        var shuffled = new ArrayList<>(design.cells().stream().filter(cell -> cell.fold() == 0).toList());
        Arrays.stream(order).mapToObj(design.cells()::get).filter(cell -> cell.fold() == 1).forEach(shuffled::add);
        var one = Comparison.of(design, STANDARD);
        var other = Comparison.of(new Design("auc", true, shuffled), STANDARD);
        assertEquals(one.conclusions(), other.conclusions());
        assertEquals(one.diagram(), other.diagram());
    }

    @Test
    void repeatsAreFoldsToo() {
        var cells = new ArrayList<CellScore>();
        var random = RandomStream.of(3, "repeats", 0);
        for (int repeat = 0; repeat < 3; repeat++) {
            for (int fold = 0; fold < 5; fold++) {
                for (var recipe : List.of("a", "b")) {
                    cells.add(new CellScore(recipe, "iris", repeat, fold, 120, 30, "r" + repeat + fold, Score.of(random.nextDouble())));
                }
            }
        }
        var t = table(Comparison.of(new Design("accuracy", true, cells), STANDARD), "corrected resampled t-test");
        assertEquals(14, number(t, "df", 0));
        var first = cells.stream().filter(cell -> cell.recipe().equals("a")).mapToDouble(cell -> ((Score.Value) cell.score()).value()).toArray();
        var second = cells.stream().filter(cell -> cell.recipe().equals("b")).mapToDouble(cell -> ((Score.Value) cell.score()).value()).toArray();
        assertEquals(CorrectedT.of(Differences.of(first, second, true), 0.25, 0.95).p(), number(t, "p", 0));
    }

    @Test
    void foldsOfUnequalTrainingSizeAreWarnedOf() {
        var cells = new ArrayList<CellScore>();
        for (int fold = 0; fold < 4; fold++) {
            cells.add(new CellScore("a", "steps", 0, fold, 20 * (fold + 1), 20, "t" + fold, Score.of(0.5 + fold / 10.0)));
            cells.add(new CellScore("b", "steps", 0, fold, 20 * (fold + 1), 20, "t" + fold, Score.of(0.6 + fold / 20.0)));
        }
        assertSays("the folds of steps trained on very different numbers of rows", Comparison.of(new Design("r2", true, cells), STANDARD).treatment());
    }
}
