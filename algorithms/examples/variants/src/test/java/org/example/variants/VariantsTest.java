package org.example.variants;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.problem.RecipeException;
import org.glia.regression.Linear;
import org.junit.jupiter.api.Test;

class VariantsTest {

    private static final Dataset FLOWERS = Dataset.builder("flowers")
            .numeric("length", 5.1, 4.9, 6.4, 6.9, 6.3, 5.8)
            .numeric("width", 3.5, 3.0, 3.2, 3.1, 3.3, 2.7)
            .nominal("kind", "setosa", "setosa", "versicolor", "versicolor", "virginica", "virginica")
            .target("kind").build();

    /// As scikit-learn 1.2.1 gives them: `GaussianNB().fit(X, y).predict_proba([[5.5, 3.1], [6.2, 3.0]])`.
    @Test
    void probabilitiesAreThoseOfAnotherLibrary() {
        var rows = Dataset.builder("rows").numeric("length", 5.5, 6.2).numeric("width", 3.1, 3.0).build();
        var probabilities = new StreamBayes().with("").fit(FLOWERS).predict(rows).probabilities();
        assertArrayEquals(new double[] {0.0001108822666980666, 0.0010984063454823215, 0.9987907113878197}, probabilities.row(0), 1e-7);
        assertArrayEquals(new double[] {1.1538279093123141e-31, 0.015546674962037701, 0.9844533250379626}, probabilities.row(1), 1e-7);
    }

    @Test
    void aCellThatIsMissingLeavesTheAnswerToTheOthers() {
        var model = new StreamBayes().with("").fit(FLOWERS);
        var one = Dataset.builder("rows").numeric("length", 5.0).numeric("width", Double.NaN).build();
        assertEquals("setosa", model.predict(one).labels().format(0));
        var none = Dataset.builder("rows").numeric("length", Double.NaN).numeric("width", Double.NaN).build();
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, model.predict(none).probabilities().row(0), 1e-12);
    }

    @Test
    void powersOfTenAreALineOnTheScaleOfTheirLogarithms() {
        var powers = Dataset.builder("powers").numeric("exponent", 1, 2, 3, 4, 5).numeric("power", -1e2, 1e3, 1e4, 1e5, 1e6).target("power")
                .build();
        var catalog = Catalog.of(new AsinhTarget(), new Linear());
        var exponents = Dataset.builder("more").numeric("exponent", 6).build();
        double predicted = catalog.configure("asinhtarget").fit(powers.rows(1, 5)).predict(exponents).values()[0];
        assertEquals(1e7, predicted, 1e2);
        assertEquals(-AsinhTarget.asinh(2), AsinhTarget.asinh(-2), 0);
        assertEquals(1.4436354751788103, AsinhTarget.asinh(2), 1e-15);
    }

    @Test
    void aBaseThatPredictsNoNumbersIsRefusedWithACure() {
        var catalog = Catalog.of(new AsinhTarget(), new StreamBayes());
        var refused = assertThrows(RecipeException.class, () -> catalog.configure("asinhtarget base=[streambayes]").traits());
        assertTrue(refused.getMessage().contains("take `base=[linear]`"), refused.getMessage());
    }
}
