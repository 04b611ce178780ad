package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import org.glia.experiments.Results;
import org.glia.experiments.Study;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {

    @TempDir
    private Path folder;

    /// Read strictly: no bare NaN, no single quotes, nothing behind the end.
    private JsonObject json(Report report) throws IOException {
        var file = folder.resolve("report.json");
        ReportFormat.JSON.write(report, file);
        var text = Files.readString(file);
        try (var strict = new JsonReader(new StringReader(text))) {
            strict.setStrictness(Strictness.STRICT);
            strict.skipValue();
            assertEquals(JsonToken.END_DOCUMENT, strict.peek());
        }
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static JsonObject at(JsonArray all, int place) {
        return all.get(place).getAsJsonObject();
    }

    @Test
    void aMeanNamesTheCellsItIsOf() throws IOException {
        var json = json(Samples.plain());
        assertEquals("glia-results", json.get("format").getAsString());
        assertEquals(1, json.get("version").getAsInt());
        var best = at(at(json.getAsJsonArray("leaderboards"), 0).getAsJsonArray("standings"), 0);
        assertEquals(1, best.get("rank").getAsInt());
        double sum = 0;
        for (var key : best.getAsJsonArray("cells")) {
            var cell = json.getAsJsonArray("cells").asList().stream().map(any -> any.getAsJsonObject())
                    .filter(any -> any.get("key").equals(key)).findFirst().orElseThrow();
            sum += cell.getAsJsonObject("scores").getAsJsonObject("accuracy").get("value").getAsDouble();
        }
        assertEquals(best.getAsJsonObject("summaries").getAsJsonObject("accuracy").get("mean").getAsDouble(), sum / 3, 1e-15);
    }

    @Test
    void theDefinitionIsPartOfItAndItsNumbersStayWhole() throws IOException {
        assertEquals("9007199254740993", json(Samples.plain()).getAsJsonObject("study").getAsJsonObject("definition").get("seed").getAsString());
        var words = new Results(new Study("curve", "t", "no [JSON"), Samples.plain().results().measures(), Samples.plain().results().cells());
        assertEquals("no [JSON", json(Report.of(words)).getAsJsonObject("study").get("definition").getAsString());
    }

    @Test
    void numbersWithoutAWordInJsonAreText() throws IOException {
        var cells = json(Samples.ugly()).getAsJsonArray("cells");
        assertEquals("Infinity", at(cells, 0).getAsJsonObject("scores").getAsJsonObject("logloss").get("value").getAsString());
        assertTrue(at(cells, 0).getAsJsonObject("scores").getAsJsonObject("logloss").get("value").getAsJsonPrimitive().isString());
        var history = at(at(cells, 1).getAsJsonArray("history"), 0);
        assertEquals("[\"NaN\",1.0E300,\"-Infinity\"]", history.get("values").toString());
        assertEquals("[0.5,1,1.5]", history.get("steps").toString());
    }

    @Test
    void whatWentWrongIsToldInFull() throws IOException {
        var report = Samples.ugly();
        var cells = json(report).getAsJsonArray("cells");
        for (int i = 0; i < cells.size(); i++) {
            var cell = at(cells, i);
            assertEquals(report.results().cells().get(i).trial().key(), cell.get("key").getAsString());
            switch (report.results().cells().get(i).outcome()) {
                case Outcome.Done done -> assertFalse(cell.has("error"));
                case Outcome.Failed failed -> {
                    assertEquals(failed.message(), cell.getAsJsonObject("error").get("message").getAsString());
                    assertEquals(failed.trace(), cell.getAsJsonObject("error").get("trace").getAsString());
                }
                case Outcome.TimedOut late -> assertEquals("it took longer than the 2.5 s it was given",
                        cell.getAsJsonObject("error").get("message").getAsString());
                case Outcome.Skipped skipped -> assertEquals(skipped.reason(), cell.getAsJsonObject("error").get("message").getAsString());
                case Outcome.Cancelled cancelled -> {
                    assertEquals("planned", cell.get("state").getAsString());
                    assertFalse(cell.has("endedAt"));
                }
            }
        }
        assertEquals(Samples.NASTY, at(cells, 1).getAsJsonObject("scores").getAsJsonObject("logloss").get("undefined").getAsString());
    }

    @Test
    void comparisonsCarryTheirNumbers() throws IOException {
        var comparison = at(json(Samples.ugly()).getAsJsonArray("comparisons"), 0);
        assertEquals("friedman", comparison.get("test").getAsString());
        assertEquals("[\"who|1\",\"p\",\"n\"]", at(comparison.getAsJsonArray("tables"), 0).get("columns").toString());
        assertEquals("[\"b\",\"NaN\",4]", at(comparison.getAsJsonArray("tables"), 0).getAsJsonArray("rows").get(1).toString());
        assertEquals(1.25, at(comparison.getAsJsonObject("ranks").getAsJsonArray("places"), 0).get("averageRank").getAsDouble());
        assertEquals("slow", comparison.getAsJsonObject("ranks").getAsJsonArray("groups").get(1).getAsJsonArray().get(1).getAsString());
    }

    @Test
    void trialsOnOtherRowsHaveNoLeaderboardAndAreThereAllTheSame() throws IOException {
        var apart = Report.of(Samples.results("apart", Samples.cell(Samples.trial("d", "a", 0, 0), Samples.done(1, 0)),
                Samples.cell(Samples.trial("d", "b", 0, 1), Samples.done(1, 0))));
        var json = json(apart);
        assertEquals(0, json.getAsJsonArray("leaderboards").size());
        assertEquals("There is no leaderboard: `a` and `b` were tested on different rows of d, so they cannot be compared",
                json.get("noLeaderboard").getAsString());
        assertEquals(2, json.getAsJsonArray("cells").size());
    }
}
