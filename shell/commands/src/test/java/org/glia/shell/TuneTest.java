package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.glia.api.Catalog;
import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;
import org.glia.clustering.KMeans;
import org.glia.datasets.builtin.Iris;
import org.glia.shell.console.Interrupts;
import org.glia.shell.verbs.Verbs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTest {

    private static final String GRID = "tune standardize | logistic c=0.01..100:log on iris method=grid points=3 folds=3 by accuracy";

    private final Session session = new Session();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        session.close();
    }

    private static String line(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow(() -> new AssertionError(text))
                .replaceAll(" +", " ").strip();
    }

    @Test
    void theBestRecipeCanBePastedBehindFit() {
        var text = session.answer(GRID);
        assertTrue(session.complaint().contains("3 recipes to try, 9 fits at most"), session.complaint());
        var best = line(text, "best ").substring("best ".length());
        assertTrue(best.startsWith("standardize | logistic c="), text);
        assertTrue(line(text, "with all settings").contains("l1Ratio=0"), text);
        assertTrue(session.answer("fit " + best + " on iris").contains("logistic"));
        assertTrue(text.contains("3 of 3 recipes judged, the best first"), text);
        assertEquals("logistic.c 0.01..100:log 0.01 .. 100 " + best.substring(best.indexOf("c=") + 2), line(text, "logistic.c "));
        assertTrue(text.contains("nested=5 judges the search itself"), text);
    }

    @Test
    void theTrialsAreThereForScripts() {
        var text = session.answer(GRID + " | sort");
        assertEquals(3, text.lines().filter(line -> line.matches(" +[123] .* 0\\.\\d+ ± 0\\.\\d+")).count(), text);
    }

    @Test
    void theBestIsKeptAsAModelAndSaved() {
        var file = folder.resolve("best.glia");
        var text = session.answer(GRID + " as flowers to " + file);
        assertTrue(Files.exists(file));
        assertTrue(line(text, "model ").contains("flowers"), text);
        assertTrue(line(session.answer("models"), "flowers").contains("logistic"));
        assertTrue(session.answer("evaluate flowers on iris").contains("accuracy"));
    }

    @Test
    void nestedFoldsGiveAnHonestScore() {
        var text = session.answer("tune logistic c=0.01..1:log on iris method=random trials=2 folds=2 nested=3 by accuracy");
        assertTrue(line(text, "nested, honest").endsWith(" 3"), text);
        assertTrue(text.contains("the search in each outer fold, by accuracy"), text);
        assertFalse(text.contains("nested=5"), text);
    }

    @Test
    void everyMethodWorks() {
        judges(6, "tune kmeans k=2..9 on iris method=tpe trials=6 startup=3 batch=2 multivariate folds=2 by silhouette");
        // 4 candidates with 20 rows, 2 with 40, 1 would have 80 of the 75 that there are
        judges(6, "tune logistic c=0.01..10:log on iris method=halving trials=4 eta=2 minimum=20 folds=2 by accuracy");
        // 9 with one round, 3 with 3, 1 with 9; 5 with 3, 1 with 9; 3 with 9
        judges(22, "tune kmeans k=2..20 maxIterations=1..9 on iris method=hyperband resource=maxIterations folds=2 by silhouette");
    }

    private void judges(int recipes, String statement) {
        var text = session.answer(statement);
        assertTrue(text.contains("%1$d of %1$d recipes judged".formatted(recipes)), text);
    }

    @Test
    void whatWasTriedCanBeShownLater() {
        var text = session.answer("tune logistic c=0.01..10:log on iris method=halving trials=4 eta=2 minimum=20 folds=2 nested=2 by accuracy");
        var study = line(text, "study ").replaceAll("study |;.*", "");
        assertTrue(line(session.answer("results list"), study).contains("tune"));
        assertTrue(session.answer("results show " + study).contains("logistic c="));
    }

    /// Makes the user press Ctrl-C when it has judged often enough.
    @Metric(name = "patience", title = "patience", tasks = Task.CLUSTERING)
    static final class Patience implements Measure {

        private final AtomicReference<Runnable> press = new AtomicReference<>();
        private final AtomicInteger judged = new AtomicInteger();

        @Override
        public Score score(Dataset truth, Prediction prediction) {
            if (judged.incrementAndGet() == 50) {
                press.get().run();
            }
            return Score.of(1);
        }
    }

    @Test
    void aCancelledSearchSaysHowFarItCame() {
        var patience = new Patience();
        Interrupts interrupts = handler -> {
            patience.press.set(handler);
            return () -> { };
        };
        try (var other = new Session(Catalog.of(List.of(new KMeans()), List.of(patience), List.of(new Iris())), interrupts)) {
            assertEquals(130, other.run("tune kmeans k=2..41 on iris method=grid points=40 folds=2 by patience"));
            assertTrue(other.complaint().contains("error: cancelled; the best so far is `kmeans k="), other.complaint());
            assertTrue(other.complaint().contains("with patience 1; the same command goes on from there"), other.complaint());
        }
    }

    @Test
    void completionOffersTheDeclaredRangeOfASetting() {
        assertTrue(completed("tune kmeans k=").contains("2..20"));
        assertTrue(completed("tune standardize | kmeans k=").contains("2..20"));
        assertFalse(completed("fit kmeans k=").contains("2..20"));
        assertTrue(completed("tune kmeans seeding={").containsAll(List.of("plus-plus", "random")));
        assertTrue(completed("tune kmeans on iris method=").containsAll(List.of("grid", "random", "halving", "hyperband", "tpe")));
        assertTrue(completed("tune kmeans on iris method=halving resource=").contains("rows"));
    }

    private List<String> completed(String before) {
        return new Completion(session.desk, Verbs.NAMES).choices(before).stream().map(Completion.Choice::value).toList();
    }

    @Test
    void declaredRangesAreSearchedWhereNoneIsWritten() {
        var text = session.answer("tune kmeans on iris method=random trials=3 folds=2 by silhouette");
        assertTrue(line(text, "kmeans.k ").contains("2..20"), text);
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        assertTrue(session.complaint("tune kmeans k=2..4 on iris trials=5 method=grid")
                .contains("`trials=` is not for method=grid but for random, halving, tpe"));
        assertTrue(session.complaint("tune kmeans k=2..4 on iris multivariate method=random").contains("is not for method=random but for tpe"));
        assertTrue(session.complaint("tune majority on iris").contains("`majority` declares no ranges to search"));
        assertTrue(session.complaint("tune kmeans k=2..4 on iris method=genetic").contains("none of grid, random, halving, hyperband, tpe"));
        assertTrue(session.complaint("tune kmeans k=2..4 seeding={plus-plus,rendom} on iris").contains("rendom"));
        assertTrue(session.complaint("tune kmeans k=2..4 on iris method=halving resource=rounds").contains("`resource=rounds` needs a setting of whole numbers"));
        assertTrue(session.complaint("tune kmeans k=2..4 on iris by accuracy trials=3 folds=2").contains("no clustering here is judged by accuracy"));
    }
}
