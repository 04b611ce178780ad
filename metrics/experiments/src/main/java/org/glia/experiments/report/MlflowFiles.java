package org.glia.experiments.report;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.glia.api.problem.GliaException;
import org.glia.runtime.file.WholeFile;

/// A folder as MLflow keeps its runs in one (`mlruns`), which `mlflow ui --backend-store-uri FOLDER` shows:
///
/// ```
/// mlruns/<number of the experiment>/meta.yaml
///                                  /<run>/meta.yaml
///                                        /metrics/accuracy      lines of: timestamp value step
///                                        /params/recipe         the value
///                                        /tags/mlflow.runName   the value
///                                        /artifacts/trace.txt   of a failure
/// ```
///
/// The experiment is called like the study, and its number follows from that. The names of runs follow from what they are of, so
/// that writing a study again replaces what has changed and leaves the rest; a run that is there is there whole.
public final class MlflowFiles {

    private MlflowFiles() {
    }

    /// Writes a study.
    ///
    /// @param folder made if it is not there
    /// @throws GliaException if it cannot be written; runs that were written before stay
    public static Exported write(Report report, Path folder) {
        var name = MlflowServer.experimentName(report);
        var number = number(name);
        var experiment = folder.resolve(number);
        var runs = MlflowRuns.of(report);
        int written = 0;
        try {
            Files.createDirectories(experiment);
            if (!Files.exists(experiment.resolve("meta.yaml"))) {
                long start = runs.stream().mapToLong(MlflowRun::start).min().orElse(0);
                WholeFile.write(experiment.resolve("meta.yaml"), draft -> Files.writeString(draft, yaml(Map.of(
                        "artifact_location", text(experiment.toAbsolutePath().toUri().toString().replaceFirst("/$", "")), "creation_time", "" + start,
                        "experiment_id", text(number), "last_update_time", "" + start, "lifecycle_stage", "active", "name", text(name)))));
            }
            for (var run : runs) {
                written += put(run, experiment, number) ? 1 : 0;
            }
        } catch (IOException e) {
            throw new GliaException("%s cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
        return new Exported(name, written, runs.size() - written);
    }

    /// 18 digits, as those that MLflow draws.
    static String number(String name) {
        var first = BigInteger.TEN.pow(17);
        return new BigInteger(MlflowRun.hash("experiment", name), 16).mod(first.multiply(BigInteger.valueOf(9))).add(first).toString();
    }

    /// @return whether it had to be written
    private static boolean put(MlflowRun run, Path experiment, String number) throws IOException {
        var place = experiment.resolve(run.identity());
        var digest = place.resolve("tags").resolve(MlflowRun.DIGEST);
        if (Files.exists(digest) && Files.readString(digest).equals(run.digest())) {
            return false;
        }
        var draft = experiment.resolve("." + run.identity() + ".part");
        var old = experiment.resolve("." + run.identity() + ".old");
        delete(draft);
        delete(old);
        try {
            write(run, draft, place, number);
            if (Files.exists(place)) {
                Files.move(place, old);
            }
            Files.move(draft, place);
        } finally {
            if (!Files.exists(place) && Files.exists(old)) {
                Files.move(old, place);
            }
            delete(draft);
            delete(old);
        }
        return true;
    }

    private static void write(MlflowRun run, Path draft, Path place, String number) throws IOException {
        for (var folder : List.of("metrics", "params", "tags", "artifacts")) {
            Files.createDirectories(draft.resolve(folder));
        }
        var meta = new TreeMap<String, String>();
        meta.put("artifact_uri", text(place.resolve("artifacts").toAbsolutePath().toUri().toString().replaceFirst("/$", "")));
        meta.put("deleted_time", "null");
        meta.put("end_time", Long.toString(run.end()));
        meta.put("entry_point_name", text(""));
        meta.put("experiment_id", text(number));
        meta.put("lifecycle_stage", "active");
        meta.put("run_id", text(run.identity()));
        meta.put("run_name", text(run.name()));
        meta.put("run_uuid", text(run.identity()));
        meta.put("source_name", text(""));
        meta.put("source_type", "4"); // local
        meta.put("source_version", text(""));
        meta.put("start_time", Long.toString(run.start()));
        meta.put("status", Integer.toString(run.status().number()));
        meta.put("tags", "[]"); // these have files of their own
        meta.put("user_id", text(""));
        Files.writeString(draft.resolve("meta.yaml"), yaml(meta));
        for (var param : run.params().entrySet()) {
            put(draft.resolve("params"), param.getKey(), param.getValue());
        }
        for (var tag : run.tags().entrySet()) {
            put(draft.resolve("tags"), tag.getKey(), tag.getValue());
        }
        put(draft.resolve("tags"), MlflowRun.NAME, run.name());
        put(draft.resolve("tags"), MlflowRun.DIGEST, run.digest());
        if (run.parent().isPresent()) {
            put(draft.resolve("tags"), MlflowRun.PARENT, run.parent().get());
        }
        var lines = new TreeMap<String, StringBuilder>();
        for (var metric : run.metrics()) {
            lines.computeIfAbsent(metric.key(), any -> new StringBuilder()).append(metric.timestamp()).append(' ').append(python(metric.value()))
                    .append(' ').append(metric.step()).append('\n');
        }
        for (var metric : lines.entrySet()) {
            put(draft.resolve("metrics"), metric.getKey(), metric.getValue().toString());
        }
        if (!run.trace().isEmpty()) {
            put(draft.resolve("artifacts"), "trace.txt", run.trace());
        }
    }

    /// A name with slashes lies in folders.
    private static void put(Path folder, String name, String value) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, value.getBytes(StandardCharsets.UTF_8)); // half a surrogate pair becomes a question mark
    }

    private static String python(double value) {
        return Double.isFinite(value) ? Double.toString(value) : Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    private static String yaml(Map<String, String> fields) {
        var yaml = new StringBuilder();
        new TreeMap<>(fields).forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
        return yaml.toString();
    }

    /// In double quotes, in ASCII.
    static String text(String value) {
        var quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c >= ' ' && c < 0x7f) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(c > 0xffff ? "\\U%08X".formatted(c) : "\\u%04X".formatted(Character.getType(c) == Character.SURROGATE ? 0xfffd : c));
            }
        });
        return quoted.append('"').toString();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
