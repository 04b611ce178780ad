package org.glia.regression;

import static org.glia.regression.Fixtures.standardized;
import static org.glia.regression.Fixtures.table;
import static org.glia.regression.Fixtures.weighted;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NumericColumn;
import org.glia.api.model.DataTree;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientDescentTest {

    /// What a hero's costume cost, and in how many issues the hero appeared.
    private static Dataset costumes() {
        return Dataset.builder("costume-price").numeric("costume_price", 240, 480, 26).numeric("issues", 6370, 8697, 2200)
                .target("issues").build();
    }

    /// From zeros, the constant goes up by alpha times the mean of y, the slope by alpha times the mean of x y.
    @Test
    void theFirstStepIsThatOfTheFormulas() {
        var model = new GradientDescent().with("learningRate=0.00001 epochs=1").fit(costumes()).model();
        assertEquals(1e-5 * (6370 + 8697 + 2200) / 3, model.intercept(), 1e-12);
        assertEquals(1e-5 * (240.0 * 6370 + 480.0 * 8697 + 26.0 * 2200) / 3, model.coefficients()[0], 1e-12);
        // and the second goes by the errors that are left: f(x) - y at theta0 = 0.0575567, theta1 = 19.2018667
        double theta0 = model.intercept();
        double theta1 = model.coefficients()[0];
        double e1 = theta0 + 240 * theta1 - 6370;
        double e2 = theta0 + 480 * theta1 - 8697;
        double e3 = theta0 + 26 * theta1 - 2200;
        var second = new GradientDescent().with("learningRate=0.00001 epochs=2").fit(costumes());
        assertEquals(theta0 - 1e-5 * (e1 + e2 + e3) / 3, second.model().intercept(), 1e-12);
        assertEquals(theta1 - 1e-5 * (240 * e1 + 480 * e2 + 26 * e3) / 3, second.model().coefficients()[0], 1e-11);
        var losses = second.history().find("loss").orElseThrow().values();
        assertEquals((6370.0 * 6370 + 8697.0 * 8697 + 2200.0 * 2200) / 6, losses[0], 1e-8);
        assertEquals((e1 * e1 + e2 * e2 + e3 * e3) / 6, losses[1], 1e-8);
    }

    /// Two columns without a constant, three rows, momentum 0.5: the steps by hand.
    @Test
    void momentumGoesOnAndNesterovLooksAhead() {
        var data = Dataset.builder("two rows").numeric("x", 1, 2).numeric("y", 1, 4).target("y").build();
        // slope at theta: mean of (theta x - y) x = 2.5 theta - 4.5
        double v1 = 0.1 * 4.5;
        double v2 = 0.5 * v1 - 0.1 * (2.5 * v1 - 4.5);
        assertEquals(v1 + v2, new GradientDescent().with("learningRate=0.1 momentum=0.5 intercept=false epochs=2").fit(data).model()
                .coefficients()[0], 1e-15);
        double t1 = 0.5 * v1 + v1;
        double g2 = 0.1 * (4.5 - 2.5 * t1);
        double w2 = 0.5 * v1 + g2;
        assertEquals(t1 + 0.5 * w2 + g2, new GradientDescent().with("learningRate=0.1 momentum=0.5 nesterov=true intercept=false epochs=2")
                .fit(data).model().coefficients()[0], 1e-15);
        for (var more : List.of("momentum=0.5", "momentum=0.5 nesterov=true", "")) {
            var batch = new GradientDescent().with("learningRate=0.1 epochs=5 " + more).fit(data).model();
            var mini = new GradientDescent().with("learningRate=0.1 epochs=5 mode=[mini-batch size=2] " + more).fit(data).model();
            assertArrayEquals(batch.coefficients(), mini.coefficients(), 1e-14);
            assertEquals(batch.intercept(), mini.intercept(), 1e-14);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"|1e-6", "momentum=0.9 epochs=2000|1e-9", "momentum=0.9 nesterov=true epochs=2000|1e-9",
            "learningRate=[one-cycle highest=0.5]|1e-6", "learningRate=[plateau rate=0.3]|1e-6",
            "mode=stochastic learningRate=[power t0=2 t1=20] epochs=3000|0.02",
            "mode=[mini-batch size=2] learningRate=[exponential rate=0.3 epochs=100]|0.02"})
    void issuesOfCostumesComeToLeastSquares(String settings, double relative) {
        var data = standardized(costumes());
        var exact = new Linear().with("").fit(data).model();
        var trained = new GradientDescent().with(settings == null ? "" : settings).fit(data);
        assertEquals(exact.intercept(), trained.model().intercept(), relative * exact.intercept());
        assertEquals(exact.coefficients()[0], trained.model().coefficients()[0], relative * exact.coefficients()[0]);
        assertFalse(trained.model().fit().diverged());
        assertTrue(trained.warnings().isEmpty(), trained.warnings().toString());
    }

    @Test
    void aRateThatIsTooLongForUnscaledFeaturesEndsWithTheCure() {
        var trained = new GradientDescent().with("").fit(costumes());
        var model = trained.model();
        assertTrue(model.fit().diverged());
        assertTrue(Double.isFinite(model.intercept()) && Double.isFinite(model.coefficients()[0]));
        var warning = trained.warnings().getFirst();
        assertTrue(warning.contains("write `standardize | gd`"), warning);
        // the largest curvature of the cost is the largest eigenvalue of [[96225.33, 248.67], [248.67, 1]]: 2 / 96225.98 = 0.000020784, of which 95%
        assertTrue(warning.contains("a learningRate below 2.0e-05"), warning);
        assertTrue(new GradientDescent().with("learningRate=0.00002").fit(costumes()).warnings().isEmpty());
        assertFalse(new GradientDescent().with("learningRate=0.000021").fit(costumes()).warnings().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode=stochastic learningRate=1", "mode=[mini-batch size=8] learningRate=3 momentum=0.9", "learningRate=1e300"})
    void parametersNeverLeaveTheRangeOfNumbers(String settings) {
        var data = table("data/diabetes.csv");
        var trained = new GradientDescent().with(settings).fit(data);
        assertTrue(trained.model().fit().diverged());
        assertTrue(Arrays.stream(trained.predict(data).values()).allMatch(Double::isFinite));
        assertTrue(trained.warnings().getFirst().startsWith("gd diverged"));
    }

    @Test
    void earlyStoppingGivesTheBestParametersBack() {
        var data = standardized(table("data/diabetes.csv"));
        var settings = "mode=stochastic learningRate=0.03 validation=0.3 patience=4 epochs=";
        var trained = new GradientDescent().with(settings + 500).fit(data);
        var line = trained.history().find("validation loss").orElseThrow();
        double least = Arrays.stream(line.values()).min().orElseThrow();
        int best = IntStream.range(0, line.values().length).filter(e -> line.values()[e] == least).findFirst().orElseThrow();
        assertEquals(best, trained.model().fit().bestEpoch());
        assertEquals(least, trained.model().fit().validationLoss());
        assertEquals(best + 4, trained.model().fit().epochs());
        assertArrayEquals(new GradientDescent().with(settings + best).fit(data).model().coefficients(), trained.model().coefficients());
    }

    @Test
    void batchDescentNeverRisesAtAStableRate() {
        var losses = new GradientDescent().with("epochs=300").fit(standardized(table("data/diabetes.csv"))).history().find("loss").orElseThrow();
        assertEquals(301, losses.values().length);
        for (int e = 1; e <= 300; e++) {
            assertTrue(losses.values()[e] <= losses.values()[e - 1]);
        }
    }

    @Test
    void batchWeightsCountLikeRepeatedRows() {
        var data = standardized(table("data/diabetes.csv"));
        var repeated = IntStream.range(0, data.rows()).flatMap(i -> IntStream.range(0, i % 3).map(any -> i)).toArray();
        assertArrayEquals(new GradientDescent().with("").fit(data.rows(repeated)).model().coefficients(),
                new GradientDescent().with("").fit(weighted(data, 0, 1, 2)).model().coefficients(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mode=stochastic learningRate=0.01 epochs=20", "mode=[mini-batch size=5] momentum=0.5 epochs=20"})
    void sparseRowsAreLearntLikeDenseOnesOnAnyThreads(String settings) {
        var data = standardized(table("data/diabetes.csv"));
        var dense = Dataset.builder("dense").block("x", data.features().dense()).numeric("y", data.numericTarget().values()).target("y").build();
        var sparse = dense.with(Field.block("x", List.of(10)), new BlockColumn(data.features().csr()));
        assertArrayEquals(new GradientDescent().with(settings).fit(dense).model().coefficients(),
                new GradientDescent().with(settings).fit(sparse).model().coefficients(), 1e-9);
        assertEquals(1, IntStream.of(1, 3).mapToObj(threads -> DataTree.of(new GradientDescent().with(settings).fit(dense,
                Run.local(RunSetup.of(0).withThreads(threads))).model())).distinct().count());
    }

    @Test
    void aConstantTargetIsLearntAndNonsenseRefused() {
        var data = Dataset.builder("constant").numeric("x", 1, 2, 3).numeric("y", 0, 0, 0).target("y").build();
        assertArrayEquals(new double[3], new GradientDescent().with("").fit(data).predict(data).values());
        assertThrows(RecipeException.class, () -> new GradientDescent().with("momentum=1"));
        assertThrows(RecipeException.class, () -> new GradientDescent().with("epochs=0"));
        var one = data.with(Field.numeric("x"), new NumericColumn(new double[] {5, 5, 5}));
        assertTrue(Double.isFinite(new GradientDescent().with("").fit(one).model().intercept()));
    }
}
