package org.glia.experiments.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.glia.api.Score;
import org.glia.experiments.Yardstick;

/// A line for each trial and each measure that it is judged by; what is not known is empty. RFC 4180 but for its line ends,
/// which are single line feeds.
final class CsvReport {

    static final List<String> COLUMNS = List.of("study", "data", "fingerprint", "task", "recipe", "canonical", "plugins",
            "platform", "split", "split_fingerprint", "repeat", "fold", "seed", "state", "measure", "greater_is_better", "value",
            "undefined", "fit_seconds", "predict_seconds", "peak_bytes", "error_phase", "error", "warnings", "key", "ended_at",
            "java", "system", "processor");

    private CsvReport() {
    }

    static void write(Report report, Path file) throws IOException {
        var study = report.results().study().id();
        Map<String, Yardstick> known = report.results().measures().stream()
                .collect(Collectors.toMap(Yardstick::name, measure -> measure, (first, again) -> first));
        try (var out = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file, StandardCharsets.UTF_8)) {
            out.writeRecord(COLUMNS);
            for (var cell : report.cells()) {
                var measures = cell.cell().trial().cell().measures();
                for (var measure : measures.isEmpty() ? List.of("") : measures) {
                    out.writeRecord(line(study, cell, measure, Optional.ofNullable(known.get(measure))));
                }
            }
        }
    }

    private static List<String> line(String study, Facts cell, String measure, Optional<Yardstick> known) {
        var trial = cell.cell().trial();
        var score = cell.cell().score(measure);
        var line = new ArrayList<>(List.of(study, cell.data(), trial.fingerprint(), trial.task().name().toLowerCase(Locale.ROOT),
                cell.recipe(), trial.canonical(), Facts.told(trial.cell().plugins()), Facts.told(trial.platform()), trial.split(),
                trial.splitFingerprint(), Integer.toString(cell.repeat()), Integer.toString(cell.fold()),
                Long.toString(trial.cell().seed()), cell.state(), measure,
                known.map(yardstick -> Boolean.toString(yardstick.greaterIsBetter())).orElse("")));
        line.add(score.map(found -> found instanceof Score.Value value ? Double.toString(value.value()) : "").orElse(""));
        line.add(score.map(found -> found instanceof Score.Undefined why ? why.reason() : "").orElse(""));
        line.add(text(cell.fitSeconds()));
        line.add(text(cell.predictSeconds()));
        line.add(cell.peakBytes().isPresent() ? Long.toString(cell.peakBytes().getAsLong()) : "");
        var where = cell.cell().environment();
        line.addAll(List.of(cell.phase(), cell.problem(), String.join("; ", cell.warnings()), cell.key(),
                cell.ended().map(Object::toString).orElse("")));
        line.addAll(cell.isEnded() ? List.of(where.java(), where.system(), where.processor()) : List.of("", "", ""));
        return line;
    }

    private static String text(OptionalDouble number) {
        return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
    }
}
