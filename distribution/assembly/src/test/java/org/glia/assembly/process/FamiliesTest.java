package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// All families through the one contract: supervised ones on the same folds, clusterers and maps one by one.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FamiliesTest {

    /// One of each family, with the accuracy that it reaches on every set: what published comparisons have, less a margin.
    private static final List<String> SUPERVISED = List.of("standardize | logistic", "standardize | svc", "forest trees=50",
            "standardize | mlp", "minmax | som");
    private static final List<String> CLUSTERERS = List.of("kmeans k=3", "minibatchkmeans k=3", "faddc k=3", "dbscan eps=0.8", "gmm k=3",
            "hebbian", "wta neurons=3", "wtm neurons=3", "som", "neuralgas", "growingneuralgas");

    @TempDir
    private Path folder;
    private Glia glia;

    @BeforeEach
    void theAssembledDistribution() throws Exception {
        glia = Glia.assembled(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wine", "breast-cancer", "digits"})
    void oneOfEachSupervisedFamilyIsComparedOnTheSameFolds(String data) throws Exception {
        var outcome = glia.run("-c", "compare " + String.join(" ", SUPERVISED.stream().map(r -> "\"" + r + "\"").toList()) + " on " + data
                + " folds=3 by accuracy");
        assertEquals(0, outcome.code(), outcome.toString());
        for (var recipe : SUPERVISED) {
            double accuracy = accuracy(outcome.stdout(), recipe);
            assertTrue(accuracy > (recipe.contains("som") ? 0.85 : 0.92), recipe + " has " + accuracy + " in\n" + outcome.stdout());
        }
    }

    private static double accuracy(String page, String recipe) {
        var row = Pattern.compile("(?m)^\\s*\\d+\\s+" + Pattern.quote(recipe) + "\\s+([0-9.]+)").matcher(page);
        assertTrue(row.find(), "no rank for " + recipe + " in\n" + page);
        return Double.parseDouble(row.group(1));
    }

    @Test
    void everyClustererAndMapIsCrossValidatedOnIris() throws Exception {
        var outcome = glia.run("-c", CLUSTERERS.stream().map("crossval standardize | %s on iris folds=3"::formatted).collect(Collectors.joining("\n")));
        assertEquals(0, outcome.code(), outcome.toString());
        var tables = outcome.stdout().split("(?m)^(?=standardize \\| )");
        assertEquals(CLUSTERERS.size(), tables.length, outcome.toString());
        for (int i = 0; i < CLUSTERERS.size(); i++) {
            var table = tables[i];
            assertTrue(table.startsWith("standardize | " + CLUSTERERS.get(i) + " on iris"), table);
            assertTrue(table.lines().anyMatch(line -> line.matches("(accuracy|ari|silhouette|nmi)\\b.*[0-9].*")), table);
        }
    }

    @Test
    void theTwoScalesShowInTheDistortionOfAddC() throws Exception {
        var outcome = glia.run("-c", "distortion kmeans, faddc on two-scales last=25");
        assertEquals(0, outcome.code(), outcome.toString());
        assertTrue(Pattern.compile("(?m)^faddc +phase transition at k=\\d").matcher(outcome.stdout()).find(), outcome.stdout());
    }

    @Test
    void aTreeIsWrittenAsRulesAndAsADrawing() throws Exception {
        var drawing = folder.resolve("tree.dot");
        var outcome = glia.run("-c", "fit cart maxDepth=2 on iris as tree; show tree as rules; show tree as dot to " + drawing);
        assertEquals(0, outcome.code(), outcome.toString());
        // The first cut of iris is known from Breiman's book on.
        assertTrue(outcome.stdout().contains("petal_length_cm <= 2.45?") || outcome.stdout().contains("petal_width_cm <= 0.8?"), outcome.stdout());
        assertTrue(Files.readString(drawing).startsWith("digraph tree {"));
    }
}
