package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.google.gson.JsonParser;
import org.glia.api.problem.GliaException;
import org.glia.experiments.CellResult;
import org.glia.experiments.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlflowFilesTest {

    private static final Set<String> RUN_FIELDS = Set.of("artifact_uri", "deleted_time", "end_time", "entry_point_name", "experiment_id",
            "lifecycle_stage", "run_id", "run_name", "run_uuid", "source_name", "source_type", "source_version", "start_time", "status", "tags",
            "user_id");

    @TempDir
    private Path folder;

    private List<Path> in(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.sorted().toList();
        }
    }

    private Path experiment() throws IOException {
        return in(folder.resolve("mlruns")).getFirst();
    }

    private List<Path> runs() throws IOException {
        return in(experiment()).stream().filter(Files::isDirectory).toList();
    }

    private Path run(String name) throws IOException {
        for (var run : runs()) {
            if (tag(run, "mlflow.runName").equals(name)) {
                return run;
            }
        }
        throw new AssertionError("no run " + name);
    }

    private static String tag(Path run, String name) throws IOException {
        return Files.readString(run.resolve("tags").resolve(name));
    }

    private Exported write(Report report) {
        return MlflowFiles.write(report, folder.resolve("mlruns"));
    }

    /// One field on a line: a whole number, a word, `[]`, or text in double quotes, whose escapes JSON shares up to `\U`.
    private static Map<String, String> yaml(Path file) throws IOException {
        var fields = new TreeMap<String, String>();
        for (var line : Files.readAllLines(file)) {
            int colon = line.indexOf(": ");
            var value = line.substring(colon + 2);
            assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f), line);
            assertTrue(value.matches("\\d+|[a-z]+|\\[]|\".*\""), line);
            if (value.startsWith("\"")) {
                var plain = Pattern.compile("\\\\U([0-9A-F]{8})").matcher(value)
                        .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
                value = JsonParser.parseString(plain).getAsString();
            }
            assertEquals(null, fields.put(line.substring(0, colon), value));
        }
        return fields;
    }

    @Test
    void anExperimentIsANumberedFolder() throws IOException {
        assertEquals(new Exported("trees on iris", 8, 0), write(Samples.plain()));
        assertEquals(1, in(folder.resolve("mlruns")).size());
        var number = experiment().getFileName().toString();
        assertTrue(number.matches("[1-9]\\d{17}"), number);
        assertEquals(Map.of("artifact_location", experiment().toUri().toString().replaceFirst("/$", ""), "creation_time", "1772600766901",
                "experiment_id", number, "last_update_time", "1772600766901", "lifecycle_stage", "active", "name", "trees on iris"),
                yaml(experiment().resolve("meta.yaml")));
        assertEquals(8, runs().size());
    }

    @Test
    void aRunHasItsDataInFoldersOfItsOwn() throws IOException {
        write(Samples.plain());
        var run = run("standardize | cart maxDepth=4: repeat 1, fold 2");
        assertTrue(run.getFileName().toString().matches("[0-9a-f]{32}"));
        var meta = yaml(run.resolve("meta.yaml"));
        assertEquals(RUN_FIELDS, meta.keySet());
        assertEquals(run.getFileName().toString(), meta.get("run_id"));
        assertEquals(meta.get("run_id"), meta.get("run_uuid"));
        assertEquals(experiment().getFileName().toString(), meta.get("experiment_id"));
        assertEquals("standardize | cart maxDepth=4: repeat 1, fold 2", meta.get("run_name"));
        assertEquals(List.of("3", "4", "active", "[]", "null"), List.of(meta.get("status"), meta.get("source_type"), meta.get("lifecycle_stage"),
                meta.get("tags"), meta.get("deleted_time")));
        assertEquals(Path.of(URI.create(meta.get("artifact_uri"))), run.resolve("artifacts").toAbsolutePath());
        assertEquals("1772600768089 0.95 0\n", Files.readString(run.resolve("metrics/accuracy")));
        assertEquals("1772600768089 2.0 1\n1772600768089 " + 2 / 1.3 + " 2\n1772600768089 1.25 3\n1772600768089 " + 2 / (1 + 0.3 * 3) + " 4\n",
                Files.readString(run.resolve("metrics/fit/loss")));
        assertEquals("4", Files.readString(run.resolve("params/cart.maxDepth")));
        var parent = run("standardize | cart maxDepth=4 on iris");
        assertEquals(parent.getFileName().toString(), tag(run, "mlflow.parentRunId"));
        assertFalse(Files.exists(parent.resolve("tags/mlflow.parentRunId")));
        assertEquals("0.95", Files.readString(parent.resolve("metrics/accuracy.mean")).split(" ")[1]);
    }

    @Test
    void everythingThatCanGoWrongIsAFileToo() throws IOException {
        write(Samples.ugly());
        var statuses = new HashMap<String, Integer>();
        for (var run : runs()) {
            var meta = yaml(run.resolve("meta.yaml"));
            statuses.merge(meta.get("status"), 1, Integer::sum);
            assertEquals(meta.get("run_name"), tag(run, "mlflow.runName"));
        }
        assertEquals(Map.of("3", 11, "4", 6, "5", 3), statuses);
        var failed = runs().stream().filter(run -> Files.exists(run.resolve("tags/glia.trace"))).toList();
        assertEquals(1, failed.size());
        assertEquals(Samples.NASTY, tag(failed.getFirst(), "glia.error"));
        assertTrue(Files.readString(failed.getFirst().resolve("artifacts/trace.txt")).contains("\tat " + Samples.NASTY));
        assertEquals(Samples.NASTY, Files.readString(failed.getFirst().resolve("params/recipe")));
        var lines = new ArrayList<String>();
        for (var run : runs()) {
            try (var metrics = Files.walk(run.resolve("metrics"))) {
                for (var metric : metrics.filter(Files::isRegularFile).toList()) {
                    assertTrue(run.resolve("metrics").relativize(metric).toString().matches("(?U)[/\\w.\\- ]+"), metric.toString());
                    lines.addAll(Files.readAllLines(metric));
                }
            }
        }
        assertTrue(lines.stream().allMatch(line -> line.matches("\\d{13} (-?\\d+\\.\\d+(E-?\\d+)?|nan|-?inf) \\d+")), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.contains(" nan ")) && lines.stream().anyMatch(line -> line.contains(" inf ")));
        assertEquals(MlflowServer.experimentName(Samples.ugly()), yaml(experiment().resolve("meta.yaml")).get("name"));
    }

    @Test
    void writingAgainLeavesWhatIsThereAndWhatOthersHaveAddedToIt() throws IOException {
        write(Samples.plain());
        var note = run("majority on iris").resolve("tags/mlflow.note.content");
        Files.writeString(note, "look at this one");
        assertEquals(new Exported("trees on iris", 0, 8), write(Samples.plain()));
        assertEquals("look at this one", Files.readString(note));
    }

    @Test
    void whatHasChangedIsWrittenAnew() throws IOException {
        write(Samples.plain());
        var plain = Samples.plain().results();
        var cells = new ArrayList<>(plain.cells());
        var last = cells.removeLast();
        cells.add(new CellResult(last.trial(), Samples.done(0.5, 1.1), last.at(), last.environment()));
        assertEquals(new Exported("trees on iris", 2, 6), write(Report.of(new Results(plain.study(), plain.measures(), cells))));
        assertEquals(8, runs().size());
        assertEquals("1772600769089 0.5 0\n", Files.readString(run("majority: repeat 1, fold 3").resolve("metrics/accuracy")));
    }

    @Test
    void whatAKilledExportLeftIsClearedAway() throws IOException {
        write(Samples.plain());
        var run = run("majority on iris");
        var part = experiment().resolve("." + run.getFileName() + ".part");
        Files.move(run, part);
        Files.delete(part.resolve("meta.yaml"));
        assertEquals(1, write(Samples.plain()).written());
        assertEquals(9, in(experiment()).size(), "eight runs and the experiment's own file");
        assertTrue(Files.exists(run.resolve("meta.yaml")));
    }

    @Test
    void theSameReportMakesTheSameFiles() throws IOException {
        write(Samples.ugly());
        var first = everything();
        try (var all = Files.walk(folder.resolve("mlruns"))) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        write(Samples.ugly());
        assertEquals(first, everything());
    }

    private Map<String, String> everything() throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(folder.resolve("mlruns"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), Files.readString(file));
            }
        }
        return all;
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaid() throws IOException {
        var file = Files.writeString(folder.resolve("mlruns"), "a file");
        assertTrue(assertThrows(GliaException.class, () -> write(Samples.plain())).getMessage().startsWith(file + " cannot be written: "));
    }
}
