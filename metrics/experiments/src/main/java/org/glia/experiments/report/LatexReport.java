package org.glia.experiments.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.experiments.statistics.Comparison;

/// Tables to be taken into a paper by `\input`: booktabs, one `table` for each leaderboard and each table of a comparison.
/// Comments behind each line name the cells that its means are of.
final class LatexReport {

    private static final String WORSE = "$\\bullet$";

    private static final Map<Integer, String> SPECIAL = Map.ofEntries(Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '{', "\\{"), Map.entry((int) '}', "\\}"), Map.entry((int) '$', "\\$"), Map.entry((int) '&', "\\&"),
            Map.entry((int) '#', "\\#"), Map.entry((int) '%', "\\%"), Map.entry((int) '_', "\\_"), Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '~', "\\textasciitilde{}"), Map.entry((int) '<', "\\textless{}"), Map.entry((int) '>', "\\textgreater{}"),
            Map.entry((int) '|', "\\textbar{}"), Map.entry((int) '"', "\\textquotedbl{}"), Map.entry((int) '\'', "\\textquotesingle{}"),
            Map.entry((int) '`', "\\textasciigrave{}"), Map.entry((int) '-', "{-}"),
            Map.entry((int) '[', "{[}"), Map.entry((int) ']', "{]}"), Map.entry((int) '*', "{*}"), Map.entry(0x200b, "{}"), Map.entry((int) '±', "$\\pm$"),
            Map.entry((int) '×', "$\\times$"), Map.entry((int) '²', "$^2$"), Map.entry((int) 'α', "$\\alpha$"),
            Map.entry((int) 'β', "$\\beta$"), Map.entry((int) 'γ', "$\\gamma$"), Map.entry((int) 'λ', "$\\lambda$"),
            Map.entry((int) 'μ', "$\\mu$"), Map.entry((int) 'ρ', "$\\rho$"), Map.entry((int) 'σ', "$\\sigma$"),
            Map.entry((int) 'τ', "$\\tau$"), Map.entry((int) 'χ', "$\\chi$"), Map.entry((int) '≤', "$\\leq$"),
            Map.entry((int) '≥', "$\\geq$"), Map.entry((int) '–', "--"), Map.entry((int) '—', "---"), Map.entry((int) '…', "\\ldots{}"));
    /// Letters of Latin scripts that pdfLaTeX has.
    private static final int LAST_LATIN = 0x17e;
    private static final int LONG = 28;
    /// Of the width of a line, what a number takes, and what long texts have at least.
    private static final double NUMBER = 0.13;
    private static final double LEAST = 0.3;
    /// Columns from which on a table is set smaller, and shrunk to the width of a line.
    private static final int MANY = 6;
    private static final int TOO_MANY = 8;

    private final StringBuilder out = new StringBuilder();
    private final String study;

    private LatexReport(String study) {
        this.study = study;
    }

    static void write(Report report, Path file) throws IOException {
        var latex = new LatexReport(report.results().study().id());
        latex.write(report);
        Files.write(file, latex.out.toString().getBytes(StandardCharsets.UTF_8)); // half a letter becomes a question mark
    }

    private void write(Report report) {
        comment(report.results().study().title());
        comment("To be included in a document that has \\usepackage[T1]{fontenc}, \\usepackage{textcomp}, \\usepackage{booktabs},");
        comment("\\usepackage{array} and \\usepackage{graphicx}.");
        Provenance.of(report).forEach((name, all) -> all.forEach(text -> comment(name + ": " + text)));
        out.append("\\providecommand{\\gliaglyph}[2]{\\ifdefined\\Umathcode #1\\else #2\\fi}% letters that pdfLaTeX lacks\n");
        var boards = report.boards();
        boards.refusal().ifPresent(this::comment);
        for (int b = 0; b < boards.all().size(); b++) {
            leaderboard(boards.all().get(b), b + 1);
        }
        for (int c = 0; c < report.comparisons().size(); c++) {
            comparison(report.comparisons().get(c), c + 1);
        }
    }

    private void leaderboard(Board board, int number) {
        var digits = IntStream.range(0, board.measures().size()).mapToObj(board::digits).toList();
        begin(board.measures().size() + 3);
        var caption = new ArrayList<>(List.of(escape("Results on %s.".formatted(board.title())),
                "Means over the folds $\\pm$ their standard deviations; the best of each column is bold."));
        if (!board.marks().isEmpty()) {
            caption.add("%s %s.".formatted(WORSE, escape(board.marks().meaning())));
        }
        caption.add(escape("Study %s.".formatted(study)));
        caption(caption, "tab:glia-%s-%d".formatted(study, number));
        boolean wide = board.lines().stream().anyMatch(line -> line.recipe().length() > LONG);
        out.append("\\begin{tabular}{r").append(wide ? ">{\\raggedright\\arraybackslash}p{0.33\\linewidth}" : "l")
                .append("r".repeat(board.measures().size() + 1)).append("}\n\\toprule\n");
        row(Stream.concat(Stream.concat(Stream.of("", "recipe"), board.measures().stream().map(measure -> escape(measure.name())
                + (measure.greaterIsBetter() ? " $\\uparrow$" : " $\\downarrow$"))), Stream.of("folds")).toList());
        out.append("\\midrule\n");
        for (var line : board.lines()) {
            var cells = new ArrayList<>(List.of(line.standing().rank().isPresent() ? line.rank() : "--", escape(line.recipe())));
            for (int m = 0; m < board.measures().size(); m++) {
                cells.add(mean(board, line, m, digits.get(m)));
            }
            cells.add(line.folds());
            row(cells);
            line.cells().forEach(cell -> comment("%s: %s".formatted(cell.place(), cell.key())));
        }
        out.append("\\bottomrule\n\\end{tabular}\n");
        notes(board.source().notes());
        out.append("\\end{table}\n");
    }

    private static String mean(Board board, Board.Line line, int m, Digits digits) {
        var summary = line.standing().summaries().get(m);
        if (summary.mean().isEmpty()) {
            return "";
        }
        var mean = number(digits, summary.mean().getAsDouble());
        return (board.isBest(line, m) ? "\\textbf{" + mean + "}" : mean)
                + (summary.deviation().isPresent() ? " $\\pm$ " + number(digits, summary.deviation().getAsDouble()) : "")
                + (board.isWorse(line, m) ? "~" + WORSE : "");
    }

    private static String number(Digits digits, double x) {
        return signed(digits.text(x)).replace("infinity", "$\\infty$");
    }

    private static String signed(String number) {
        return number.replaceFirst("^-", "\\$-\\$");
    }

    /// Its sentences stand below its first table.
    private void comparison(Comparison comparison, int number) {
        comment(comparison.title());
        var sentences = Stream.of(List.of(comparison.reason()), comparison.conclusions(), comparison.treatment()).flatMap(List::stream).toList();
        int table = 0;
        if (comparison.diagram().isPresent()) {
            var ranks = comparison.diagram().get();
            table("%s. %s".formatted(comparison.title(), Ranking.title(ranks)), Ranking.headings(ranks), Ranking.numeric(ranks),
                    Ranking.rows(ranks, "|"), sentences, label(number, ++table));
        }
        for (var grid : comparison.tables().stream().map(Grid::of).toList()) {
            table(grid.title().isEmpty() ? comparison.title() : "%s: %s".formatted(comparison.title(), grid.title()), grid.headings(),
                    grid.numeric(), grid.rows(), table == 0 ? sentences : List.of(), label(number, ++table));
        }
    }

    private String label(int comparison, int table) {
        return "tab:glia-%s-comparison-%d-%d".formatted(study, comparison, table);
    }

    private static List<List<String>> escaped(List<List<String>> rows, List<Boolean> numeric) {
        return rows.stream().map(row -> IntStream.range(0, row.size()).mapToObj(c -> numeric.get(c)
                ? signed(row.get(c)).replace("infinity", "$\\infty$") : escape(row.get(c))).toList()).toList();
    }

    private void table(String title, List<String> headings, List<Boolean> numeric, List<List<String>> rows, List<String> notes,
                       String label) {
        begin(headings.size());
        caption(List.of(escape(title + "."), escape("Study %s.".formatted(study))), label);
        boolean shrunk = headings.size() > TOO_MANY;
        out.append(shrunk ? "\\resizebox{\\linewidth}{!}{\n" : "");
        out.append("\\begin{tabular}{").append(columns(numeric, rows)).append("}\n\\toprule\n");
        row(headings.stream().map(LatexReport::escape).toList());
        out.append("\\midrule\n");
        escaped(rows, numeric).forEach(this::row);
        out.append("\\bottomrule\n\\end{tabular}\n").append(shrunk ? "}\n" : "");
        notes(notes);
        out.append("\\end{table}\n");
    }

    /// Long texts are broken into lines that share what numbers leave.
    private static String columns(List<Boolean> numeric, List<List<String>> rows) {
        var wide = IntStream.range(0, numeric.size()).filter(c -> !numeric.get(c) && rows.stream().anyMatch(row -> row.get(c).length() > LONG))
                .boxed().collect(Collectors.toSet());
        double share = Math.max(LEAST, 1 - NUMBER * (numeric.size() - wide.size())) / Math.max(1, wide.size());
        return IntStream.range(0, numeric.size()).mapToObj(c -> numeric.get(c) ? "r" : !wide.contains(c) ? "l"
                : String.format(Locale.ROOT, ">{\\raggedright\\arraybackslash}p{%.2f\\linewidth}", share)).collect(Collectors.joining());
    }

    private void begin(int columns) {
        out.append("\\begin{table}[htbp]\n\\centering\n")
                .append(columns > MANY ? "\\scriptsize\\setlength{\\tabcolsep}{3pt}"
                        : "\\small\\setlength{\\tabcolsep}{5pt}")
                .append('\n');
    }

    private void caption(List<String> sentences, String label) {
        out.append("\\caption{").append(String.join(" ", sentences)).append("}\n\\label{").append(label).append("}\n");
    }

    private void row(List<String> cells) {
        out.append(String.join(" & ", cells)).append(" \\\\\n");
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            out.append("\\par\\smallskip\n\\begin{minipage}{\\linewidth}\\footnotesize\\raggedright\n");
            notes.forEach(note -> out.append(escape(note)).append("\\par\n"));
            out.append("\\end{minipage}\n");
        }
    }

    /// No line of it is left without its sign.
    private void comment(String text) {
        out.append("% ").append(oneLine(text)).append('\n');
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    /// Text that reads as it is. What pdfLaTeX has no letter for is told by its number there, and printed by LuaLaTeX and XeLaTeX.
    static String escape(String text) {
        var escaped = new StringBuilder();
        oneLine(text).replace(",,", ",\u200b,").codePoints().forEach(c -> {
            if (SPECIAL.containsKey(c)) {
                escaped.append(SPECIAL.get(c));
            } else if (c < 0x7f || c > 0xa0 && c <= LAST_LATIN && Character.isLetter(c) && c != 'ª' && c != 'º') {
                escaped.appendCodePoint(c);
            } else if (Character.isValidCodePoint(c) && Character.isDefined(c) && Character.getType(c) != Character.SURROGATE) {
                escaped.append("\\gliaglyph{").appendCodePoint(c).append("}{[U+").append("%04X".formatted(c)).append("]}");
            } else {
                escaped.append("[U+").append("%04X".formatted(c)).append(']');
            }
        });
        return escaped.toString();
    }
}
