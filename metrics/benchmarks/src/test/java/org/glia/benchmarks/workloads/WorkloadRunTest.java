package org.glia.benchmarks.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

import com.google.gson.Gson;
import org.glia.benchmarks.workloads.WorkloadRun.Effort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs with processes of their own, on data that are small.
class WorkloadRunTest {

    private static final List<String> TWO = List.of("glia", "commons-math3");

    @TempDir
    private Path folder;

    private WorkloadReport run(Predicate<String> workloads, Predicate<String> contestants, Effort effort)
            throws IOException, InterruptedException {
        var told = new PrintStream(new ByteArrayOutputStream());
        return new WorkloadRun(folder, folder.resolve("work"), effort, told).run(workloads, contestants, List.of(1));
    }

    @Test
    void contestantsInTheirOwnProcessesAreTimedAndJudgedByTheSameMeasures() throws IOException, InterruptedException {
        var results = run("linear-diabetes"::equals, TWO::contains, new Effort(2, 60, false)).results();
        assertEquals(TWO, results.stream().map(WorkloadResult::contestant).toList());
        for (var result : results) {
            assertEquals("", result.failure());
            assertEquals(3, result.seconds().size());
            assertTrue(result.seconds().stream().allMatch(seconds -> seconds > 0), result.seconds().toString());
        }
        // two solvers of the same equations, whose answers are theirs
        var ours = results.get(0).quality();
        var theirs = results.get(1).quality();
        assertEquals(List.of("train rmse", "test rmse"), List.copyOf(ours.keySet()));
        ours.forEach((measure, value) -> assertEquals(value, theirs.get(measure), 1e-8 * value, measure));
        // src/test/oracles/workloads.R
        assertEquals(53.73771154, ours.get("train rmse"), 1e-7);
        assertEquals(53.53424989, ours.get("test rmse"), 1e-7);
    }

    @Test
    void clustersAreJudgedByTheirCentres() throws IOException, InterruptedException {
        var results = run("kmeans-iris"::equals, TWO::contains, new Effort(1, 60, true)).results();
        // no clusters are better than the best of a hundred starts in src/test/oracles/workloads.R, and not much worse
        results.forEach(result -> {
            double inertia = result.quality().get("train inertia");
            assertTrue(inertia >= 139.820495 && inertia < 200, result.toString());
        });
    }

    @Test
    void aFileThatIsRepeatedIsReadWhole() throws IOException, InterruptedException {
        var data = Files.createDirectories(folder.resolve("california_housing"));
        try (var out = new GZIPOutputStream(Files.newOutputStream(data.resolve("california_housing.csv.gz")))) {
            out.write("x,y,medianHouseValue\n1,2,3\n4,5,6.5\n".getBytes());
        }
        new DataSets(folder).repeat("california_housing", 100, folder.resolve("big.csv"));
        var lines = Files.readAllLines(folder.resolve("big.csv"));
        assertEquals("x,y,medianHouseValue", lines.getFirst());
        assertEquals(1, lines.stream().filter(line -> line.startsWith("x")).count());
        assertTrue(Files.size(folder.resolve("big.csv")) >= 100);
        var trial = new GliaContestant().prepare(new Contestant.Assignment(Workloads.named("read-california"), folder.resolve("big.csv"), 1));
        var answer = assertReads(trial);
        int copies = (lines.size() - 1) / 2;
        assertEquals(List.of(2.0 * copies, 3.0, 21.5 * copies), List.of(answer.train()[0], answer.train()[1], answer.train()[2]));
    }

    private static Answer assertReads(Contestant.Trial trial) {
        try {
            return trial.fit(0).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void missingDataAreSaidInOneSentence() {
        var refusal = assertThrows(IllegalArgumentException.class, () ->
                run("linear-california"::equals, "glia"::equals, new Effort(0, 60, true)));
        assertTrue(refusal.getMessage().contains("california_housing.csv.gz; say with --data"), refusal.getMessage());
    }

    @Test
    void theObjectiveIsLossAndPenaltyOfARow() {
        // two rows, probabilities of the true classes 1/2 and 1/4, squared norm 6, c = 1
        var rows = Rows.dense(1, new double[] {0, 0}, new double[] {0, 1});
        var layout = new Layout(List.of("x"), List.of(List.of()), List.of("a", "b"), rows, rows);
        var answer = new Answer(new double[] {0.5, 0.5, 0.75, 0.25}, new double[] {0.5, 0.5, 0.75, 0.25}, Optional.of(6.0),
                Optional.of(2.5));
        var quality = new Judge(Workloads.named("logistic-iris"), layout).quality(List.of(answer));
        assertEquals((Math.log(2) + Math.log(4)) / 2 + 6.0 / 4, quality.get("train objective"), 1e-12);
        assertEquals((Math.log(2) + Math.log(4)) / 2, quality.get("test log-loss"), 1e-12);
        assertEquals(0.5, quality.get("test accuracy"), 1e-12);
    }

    @Test
    void theObjectivesOfOtherModelsAreTheirLossAndPenaltyToo() {
        var numbers = Rows.dense(1, new double[] {0, 0}, new double[] {1, 5});
        var layout = new Layout(List.of("x"), List.of(List.of()), List.of(), numbers, numbers);
        var answer = new Answer(new double[] {2, 5}, new double[] {2, 5}, Optional.of(6.0), Optional.of(2.5));
        var lasso = Workloads.named("lasso-california");
        assertEquals(0.25 + 100 * 2.5, new Judge(lasso, layout).quality(List.of(answer)).get("train objective"), 1e-12);
        var elasticNet = Workloads.named("elasticnet-california");
        assertEquals(0.25 + 10 * (0.5 * 2.5 + 0.25 * 6), new Judge(elasticNet, layout).quality(List.of(answer)).get("train objective"), 1e-12);
        // scores of three classes: the first row loses (1 - 0.5)^2 + (1 + 0)^2, the second nothing
        var classes = Rows.dense(1, new double[] {0, 0}, new double[] {0, 2});
        var classified = new Layout(List.of("x"), List.of(List.of()), List.of("a", "b", "c"), classes, classes);
        var scores = new double[] {0.5, -1, 0, -3, -2, 1};
        var machine = new Judge(Workloads.named("linearsvm-covertype"), classified);
        assertEquals(1.25 / 2 + 6.0 / 4, machine.quality(List.of(new Answer(scores, scores, Optional.of(6.0), Optional.of(2.5))))
                .get("train objective"), 1e-12);
        assertEquals(Double.NaN, machine.quality(List.of(Answer.of(scores, scores))).get("train objective"));
        assertEquals(1, machine.quality(List.of(Answer.of(scores, scores))).get("test accuracy"));
    }

    @Test
    void groupsAndDensitiesAreJudgedRowByRow() {
        var rows = Rows.dense(1, new double[] {0, 1, 2, 3}, new double[0]);
        var layout = new Layout(List.of("x"), List.of(List.of()), List.of(), rows, rows);
        var groups = new Judge(Workloads.named("dbscan-california"), layout).quality(List.of(Answer.of(0, 1, -1, 1)));
        assertEquals(2, groups.get("train clusters"));
        assertEquals(1, groups.get("train noise"));
        assertEquals(-1.5, new Judge(Workloads.named("gmm-california"), layout).quality(List.of(Answer.of(-1, -1, -2, -2)))
                .get("train log-density"));
    }

    @Test
    void repliesOfScriptsAndOfJavaAreTheSameJson() {
        var reply = new Gson().fromJson("""
                {"version": "1.2", "seconds": [1.5, 2], "cpu": [1, 1], "peak": 1000, "answers": 1, "squaredNorm": null, "absoluteNorm": 2}""", Reply.class);
        assertEquals(new Reply("1.2", List.of(1.5, 2.0), List.of(1.0, 1.0), 1000, 1, null, 2.0), reply);
        var answer = reply.answer(new double[0], new double[0]);
        assertEquals(Optional.empty(), answer.squaredNorm());
        assertEquals(Optional.of(2.0), answer.absoluteNorm());
        assertEquals(reply, new Gson().fromJson(new Gson().toJson(reply), Reply.class));
    }
}
