package org.glia.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.glia.api.AlgorithmOffer;
import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Recipe;
import org.junit.jupiter.api.Test;

class RecipesTest {

    private static final Catalog CATALOG = Catalog.of(new Standardize(), new MinMax(), new Impute(), new OneHot(), new Ordinal(),
            new Polynomial(), new Discretize());

    private static final Dataset BIRDS = Dataset.builder("birds")
            .numeric("bill", 39, Double.NaN, 46, 50, 37).nominal("island", "Biscoe", "Dream", "Dream", "Biscoe", "Dream")
            .numeric("mass", 3750, 3800, 5000, 5100, Double.NaN).nominal("sex", "m", "f", "", "m", "f")
            .nominal("species", "a", "a", "g", "g", "a").target("species").build();

    @Test
    void aMixedTableWithGapsBecomesNumbers() {
        var output = CATALOG.configure("impute | onehot | standardize").fit(BIRDS).transform(BIRDS);
        assertEquals(List.of("bill", "mass", "species", "island=Biscoe", "island=Dream", "sex=f", "sex=m"), output.schema().names());
        assertEquals(List.of("sex"), output.schema().find("sex=m").orElseThrow().origin());
        var features = output.features();
        for (int j = 0; j < features.columns(); j++) {
            double sum = 0;
            double squares = 0;
            for (double value : features.column(j)) {
                sum += value;
                squares += value * value;
            }
            assertEquals(0, sum, 1e-12);
            assertEquals(5, squares, 1e-12);
        }
    }

    @Test
    void newRowsAreTransformedByWhatTheTrainingRowsTaught() {
        var trained = CATALOG.configure("impute | onehot unseen=ignore | minmax").fit(BIRDS);
        var output = trained.transform(Dataset.builder("n").nominal("sex", "x").nominal("island", "Dream").numeric("mass", 6450)
                .numeric("bill", Double.NaN).build());
        // 5100 is the largest mass in training, 3750 the smallest; the mean of the bills is 43
        assertEquals(2, output.numeric("mass").value(0));
        assertEquals((43 - 37) / 13.0, output.numeric("bill").value(0), 1e-15);
        assertArrayEquals(new double[] {0, 1, 0, 0}, output.columns(field -> field.name().contains("=")).features().row(0));
    }

    @Test
    void aRowsWorthOfGapsIsRefusedWithTheCure() {
        var refusal = assertThrows(DataException.class, () -> CATALOG.configure("onehot | polynomial").fit(BIRDS));
        assertTrue(refusal.getMessage().contains("`onehot | impute | polynomial`"), refusal.getMessage());
    }

    @Test
    void companionRowsAreTransformedButNotLearntFrom() {
        var validation = BIRDS.rows(new int[] {3, 3});
        var output = CATALOG.configure("impute | minmax").fit(BIRDS.rows(0, 3).withValidation(validation))
                .transform(BIRDS.rows(0, 3).withValidation(validation));
        assertEquals((50 - 39) / 7.0, output.validation().orElseThrow().numeric("bill").value(0), 1e-15);
    }

    /// The recipes of the README, with the settings of the steps that live here.
    @Test
    void theReadmeShowsEveryAlgorithmWithSettingsThatExist() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var shown = Pattern.compile("^crossval \"([^\"]+)\" on ", Pattern.MULTILINE).matcher(readme).results()
                .map(match -> Recipe.parse(match.group(1))).flatMap(recipe -> recipe.steps().stream()).toList();
        var own = CATALOG.algorithms().stream().map(AlgorithmOffer::name).collect(Collectors.toSet());
        for (var step : shown) {
            if (own.contains(step.name())) {
                CATALOG.configure(Recipe.of(step));
            }
        }
        var names = shown.stream().map(step -> step.name()).collect(Collectors.toSet());
        assertTrue(names.containsAll(own), () -> "the README lacks some of " + own);
    }
}
