package org.glia.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Role;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselinesTest {

    private static final Dataset VOTES = Dataset.builder("votes").text("speech", "a", null, "c", "d", "e")
            .nominal("party", Levels.of("none", "left", "right"), "left", "right", "right", "left", "right")
            .numeric("w", 5, 1, 1, 0, 2).target("party").build();

    private static Dataset heights(double... values) {
        var weights = new double[values.length];
        java.util.Arrays.setAll(weights, row -> row + 1);
        return Dataset.builder("heights").numeric("x", new double[values.length]).numeric("h", values).numeric("w", weights)
                .target("h").build();
    }

    @Test
    void theMostFrequentLevelIsPredictedWithAllShares() {
        var model = new Majority().with("").fit(VOTES);
        var prediction = model.predict(VOTES.rows(0, 2));
        assertEquals("right", prediction.labels().format(1));
        assertArrayEquals(new double[] {0, 0.4, 0.6}, prediction.probabilities().row(0));
        assertEquals("left", new Majority().with("").fit(VOTES.withRole(Role.WEIGHT, "w")).predict(VOTES).labels().format(0));
    }

    @Test
    void theFirstOfEquallyFrequentLevelsWins() {
        assertEquals("left", new Majority().with("").fit(VOTES.rows(0, 2)).predict(VOTES).labels().format(0));
    }

    /// Medians and quantiles as R's `quantile(x, p, type = 2)` gives them.
    @ParameterizedTest
    @CsvSource({"mean,3.2", "median,3", "[quantile probability=0.25],2", "[quantile probability=0.2],1.5",
        "[quantile probability=0],1", "[quantile probability=1],6", "[constant value=-7],-7"})
    void theStatisticIsTheOneAskedFor(String predict, double expected) {
        var data = heights(4, 1, 3, 2, 6);
        assertEquals(expected, new MeanLevel().with("predict=" + predict).fit(data).predict(data).values()[3], 1e-15);
    }

    @Test
    void weightsCountLikeRepeatedRows() {
        var weighted = heights(10, 20, 40).withRole(Role.WEIGHT, "w");
        var repeated = heights(10, 20, 40).rows(new int[] {0, 1, 1, 2, 2, 2});
        for (var predict : new String[] {"mean", "median", "[quantile probability=0.3]"}) {
            var algorithm = new MeanLevel().with("predict=" + predict);
            assertEquals(algorithm.fit(repeated).model().value(), algorithm.fit(weighted).model().value(), 1e-14, predict);
        }
    }

    @Test
    void aLargeOffsetCostsNoDigits() {
        var values = new double[1001];
        java.util.Arrays.setAll(values, row -> 1e15 + row % 3);
        assertEquals(1e15 + 1000 / 1001.0, new MeanLevel().with("").fit(heights(values)).model().value(), 0.126);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(DataException.class, () -> new Majority().with("").fit(VOTES.rows(3, 4).withRole(Role.WEIGHT, "w")));
        assertThrows(RecipeException.class, () -> new MeanLevel().with("predict=[quantile probability=2]"));
        assertThrows(DataException.class, () -> new MeanLevel().with("").fit(VOTES));
    }
}
