package org.glia.measures;

import static org.glia.measures.Oracle.assertClose;
import static org.glia.measures.Oracle.reason;
import static org.glia.measures.Oracle.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.glia.api.Measure;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.model.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberMeasuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"regression-small", "regression-wave", "regression-large-offset", "regression-worse-than-mean"})
    void agreesWithScikitLearn(String table) {
        var oracle = Oracle.read(table);
        for (var weights : new String[] {"none", "weight"}) {
            var truth = oracle.truthOfNumbers(weights);
            assertClose(oracle.value("rmse", weights), value(new Rmse(), truth, oracle.predictedNumbers()), 1e-14, "rmse");
            assertClose(oracle.value("mae", weights), value(new Mae(), truth, oracle.predictedNumbers()), 1e-14, "mae");
            assertClose(oracle.value("r2", weights), value(new R2(), truth, oracle.predictedNumbers()), 1e-14, "r2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"regression-small", "regression-wave", "regression-large-offset", "regression-worse-than-mean"})
    void medianAgreesWithScikitLearn(String table) {
        var oracle = Oracle.read(table);
        assertClose(oracle.value("median_absolute_error", "none"),
                value(new MedianAbsoluteError(), oracle.truthOfNumbers("none"), oracle.predictedNumbers()), 1e-14, "unweighted");
        // where exactly half of the weight lies below, scikit-learn 1.2.1 takes the lower error and we the middle
        if (!table.equals("regression-large-offset")) {
            assertClose(oracle.value("median_absolute_error", "weight"),
                    value(new MedianAbsoluteError(), oracle.truthOfNumbers("weight"), oracle.predictedNumbers()), 1e-14, "weighted");
        }
    }

    @Test
    void wholeWeightsAreTheSameAsRepeatedRows() {
        var plain = Dataset.builder("t").numeric("y", 1, 2, 4, 7).target("y").build();
        var weighted = plain.with(Field.numeric("w").withRole(Role.WEIGHT), new NumericColumn(2, 3, 0, 1));
        var prediction = Prediction.values(plain.targetField(), new double[] {1.5, 1, 4, 5});
        int[] repeated = {0, 0, 1, 1, 1, 3};
        for (var measure : new Measure[] {new Rmse(), new Mae(), new R2(), new MedianAbsoluteError()}) {
            assertEquals(value(measure, plain.rows(repeated), prediction.rows(repeated)),
                    value(measure, weighted, prediction), 1e-15);
        }
        var even = plain.with(Field.numeric("w").withRole(Role.WEIGHT), new NumericColumn(2, 1, 1, 0));
        int[] four = {0, 0, 1, 2};
        assertEquals(value(new MedianAbsoluteError(), plain.rows(four), prediction.rows(four)),
                value(new MedianAbsoluteError(), even, prediction));
    }

    @Test
    void rowsWithoutTruthAreLeftOut() {
        var truth = Dataset.builder("t").numeric("y", 1, Double.NaN, 3).target("y").build();
        var prediction = Prediction.values(truth.targetField(), new double[] {2, 1e9, 5});
        assertEquals(1.5, value(new Mae(), truth, prediction));
    }

    @Test
    void varianceOfAConstantTargetCannotBeExplained() {
        var truth = Dataset.builder("t").numeric("y", 0.1, 0.1, 0.1).target("y").build();
        var prediction = Prediction.values(truth.targetField(), new double[] {0.1, 0.2, 0.3});
        assertEquals("the target is the same in all rows, so there is no variance to explain",
                reason(new R2(), truth, prediction));
        int[] first = {0};
        assertEquals("one row has no variance to explain", reason(new R2(), truth.rows(first), prediction.rows(first)));
        assertEquals(0, value(new Rmse(), truth.rows(first), prediction.rows(first)));
        var weighted = Dataset.builder("t").numeric("y", 1, 1, 2).numeric("w", 1, 1, 0).role(Role.WEIGHT, "w").target("y").build();
        assertEquals("the target is the same in all rows, so there is no variance to explain",
                reason(new R2(), weighted, prediction));
    }

    @Test
    void numbersThatAreNoneAreNamed() {
        var truth = Dataset.builder("t").numeric("y", 1, 2).target("y").build();
        assertEquals("the predicted number of row 2 is missing",
                reason(new Rmse(), truth, Prediction.values(truth.targetField(), new double[] {1, Double.NaN})));
        assertEquals("the predicted number of row 1 is infinite",
                reason(new Mae(), truth, Prediction.values(truth.targetField(), new double[] {Double.NEGATIVE_INFINITY, 1})));
        assertEquals("the predicted numbers are too large to be measured",
                reason(new Rmse(), truth, Prediction.values(truth.targetField(), new double[] {1e200, 1})));
        var levels = Dataset.builder("t").nominal("y", "a", "b").target("y").build();
        assertEquals("the measure compares numbers, and the target `y` is nominal",
                reason(new R2(), levels, Prediction.values(truth.targetField(), new double[] {1, 1})));
        assertEquals("the prediction has no numbers",
                reason(new R2(), truth, Prediction.labels(Field.nominal("y", Levels.of("a")), new int[] {0, 0})));
    }
}
