package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An experiment of the distribution, its cells in processes of their own, that is killed and started again.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CrashTest {

    private static final int KILLS = 3;
    private static final int CELLS = 24;
    private static final String EXPERIMENT = "experiment run majority, standardize | logistic, cart, forest trees=10 on iris, wine "
            + "folds=3 timeout=5m";
    /// What is another number each time.
    private static final List<String> TIMES = List.of("fit_seconds", "predict_seconds", "peak_bytes", "ended_at");

    @TempDir
    private Path folder;
    private Glia glia;

    @BeforeEach
    void aHomeOfItsOwn() throws IOException {
        glia = new Glia(Glia.ASSEMBLED, folder);
    }

    @Test
    void killedAgainAndAgainAnExperimentFindsWhatItFindsUndisturbed() throws Exception {
        keepIn("undisturbed");
        long begin = System.nanoTime();
        run(EXPERIMENT);
        long lasting = System.nanoTime() - begin;
        var undisturbed = export();
        assertEquals(CELLS, ended(undisturbed).size());

        RandomGenerator random = new SplittableRandom(1);
        int kills = 0;
        for (int place = 0; kills < KILLS; place++) {
            keepIn("results " + place);
            Map<String, String> kept = new HashMap<>();
            while (kept.size() < CELLS && kills < KILLS) {
                kills += kill(random.nextLong(lasting / 4, lasting)) ? 1 : 0;
                if (Files.exists(folder.resolve("results %d.db".formatted(place))) && hasStudy()) {
                    var now = ended(export());
                    kept.forEach((key, line) -> assertEquals(line, now.get(key), "what is kept stays as it is"));
                    kept.putAll(now);
                }
            }
            run(EXPERIMENT);
            var table = export();
            kept.forEach((key, line) -> assertEquals(line, ended(table).get(key), "what is kept is not done again"));
            assertEquals(withoutTimes(undisturbed), withoutTimes(table));
        }
        requireNothingIsLeftOver();
    }

    private void keepIn(String results) {
        glia.with("GLIA_RESULTS", folder.resolve(results + ".db").toString());
    }

    private String run(String line) throws Exception {
        var outcome = glia.run("-c", line);
        assertEquals(0, outcome.code(), outcome.stderr());
        return outcome.stdout();
    }

    private boolean hasStudy() throws Exception {
        return run("results list").contains("iris");
    }

    /// The lines of the table of the latest study.
    private List<String> export() throws Exception {
        var file = folder.resolve("table.csv");
        run("results export last to " + file.getFileName());
        return Files.readAllLines(file);
    }

    /// Runs the experiment for so many nanoseconds; its workers must end with it.
    ///
    /// @return whether it was killed before it came to its end
    private boolean kill(long after) throws Exception {
        var process = glia.start("-c", EXPERIMENT);
        process.getInputStream().close();
        process.getErrorStream().close();
        boolean finished = process.waitFor(after, TimeUnit.NANOSECONDS);
        var workers = process.descendants().toList();
        process.destroyForcibly().waitFor();
        for (var worker : workers) {
            worker.onExit().get(1, TimeUnit.MINUTES);
        }
        return !finished;
    }

    /// By key, the lines of the cells that have ended.
    private static Map<String, String> ended(List<String> table) {
        var columns = List.of(table.getFirst().split(","));
        return table.stream().skip(1).map(line -> fields(line)).filter(fields -> !fields.get(columns.indexOf("ended_at")).isEmpty())
                .collect(Collectors.toMap(fields -> fields.get(columns.indexOf("key")), List::toString, (one, other) -> one + "\n" + other));
    }

    private static List<List<String>> withoutTimes(List<String> table) {
        var columns = List.of(table.getFirst().split(","));
        return table.stream().map(line -> {
            var fields = fields(line);
            return columns.stream().filter(column -> !TIMES.contains(column)).map(column -> fields.get(columns.indexOf(column))).toList();
        }).toList();
    }

    /// The fields of a line, of which those in quotes have commas and no quotes.
    private static List<String> fields(String line) {
        return Arrays.asList(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
    }

    /// The next Glia has swept what those that were killed left: their folders, and libraries that they had unpacked.
    private void requireNothingIsLeftOver() throws IOException {
        try (var left = Files.list(glia.cache().resolve("run"))) {
            assertEquals(List.of(), left.toList());
        }
        var libraries = new TreeSet<String>();
        try (var files = Files.walk(glia.cache())) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("sqlite-")).forEach(libraries::add);
        }
        assertEquals(new TreeSet<>(), libraries);
        var running = new HashSet<String>();
        ProcessHandle.allProcesses().forEach(process -> process.info().commandLine().filter(line -> line.contains(folder.toString()))
                .ifPresent(running::add));
        assertTrue(running.isEmpty(), running.toString());
    }
}
