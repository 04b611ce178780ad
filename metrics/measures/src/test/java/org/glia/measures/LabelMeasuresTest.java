package org.glia.measures;

import static org.glia.measures.Oracle.assertClose;
import static org.glia.measures.Oracle.reason;
import static org.glia.measures.Oracle.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.Measure;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.TextColumn;
import org.glia.api.model.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LabelMeasuresTest {

    private static final double TOLERANCE = 1e-13;

    private static final Map<String, Measure> ALWAYS_DEFINED = Map.of(
            "accuracy", new Accuracy(), "balanced_accuracy", new BalancedAccuracy(),
            "precision.micro", new PrecisionMicro(), "recall.micro", new RecallMicro(), "f1.micro", new F1Micro(),
            "recall.weighted", new RecallWeighted(), "f1.weighted", new F1Weighted(), "f1.macro_present", new F1Macro());

    static Stream<String[]> tables() {
        return Stream.of("binary-ties", "binary-imbalanced", "binary-extreme", "binary-never-positive", "three-classes",
                "absent-classes", "kappa-textbook", "one-class")
                .flatMap(table -> Stream.of("none", "weight").map(weights -> new String[] {table, weights}));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void agreesWithScikitLearn(String table, String weights) {
        var oracle = Oracle.read(table);
        var truth = oracle.truthOfLabels(weights);
        ALWAYS_DEFINED.forEach((name, measure) -> assertClose(oracle.value(name, weights),
                value(measure, truth, oracle.predictedLabels()), TOLERANCE, name));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void averagesOfPrecisionAndRecallAgreeUnlessALevelHasNone(String table, String weights) {
        var oracle = Oracle.read(table);
        var truth = oracle.truthOfLabels(weights);
        var matrix = ConfusionMatrix.of(truth, oracle.predictedLabels());
        boolean neverPredicted = IntStream.of(matrix.actualLevels()).anyMatch(level -> matrix.predicted(level) == 0);
        boolean neverTrue = IntStream.of(matrix.predictedLevels()).anyMatch(level -> matrix.actual(level) == 0);
        check(oracle, weights, "precision.macro_present", new PrecisionMacro(), neverPredicted, "is never predicted");
        check(oracle, weights, "precision.weighted", new PrecisionWeighted(), neverPredicted, "is never predicted");
        check(oracle, weights, "recall.macro_present", new RecallMacro(), neverTrue, "no row has the level");
        assertEquals(List.of("binary-never-positive", "three-classes", "absent-classes").contains(table), neverPredicted);
    }

    private static void check(Oracle oracle, String weights, String name, Measure measure, boolean undefined, String why) {
        var truth = oracle.truthOfLabels(weights);
        if (undefined) {
            assertTrue(reason(measure, truth, oracle.predictedLabels()).contains(why));
        } else {
            assertClose(oracle.value(name, weights), value(measure, truth, oracle.predictedLabels()), TOLERANCE, name);
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void confusionMatrixHasTheWeightOfEachPair(String table, String weights) {
        var oracle = Oracle.read(table);
        var rows = new Confusion().table(oracle.truthOfLabels(weights), oracle.predictedLabels()).orElseThrow().rows();
        var levels = oracle.levels().names();
        for (int t = 0; t < levels.size(); t++) {
            assertEquals(levels.get(t), ((TextColumn) rows.column("truth")).text(t).orElseThrow());
            for (var p : levels) {
                assertClose(oracle.value("confusion.%s.%s".formatted(levels.get(t), p), weights),
                        ((NumericColumn) rows.column("predicted " + p)).value(t), TOLERANCE, p);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyLevelHasItsRowOfRates(String table, String weights) {
        var oracle = Oracle.read(table);
        var truth = oracle.truthOfLabels(weights);
        var matrix = ConfusionMatrix.of(truth, oracle.predictedLabels());
        var rows = new F1Macro().table(truth, oracle.predictedLabels()).orElseThrow().rows();
        for (int level = 0; level < matrix.levels().size(); level++) {
            var name = ((TextColumn) rows.column("level")).text(level).orElseThrow();
            assertRate(oracle.value("precision.class." + name, weights), rows.numeric("precision").value(level),
                    matrix.predicted(level) > 0);
            assertRate(oracle.value("recall.class." + name, weights), rows.numeric("recall").value(level),
                    matrix.actual(level) > 0);
            assertRate(oracle.value("f1.class." + name, weights), rows.numeric("f1").value(level),
                    matrix.predicted(level) + matrix.actual(level) > 0);
            assertEquals(matrix.actual(level), rows.numeric("rows").value(level));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void belowTheLevelsStandTheirMeans(String table, String weights) {
        var oracle = Oracle.read(table);
        var truth = oracle.truthOfLabels(weights);
        var predicted = oracle.predictedLabels();
        var rows = new F1Macro().table(truth, predicted).orElseThrow().rows();
        var means = List.of(List.of(new PrecisionMacro(), new RecallMacro(), new F1Macro()),
                List.of(new PrecisionWeighted(), new RecallWeighted(), new F1Weighted()));
        for (int mean = 0; mean < 2; mean++) {
            int row = rows.rows() - 2 + mean;
            assertEquals(List.of("(mean)", "(mean by rows)").get(mean), rows.column("level").format(row));
            for (int rate = 0; rate < 3; rate++) {
                var score = means.get(mean).get(rate).score(truth, predicted);
                assertRate(score instanceof Score.Value known ? known.value() : 0,
                        rows.numeric(List.of("precision", "recall", "f1").get(rate)).value(row), score instanceof Score.Value);
            }
            assertClose(ConfusionMatrix.of(truth, predicted).total(), rows.numeric("rows").value(row), TOLERANCE, table);
        }
    }

    private static void assertRate(double expected, double found, boolean defined) {
        if (defined) {
            assertClose(expected, found, TOLERANCE, "");
        } else {
            assertTrue(Double.isNaN(found));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void errorRateIsTheRestOfAccuracy(String table, String weights) {
        var oracle = Oracle.read(table);
        assertClose(1 - oracle.value("accuracy", weights),
                value(new Confusion(), oracle.truthOfLabels(weights), oracle.predictedLabels()), TOLERANCE, table);
    }

    @ParameterizedTest
    @CsvSource({"binary-ties,none", "binary-ties,weight", "binary-imbalanced,none", "binary-imbalanced,weight",
            "binary-extreme,weight", "three-classes,none", "three-classes,weight", "absent-classes,none",
            "absent-classes,weight", "kappa-textbook,none"})
    void correlationAndKappaAgreeWithScikitLearn(String table, String weights) {
        var oracle = Oracle.read(table);
        var truth = oracle.truthOfLabels(weights);
        assertClose(oracle.value("mcc", weights), value(new Mcc(), truth, oracle.predictedLabels()), TOLERANCE, "mcc");
        assertClose(oracle.value("kappa", weights), value(new Kappa(), truth, oracle.predictedLabels()), TOLERANCE, "kappa");
    }

    @Test
    void kappaOfTheTextbookIsTwoFifths() {
        var oracle = Oracle.read("kappa-textbook");
        assertEquals(0.4, value(new Kappa(), oracle.truthOfLabels("none"), oracle.predictedLabels()), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"binary-ties", "binary-imbalanced", "binary-extreme"})
    void binaryMeasuresLookAtThePositiveLevel(String table) {
        for (var weights : new String[] {"none", "weight"}) {
            var oracle = Oracle.read(table);
            var truth = oracle.truthOfLabels(weights);
            assertClose(oracle.value("precision.class.pos", weights), value(new Precision(), truth, oracle.predictedLabels()), TOLERANCE, "");
            assertClose(oracle.value("recall.class.pos", weights), value(new Recall(), truth, oracle.predictedLabels()), TOLERANCE, "");
            assertClose(oracle.value("f1.class.pos", weights), value(new F1(), truth, oracle.predictedLabels()), TOLERANCE, "");
        }
    }

    @Test
    void theDeclaredPositiveLevelCountsAlsoAmongThree() {
        var levels = Levels.of("a", "b", "c").withPositive("b");
        var truth = Dataset.builder("t").nominal("y", levels, "a", "b", "b", "c").target("y").build();
        var prediction = Prediction.labels(truth.targetField(), new int[] {1, 1, 0, 2});
        assertEquals(0.5, value(new Precision(), truth, prediction));
        assertEquals(0.5, value(new Recall(), truth, prediction));
    }

    @Test
    void withoutAPositiveLevelBinaryMeasuresSayWhatToUse() {
        var oracle = Oracle.read("three-classes");
        assertEquals("the target has 3 levels and none of them is called positive; use the -macro, -micro or -weighted form",
                reason(new F1(), oracle.truthOfLabels("none"), oracle.predictedLabels()));
    }

    @Test
    void precisionOfALevelNobodyPredictsIsUndefinedAndItsF1IsZero() {
        var oracle = Oracle.read("binary-never-positive");
        var truth = oracle.truthOfLabels("none");
        assertEquals("`pos` is never predicted, so it has no precision", reason(new Precision(), truth, oracle.predictedLabels()));
        assertEquals(0, value(new F1(), truth, oracle.predictedLabels()));
        assertEquals(0, value(new Recall(), truth, oracle.predictedLabels()));
    }

    @Test
    void recallOfALevelThatNoRowHasIsUndefined() {
        var levels = Levels.of("no", "yes");
        var truth = Dataset.builder("t").nominal("y", levels, "no", "no").target("y").build();
        var one = Prediction.labels(truth.targetField(), new int[] {0, 1});
        assertEquals("no row has the level `yes`, so it has no recall", reason(new Recall(), truth, one));
        var none = Prediction.labels(truth.targetField(), new int[] {0, 0});
        assertEquals("no row has the level `yes` or is predicted as it", reason(new F1(), truth, none));
    }

    @Test
    void correlationOfAConstantIsUndefined() {
        var constant = Oracle.read("binary-never-positive");
        assertEquals("all rows are predicted as the level `neg`, and a constant correlates with nothing",
                reason(new Mcc(), constant.truthOfLabels("none"), constant.predictedLabels()));
        var one = Oracle.read("one-class");
        assertEquals("all rows have the level `no`, and a constant correlates with nothing",
                reason(new Mcc(), one.truthOfLabels("weight"), one.predictedLabels()));
        assertTrue(reason(new Kappa(), one.truthOfLabels("weight"), one.predictedLabels()).contains("by chance is certain"));
    }

    @Test
    void rowsWithoutTruthAreLeftOut() {
        var oracle = Oracle.read("three-classes");
        var texts = oracle.columns().get("truth").toArray(String[]::new);
        var kept = new ArrayList<Integer>();
        for (int row = 0; row < texts.length; row++) {
            if (row % 3 == 0) {
                texts[row] = "";
            } else {
                kept.add(row);
            }
        }
        var holed = Dataset.builder("t").nominal("truth", oracle.levels(), texts).target("truth").build();
        var rows = kept.stream().mapToInt(Integer::intValue).toArray();
        assertEquals(value(new F1Macro(), oracle.truthOfLabels("none").rows(rows), oracle.predictedLabels().rows(rows)),
                value(new F1Macro(), holed, oracle.predictedLabels()));
    }

    @Test
    void wholeWeightsAreTheSameAsRepeatedRows() {
        var levels = Levels.of("a", "b", "c");
        var weighted = Dataset.builder("t").nominal("y", levels, "a", "b", "c", "a").numeric("w", 3, 1, 2, 0)
                .role(Role.WEIGHT, "w").target("y").build();
        var plain = Dataset.builder("t").nominal("y", levels, "a", "a", "a", "b", "c", "c").target("y").build();
        var field = Field.nominal("y", levels);
        var few = Prediction.labels(field, new int[] {0, 2, 2, 1});
        var many = Prediction.labels(field, new int[] {0, 0, 0, 2, 2, 2});
        for (var measure : new Measure[] {new Accuracy(), new BalancedAccuracy(), new F1Macro(), new F1Weighted(), new Mcc(),
                new Kappa(), new RecallMacro()}) {
            assertEquals(value(measure, plain, many), value(measure, weighted, few), 1e-15);
        }
    }

    @Test
    void levelsAreMatchedByTheirTexts() {
        var truth = Dataset.builder("t").nominal("y", Levels.of("c", "a", "new"), "a", "c", "new", "a").target("y").build();
        var prediction = Prediction.labels(Field.nominal("y", Levels.of("a", "b", "c")), new int[] {0, 2, 1, 2});
        assertEquals(0.5, value(new Accuracy(), truth, prediction));
        var table = new Confusion().table(truth, prediction).orElseThrow().rows();
        assertEquals(List.of("truth", "predicted a", "predicted b", "predicted c", "predicted new"),
                table.schema().names());
        assertEquals(1, table.numeric("predicted b").value(3));
    }

    @Test
    void whatCannotBeComparedIsUndefined() {
        var numbers = Dataset.builder("t").numeric("y", 1, 2).target("y").build();
        var labels = Prediction.labels(Field.nominal("y", Levels.of("a", "b")), new int[] {0, 1});
        assertEquals("the measure compares levels, and the target `y` is numeric", reason(new Accuracy(), numbers, labels));
        var none = Dataset.builder("t").numeric("x", 1, 2).build();
        assertEquals("the data have no target to compare with", reason(new Accuracy(), none, labels));
        var two = Dataset.builder("t").nominal("y", "a", "b").nominal("z", "a", "b").target("y", "z").build();
        assertEquals("the data have 2 targets, and the measure judges one", reason(new Accuracy(), two, labels));
        var truth = Dataset.builder("t").nominal("y", "a", "b").target("y").build();
        assertEquals("the prediction has no labels",
                reason(new Accuracy(), truth, Prediction.values(Field.numeric("y"), new double[] {1, 2})));
        assertEquals("row 2 has no predicted label",
                reason(new Accuracy(), truth, Prediction.labels(truth.targetField(), new int[] {0, -1})));
        var unlabelled = Dataset.builder("t").nominal("y", Levels.of("a", "b"), "", "").target("y").build();
        assertEquals("the target is missing in every row", reason(new Accuracy(), unlabelled, labels));
        assertEquals("there are no rows", reason(new Accuracy(), truth.rows(new int[0]), labels.rows(new int[0])));
        var weightless = Dataset.builder("t").nominal("y", "a", "b").numeric("w", 0, 0).role(Role.WEIGHT, "w").target("y").build();
        assertEquals("all rows have the weight 0", reason(new Accuracy(), weightless, labels));
        assertTrue(new Confusion().table(none, labels).isEmpty());
    }
}
