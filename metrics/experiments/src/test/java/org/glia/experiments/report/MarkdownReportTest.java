package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import org.glia.api.Score;
import org.glia.api.data.Task;
import org.glia.api.model.History;
import org.glia.experiments.CellResult;
import org.glia.experiments.Trial;
import org.glia.runtime.Cell;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownReportTest {

    @TempDir
    private Path folder;

    private List<String> lines(Report report) throws IOException {
        var file = folder.resolve("report.md");
        ReportFormat.MARKDOWN.write(report, file);
        return Files.readAllLines(file);
    }

    @Test
    void aLeaderboardIsATableThatLinesUp() throws IOException {
        assertEquals(List.of(
                "# trees on iris",
                "",
                "## iris, classification, kfold k=3 repeats=1",
                "",
                "| rank | recipe                         | accuracy (larger is better) | logloss (smaller is better) |  folds |    fit |",
                "| ---: | ------------------------------ | --------------------------: | --------------------------: | -----: | -----: |",
                "|    1 | standardize \\| cart maxDepth=4 |         **0.9500** ± 0.0500 |         **0.2000** ± 0.1000 | 3 of 3 | 0.13 s |",
                "|    2 | majority                       |           0.3333 ± 0.0577 ▼ |           1.1000 ± 0.0000 ▼ | 3 of 3 | 0.13 s |"),
                lines(Samples.plain()).subList(0, 8));
    }

    @Test
    void theCellsOfEachMeanAreListedWithTheirKeys() throws IOException {
        var lines = lines(Samples.plain());
        for (var cell : Samples.plain().cells()) {
            var line = lines.stream().filter(any -> any.contains(cell.shortKey())).toList();
            assertEquals(1, line.size());
            assertTrue(line.getFirst().contains(" " + cell.exact("logloss") + " |"), line.getFirst());
        }
    }

    @Test
    void everyTableKeepsItsColumnsWhateverTheNames() throws IOException {
        var bar = Pattern.compile("(?<!\\\\)\\|");
        int columns = 0;
        int tables = 0;
        for (var line : lines(Samples.ugly())) {
            if (line.startsWith("|")) {
                int found = (int) bar.matcher(line).results().count();
                tables += columns == 0 ? 1 : 0;
                assertTrue(columns == 0 || columns == found, line);
                columns = found;
            } else {
                columns = 0;
            }
        }
        assertEquals(4, tables, "leaderboard, average ranks, the comparison's table, cells");
    }

    /// Accuracy: differences 0.6 0.65 0.6, so t = 0.61667 / (0.028868 sqrt(1/3 + 4/8)) = 23.4 with 2 degrees of freedom, p = 0.0018.
    @Test
    void whoIsSignificantlyWorseThanTheBestIsMarkedAndTheMarkExplained() throws IOException {
        assertTrue(lines(Samples.plain()).contains("▼ significantly worse than standardize \\| cart maxDepth=4 by the corrected resampled "
                + "t-test, p &lt; 0.05 after Holm"));
        var equal = Samples.results("equal", Samples.cell(Samples.trial("d", "a", 0, 0), Samples.done(0.9, 1)),
                Samples.cell(Samples.trial("d", "b", 0, 0), Samples.done(0.8, 1)), Samples.cell(Samples.trial("d", "a", 0, 1), Samples.done(0.8, 1)),
                Samples.cell(Samples.trial("d", "b", 0, 1), Samples.done(0.88, 1)));
        assertTrue(lines(Report.of(equal)).stream().noneMatch(line -> line.contains("▼")));
    }

    @Test
    void otherQuestionsOfTheSameDataDoNotKeepFromMarking() throws IOException {
        var cells = new ArrayList<>(Samples.plain().results().cells());
        for (int fold = 0; fold < 3; fold++) {
            var trial = Samples.trial("iris", "kmeans", 0, fold);
            var work = trial.cell();
            var clusters = new Trial(new Cell("iris", "kmeans", work.fold(), 42, List.of("logloss"), List.of()), "kmeans", Task.CLUSTERING,
                    trial.fingerprint(), trial.split(), trial.splitFingerprint(), List.of(), List.of(Samples.LOSS), Optional.empty());
            cells.add(Samples.cell(clusters, new Outcome.Done(Map.of("logloss", Score.of(1)), Optional.empty(), History.none(), List.of(), 1, 1,
                    OptionalLong.empty())));
        }
        var lines = lines(Report.of(Samples.results("two questions", cells.toArray(CellResult[]::new))));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("|    2 | majority ") && line.contains("0.3333 ± 0.0577 ▼")), lines.toString());
        assertTrue(lines.contains("## iris, clustering, kfold k=3 repeats=1"));
    }

    @Test
    void notesFollow() throws IOException {
        var lines = lines(Samples.ugly());
        assertTrue(lines.contains("\\`slow\\` took longer than the 2.5 s it was given"));
        assertTrue(lines.stream().noneMatch(line -> line.contains("<")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', value = {"a|b→a\\|b", "a_b*c→a\\_b\\*c", "<b>→&lt;b&gt;", "- x→\\- x", "-1→-1", "2. x→2\\. x",
            "# x→\\# x", "\\→\\\\", "[a](b)→\\[a\\](b)"})
    void textIsNoMarkup(String text, String markdown) {
        assertEquals(markdown, MarkdownReport.escape(text));
    }

    @Test
    void linesAreNotBroken() {
        assertEquals("a b c", MarkdownReport.escape("a\nb\r\n\tc\n"));
    }
}
