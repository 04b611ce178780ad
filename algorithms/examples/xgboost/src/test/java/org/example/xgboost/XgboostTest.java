package org.example.xgboost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ml.dmlc.xgboost4j.java.XGBoost;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Role;
import org.glia.api.model.FeatureImportances;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class XgboostTest {

    @BeforeAll
    static void theLibraryIsThere() {
        Native.assumeThere();
    }

    private static Dataset line(double[] x, double... y) {
        return Dataset.builder("line").numeric("x", x).numeric("y", y).target("y").build();
    }

    private static Dataset points(double... x) {
        return Dataset.builder("points").numeric("x", x).build();
    }

    /// Chen and Guestrin 2016, equation 5: a leaf's value is the sum of its residuals over lambda and their number.
    @Test
    void oneSplitIsThatOfTheFormula() {
        var data = line(new double[] {1, 2, 3, 4}, 10, 14, 30, 46);
        var values = new Xgboost().with("numRound=1 maxDepth=1 eta=0.5 lambda=2").fit(data).predict(points(1, 2, 3, 4)).values();
        double mean = 25;
        double left = mean + 0.5 * ((10 - mean) + (14 - mean)) / (2 + 2);
        double right = mean + 0.5 * ((30 - mean) + (46 - mean)) / (2 + 2);
        assertArrayEquals(new double[] {left, left, right, right}, values, 1e-5);
    }

    @Test
    void missingValuesGoWhereItIsBetter() {
        var data = line(new double[] {1, 2, Double.NaN, Double.NaN, 3, 4}, 0, 0, 9, 9, 9, 9);
        var values = new Xgboost().with("numRound=50 maxDepth=1 lambda=0").fit(data).predict(points(1, Double.NaN, 4)).values();
        assertArrayEquals(new double[] {0, 9, 9}, values, 1e-3);
    }

    @Test
    void theFileIsTheLibrarysOwn() throws Exception {
        var data = line(new double[] {1, 2, 3, 4}, 10, 14, 30, 46);
        var model = new Xgboost().with("numRound=7").fit(data).model();
        var trees = XGBoost.loadModel(model.file());
        assertEquals(7, trees.getNumBoostedRound());
        assertArrayEquals(model.file(), trees.toByteArray("ubj"));
        trees.dispose();
    }

    @Test
    void theColumnThatDecidesGainsMost() {
        var data = Dataset.builder("two").numeric("noise", 3, 1, 2, 2, 1, 3).numeric("cause", 1, 2, 3, 4, 5, 6)
                .nominal("kind", Levels.of("no", "yes"), "no", "no", "no", "yes", "yes", "yes").target("kind").build();
        var importances = new Xgboost().with("minChildWeight=0").fit(data).view(FeatureImportances.class).orElseThrow();
        assertEquals("noise", importances.features().getFirst());
        assertTrue(importances.importances()[1] > importances.importances()[0]);
    }

    @Test
    void whatTheLibraryCannotTakeIsRefused() {
        var large = line(new double[] {1, 1e39}, 1, 2);
        assertEquals("`x` has 1.0E39, and XGBoost knows numbers up to 3.4e38 only; divide that column, or take histgbm",
                assertThrows(DataException.class, () -> new Xgboost().with("").fit(large)).getMessage());
        assertThrows(DataException.class, () -> new Xgboost().with("").fit(line(new double[] {1, 2}, 1, -1e39)));
        var trained = new Xgboost().with("").fit(line(new double[] {1, 2}, 1, 2));
        assertThrows(DataException.class, () -> trained.predict(points(1e39)));

        var alike = Dataset.builder("alike").numeric("x", 1, 2, 3).nominal("kind", Levels.of("no", "yes"), "no", "no", "yes")
                .numeric("w", 1, 1, 0).target("kind").build().withRole(Role.WEIGHT, "w");
        assertEquals("all rows of alike that count have the same `kind`, and xgboost needs two classes at least",
                assertThrows(DataException.class, () -> new Xgboost().with("").fit(alike)).getMessage());
        assertTrue(assertThrows(RecipeException.class, () -> new Xgboost().with("max_depth=3")).getMessage().contains("maxDepth"));
    }

    @Test
    void whatTheLibraryThrowsIsASentence() {
        var broken = new XgboostModel("{ no model".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var refusal = assertThrows(GliaException.class, () -> broken.predictor(points(1).schema().with("x", field -> field.withRole(Role.TARGET))));
        assertTrue(refusal.getMessage().startsWith("XGBoost refuses: "), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }
}
