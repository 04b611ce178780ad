package org.glia.experiments.curves;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Tag;
import org.glia.api.model.Prediction;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

    /// Rows with a level and the probability of "yes", in folds of their own.
    private static OutOfFold answers(String[] levels, double[] yes, int... folds) {
        var data = Dataset.builder("rows").numeric("x", yes.clone()).nominal("y", Levels.of("no", "yes"), levels).target("y").build();
        return answers(data, folds, rows -> Prediction.probabilities(data.targetField(), Matrix.of(Arrays.stream(rows)
                .mapToObj(row -> new double[] {1 - yes[row], yes[row]}).toArray(double[][]::new))));
    }

    private static OutOfFold answers(Dataset data, int[] folds, Function<int[], Prediction> made) {
        var parts = new ArrayList<OutOfFold.Part>();
        for (int fold = 0; fold <= IntStream.of(folds).max().orElseThrow(); fold++) {
            int number = fold;
            var rows = IntStream.range(0, folds.length).filter(row -> folds[row] == number).toArray();
            parts.add(new OutOfFold.Part(0, fold, rows, made.apply(rows)));
        }
        return OutOfFold.of(parts, data, 0);
    }

    /// The rounded probabilities of scikit-learn; see `oracles/curves.py`.
    private static OutOfFold oracle(boolean weighted) {
        var plain = Fixtures.CATALOG.load("breast-cancer");
        var weights = IntStream.range(0, plain.rows()).mapToDouble(row -> 1 + row % 3).toArray();
        var data = weighted ? plain.with(Field.numeric("w"), new NumericColumn(weights))
                .withRole(Role.WEIGHT, "w") : plain;
        var scores = Fixtures.cells("scores.csv").stream()
                .map(line -> new double[] {Double.parseDouble(line[0]), Double.parseDouble(line[1])}).toArray(double[][]::new);
        var folds = Fixtures.lines("breast-cancer.folds.csv").stream().skip(1).mapToInt(Integer::parseInt).toArray();
        return answers(data, folds, rows -> Prediction.probabilities(data.targetField(),
                Matrix.of(Arrays.stream(rows).mapToObj(row -> scores[row]).toArray(double[][]::new))));
    }

    @Test
    void theCurvesAreThoseOfScikitLearn() {
        var thresholds = Thresholds.of(oracle(false), Optional.of("benign"));
        var cutoffs = thresholds.cutoffs().reversed().subList(0, thresholds.cutoffs().size() - 1); // rising, without infinity
        var curve = Fixtures.cells("precision-recall.csv");
        assertEquals(curve.size(), cutoffs.size());
        for (int i = 0; i < cutoffs.size(); i++) {
            assertEquals(Double.parseDouble(curve.get(i)[0]), cutoffs.get(i).threshold(), 1e-15);
            assertEquals(Double.parseDouble(curve.get(i)[1]), cutoffs.get(i).precision(), 1e-15);
            assertEquals(Double.parseDouble(curve.get(i)[2]), cutoffs.get(i).recall(), 1e-15);
        }
        var roc = Fixtures.cells("roc.csv").reversed();
        assertEquals(roc.size(), cutoffs.size());
        for (int i = 0; i < cutoffs.size(); i++) {
            assertEquals(Double.parseDouble(roc.get(i)[1]), 1 - cutoffs.get(i).specificity(), 1e-15);
            assertEquals(Double.parseDouble(roc.get(i)[2]), cutoffs.get(i).recall(), 1e-15);
        }
        assertEquals(cutoffs.size(), thresholds.table().rows());
        assertEquals(1, thresholds.table().numeric("recall").value(cutoffs.size() - 1));
        assertEquals("probability_diagnosis=benign", thresholds.subject().column());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areasChoicesAndTheirWorthAreThoseOfScikitLearn(boolean weighted) {
        var answers = oracle(weighted);
        int checked = 0;
        for (var level : List.of("benign", "malignant")) {
            var thresholds = Thresholds.of(answers, Optional.of(level));
            for (var line : Fixtures.cells("areas.csv")) {
                if (line[0].equals(level) && line[1].equals(weighted ? "weighted" : "plain")) {
                    assertEquals(Double.parseDouble(line[2]), thresholds.averagePrecision(), 1e-13);
                    assertEquals(Double.parseDouble(line[3]), thresholds.auc(), 1e-13);
                    checked++;
                }
            }
            for (var line : Fixtures.cells("goals.csv")) {
                if (line[0].equals(level) && line[1].equals(weighted ? "weighted" : "plain")) {
                    var goal = Goal.parse(line[2], 1, 7);
                    var told = String.join(" ", line);
                    assertEquals(Double.parseDouble(line[3]), thresholds.choice(goal).orElseThrow().threshold(), told);
                    var expected = thresholds.expected(goal);
                    assertEquals(Double.parseDouble(line[4]), expected.judged().truePositives(), told);
                    assertEquals(Double.parseDouble(line[5]), expected.judged().falsePositives(), told);
                    assertEquals(Double.parseDouble(line[6]), expected.judged().falseNegatives(), told);
                    assertEquals(Double.parseDouble(line[7]), expected.judged().trueNegatives(), told);
                    assertEquals(Double.parseDouble(line[8]), expected.thresholds()[0], told);
                    assertEquals(Double.parseDouble(line[9]), expected.thresholds()[4], told);
                    assertEquals(0, expected.unreached());
                    checked++;
                }
            }
        }
        assertEquals(22, checked);
    }

    @Test
    void ratesAreThoseOfTheFourCounts() {
        var cutoff = new Cutoff(0.5, 6, 2, 4, 8);
        assertEquals(0.75, cutoff.precision());
        assertEquals(0.6, cutoff.recall());
        assertEquals(0.8, cutoff.specificity());
        assertEquals(0.7, cutoff.accuracy());
        assertEquals(2 * 0.75 * 0.6 / 1.35, cutoff.f(1), 1e-15);
        assertEquals(0.4, cutoff.youden(), 1e-15);
        assertEquals((6 * 8 - 2 * 4) / Math.sqrt(8 * 10 * 10 * 12), cutoff.mcc(), 1e-15);
        assertEquals((2 * 3 + 4 * 5) / 20.0, cutoff.cost(3, 5));
        var none = new Cutoff(1, 0, 0, 10, 10);
        assertTrue(Double.isNaN(none.precision()));
        assertEquals(0, none.f(1));
        assertEquals(0, none.mcc());
    }

    @Test
    void rowsOfEqualProbabilityAreCutTogether() {
        var thresholds = Thresholds.of(answers(new String[] {"yes", "no", "yes", "no"}, new double[] {0.5, 0.5, 0.5, 0.2}, 0, 0, 1, 1), Optional.empty());
        assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, 0.5, 0.2}, thresholds.cutoffs().stream().mapToDouble(Cutoff::threshold).toArray());
        assertEquals(new Cutoff(0.5, 2, 1, 0, 1), thresholds.cutoffs().get(1));
        assertEquals(0.75, thresholds.auc(), "the tied pair counts half");
        assertEquals(2 / 3.0, thresholds.averagePrecision(), 1e-15);
    }

    @Test
    void aConstantProbabilityHasOneThresholdAndChance() {
        var thresholds = Thresholds.of(answers(new String[] {"yes", "no", "no", "no"}, new double[] {0.25, 0.25, 0.25, 0.25}, 0, 0, 1, 1), Optional.empty());
        assertEquals(2, thresholds.cutoffs().size());
        assertEquals(0.5, thresholds.auc());
        assertEquals(0.25, thresholds.averagePrecision());
        assertEquals(0.25, thresholds.choice(new Goal.F(1)).orElseThrow().threshold());
        assertEquals(Double.POSITIVE_INFINITY, thresholds.choice(new Goal.Accuracy()).orElseThrow().threshold(), "calling nothing positive is right most often");
        assertEquals(0.5, thresholds.at(0.5).with(0.5).threshold());
        assertEquals(0, thresholds.at(0.5).predicted());
        // the second fold has no positive row: chosen there, judged on the first
        assertEquals(4, thresholds.expected(new Goal.F(1)).judged().total());
    }

    @Test
    void aBoundThatNothingReachesIsToldAndTheNearestIsTaken() {
        var thresholds = Thresholds.of(answers(new String[] {"no", "yes", "yes", "no"}, new double[] {0.9, 0.8, 0.7, 0.1}, 0, 0, 1, 1), Optional.empty());
        var goal = Goal.parse("precision >= 0.9", 1, 1);
        assertEquals(Optional.empty(), thresholds.choice(goal));
        assertEquals(0.7, thresholds.nearest(goal).threshold());
        var expected = thresholds.expected(goal);
        assertEquals(1, expected.unreached(), "on the rows of the second fold 0.7 is right, on those of the first nothing");
        assertArrayEquals(new double[] {0.7, 0.8}, expected.thresholds());
        assertEquals("the largest recall with a precision of 0.9 or more", goal.words());
    }

    @Test
    void theWorthOfAChoiceIsJudgedOnOtherRows() {
        // each fold alone is parted at its own place, which is wrong for the other
        var thresholds = Thresholds.of(answers(new String[] {"no", "yes", "no", "yes"}, new double[] {0.1, 0.2, 0.6, 0.9}, 0, 0, 1, 1), Optional.empty());
        assertEquals(0.8, thresholds.choice(new Goal.F(1)).orElseThrow().f(1), 1e-15);
        assertEquals(new Cutoff(Double.NaN, 1, 1, 1, 1), thresholds.expected(new Goal.F(1)).judged());
    }

    @Test
    void repetitionsArePutTogetherAndChosenApart() {
        var one = answers(new String[] {"no", "yes", "no", "yes"}, new double[] {0.1, 0.8, 0.2, 0.9}, 0, 0, 1, 1);
        var parts = new ArrayList<>(one.parts());
        one.parts().forEach(part -> parts.add(new OutOfFold.Part(1, part.fold(), part.rows(), part.prediction())));
        var thresholds = Thresholds.of(OutOfFold.of(parts, one.data(), 0), Optional.empty());
        assertEquals(8, thresholds.answers());
        assertEquals(0.8, thresholds.choice(new Goal.F(1)).orElseThrow().threshold());
        assertEquals(4, thresholds.expected(new Goal.F(1)).thresholds().length);
        assertEquals(8, thresholds.expected(new Goal.F(1)).judged().total());
    }

    @ParameterizedTest
    @CsvSource({"yes,false,0.5", "no,true,-0.5"})
    void oneScoreServesBothLevels(String level, boolean negated, double threshold) {
        var data = Dataset.builder("rows").numeric("x", 1, 2, 3, 4).nominal("y", Levels.of("no", "yes"), "no", "no", "yes", "yes").target("y").build();
        double[] scores = {-3, -0.5, 0.5, 7};
        if (negated) {
            scores[1] = 0.5;
            scores[2] = 0.75;
        }
        var thresholds = Thresholds.of(answers(data, new int[] {0, 1, 0, 1}, rows -> Prediction.builder().labels(data.targetField(), new int[rows.length])
                .column("score_y", new Tag(Tag.SCORE, "y", "yes"), Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray()).build()), Optional.of(level));
        assertEquals(negated, thresholds.subject().negated());
        assertEquals(false, thresholds.subject().probabilities());
        assertEquals(threshold, thresholds.choice(new Goal.F(1)).orElseThrow().threshold());
        assertEquals(1, thresholds.auc());
    }

    @Test
    void oneLevelIsFoundAgainstAllOthers() {
        var data = Dataset.builder("rows").numeric("x", 1, 2, 3).nominal("y", "a", "b", "c").target("y").build();
        var answers = answers(data, new int[] {0, 0, 1}, rows -> Prediction.probabilities(data.targetField(), Matrix.of(Arrays.stream(rows)
                .mapToObj(row -> new double[] {row == 0 ? 0.4 : 0.1, 0.3, 0.3}).toArray(double[][]::new))));
        assertEquals(1, Thresholds.of(answers, Optional.of("a")).auc());
        assertEquals(0.5, Thresholds.of(answers, Optional.of("b")).auc());
        assertTrue(assertThrows(DataException.class, () -> Thresholds.of(answers, Optional.empty())).getMessage().contains("positive=c"));
        assertTrue(assertThrows(DataException.class, () -> Thresholds.of(answers, Optional.of("d"))).getMessage().contains("there are a, b, c"));
    }

    @Test
    void whatCannotBePartedIsRefusedWithASentence() {
        var numbers = Dataset.builder("numbers").numeric("x", 1, 2).numeric("y", 1, 2).target("y").build();
        assertTrue(assertThrows(DataException.class, () -> Thresholds.require(numbers, Optional.empty())).getMessage()
                .contains("`y` of numbers is numeric"));
        var none = answers(new String[] {"no", "no"}, new double[] {0.1, 0.2}, 0, 1);
        assertTrue(assertThrows(DataException.class, () -> Thresholds.of(none, Optional.empty())).getMessage().contains("no row of rows has the level `yes`"));
        assertThrows(DataException.class, () -> Thresholds.require(none.data(), Optional.of("no")));
        var data = Dataset.builder("rows").numeric("x", 1, 2).nominal("y", "no", "yes").target("y").build();
        var labels = answers(data, new int[] {0, 1}, rows -> Prediction.labels(data.targetField(), new int[rows.length]));
        assertTrue(assertThrows(DataException.class, () -> Thresholds.of(labels, Optional.empty())).getMessage().contains("only labels"));
        var untold = answers(new String[] {"no", "yes"}, new double[] {Double.NaN, 0.2}, 0, 1);
        assertTrue(assertThrows(DataException.class, () -> Thresholds.of(untold, Optional.empty())).getMessage().contains("row 1 of rows"));
        var single = answers(new String[] {"no", "yes"}, new double[] {0.1, 0.2}, 0, 0);
        assertThrows(GliaException.class, () -> Thresholds.of(single, Optional.empty()).expected(new Goal.F(1)));
    }

    @Test
    void rowsWithoutALevelTakeNoPart() {
        var thresholds = Thresholds.of(answers(new String[] {"yes", "", "no"}, new double[] {0.9, 0.95, 0.1}, 0, 0, 1), Optional.empty());
        assertEquals(2, thresholds.answers());
        assertEquals(0.9, thresholds.choice(new Goal.F(1)).orElseThrow().threshold());
    }

    @Test
    void goalsAreReadFromWords() {
        assertEquals(new Goal.F(2), Goal.parse("f2", 1, 1));
        assertEquals(new Goal.F(0.5), Goal.parse("f.5", 1, 1));
        assertEquals("f0.5", new Goal.F(0.5).name());
        assertEquals(new Goal.Cost(1, 5), Goal.parse("cost", 1, 5));
        assertEquals(new Goal.Bounded(Goal.Bounded.Rate.RECALL, 0.9), Goal.parse("recall>=.9", 1, 1));
        assertTrue(assertThrows(GliaException.class, () -> Goal.parse("acuracy", 1, 1)).getMessage().contains("did you mean `accuracy`"));
        for (var wrong : List.of("f0", "recall>=1.5", "precision>=0", "recall>0.5", "recall<=0.5")) {
            assertThrows(GliaException.class, () -> Goal.parse(wrong, 1, 1), wrong);
        }
        for (var costs : List.of(new double[] {-1, 1}, new double[] {0, 0}, new double[] {Double.NaN, 1}, new double[] {1, Double.POSITIVE_INFINITY})) {
            assertThrows(GliaException.class, () -> Goal.parse("cost", costs[0], costs[1]));
        }
    }
}
