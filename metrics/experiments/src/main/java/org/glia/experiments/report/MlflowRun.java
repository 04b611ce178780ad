package org.glia.experiments.report;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A run as MLflow is to have it.
///
/// @param identity what it is found again by: the same for the same trial of the same study
/// @param parent   the identity of the run in which it is nested
/// @param name     for people
/// @param status   how it ended
/// @param start    milliseconds since 1970
/// @param end      milliseconds since 1970
/// @param params   what was tried
/// @param tags     what else is known
/// @param metrics  what came out, each with its steps rising
/// @param trace    the stack trace of a failure; empty where there is none
record MlflowRun(String identity, Optional<String> parent, String name, Status status, long start, long end,
                 SequencedMap<String, String> params, SequencedMap<String, String> tags, List<Metric> metrics, String trace) {

    static final String STUDY = "glia.study";
    static final String IDENTITY = "glia.id";
    /// What the whole of the run was when it was written: the same if nothing has changed.
    static final String DIGEST = "glia.digest";
    static final String NAME = "mlflow.runName";
    static final String PARENT = "mlflow.parentRunId";

    /// With the numbers that the file store has for them.
    enum Status {
        FINISHED(3), FAILED(4), KILLED(5);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /// @param timestamp milliseconds since 1970
    record Metric(String key, double value, long timestamp, long step) {
    }

    String digest() {
        var parts = new ArrayList<>(List.of(identity, parent.orElse(""), name, status.name(), Long.toString(start), Long.toString(end), trace));
        params.forEach((key, value) -> parts.addAll(List.of("param", key, value)));
        tags.forEach((key, value) -> parts.addAll(List.of("tag", key, value)));
        metrics.forEach(metric -> parts.addAll(List.of("metric", metric.key(), Double.toString(metric.value()), Long.toString(metric.timestamp()),
                Long.toString(metric.step()))));
        return hash(parts.toArray(String[]::new));
    }

    /// 32 digits, as the names of MLflow's own runs have.
    static String hash(String... parts) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            for (var part : parts) {
                var text = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray())).substring(0, 32);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
