package org.glia.experiments.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.experiments.statistics.RankDiagram;

/// Tables that line up in an editor and become tables on a page (GitHub's Markdown). The cells at the end say where each mean
/// comes from.
final class MarkdownReport {

    private static final String WORSE = "▼";

    private final StringBuilder out = new StringBuilder();

    private MarkdownReport() {
    }

    static void write(Report report, Path file) throws IOException {
        var markdown = new MarkdownReport();
        markdown.write(report);
        Files.write(file, markdown.out.toString().getBytes(StandardCharsets.UTF_8)); // half a letter becomes a question mark
    }

    private void write(Report report) {
        heading(1, report.results().study().title());
        var boards = report.boards();
        boards.refusal().ifPresent(this::paragraph);
        for (var board : boards.all()) {
            leaderboard(board);
        }
        for (var comparison : report.comparisons()) {
            heading(2, comparison.title());
            paragraph(comparison.reason());
            comparison.conclusions().forEach(this::paragraph);
            comparison.diagram().ifPresent(this::ranks);
            comparison.tables().stream().map(Grid::of).forEach(grid -> {
                heading(3, grid.title());
                table(grid.headings(), grid.numeric(), grid.rows());
            });
            comparison.treatment().forEach(this::paragraph);
        }
        heading(2, "Provenance");
        Provenance.of(report).forEach((name, all) -> all.forEach(text -> out.append("- ").append(name).append(": ")
                .append(escape(text)).append('\n')));
        out.append('\n');
        if (!report.results().cells().isEmpty()) {
            heading(2, "Cells");
            paragraph("Every mean above is that of the values here that have its recipe and data.");
            cells(report, boards.all());
        }
        out.setLength(out.length() - 1);
    }

    private void leaderboard(Board board) {
        heading(2, board.title());
        var headings = new ArrayList<>(List.of("rank", "recipe"));
        var numeric = new ArrayList<>(List.of(true, false));
        board.measures().forEach(measure -> {
            headings.add(measure.name() + (measure.greaterIsBetter() ? " (larger is better)" : " (smaller is better)"));
            numeric.add(true);
        });
        headings.addAll(List.of("folds", "fit"));
        numeric.addAll(List.of(true, true));
        var digits = IntStream.range(0, board.measures().size()).mapToObj(board::digits).toList();
        var rows = new ArrayList<List<String>>();
        for (var line : board.lines()) {
            var row = new ArrayList<>(List.of(line.rank(), escape(line.recipe())));
            for (int m = 0; m < board.measures().size(); m++) {
                row.add(mean(board, line, m, digits.get(m)));
            }
            row.add(line.folds());
            row.add(line.standing().fitSeconds().isPresent() ? Digits.seconds(line.standing().fitSeconds().getAsDouble()) : "");
            rows.add(row);
        }
        written(headings.stream().map(MarkdownReport::escape).toList(), numeric, rows);
        paragraph("Means over the folds ± their standard deviations; the best of each column is bold.");
        if (!board.marks().isEmpty()) {
            paragraph("%s %s".formatted(WORSE, board.marks().meaning()));
        }
        board.source().notes().forEach(this::paragraph);
    }

    private static String mean(Board board, Board.Line line, int m, Digits digits) {
        var summary = line.standing().summaries().get(m);
        if (summary.mean().isEmpty()) {
            return "";
        }
        var mean = digits.text(summary.mean().getAsDouble());
        return (board.isBest(line, m) ? "**" + mean + "**" : mean)
                + (summary.deviation().isPresent() ? " ± " + digits.text(summary.deviation().getAsDouble()) : "")
                + (board.isWorse(line, m) ? " " + WORSE : "");
    }

    private void ranks(RankDiagram ranks) {
        paragraph(Ranking.title(ranks));
        table(Ranking.headings(ranks), Ranking.numeric(ranks), Ranking.rows(ranks, "|"));
    }

    private void cells(Report report, List<Board> boards) {
        var measures = report.results().measures();
        var headings = new ArrayList<>(List.of("data", "recipe", "repeat", "fold", "state"));
        var numeric = new ArrayList<>(List.of(false, false, true, true, false));
        measures.forEach(measure -> {
            headings.add(measure.name());
            numeric.add(true);
        });
        headings.add("key");
        numeric.add(false);
        var rows = new ArrayList<List<String>>();
        if (boards.isEmpty()) {
            report.cells().forEach(cell -> rows.add(row(cell, cell.recipe(), report)));
        } else {
            boards.forEach(board -> board.lines().forEach(line ->
                    line.cells().forEach(cell -> rows.add(row(cell, line.recipe(), report)))));
        }
        table(headings, numeric, rows);
    }

    private static List<String> row(Facts cell, String recipe, Report report) {
        var row = new ArrayList<>(List.of(cell.data(), recipe, Integer.toString(cell.repeat()), Integer.toString(cell.fold()),
                cell.state()));
        report.results().measures().forEach(measure -> row.add(cell.exact(measure.name())));
        row.add(cell.shortKey());
        return row;
    }

    private void heading(int level, String text) {
        out.append("#".repeat(level)).append(' ').append(escape(text)).append("\n\n");
    }

    private void paragraph(String text) {
        out.append(escape(text)).append("\n\n");
    }

    private void table(List<String> headings, List<Boolean> numeric, List<List<String>> rows) {
        written(headings.stream().map(MarkdownReport::escape).toList(), numeric,
                rows.stream().map(row -> row.stream().map(MarkdownReport::escape).toList()).toList());
    }

    /// A table of texts that need no escaping any more.
    private void written(List<String> headings, List<Boolean> numeric, List<List<String>> rows) {
        var widths = IntStream.range(0, headings.size()).map(c -> Math.max(3, Math.max(width(headings.get(c)),
                rows.stream().mapToInt(row -> width(row.get(c))).max().orElse(0)))).toArray();
        line(headings, numeric, widths);
        out.append('|');
        for (int c = 0; c < widths.length; c++) {
            out.append(numeric.get(c) ? " " + "-".repeat(widths[c] - 1) + ": |" : " " + "-".repeat(widths[c]) + " |");
        }
        out.append('\n');
        rows.forEach(row -> line(row, numeric, widths));
        out.append('\n');
    }

    private void line(List<String> cells, List<Boolean> numeric, int[] widths) {
        out.append('|');
        for (int c = 0; c < widths.length; c++) {
            var padding = " ".repeat(widths[c] - width(cells.get(c)));
            out.append(' ').append(numeric.get(c) ? padding + cells.get(c) : cells.get(c) + padding).append(" |");
        }
        out.append('\n');
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Nothing in it is markup any more, and all is on one line.
    static String escape(String text) {
        return text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replaceAll("[\\\\`*_\\[\\]|~$#!]", "\\\\$0").replaceFirst("^([-+])(?= |$)", "\\\\$1")
                .replaceFirst("^(\\d+)([.)])(?= |$)", "$1\\\\$2");
    }
}
