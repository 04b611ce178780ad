package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.glia.api.model.Series;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;
import org.glia.experiments.CellResult;
import org.glia.experiments.Results;
import org.glia.experiments.Study;
import org.glia.experiments.Trial;
import org.glia.experiments.report.MlflowDouble.Point;
import org.glia.experiments.report.MlflowDouble.Run;
import org.glia.experiments.report.MlflowDouble.Trouble;
import org.glia.runtime.Cell;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowServerTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private MlflowDouble server;

    @BeforeEach
    void start() throws IOException {
        server = new MlflowDouble();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Exported export(Report report) {
        return export(server.address(), report);
    }

    private Exported export(String address, Report report) {
        return MlflowServer.at(address, environment, pauses::add).export(report, () -> false);
    }

    private String refusal(Report report) {
        return assertThrows(GliaException.class, () -> export(report)).getMessage();
    }

    private Run run(String name) {
        return server.active().stream().filter(run -> run.name.equals(name)).findFirst().orElseThrow();
    }

    private static long millis(int fold) {
        return Samples.START.plusSeconds(fold).toEpochMilli();
    }

    @Test
    void aRecipeOnADataSetIsARunWithOneNestedForEachFold() {
        assertEquals(new Exported("trees on iris", 8, 0), export(Samples.plain()));
        assertEquals(Map.of("1", "trees on iris"), server.experiments);
        var parent = run("standardize | cart maxDepth=4 on iris");
        assertEquals("FINISHED", parent.status);
        assertEquals(millis(2), parent.end);
        assertEquals(List.of(new Point(0.95, millis(2), 0)), parent.metrics.get("accuracy.mean"));
        assertEquals(0.05, parent.metrics.get("accuracy.deviation").getFirst().value(), 1e-15);
        assertEquals(Map.of("recipe", "standardize | cart maxDepth=4", "data", "iris", "split", "kfold k=3 repeats=1", "cart.maxDepth", "4"),
                parent.params);
        assertEquals(Samples.plain().results().study().id(), parent.tags.get("glia.study"));
        var nested = server.active().stream().filter(run -> parent.id.equals(run.tags.get("mlflow.parentRunId"))).toList();
        assertEquals(3, nested.size());
        var second = nested.get(1);
        assertEquals("standardize | cart maxDepth=4: repeat 1, fold 2", second.name);
        assertEquals(millis(1) - 188, second.start, "before it were 0.125 s of fit and 0.0625 s of prediction");
        assertEquals(List.of(new Point(0.95, millis(1), 0)), second.metrics.get("accuracy"));
        assertEquals(List.of(new Point(0.125, millis(1), 0)), second.metrics.get("fit seconds"));
        assertEquals(List.of(1L, 2L, 3L, 4L), second.metrics.get("fit/loss").stream().map(Point::step).toList());
        assertEquals(2, second.metrics.get("fit/loss").getFirst().value());
        assertEquals(Map.of("repeat", "1", "fold", "2", "seed", "42"),
                Map.of("repeat", second.params.get("repeat"), "fold", second.params.get("fold"), "seed", second.params.get("seed")));
        assertEquals(Samples.plain().results().cells().get(2).trial().key(), second.tags.get("glia.cell"));
    }

    /// `mlflow-requests.txt` was read by MLflow's own messages (`src/test/oracles/MlflowRequests.java`). Hashes stand there as zeros.
    @Test
    void requestsAreThoseThatMlflowHasRead() throws IOException {
        export(Samples.plain());
        export(changed());
        var asked = String.join("\n", server.bodies).replaceAll("[0-9a-f]{32,}|(?<=')[0-9a-f]{12}(?=')|(?<=\")[0-9a-f]{12}(?=\")", "0") + "\n";
        try (var expected = MlflowServerTest.class.getResourceAsStream("/reports/mlflow-requests.txt")) {
            assertEquals(new String(expected.readAllBytes(), StandardCharsets.UTF_8), asked);
        }
    }

    @Test
    void requestsComeInOrder() {
        export(Samples.plain());
        assertEquals(List.of("experiments/get-by-name", "experiments/create", "runs/search"), server.asked.subList(0, 3));
        for (int i = 3; i < server.asked.size(); i += 3) {
            assertEquals(List.of("runs/create", "runs/log-batch", "runs/update"), server.asked.subList(i, i + 3));
        }
        assertEquals(3 + 3 * 8, server.asked.size());
    }

    @Test
    void everythingThatCanGoWrongIsTakenAndTold() {
        var report = Samples.ugly();
        export(report);
        var states = new HashMap<String, Integer>();
        server.active().forEach(run -> states.merge(run.status + " " + run.tags.getOrDefault("glia.state", "recipe"), 1, Integer::sum));
        assertEquals(Map.of("FINISHED finished", 8, "FAILED failed", 1, "FAILED timed out", 3, "KILLED skipped", 3, "FINISHED recipe", 3,
                "FAILED recipe", 2), states, "what is only planned is not there");
        var failed = server.active().stream().filter(run -> "failed".equals(run.tags.get("glia.state"))).findFirst().orElseThrow();
        assertEquals(Samples.NASTY, failed.tags.get("glia.error"));
        assertEquals("fit", failed.tags.get("glia.phase"));
        assertTrue(failed.tags.get("glia.trace").startsWith("java.lang.IllegalStateException"));
        assertTrue(failed.metrics.isEmpty());
        var infinite = server.active().stream().filter(run -> run.metrics.containsKey("logloss")
                && run.metrics.get("logloss").getFirst().value() == Double.POSITIVE_INFINITY).count();
        assertEquals(3, infinite);
        assertEquals(3, server.active().stream().filter(run -> Samples.NASTY.equals(run.tags.get("glia.undefined.logloss"))).count());
        var history = server.active().stream().flatMap(run -> run.metrics.entrySet().stream()).filter(line -> line.getKey().startsWith("fit/"))
                .findFirst().orElseThrow().getValue();
        assertEquals(List.of(0L, 1L, 2L), history.stream().map(Point::step).toList(), "steps that are not whole are counted");
        assertTrue(Double.isNaN(history.getFirst().value()));
    }

    @Test
    void sendingAgainChangesNothing() {
        export(Samples.ugly());
        int before = server.asked.size();
        assertEquals(new Exported(MlflowServer.experimentName(Samples.ugly()), 0, 20), export(Samples.ugly()));
        assertEquals(Set.of("experiments/get-by-name", "runs/search"), Set.copyOf(server.asked.subList(before, server.asked.size())));
        assertEquals(3, server.asked.size() - before - 1, "twenty runs come in pages of seven");
    }

    /// The plain study with another score in the last trial, ten seconds later.
    private static Report changed() {
        var plain = Samples.plain().results();
        var cells = new ArrayList<>(plain.cells());
        var last = cells.removeLast();
        cells.add(new CellResult(last.trial(), Samples.done(0.5, 1.1), last.at().plusSeconds(10), last.environment()));
        return Report.of(new Results(plain.study(), plain.measures(), cells));
    }

    @Test
    void whatHasChangedIsSentAnewAndNothingIsThereTwice() {
        export(Samples.plain());
        var parent = run("majority on iris").id;
        assertEquals(new Exported("trees on iris", 2, 6), export(changed()));
        assertEquals(8, server.active().size());
        assertEquals(9, server.runs.size());
        assertEquals(parent, run("majority on iris").id, "the recipe's run stays and gets another mean");
        assertEquals(2, run("majority on iris").metrics.get("accuracy.mean").size());
        assertEquals((0.3 + 0.3 + 0.5) / 3, run("majority on iris").metrics.get("accuracy.mean").getLast().value(), 1e-15);
        assertEquals(1, run("majority on iris").metrics.get("logloss.mean").stream().filter(point -> point.timestamp() == millis(2)).count());
        assertEquals(0.5, run("majority: repeat 1, fold 3").metrics.get("accuracy").getFirst().value());
        assertEquals(0, export(changed()).written());
    }

    @Test
    void anExportThatBrokeOffGoesOn() {
        server.troubles.add(new Trouble("runs/update", 400, "{\"error_code\":\"INTERNAL_ERROR\",\"message\":\"out of disk\\nmore\"}", List.of(), false));
        assertEquals("the MLflow server at %s refused runs/update: out of disk (INTERNAL_ERROR)".formatted(server.address()), refusal(Samples.plain()));
        assertEquals("RUNNING", server.runs.getFirst().status);
        assertEquals(8, export(Samples.plain()).written());
        assertEquals(8, server.active().size());
        assertTrue(server.active().stream().allMatch(run -> run.status.equals("FINISHED")));
        assertEquals(1, server.active().getFirst().metrics.get("accuracy.mean").size());
    }

    @Test
    void aRunThatWasSentInPartIsSentAnew() {
        // the second run's batch is refused: it has been made and is empty
        server.troubles.add(new Trouble("runs/log-batch", 200, "{}", List.of(), true));
        server.troubles.add(new Trouble("runs/log-batch", 400, "{\"error_code\":\"INTERNAL_ERROR\",\"message\":\"no\"}", List.of(), false));
        refusal(Samples.plain());
        assertEquals(2, server.active().size());
        export(Samples.plain());
        assertEquals(8, server.active().size());
        assertEquals(9, server.runs.size());
        assertEquals(4, server.active().stream().filter(run -> run.name.equals("standardize | cart maxDepth=4: repeat 1, fold 1")).findFirst()
                .orElseThrow().metrics.get("fit/loss").size());
    }

    @Test
    void manyAndLongThingsAreSentInSeveralRequests() {
        int steps = 2500;
        var at = IntStream.range(0, steps).asDoubleStream().toArray();
        var recipe = "stack " + String.join(" ", IntStream.range(0, 230).mapToObj(i -> "s%d=%d".formatted(i, i)).toList());
        var report = Report.of(Samples.results("many", Samples.cell(Samples.trial("d", recipe, 0, 0), Samples.done(1, 1,
                new Series("loss", at, at), new Series("s".repeat(300), at, at)))));
        export(report);
        var nested = server.active().getLast();
        assertEquals(236, nested.params.size());
        assertEquals("229", nested.params.get("stack.s229"));
        assertEquals(steps, nested.metrics.get("fit/loss").size());
        assertEquals(steps, nested.metrics.get("fit/" + "s".repeat(246)).size());
        assertTrue(server.batches.stream().allMatch(size -> size <= 1000));
        assertTrue(server.batches.size() < 16, server.batches.toString());
        assertEquals(Arrays.stream(at).boxed().toList(), nested.metrics.get("fit/loss").stream().map(Point::value).toList());
    }

    @Test
    void longTextsAreCutBetweenLetters() {
        var lengthy = "雪".repeat(3000);
        export(Report.of(Samples.results(lengthy, Samples.cell(Samples.trial(lengthy, lengthy, 0, 0), new Outcome.Failed("fit", lengthy, lengthy)))));
        var nested = server.active().getLast();
        assertEquals("雪".repeat(1999) + "...", nested.params.get("recipe"));
        assertEquals("雪".repeat(1665) + "...", nested.tags.get("glia.trace"));
        assertEquals("雪".repeat(165) + "...", server.experiments.get("1"));
    }

    @Test
    void whatFailsForTheMomentIsTriedAgainWithLongerAndLongerPauses() {
        server.troubles.add(new Trouble("experiments/get-by-name", 503, "starting", List.of(), false));
        server.troubles.add(new Trouble("experiments/get-by-name", 429, "slow down", List.of("Retry-After", "7"), false));
        server.troubles.add(new Trouble("experiments/get-by-name", 0, "", List.of(), false));
        export(Samples.plain());
        assertEquals(Duration.ofMillis(500), pauses.getFirst());
        assertEquals(Duration.ofSeconds(7), pauses.get(1), "as the server wished");
        assertEquals(8, server.active().size());
    }

    @Test
    void oneDoesNotTryForEver() {
        for (int i = 0; i < 5; i++) {
            server.troubles.add(new Trouble("experiments/get-by-name", 503, "{\"message\":\"too much to do\"}", List.of(), false));
        }
        assertEquals("the MLflow server at %s is not ready (503), try again later: too much to do".formatted(server.address()),
                refusal(Samples.plain()));
        assertEquals(List.of(500L, 1000L, 2000L, 4000L), pauses.stream().map(Duration::toMillis).toList());
    }

    /// Each would make a second run if it were simply said again.
    @ParameterizedTest
    @ValueSource(ints = {0, 500, 503})
    void aRunWhoseAnswerWasLostIsNotMadeTwice(int status) {
        server.troubles.add(new Trouble("runs/create", status, "", List.of(), true));
        export(Samples.plain());
        assertEquals(8, server.runs.size());
        assertEquals(8, server.count("runs/create"));
    }

    @Test
    void aRunThatWasNotMadeIsMadeAfterAll() {
        server.troubles.add(new Trouble("runs/create", 502, "", List.of(), false));
        server.troubles.add(new Trouble("runs/create", 429, "", List.of(), false));
        export(Samples.plain());
        assertEquals(8, server.runs.size());
        assertEquals(10, server.count("runs/create"));
    }

    @Test
    void anExperimentThatAnotherMadeMeanwhileIsUsed() {
        server.troubles.add(new Trouble("experiments/create", 503, "", List.of(), true));
        export(Samples.plain());
        assertEquals(1, server.experiments.size());
        assertEquals(8, server.active().size());
    }

    @Test
    void aDeletedExperimentIsSaid() {
        export(Samples.plain());
        server.deletedExperiments.add("1");
        assertEquals("the experiment `trees on iris` was deleted on the MLflow server; restore it there, or call the study otherwise",
                refusal(Samples.plain()));
    }

    @Test
    void oneIsKnownByTokenOrByNameAndPassword() {
        server.wanted = "Bearer abc";
        environment.put("MLFLOW_TRACKING_TOKEN", "abc");
        export(Samples.plain());
        server.wanted = MlflowDouble.basic("me:s:cret");
        environment.putAll(Map.of("MLFLOW_TRACKING_USERNAME", "me", "MLFLOW_TRACKING_PASSWORD", "s:cret"));
        export(Samples.plain());
        server.wanted = MlflowDouble.basic("you:other");
        export(server.address().replace("http://", "http://you:other@"), Samples.plain());
        var refused = refusal(Samples.plain());
        assertEquals("the MLflow server at %s does not let us in (401): set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and "
                .formatted(server.address()) + "MLFLOW_TRACKING_PASSWORD", refused);
    }

    @Test
    void aPasswordIsNeverRepeated() {
        server.wanted = "else";
        assertFalse(assertThrows(GliaException.class, () -> export(server.address().replace("http://", "http://you:secret@"), Samples.plain()))
                .getMessage().contains("secret"));
    }

    @Test
    void theServerMayLieBehindAPath() {
        export(server.address() + "/base/", Samples.plain());
        assertEquals(8, server.active().size());
    }

    @Test
    void whatIsNoTrackingServerIsSaid() {
        server.troubles.add(new Trouble("experiments/get-by-name", 404, "<h1>Not Found</h1>", List.of(), false));
        assertEquals("what answers at %s is no MLflow tracking server (experiments/get-by-name, 404)".formatted(server.address()),
                refusal(Samples.plain()));
        server.troubles.add(new Trouble("experiments/get-by-name", 200, "<h1>Hello</h1>", List.of(), false));
        assertTrue(refusal(Samples.plain()).startsWith("what answers at "));
    }

    @Test
    void aServerThatHasMovedIsNotFollowed() {
        server.troubles.add(new Trouble("experiments/get-by-name", 308, "", List.of("Location", "https://elsewhere/"), false));
        assertEquals("the MLflow server at %s has moved to https://elsewhere/; use its new address".formatted(server.address()),
                refusal(Samples.plain()));
    }

    @Test
    void recipesThatMeanTheSameAreApart() {
        var once = Samples.trial("iris", "cart", 0, 0);
        var same = new Trial(new Cell("iris", "cart maxDepth=9", once.cell().fold(), 42, once.cell().measures(), List.of()), once.canonical(), once.task(),
                once.fingerprint(), once.split(), once.splitFingerprint(), once.platform(), once.measures(), Optional.empty());
        assertEquals(once.key(), same.key());
        var report = Report.of(Samples.results("twins", Samples.cell(once, Samples.done(1, 1)), Samples.cell(same, Samples.done(1, 1))));
        assertEquals(4, export(report).written());
        assertEquals(new Exported("twins", 0, 4), export(report));
    }

    @Test
    void nobodyAnsweringIsSaid() {
        var address = server.address();
        server.close();
        var message = assertThrows(GliaException.class, () -> export(address, Samples.plain())).getMessage();
        assertTrue(message.startsWith("no MLflow server answers at " + address), message);
        assertFalse(message.contains("Exception"), message);
        assertTrue(message.endsWith("; is it running, and is that its address?"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5000", "ftp://host", "http://", "not a URI", "mlruns"})
    void anAddressThatIsNoneIsRefused(String address) {
        assertEquals("`%s` is no address of an MLflow tracking server, which looks like http://host:5000".formatted(address),
                assertThrows(GliaException.class, () -> export(address, Samples.plain())).getMessage());
    }

    @Test
    void anExportCanBeCancelledBetweenRuns() {
        var asked = new AtomicInteger();
        assertThrows(CancelledException.class, () -> MlflowServer.at(server.address(), environment, pauses::add)
                .export(Samples.plain(), () -> asked.incrementAndGet() > 3));
        assertEquals(3, server.active().size());
        assertEquals(5, export(Samples.plain()).written());
    }

    @Test
    void studiesOfOneTitleShareAnExperimentAndNoRun() {
        export(Samples.plain());
        var other = Samples.plain().results();
        export(Report.of(new Results(new Study("experiment", "trees on iris", "{}"), other.measures(), other.cells())));
        assertEquals(1, server.experiments.size());
        assertEquals(16, server.active().size());
    }
}
