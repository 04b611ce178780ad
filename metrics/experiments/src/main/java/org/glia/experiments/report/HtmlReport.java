package org.glia.experiments.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.Score;
import org.glia.api.model.Series;
import org.glia.experiments.statistics.Comparison;

/// One page that needs nothing else, no script either. Every mean leads to the trials it is of.
final class HtmlReport {

    private static final String STYLE = """
            :root { color-scheme: light dark; --back: #fff; --fore: #1c1e21; --faint: #5d6470; --rule: #d5d9df; --band: #f4f6f8;
              --accent: #0b5cad; --warm: #a33b00; --best: #e4f1e4; }
            @media (prefers-color-scheme: dark) { :root { --back: #16181c; --fore: #e6e8eb; --faint: #a3abb7; --rule: #3a4049;
              --band: #1e2127; --accent: #7fb8ff; --warm: #ffab7a; --best: #1f3a26; } }
            body { background: var(--back); color: var(--fore); font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem;
              padding: 0 1rem; }
            h1, h2, h3 { line-height: 1.2; margin: 2rem 0 .6rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; border-bottom: 1px solid var(--rule); padding-bottom: .3rem; }
            h3 { font-size: 1.05rem; }
            p, li { max-width: 48rem; overflow-wrap: anywhere; }
            a { color: var(--accent); } td a { text-decoration-thickness: 1px; text-underline-offset: 3px; }
            .wide { overflow-x: auto; } .faint, caption { color: var(--faint); }
            table { border-collapse: collapse; margin-bottom: .8rem; font-variant-numeric: tabular-nums; font-size: .92rem; }
            caption { text-align: left; padding: .3rem 0; }
            th, td { padding: .28rem .7rem; text-align: left; vertical-align: top; }
            thead th { border-bottom: 2px solid var(--rule); white-space: normal; max-width: 16rem; overflow-wrap: break-word; }
            tbody tr:nth-child(even) { background: var(--band); }
            tbody th { font-weight: 400; } .n { text-align: right; white-space: nowrap; }
            .best { background: var(--best); font-weight: 600; }
            .recipe { max-width: 24rem; overflow-wrap: anywhere; } .key { font: .82rem ui-monospace, monospace; overflow-wrap: anywhere; }
            tr:target, tbody:target { outline: 2px solid var(--accent); }
            dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1.2rem; } dt { color: var(--faint); grid-column: 1; }
            dd { margin: 0; overflow-wrap: anywhere; grid-column: 2; min-width: 0; }
            code { font: .92em ui-monospace, monospace; background: var(--band); padding: 0 .2em; border-radius: 3px; }
            summary { cursor: pointer; overflow-wrap: anywhere; }
            pre { overflow-x: auto; background: var(--band); padding: .7rem; font-size: .82rem; }
            figure { margin: 1rem 0; overflow-x: auto; } figcaption { color: var(--faint); font-size: .92rem; }
            svg { max-width: none; font: 12px system-ui, sans-serif; } svg text { fill: var(--fore); }
            .grid { stroke: var(--rule); } .axis { stroke: var(--fore); } .stem { stroke: var(--faint); }
            .bar { stroke: var(--fore); stroke-width: 4; }
            .box { fill: var(--accent); fill-opacity: .14; } .median { stroke: var(--accent); }
            .mean { stroke: var(--warm); stroke-width: 2.5; }
            .dot { fill: var(--accent); fill-opacity: .65; }
            .curve { fill: none; stroke: var(--accent); stroke-opacity: .7; stroke-width: 1.3; stroke-linecap: round; }
            .curves { display: flex; flex-wrap: wrap; gap: .5rem; } .curves figure { margin: 0; }
            @media print { body { max-width: none; } details > * { display: block; } }
            """;

    private final StringBuilder out = new StringBuilder();
    private int pictures;

    private HtmlReport() {
    }

    static void write(Report report, Path file) throws IOException {
        var page = new HtmlReport();
        page.write(report);
        Files.write(file, page.out.toString().getBytes(StandardCharsets.UTF_8)); // half a letter becomes a question mark
    }

    private void write(Report report) {
        var study = report.results().study();
        var boards = report.boards();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"Glia\">\n");
        out.append("<title>").append(Html.escape(oneLine(study.title()))).append("</title>\n<style>\n").append(STYLE)
                .append("</style>\n</head>\n<body>\n<header>\n");
        element("h1", study.title());
        out.append("<p class=\"faint\">Study <span class=\"key\">").append(Html.escape(study.id())).append("</span>. ")
                .append(Html.escape(standing(report))).append("</p>\n</header>\n<main>\n");
        boards.refusal().ifPresent(why -> sentence("p", why));
        for (int b = 0; b < boards.all().size(); b++) {
            leaderboard(boards.all().get(b), b);
        }
        report.comparisons().forEach(this::comparison);
        failures(report);
        for (int b = 0; b < boards.all().size(); b++) {
            curves(boards.all().get(b));
        }
        provenance(report);
        if (!report.results().cells().isEmpty()) {
            out.append("<section>\n<h2 id=\"cells\">Cells</h2>\n<p>Every mean above is that of the values here that have its recipe and data. "
                    + "The key finds a result again.</p>\n");
            if (boards.all().isEmpty()) {
                cells(report.cells());
            }
            for (int b = 0; b < boards.all().size(); b++) {
                cells(boards.all().get(b), b);
            }
            out.append("</section>\n");
        }
        out.append("</main>\n</body>\n</html>\n");
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String standing(Report report) {
        var cells = report.cells();
        return cells.stream().collect(Collectors.groupingBy(Facts::state, TreeMap::new, Collectors.counting())).entrySet().stream()
                .map(state -> "%d %s".formatted(state.getValue(), state.getKey())).collect(Collectors.joining(", ",
                        "%d cell%s: ".formatted(cells.size(), cells.size() == 1 ? "" : "s"), "."));
    }

    private void leaderboard(Board board, int number) {
        out.append("<section>\n");
        element("h2", board.title());
        out.append("<div class=\"wide\">\n<table>\n<caption>Means over the folds ± their standard deviations. "
                + "Each leads to its cells.</caption>\n<thead>\n<tr><th scope=\"col\" class=\"n\">rank</th><th scope=\"col\">recipe</th>");
        board.measures().forEach(measure -> out.append("<th scope=\"col\" class=\"n\" title=\"").append(Html.escape(measure.title() + ", "
                + (measure.greaterIsBetter() ? "larger is better" : "smaller is better"))).append("\">").append(Html.escape(measure.name()))
                .append(measure.greaterIsBetter() ? " ↑" : " ↓").append("</th>"));
        out.append("<th scope=\"col\" class=\"n\">folds</th><th scope=\"col\" class=\"n\">fit</th></tr>\n</thead>\n<tbody>\n");
        var digits = IntStream.range(0, board.measures().size()).mapToObj(board::digits).toList();
        for (int r = 0; r < board.lines().size(); r++) {
            var line = board.lines().get(r);
            out.append("<tr><td class=\"n\">").append(line.rank()).append("</td><th scope=\"row\" class=\"recipe\" title=\"")
                    .append(Html.escape(line.standing().canonical())).append("\">").append(Html.escape(line.recipe())).append("</th>");
            for (int m = 0; m < board.measures().size(); m++) {
                mean(board, line, m, digits.get(m), anchor(number, r));
            }
            out.append("<td class=\"n\">").append(line.folds()).append("</td>");
            var seconds = line.standing().fitSeconds();
            out.append(seconds.isEmpty() ? "<td></td>" : "<td class=\"n\" title=\"%s s\"><a href=\"#%s\">%s</a></td>".formatted(
                    Digits.exact(seconds.getAsDouble()), anchor(number, r), Digits.seconds(seconds.getAsDouble())));
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n</div>\n");
        var notes = new ArrayList<String>();
        if (!board.marks().isEmpty()) {
            notes.add("▼ " + board.marks().meaning());
        }
        notes.addAll(board.source().notes());
        list(notes);
        if (!board.measures().isEmpty()) {
            figure(Pictures.scores(board, picture()), "A dot for each fold; the box holds the middle half of them, with a thin line at the "
                    + "median; the thick line is the mean.");
        }
        out.append("</section>\n");
    }

    private static String anchor(int board, int line) {
        return "cells-%d-%d".formatted(board + 1, line + 1);
    }

    private String picture() {
        return "picture-" + ++pictures;
    }

    private void mean(Board board, Board.Line line, int m, Digits digits, String anchor) {
        var summary = line.standing().summaries().get(m);
        if (summary.mean().isEmpty()) {
            out.append("<td></td>");
            return;
        }
        double mean = summary.mean().getAsDouble();
        var exact = Digits.exact(mean) + (summary.deviation().isPresent() ? " ± " + Digits.exact(summary.deviation().getAsDouble()) : "")
                + " over %d fold%s".formatted(summary.values(), summary.values() == 1 ? "" : "s");
        out.append("<td class=\"n").append(board.isBest(line, m) ? " best" : "").append("\" title=\"").append(Html.escape(exact))
                .append("\"><a href=\"#").append(anchor).append("\">").append(digits.text(mean)).append("</a>");
        summary.deviation().ifPresent(deviation -> out.append(" <span class=\"faint\">± ").append(digits.text(deviation)).append("</span>"));
        if (board.isWorse(line, m)) {
            out.append(" <span title=\"").append(Html.escape(board.marks().meaning())).append("\">▼</span>");
        }
        out.append("</td>");
    }

    private void list(List<String> sentences) {
        if (!sentences.isEmpty()) {
            out.append("<ul>\n");
            sentences.forEach(sentence -> sentence("li", sentence));
            out.append("</ul>\n");
        }
    }

    private void comparison(Comparison comparison) {
        out.append("<section>\n");
        sentence("h2", comparison.title());
        sentence("p", comparison.reason());
        list(comparison.conclusions());
        comparison.diagram().ifPresent(ranks -> figure(Pictures.criticalDifference(ranks, picture()), Ranking.title(ranks)
                .replace("who is marked does", "those within the bar do").replace("who shares a column of marks does", "those that a bar joins do")));
        for (var grid : comparison.tables().stream().map(Grid::of).toList()) {
            out.append("<div class=\"wide\">\n<table>\n");
            if (!grid.title().isEmpty()) {
                element("caption", grid.title());
            }
            out.append("<thead>\n<tr>");
            for (int c = 0; c < grid.headings().size(); c++) {
                out.append("<th scope=\"col\"").append(grid.numeric().get(c) ? " class=\"n\">" : ">").append(Html.escape(grid.headings().get(c)))
                        .append("</th>");
            }
            out.append("</tr>\n</thead>\n<tbody>\n");
            for (int row = 0; row < grid.rows().size(); row++) {
                out.append("<tr>");
                for (int c = 0; c < grid.headings().size(); c++) {
                    var text = Html.escape(grid.rows().get(row).get(c));
                    out.append(grid.numeric().get(c) ? "<td class=\"n\" title=\"%s\">%s</td>".formatted(
                            Html.escape(grid.exact().get(row).get(c)), text) : "<td>" + text + "</td>");
                }
                out.append("</tr>\n");
            }
            out.append("</tbody>\n</table>\n</div>\n");
        }
        list(comparison.treatment());
        out.append("</section>\n");
    }

    private void failures(Report report) {
        var failed = report.cells().stream().filter(cell -> cell.state().equals("failed") || cell.state().equals("timed out")).toList();
        if (failed.isEmpty()) {
            return;
        }
        out.append("<section>\n<h2>Failures</h2>\n");
        for (var cell : failed) {
            out.append("<details>\n<summary>").append(Html.escape("%s on %s, %s%s: %s".formatted(cell.recipe(), cell.data(), cell.place(),
                    cell.phase().isEmpty() ? "" : ", " + cell.phase(), cell.problem()))).append("</summary>\n<p><a class=\"key\" href=\"#")
                    .append(Pictures.anchor(cell)).append("\">").append(cell.key()).append("</a></p>\n");
            if (!cell.trace().isBlank()) {
                out.append("<pre>").append(Html.escape(cell.trace().stripTrailing())).append("</pre>\n");
            }
            out.append("</details>\n");
        }
        out.append("</section>\n");
    }

    private void curves(Board board) {
        var drawn = new ArrayList<String>();
        for (var line : board.lines()) {
            var names = new LinkedHashSet<String>();
            line.cells().forEach(cell -> cell.history().series().stream().filter(series -> series.values().length > 1).map(Series::name)
                    .forEach(names::add));
            names.forEach(name -> drawn.add(Pictures.curve(line.recipe(), name, line.cells(), picture())));
        }
        if (!drawn.isEmpty()) {
            out.append("<section>\n");
            element("h2", "What the fits recorded on " + board.source().data());
            out.append("<p class=\"faint\">A line for each fold.</p>\n<div class=\"curves\">\n");
            drawn.forEach(svg -> out.append("<figure>").append(svg).append("</figure>\n"));
            out.append("</div>\n</section>\n");
        }
    }

    private void provenance(Report report) {
        out.append("<section>\n<h2>Provenance</h2>\n<dl>\n");
        Provenance.of(report).forEach((name, all) -> {
            element("dt", name);
            all.forEach(text -> element("dd", text));
        });
        out.append("</dl>\n</section>\n");
    }

    private void cells(Board board, int number) {
        element("h3", board.title());
        var measures = board.measures().stream().map(measure -> measure.name()).toList();
        out.append("<div class=\"wide\">\n<table>\n");
        head(measures);
        for (int r = 0; r < board.lines().size(); r++) {
            var line = board.lines().get(r);
            out.append("<tbody id=\"").append(anchor(number, r)).append("\">\n");
            line.cells().forEach(cell -> row(cell, line.recipe(), measures));
            out.append("</tbody>\n");
        }
        out.append("</table>\n</div>\n");
    }

    /// Those that are on no leaderboard.
    private void cells(List<Facts> cells) {
        var measures = cells.stream().flatMap(cell -> cell.cell().trial().cell().measures().stream()).distinct().toList();
        out.append("<div class=\"wide\">\n<table>\n");
        head(measures);
        out.append("<tbody>\n");
        cells.forEach(cell -> row(cell, "%s on %s".formatted(cell.recipe(), cell.data()), measures));
        out.append("</tbody>\n</table>\n</div>\n");
    }

    private void head(List<String> measures) {
        out.append("<thead>\n<tr><th scope=\"col\">recipe</th><th scope=\"col\" class=\"n\">repeat</th><th scope=\"col\" class=\"n\">fold</th>"
                + "<th scope=\"col\">state</th>");
        measures.forEach(measure -> out.append("<th scope=\"col\" class=\"n\">").append(Html.escape(measure)).append("</th>"));
        out.append("<th scope=\"col\" class=\"n\">fit</th><th scope=\"col\">key</th></tr>\n</thead>\n");
    }

    private void row(Facts cell, String recipe, List<String> measures) {
        out.append("<tr id=\"").append(Pictures.anchor(cell)).append("\"><th scope=\"row\" class=\"recipe\">").append(Html.escape(recipe))
                .append("</th><td class=\"n\">").append(cell.repeat()).append("</td><td class=\"n\">").append(cell.fold())
                .append("</td><td").append(cell.problem().isEmpty() ? "" : " title=\"" + Html.escape(cell.problem()) + "\"").append('>')
                .append(cell.state()).append("</td>");
        for (var measure : measures) {
            var score = cell.cell().score(measure);
            out.append(score.isPresent() && score.get() instanceof Score.Undefined why
                    ? "<td class=\"n\" title=\"%s\">undefined</td>".formatted(Html.escape(why.reason()))
                    : "<td class=\"n\">" + cell.exact(measure) + "</td>");
        }
        out.append(cell.fitSeconds().isEmpty() ? "<td></td>" : "<td class=\"n\" title=\"%s s\">%s</td>".formatted(
                Digits.exact(cell.fitSeconds().getAsDouble()), Digits.seconds(cell.fitSeconds().getAsDouble())));
        out.append("<td class=\"key\">").append(cell.key()).append("</td></tr>\n");
    }

    private void figure(String svg, String caption) {
        out.append("<figure>\n").append(svg);
        element("figcaption", caption);
        out.append("</figure>\n");
    }

    private void element(String name, String text) {
        put(name, Html.escape(text));
    }

    private void sentence(String name, String text) {
        put(name, Html.sentence(text));
    }

    private void put(String name, String html) {
        out.append('<').append(name).append('>').append(html).append("</").append(name).append(">\n");
    }
}
