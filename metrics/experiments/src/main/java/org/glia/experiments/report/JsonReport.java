package org.glia.experiments.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import org.glia.api.Score;
import org.glia.api.data.NumericColumn;
import org.glia.api.model.Plugin;
import org.glia.api.model.Table;
import org.glia.experiments.Standing;
import org.glia.experiments.Yardstick;
import org.glia.experiments.statistics.Comparison;
import org.glia.experiments.statistics.RankDiagram;
import org.glia.runtime.Outcome;

/// Everything that is known of a study, as JSON; the README tells the fields. A number that JSON has no word for is text:
/// `"NaN"`, `"Infinity"`, `"-Infinity"`. What is not known is left out.
final class JsonReport {

    private static final int VERSION = 1;

    private final JsonWriter json;

    private JsonReport(JsonWriter json) {
        this.json = json;
    }

    static void write(Report report, Path file) throws IOException {
        try (var json = new JsonWriter(new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8)))) {
            json.setIndent(" ");
            new JsonReport(json).write(report);
        }
    }

    private void write(Report report) throws IOException {
        json.beginObject().name("format").value("glia-results").name("version").value(VERSION);
        var study = report.results().study();
        json.name("study").beginObject().name("id").value(study.id()).name("kind").value(study.kind()).name("title").value(study.title())
                .name("definition");
        if (isJson(study.definition())) {
            json.jsonValue(study.definition());
        } else {
            json.value(study.definition());
        }
        json.endObject().name("measures").beginArray();
        for (var measure : report.results().measures()) {
            write(measure);
        }
        json.endArray().name("leaderboards").beginArray();
        var boards = report.boards();
        for (var board : boards.all()) {
            write(board);
        }
        json.endArray();
        if (boards.refusal().isPresent()) {
            json.name("noLeaderboard").value(boards.refusal().get());
        }
        json.name("comparisons").beginArray();
        for (var comparison : report.comparisons()) {
            write(comparison);
        }
        json.endArray().name("cells").beginArray();
        for (var cell : report.cells()) {
            write(cell);
        }
        json.endArray().endObject();
    }

    private static boolean isJson(String text) {
        try (var reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            reader.skipValue();
            return reader.peek() == JsonToken.END_DOCUMENT;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    private void write(Yardstick measure) throws IOException {
        json.beginObject().name("name").value(measure.name()).name("title").value(measure.title())
                .name("greaterIsBetter").value(measure.greaterIsBetter()).name("plugin");
        write(measure.plugin());
        json.endObject();
    }

    private void write(Plugin plugin) throws IOException {
        json.beginObject().name("name").value(plugin.name()).name("version").value(plugin.version()).name("hash").value(plugin.hash())
                .endObject();
    }

    private void plugins(String name, List<Plugin> plugins) throws IOException {
        json.name(name).beginArray();
        for (var plugin : plugins) {
            write(plugin);
        }
        json.endArray();
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.name(name).beginArray();
        for (var text : texts) {
            json.value(text);
        }
        json.endArray();
    }

    private void write(Board board) throws IOException {
        var source = board.source();
        json.beginObject().name("data").value(source.data()).name("task").value(source.task().name().toLowerCase(Locale.ROOT))
                .name("split").value(source.split());
        texts("measures", source.measures().stream().map(Yardstick::name).toList());
        json.name("standings").beginArray();
        for (var line : board.lines()) {
            write(line.standing(), board);
            texts("cells", line.cells().stream().map(Facts::key).toList());
            json.endObject();
        }
        json.endArray();
        texts("notes", source.notes());
        if (!board.marks().isEmpty()) {
            json.name("significance").value(board.marks().meaning());
        }
        json.endObject();
    }

    private void write(Standing standing, Board board) throws IOException {
        json.beginObject();
        if (standing.rank().isPresent()) {
            json.name("rank").value(standing.rank().getAsInt());
        }
        json.name("recipe").value(standing.recipe()).name("canonical").value(standing.canonical()).name("summaries").beginObject();
        for (int m = 0; m < board.measures().size(); m++) {
            var summary = standing.summaries().get(m);
            json.name(board.measures().get(m).name()).beginObject();
            number("mean", summary.mean());
            number("deviation", summary.deviation());
            json.name("values").value(summary.values()).name("undefined").value(summary.undefined())
                    .name("significantlyWorse").value(board.marks().isWorse(standing.recipe(), board.measures().get(m).name())).endObject();
        }
        var tally = standing.tally();
        json.endObject().name("tally").beginObject().name("finished").value(tally.done()).name("failed").value(tally.failed())
                .name("timed out").value(tally.timedOut()).name("skipped").value(tally.skipped()).name("planned").value(tally.cancelled())
                .endObject();
        number("fitSeconds", standing.fitSeconds());
    }

    private void write(Comparison comparison) throws IOException {
        json.beginObject().name("title").value(comparison.title()).name("test").value(comparison.test().word())
                .name("reason").value(comparison.reason());
        texts("conclusions", comparison.conclusions());
        texts("treatment", comparison.treatment());
        json.name("tables").beginArray();
        for (var table : comparison.tables()) {
            write(table);
        }
        json.endArray();
        if (comparison.diagram().isPresent()) {
            write(comparison.diagram().get());
        }
        json.endObject();
    }

    private void write(RankDiagram ranks) throws IOException {
        json.name("ranks").beginObject().name("procedure").value(ranks.procedure());
        number("alpha", OptionalDouble.of(ranks.alpha()));
        number("criticalDifference", OptionalDouble.of(ranks.criticalDifference()));
        if (ranks.control().isPresent()) {
            json.name("control").value(ranks.control().get());
        }
        json.name("places").beginArray();
        for (var place : ranks.places()) {
            json.beginObject().name("recipe").value(place.recipe());
            number("averageRank", OptionalDouble.of(place.averageRank()));
            json.endObject();
        }
        json.endArray().name("groups").beginArray();
        for (var group : ranks.groups()) {
            json.beginArray();
            for (var recipe : group.recipes()) {
                json.value(recipe);
            }
            json.endArray();
        }
        json.endArray().endObject();
    }

    private void write(Table table) throws IOException {
        json.beginObject().name("title").value(table.title());
        var rows = table.rows();
        texts("columns", rows.schema().names());
        json.name("rows").beginArray();
        for (int row = 0; row < rows.rows(); row++) {
            json.beginArray();
            for (int c = 0; c < rows.schema().size(); c++) {
                var column = rows.column(c);
                if (column instanceof NumericColumn numbers) {
                    number(numbers.value(row));
                } else {
                    json.value(column.format(row));
                }
            }
            json.endArray();
        }
        json.endArray().endObject();
    }

    private void write(Facts cell) throws IOException {
        var trial = cell.cell().trial();
        json.beginObject().name("key").value(cell.key()).name("state").value(cell.state()).name("data").value(cell.data())
                .name("fingerprint").value(trial.fingerprint()).name("task").value(trial.task().name().toLowerCase(Locale.ROOT))
                .name("recipe").value(cell.recipe()).name("canonical").value(trial.canonical());
        plugins("plugins", trial.cell().plugins());
        plugins("platform", trial.platform());
        json.name("split").value(trial.split()).name("splitFingerprint").value(trial.splitFingerprint())
                .name("repeat").value(cell.repeat()).name("fold").value(cell.fold()).name("seed").value(trial.cell().seed());
        texts("measures", trial.cell().measures());
        if (cell.cell().outcome() instanceof Outcome.Done done) {
            write(done);
        } else if (cell.isEnded()) {
            json.name("error").beginObject();
            if (!cell.phase().isEmpty()) {
                json.name("phase").value(cell.phase());
            }
            json.name("message").value(cell.problem());
            if (!cell.trace().isEmpty()) {
                json.name("trace").value(cell.trace());
            }
            json.endObject();
        }
        if (cell.isEnded()) {
            var where = cell.cell().environment();
            json.name("endedAt").value(cell.cell().at().toString()).name("environment").beginObject().name("java").value(where.java())
                    .name("system").value(where.system()).name("processor").value(where.processor());
            texts("flags", where.flags());
            json.endObject();
        }
        json.endObject();
    }

    private void write(Outcome.Done done) throws IOException {
        json.name("scores").beginObject();
        for (var score : done.scores().entrySet()) {
            json.name(score.getKey()).beginObject();
            switch (score.getValue()) {
                case Score.Value value -> number("value", OptionalDouble.of(value.value()));
                case Score.Undefined why -> json.name("undefined").value(why.reason());
            }
            json.endObject();
        }
        json.endObject();
        number("fitSeconds", OptionalDouble.of(done.fitSeconds()));
        number("predictSeconds", OptionalDouble.of(done.predictSeconds()));
        if (done.peakBytes().isPresent()) {
            json.name("peakBytes").value(done.peakBytes().getAsLong());
        }
        texts("warnings", done.warnings());
        json.name("history").beginArray();
        for (var line : done.history().series()) {
            json.beginObject().name("name").value(line.name());
            numbers("steps", line.steps());
            numbers("values", line.values());
            json.endObject();
        }
        json.endArray();
    }

    private void number(String name, OptionalDouble number) throws IOException {
        if (number.isPresent()) {
            json.name(name);
            number(number.getAsDouble());
        }
    }

    private void number(double number) throws IOException {
        json.jsonValue(literal(number));
    }

    /// On one line, however long.
    private void numbers(String name, double[] numbers) throws IOException {
        json.name(name).jsonValue(Arrays.stream(numbers).mapToObj(JsonReport::literal).collect(Collectors.joining(",", "[", "]")));
    }

    static String literal(double number) {
        return Double.isFinite(number) ? Digits.exact(number) : "\"" + number + "\"";
    }
}
