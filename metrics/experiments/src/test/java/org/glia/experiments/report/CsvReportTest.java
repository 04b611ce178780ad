package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CsvReader;
import org.glia.api.Score;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReportTest {

    @TempDir
    private Path folder;

    private List<Map<String, String>> lines(Report report) throws IOException {
        var file = folder.resolve("report.csv");
        ReportFormat.CSV.write(report, file);
        var lines = new ArrayList<Map<String, String>>();
        try (var records = CsvReader.builder().ofCsvRecord(file)) {
            var headings = new ArrayList<String>();
            records.forEach(fields -> {
                if (headings.isEmpty()) {
                    headings.addAll(fields.getFields());
                } else {
                    var line = new LinkedHashMap<String, String>();
                    assertEquals(headings.size(), fields.getFieldCount());
                    for (int i = 0; i < headings.size(); i++) {
                        line.put(headings.get(i), fields.getField(i));
                    }
                    lines.add(line);
                }
            });
        }
        return lines;
    }

    @Test
    void eachTrialHasALineForEachMeasure() throws IOException {
        var report = Samples.plain();
        var lines = lines(report);
        assertEquals(12, lines.size());
        var first = lines.getFirst();
        assertEquals(CsvReport.COLUMNS, List.copyOf(first.keySet()));
        assertEquals(Map.ofEntries(Map.entry("study", report.results().study().id()), Map.entry("data", "iris"),
                Map.entry("fingerprint", "fingerprint of iris"), Map.entry("task", "classification"),
                Map.entry("recipe", "standardize | cart maxDepth=4"), Map.entry("canonical", "standardize | cart maxDepth=4"),
                Map.entry("plugins", "org.glia.trees 0.1.0 " + "cd".repeat(32)), Map.entry("platform", "org.glia.compute 0.1.0 " + "12".repeat(32)),
                Map.entry("split", "kfold k=3 repeats=1"), Map.entry("split_fingerprint", "rows of iris 0 0"), Map.entry("repeat", "1"),
                Map.entry("fold", "1"), Map.entry("seed", "42"), Map.entry("state", "finished"), Map.entry("measure", "accuracy"),
                Map.entry("greater_is_better", "true"), Map.entry("value", "0.9"), Map.entry("undefined", ""), Map.entry("fit_seconds", "0.125"),
                Map.entry("predict_seconds", "0.0625"), Map.entry("peak_bytes", ""), Map.entry("error_phase", ""), Map.entry("error", ""),
                Map.entry("warnings", ""), Map.entry("key", report.results().cells().getFirst().trial().key()),
                Map.entry("ended_at", "2026-03-04T05:06:07.089Z"), Map.entry("java", Samples.HERE.java()),
                Map.entry("system", Samples.HERE.system()), Map.entry("processor", Samples.HERE.processor())), first);
        assertEquals("logloss", lines.get(1).get("measure"));
        assertEquals("false", lines.get(1).get("greater_is_better"));
    }

    @Test
    void valuesAreReadBackToTheLastBitAndReasonsStandBesideThem() throws IOException {
        var report = Samples.ugly();
        var lines = lines(report).iterator();
        for (var cell : report.results().cells()) {
            for (var measure : cell.trial().cell().measures()) {
                var line = lines.next();
                assertEquals(cell.trial().key(), line.get("key"));
                assertEquals(cell.trial().cell().recipe(), line.get("recipe"));
                assertEquals(Samples.NASTY, line.get("data"));
                assertEquals(measure, line.get("measure"));
                var score = cell.score(measure);
                assertEquals(score.filter(Score.Value.class::isInstance).map(value -> ((Score.Value) value).value()),
                        line.get("value").isEmpty() ? Optional.empty() : Optional.of(Double.parseDouble(line.get("value"))));
                assertEquals(score.filter(Score.Undefined.class::isInstance).map(why -> ((Score.Undefined) why).reason()).orElse(""),
                        line.get("undefined"));
                if (cell.outcome() instanceof Outcome.Failed failed) {
                    assertEquals(List.of("failed", "fit", failed.message()), List.of(line.get("state"), line.get("error_phase"), line.get("error")));
                }
            }
        }
        assertTrue(!lines.hasNext());
    }

    @Test
    void everyStateIsTold() throws IOException {
        assertEquals(List.of("finished", "finished", "finished", "timed out", "skipped", "planned"),
                lines(Samples.ugly()).stream().limit(12).filter(line -> line.get("measure").equals("accuracy")).map(line -> line.get("state")).toList());
        var planned = lines(Samples.ugly()).stream().filter(line -> line.get("state").equals("planned")).findFirst().orElseThrow();
        assertEquals(List.of("", "", ""), List.of(planned.get("ended_at"), planned.get("java"), planned.get("value")));
    }

    @Test
    void noResultsAreAHeading() throws IOException {
        var file = folder.resolve("empty.csv");
        ReportFormat.CSV.write(Report.of(Samples.results("nothing")), file);
        assertEquals(String.join(",", CsvReport.COLUMNS) + "\n", Files.readString(file));
    }
}
