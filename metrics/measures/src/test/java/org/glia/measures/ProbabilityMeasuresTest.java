package org.glia.measures;

import static org.glia.measures.Oracle.assertClose;
import static org.glia.measures.Oracle.reason;
import static org.glia.measures.Oracle.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.glia.api.Measure;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Tag;
import org.glia.api.model.Prediction;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbabilityMeasuresTest {

    private static final double TOLERANCE = 1e-13;

    @ParameterizedTest
    @ValueSource(strings = {"binary-ties", "binary-imbalanced", "binary-extreme", "binary-never-positive"})
    void twoLevelsAgreeWithScikitLearn(String table) {
        var oracle = Oracle.read(table);
        for (var weights : new String[] {"none", "weight"}) {
            var truth = oracle.truthOfLabels(weights);
            assertClose(oracle.value("roc_auc", weights), value(new Auc(), truth, oracle.predictedLabels()), TOLERANCE, "auc");
            assertClose(oracle.value("roc_auc", weights), value(new AucWeighted(), truth, oracle.predictedLabels()), TOLERANCE, "auc");
            assertClose(oracle.value("average_precision", weights), value(new PrAuc(), truth, oracle.predictedLabels()), TOLERANCE, "ap");
            assertClose(oracle.value("log_loss", weights), value(new LogLoss(), truth, oracle.predictedLabels()), TOLERANCE, "log-loss");
            assertClose(oracle.value("brier.positive", weights), value(new Brier(), truth, oracle.predictedLabels()), TOLERANCE, "brier");
        }
    }

    @Test
    void moreLevelsAgreeWithScikitLearn() {
        var oracle = Oracle.read("three-classes");
        for (var weights : new String[] {"none", "weight"}) {
            var truth = oracle.truthOfLabels(weights);
            assertClose(oracle.value("roc_auc.ovr.macro", weights), value(new Auc(), truth, oracle.predictedLabels()), TOLERANCE, "auc");
            assertClose(oracle.value("roc_auc.ovr.weighted", weights), value(new AucWeighted(), truth, oracle.predictedLabels()), TOLERANCE,
                    "auc-weighted");
            assertClose(oracle.value("average_precision.ovr.macro", weights), value(new PrAuc(), truth, oracle.predictedLabels()),
                    TOLERANCE, "ap");
            assertClose(oracle.value("log_loss", weights), value(new LogLoss(), truth, oracle.predictedLabels()), TOLERANCE, "log-loss");
            assertClose(oracle.value("brier.all_classes", weights), value(new Brier(), truth, oracle.predictedLabels()), TOLERANCE, "brier");
        }
    }

    @ParameterizedTest
    @CsvSource({"absent-classes", "kappa-textbook", "one-class"})
    void lossesAgreeWhereLevelsAreAbsent(String table) {
        var oracle = Oracle.read(table);
        for (var weights : new String[] {"none", "weight"}) {
            var truth = oracle.truthOfLabels(weights);
            double two = oracle.levels().size() == 2 ? 2 : 1;
            assertClose(oracle.value("log_loss", weights), value(new LogLoss(), truth, oracle.predictedLabels()), TOLERANCE, "log-loss");
            assertClose(oracle.value("brier.all_classes", weights) / two, value(new Brier(), truth, oracle.predictedLabels()), TOLERANCE, "");
        }
    }

    @Test
    void levelsThatNoRowHasDoNotEnterTheMeanOfAuc() {
        var oracle = Oracle.read("absent-classes");
        var truth = oracle.truthOfLabels("none");
        var scores = LevelScores.ranking(truth, oracle.predictedLabels());
        double mean = (scores.ranking(0).rocArea() + scores.ranking(1).rocArea() + scores.ranking(2).rocArea()) / 3;
        assertEquals(mean, value(new Auc(), truth, oracle.predictedLabels()), 1e-15);
    }

    @Test
    void theExampleOfFawcettHasSixtyEightOfAHundredPairsInOrder() {
        // Fawcett 2006, figure 3: ten rows of either kind
        boolean[] has = {true, true, false, true, true, true, false, false, true, false, true, false, true, false, false, false,
                true, false, true, false};
        double[] score = {.9, .8, .7, .6, .55, .54, .53, .52, .51, .505, .4, .39, .38, .37, .36, .35, .34, .33, .3, .1};
        var ones = new double[20];
        Arrays.fill(ones, 1);
        assertEquals(0.68, Ranking.of("p", score, has, ones).rocArea(), 1e-15);
    }

    @Test
    void areaIsTheShareOfPairsInTheRightOrder() {
        for (int trial = 0; trial < 50; trial++) {
            var random = RandomStream.of(1, "pairs", trial);
            int n = 2 + random.nextInt(40);
            var scores = random.ints(n, 0, 6).mapToDouble(score -> score).toArray();
            var weights = random.ints(n, 1, 4).mapToDouble(weight -> weight).toArray();
            var has = new boolean[n];
            for (int i = 0; i < n; i++) {
                has[i] = i == 0 || i > 1 && random.nextBoolean();
            }
            double pairs = 0;
            double right = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (has[i] && !has[j]) {
                        pairs += weights[i] * weights[j];
                        right += weights[i] * weights[j] * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
                    }
                }
            }
            assertEquals(right / pairs, Ranking.of("p", scores, has, weights).rocArea(), 1e-13);
        }
    }

    @Test
    void wholeWeightsAreTheSameAsRepeatedRows() {
        var levels = Levels.of("a", "b", "c");
        var p = new double[][] {{.5, .25, .25}, {.25, .25, .5}, {.25, .5, .25}, {.5, .5, 0}, {.25, .375, .375}};
        var names = new String[] {"a", "b", "b", "c", "a"};
        int[] repeated = {0, 0, 0, 1, 2, 2, 3, 4, 4};
        var plain = Dataset.builder("t").nominal("y", levels, names).target("y").build();
        var weighted = plain.with(Field.numeric("w").withRole(Role.WEIGHT), new NumericColumn(3, 1, 2, 1, 2));
        var prediction = Prediction.probabilities(plain.targetField(), Matrix.of(p));
        for (var measure : new Measure[] {new Auc(), new AucWeighted(), new PrAuc(), new LogLoss(), new Brier()}) {
            assertEquals(value(measure, plain.rows(repeated), prediction.rows(repeated)),
                    value(measure, weighted, prediction), 1e-14, measure.getClass().getSimpleName());
        }
    }

    @Test
    void decisionValuesOrderRowsWhereThereAreNoProbabilities() {
        var truth = Dataset.builder("t").nominal("y", "n", "n", "y", "y").target("y").build();
        var one = Prediction.builder().labels(truth.targetField(), new int[] {0, 1, 0, 1})
                .column("score", new Tag(Tag.SCORE, "y", "y"), new double[] {-3, 0.5, -1, 2}).build();
        assertEquals(0.75, value(new Auc(), truth, one));
        assertEquals("the prediction has no probabilities", reason(new LogLoss(), truth, one));
        var both = Prediction.builder().labels(truth.targetField(), new int[] {0, 1, 0, 1})
                .levels(Tag.SCORE, truth.targetField(), Matrix.of(new double[][] {{3, -3}, {-.5, .5}, {1, -1}, {-2, 2}})).build();
        assertEquals(0.75, value(new Auc(), truth, both));
        var declared = truth.with(truth.targetField().withLevels(Levels.of("n", "y").withPositive("n")),
                new NominalColumn(Levels.of("n", "y").withPositive("n"), truth.nominalTarget().codes()));
        var first = Prediction.builder().labels(declared.targetField(), new int[] {0, 1, 0, 1})
                .column("score", new Tag(Tag.SCORE, "y", "y"), new double[] {-3, 0.5, -1, 2}).build();
        assertEquals(0.75, value(new Auc(), declared, first));
    }

    @Test
    void aLevelThatTheModelDidNotKnowHadNoChance() {
        var truth = Dataset.builder("t").nominal("y", Levels.of("new", "b", "a"), "a", "b", "new").target("y").build();
        var prediction = Prediction.probabilities(Field.nominal("y", Levels.of("a", "b")),
                Matrix.of(new double[][] {{1, 0}, {0, 1}, {.5, .5}}));
        assertEquals(52 * Math.log(2) / 3, value(new LogLoss(), truth, prediction), 1e-12);
        assertEquals((0 + 0 + 1.5) / 3, value(new Brier(), truth, prediction), 1e-15);
        assertEquals((1 + 1 + 0.5) / 3, value(new Auc(), truth, prediction), 1e-15);
    }

    @Test
    void oneLevelPresentHasNoArea() {
        var oracle = Oracle.read("one-class");
        assertEquals("no row has the level `yes`, and AUC compares rows that have it with rows that have not",
                reason(new Auc(), oracle.truthOfLabels("none"), oracle.predictedLabels()));
        assertEquals("no row has the level `yes`, so there is nothing to recall",
                reason(new PrAuc(), oracle.truthOfLabels("none"), oracle.predictedLabels()));
        var truth = Dataset.builder("t").nominal("y", Levels.of("a", "b", "c"), "b", "b").target("y").build();
        var prediction = Prediction.probabilities(truth.targetField(), Matrix.of(new double[][] {{.5, .25, .25}, {0, 1, 0}}));
        assertEquals("every row has the level `b`, and AUC compares rows that have it with rows that have not",
                reason(new Auc(), truth, prediction));
    }

    @Test
    void missingProbabilitiesAreNamed() {
        var truth = Dataset.builder("t").nominal("y", "a", "b").target("y").build();
        var labels = Prediction.labels(truth.targetField(), new int[] {0, 1});
        assertEquals("the prediction has neither probabilities nor scores to order the rows by",
                reason(new Auc(), truth, labels));
        var holed = Prediction.probabilities(truth.targetField(), Matrix.of(new double[][] {{.5, .5}, {Double.NaN, 1}}));
        assertEquals("row 2 has no probability of `a`", reason(new Brier(), truth, holed));
    }
}
