package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.glia.assembly.process.Glia.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The assembled distribution as people use it: a process, its words, its streams and its exit code.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CommandsTest {

    private static final String ESCAPE = "\u001b";

    @TempDir
    private Path folder;
    private Glia glia;

    @BeforeEach
    void theAssembledDistribution() throws Exception {
        glia = Glia.assembled(folder);
    }

    private static void assertSucceeded(Outcome outcome) {
        assertEquals(0, outcome.code(), outcome.toString());
        assertFalse(outcome.stdout().contains(ESCAPE), outcome.stdout());
        assertFalse(outcome.stderr().contains(ESCAPE), outcome.stderr());
    }

    /// A refusal is a sentence on standard error, in words and not in the names of Java.
    private static void assertRefused(Outcome outcome, String... words) {
        assertNotEquals(0, outcome.code(), outcome.toString());
        assertEquals("", outcome.stdout());
        for (var word : words) {
            assertTrue(outcome.stderr().contains(word), "no `" + word + "` in: " + outcome.stderr());
        }
        assertFalse(Pattern.compile("Exception|\\bat (org|java)\\.|java\\.lang").matcher(outcome.stderr()).find(), outcome.stderr());
    }

    @Test
    void theMainJobPrintsALeaderboardForEachDataSet() throws Exception {
        var outcome = glia.run("-c", "compare \"standardize | logistic\" \"majority\" on iris, wine, breast-cancer");
        assertSucceeded(outcome);
        for (var data : List.of("iris", "wine", "breast-cancer")) {
            assertTrue(outcome.stdout().contains(data), outcome.stdout());
        }
        assertAll(
                () -> assertTrue(outcome.stdout().contains("accuracy"), outcome.stdout()),
                () -> assertEquals(3, standings(outcome, "standardize | logistic"), outcome.stdout()),
                () -> assertEquals(3, standings(outcome, "majority"), outcome.stdout()),
                // a third of iris has its most frequent level: known without running anything
                () -> assertTrue(outcome.stdout().lines().anyMatch(l -> l.contains("majority") && l.contains("0.333")), outcome.stdout()));
    }

    /// How many leaderboards have a recipe.
    private static long standings(Outcome outcome, String recipe) {
        return outcome.stdout().lines().filter(line -> line.matches(" *\\d+ +" + Pattern.quote(recipe) + " .*")).count();
    }

    @Test
    void theSameCommandPrintsTheSameTwice() throws Exception {
        var line = "compare \"standardize | logistic\" \"majority\" on wine";
        assertEquals(glia.run("-c", line).stdout(), glia.run("-c", line).stdout());
    }

    @Test
    void versionIsThatOfTheBuild() throws Exception {
        var outcome = glia.run("-c", "version");
        assertSucceeded(outcome);
        assertTrue(outcome.stdout().contains(System.getProperty("glia.version").replace("-SNAPSHOT", "")), outcome.stdout());
    }

    @Test
    void everyAlgorithmThatShipsIsListedAndDescribesItself() throws Exception {
        var listed = glia.run("-c", "algorithms");
        assertSucceeded(listed);
        var names = List.of("standardize", "minmax", "impute", "onehot", "ordinal", "polynomial", "discretize", "linear", "ridge",
                "logistic", "gd", "lasso", "elasticnet", "sgd", "svc", "nusvc", "svr", "nusvr", "oneclass", "linearsvm", "cart", "id3",
                "forest", "extratrees", "adaboost", "gbm", "histgbm", "kmeans", "faddc", "minibatchkmeans", "dbscan", "gmm", "mlp",
                "hebbian", "wta", "wtm", "som", "neuralgas", "growingneuralgas", "majority", "mean");
        var script = new StringBuilder();
        for (var name : names) {
            assertTrue(listed.stdout().lines().anyMatch(l -> l.startsWith(name + " ")), name + " is missing in\n" + listed.stdout());
            script.append("describe ").append(name).append('\n');
        }
        var described = glia.runWithInput(script.toString());
        assertSucceeded(described);
        for (var name : names) {
            assertTrue(described.stdout().contains(name), described.stdout());
        }
        assertTrue(described.stdout().contains("number of clusters"), described.stdout());
    }

    @Test
    void everyDataSetThatShipsIsListedAndCanBeSummarized() throws Exception {
        var listed = glia.run("-c", "datasets");
        assertSucceeded(listed);
        var script = new StringBuilder();
        for (var name : List.of("iris", "wine", "breast-cancer", "diabetes", "digits", "penguins", "diamonds", "faithful")) {
            assertTrue(listed.stdout().contains(name), name + " is missing in\n" + listed.stdout());
            script.append("summary ").append(name).append('\n');
        }
        assertSucceeded(glia.runWithInput(script.toString()));
    }

    @Test
    void anUnknownAlgorithmIsRefusedWithASuggestion() throws Exception {
        assertRefused(glia.run("-c", "fit nosuch on iris"), "there is no algorithm `nosuch`", "`cart`");
        assertRefused(glia.run("-c", "fit kmean on iris"), "kmean", "kmeans");
    }

    @Test
    void numbersAreRefusedWhereLevelsAreTakenWithTheCureThatWorks() throws Exception {
        assertRefused(glia.run("-c", "fit id3 on iris"), "`id3` takes nominal columns", "try `discretize | id3`");
        assertSucceeded(glia.run("-c", "fit \"discretize | id3\" on iris"));
    }

    @Test
    void aBadSettingIsRefusedWithItsRangeAndItsHelp() throws Exception {
        assertRefused(glia.run("-c", "fit kmeans k=-3 on iris"), "k", "-3", "1", "number of clusters");
    }

    @Test
    void allMistakesOfACallAreReportedTogether() throws Exception {
        assertRefused(glia.run("-c", "fit kmeans k=-3 sedding=random on iris"), "-3", "sedding", "seeding");
    }

    @Test
    void anUnknownCommandOrDataSetIsRefusedWithASuggestion() throws Exception {
        assertRefused(glia.run("-c", "compar majority on iris"), "compar", "compare");
        assertRefused(glia.run("-c", "fit majority on irsi"), "irsi", "iris");
    }

    @Test
    void aRaggedFileIsRefusedWithItsLineAndItsCounts() throws Exception {
        var ragged = Files.writeString(folder.resolve("ragged.csv"), "a,b,c\n1,2,x\n3,4,y\n5,6\n");
        assertRefused(glia.run("-c", "load " + ragged + " target=c"), "ragged.csv", "4", "2", "3");
    }

    @Test
    void aFileThatIsNotThereIsRefused() throws Exception {
        assertRefused(glia.run("-c", "load nowhere.csv target=c"), "nowhere.csv");
    }

    @Test
    void aFilesRowsCanBeLoadedAndLearned() throws Exception {
        var text = new StringBuilder("length,colour,kind\n");
        for (int i = 0; i < 60; i++) {
            text.append(i % 2 == 0 ? 1 + i * 0.01 : 5 + i * 0.01).append(i % 3 == 0 ? ",red," : ",blue,").append(i % 2 == 0 ? "small\n" : "large\n");
        }
        Files.writeString(folder.resolve("my things.csv"), text);
        var outcome = glia.runWithInput("""
                load "my things.csv" target=kind as things
                head things
                compare "onehot | standardize | logistic" "majority" on things
                """);
        assertSucceeded(outcome);
        assertTrue(outcome.stdout().lines().anyMatch(l -> l.contains("logistic") && l.contains("1.0")), outcome.stdout());
    }

    @Test
    void aModelIsSavedAndPredictsInAnotherProcess() throws Exception {
        assertSucceeded(glia.run("-c", "fit standardize | logistic on iris to flowers.glia"));
        assertTrue(Files.size(folder.resolve("flowers.glia")) > 0);
        assertSucceeded(glia.runWithInput("""
                open flowers.glia as flowers
                evaluate flowers on iris
                predict flowers on iris to labels.csv
                """));
        var rows = Files.readAllLines(folder.resolve("labels.csv"));
        assertEquals(151, rows.size());
        assertTrue(rows.get(1).contains("setosa"), rows.get(1));
    }

    @Test
    void aScriptRunsLineByLine() throws Exception {
        var script = Files.writeString(folder.resolve("two lines.glia"), "# a comment\nversion\n\nfit majority on iris as base\nevaluate base on iris\n");
        var outcome = glia.run(script.toString());
        assertSucceeded(outcome);
        assertTrue(outcome.stdout().contains("accuracy"), outcome.stdout());
    }

    @Test
    void aScriptStopsAtItsFirstErrorAndNamesTheLine() throws Exception {
        var script = Files.writeString(folder.resolve("wrong.glia"), "version\nfit nosuch on iris\nversion\n");
        var outcome = glia.run(script.toString());
        assertNotEquals(0, outcome.code());
        assertEquals(glia.run("-c", "version").stdout(), outcome.stdout(), "one version, not two");
        assertTrue(Pattern.compile("wrong\\.glia\\D+2\\b").matcher(outcome.stderr()).find(), outcome.stderr());
    }

    @Test
    void aScriptThatIsNotThereIsRefused() throws Exception {
        assertRefused(glia.run("nowhere.glia"), "nowhere.glia");
    }

    @Test
    void linesFromStandardInputAreAScript() throws Exception {
        var outcome = glia.runWithInput("version\nfit nosuch on iris\nversion\n");
        assertNotEquals(0, outcome.code());
        assertEquals(glia.run("-c", "version").stdout(), outcome.stdout());
        assertTrue(Pattern.compile("\\b2\\b").matcher(outcome.stderr()).find(), outcome.stderr());
    }

    @Test
    void resultsCanBePiped() throws Exception {
        var shell = new ProcessBuilder("sh", "-c", "\"$0\" -c algorithms | head -n 2", Glia.ASSEMBLED.resolve("bin/glia").toString());
        shell.environment().put("HOME", folder.toString());
        shell.environment().put("GLIA_JAVA", System.getProperty("java.home"));
        var process = shell.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(2, process.inputReader().lines().count());
        assertEquals(0, process.waitFor());
    }

    @Test
    void plainGogoWorksBesideTheVerbs() throws Exception {
        var outcome = glia.run("-c", "algorithms | grep dbscan");
        assertSucceeded(outcome);
        assertEquals(1, outcome.stdout().lines().count(), outcome.stdout());
        assertTrue(outcome.stdout().contains("dbscan"), outcome.stdout());
    }

    @Test
    void helpKnowsEveryCommand() throws Exception {
        var all = glia.run("-c", "help");
        assertSucceeded(all);
        var commands = all.stdout().lines().skip(2).takeWhile(line -> !line.isBlank()).map(line -> line.split(" {2,}")[0]).toList();
        assertTrue(commands.containsAll(List.of("fit", "compare", "tune", "experiment run", "results show")), all.stdout());
        var outcome = glia.run("-c", commands.stream().map("help "::concat).collect(Collectors.joining("\n")));
        assertSucceeded(outcome);
        for (var command : commands) {
            assertTrue(outcome.stdout().lines().anyMatch(line -> line.startsWith(command + "  ")), command);
        }
    }

    /// Several times, because a JVM that was busy when it ended has crashed here, at some of its ends.
    @RepeatedTest(4)
    void anInterruptEndsARunWithTheUsualCode() throws Exception {
        var process = glia.start("-c", "version\ncompare \"polynomial degree=3 | standardize | logistic\" on digits");
        assertTrue(process.inputReader().readLine().startsWith("Glia "), "the run has begun");
        assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
        assertEquals(130, process.waitFor());
        assertEquals(List.of(), process.inputReader().lines().toList());
        try (var left = Files.list(glia.cache().resolve("run"))) {
            var own = Long.toString(process.pid());
            assertEquals(List.of(), left.filter(file -> file.getFileName().toString().startsWith(own)).toList());
        }
    }
}
