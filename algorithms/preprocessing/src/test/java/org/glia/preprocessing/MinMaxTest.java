package org.glia.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.problem.RecipeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinMaxTest {

    @ParameterizedTest
    @CsvSource({"minmax,''", "minmax-range,low=-1 high=2", "minmax-clip,clip=true"})
    void rowsBecomeWhatScikitLearnMakesOfThem(String oracle, String settings) {
        var train = Oracle.read("numbers.train").numeric();
        var trained = new MinMax().with(settings).fit(train);
        Oracle.read(oracle + ".train").assertFeatures(trained.transform(train), 1e-7);
        Oracle.read(oracle + ".new").assertFeatures(trained.transform(Oracle.read("numbers.new").numeric()), 1e-7);
    }

    @Test
    void theBoundsAreHitExactly() {
        var data = Dataset.builder("d").numeric("x", 0.1, 0.7, 0.3).build();
        assertArrayEquals(new double[] {0, 1, (0.3 - 0.1) / (0.7 - 0.1)},
                new MinMax().with("").fit(data).transform(data).numeric("x").values());
    }

    @Test
    void theWidestRangeThatNumbersHaveIsScaled() {
        var data = Dataset.builder("d").numeric("x", -1.7e308, 0, 1.7e308).build();
        assertArrayEquals(new double[] {0, 0.5, 1}, new MinMax().with("").fit(data).transform(data).numeric("x").values());
    }

    @Test
    void rowsWithoutWeightAreLeftOut() {
        var data = Dataset.builder("d").numeric("x", -100, 2, 4).numeric("w", 0, 0.5, 7).role(Role.WEIGHT, "w").build();
        var model = new MinMax().with("").fit(data).model();
        assertEquals(2, model.smallest()[0]);
        assertEquals(4, model.largest()[0]);
    }

    @Test
    void aColumnWithoutValuesPassesWithAWarning() {
        var data = Dataset.builder("d").numeric("x", Double.NaN).numeric("y", 3).build();
        var trained = new MinMax().with("low=2 high=6").fit(data);
        assertTrue(trained.warnings().getFirst().contains("`x` has no values"), trained.warnings().getFirst());
        assertEquals(3, trained.transform(Dataset.builder("n").numeric("x", 3).numeric("y", 3).build()).numeric("x").value(0));
    }

    @Test
    void anEmptyIntervalIsRefused() {
        var refusal = assertThrows(RecipeException.class, () -> new MinMax().with("low=1 high=1"));
        assertTrue(refusal.getMessage().contains("low=1.0 must be less than high=1.0"), refusal.getMessage());
    }
}
