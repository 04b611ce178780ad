package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexReportTest {

    /// A macro, an escaped sign or a sign that LaTeX gives a meaning.
    private static final Pattern TOKEN = Pattern.compile("\\\\([a-zA-Z]+|.)|[{}$&#^_~%]");

    @TempDir
    private Path folder;

    private String latex(Report report) throws IOException {
        var file = folder.resolve("report.tex");
        ReportFormat.LATEX.write(report, file);
        return Files.readString(file);
    }

    @Test
    void aLeaderboardIsABooktabsTable() throws IOException {
        var latex = latex(Samples.plain());
        var study = Samples.plain().results().study().id();
        var keys = Samples.plain().cells().stream().filter(cell -> cell.recipe().equals("majority")).map(Facts::key).toList();
        assertEquals("""
                \\begin{table}[htbp]
                \\centering
                \\small\\setlength{\\tabcolsep}{5pt}
                \\caption{Results on iris, classification, kfold k=3 repeats=1. Means over the folds $\\pm$ their standard deviations; \
                the best of each column is bold. $\\bullet$ significantly worse than standardize \\textbar{} cart maxDepth=4 by the corrected \
                resampled t{-}test, p \\textless{} 0.05 after Holm. Study %s.}
                \\label{tab:glia-%1$s-1}
                \\begin{tabular}{r>{\\raggedright\\arraybackslash}p{0.33\\linewidth}rrr}
                \\toprule
                 & recipe & accuracy $\\uparrow$ & logloss $\\downarrow$ & folds \\\\
                \\midrule
                """.formatted(study), latex.substring(latex.indexOf("\\begin{table}"), latex.indexOf("\\midrule\n") + 9));
        assertTrue(latex.contains("1 & standardize \\textbar{} cart maxDepth=4 & \\textbf{0.9500} $\\pm$ 0.0500 & \\textbf{0.2000} $\\pm$ 0.1000"
                + " & 3 of 3 \\\\\n"));
        assertTrue(latex.endsWith("""
                2 & majority & 0.3333 $\\pm$ 0.0577~$\\bullet$ & 1.1000 $\\pm$ 0.0000~$\\bullet$ & 3 of 3 \\\\
                %% repeat 1, fold 1: %s
                %% repeat 1, fold 2: %s
                %% repeat 1, fold 3: %s
                \\bottomrule
                \\end{tabular}
                \\end{table}
                """.formatted(keys.toArray())), latex);
    }

    @Test
    void marksAreExplainedInTheCaption() throws IOException {
        var latex = latex(Samples.plain());
        assertTrue(latex.contains(" is bold. $\\bullet$ significantly worse than standardize \\textbar{} cart maxDepth=4 by the corrected resampled "
                + "t{-}test, p \\textless{} 0.05 after Holm."), latex);
        assertEquals(2, latex.lines().filter(line -> line.startsWith("2 & majority")).findFirst().orElseThrow().split("\\\\bullet").length - 1);
        assertTrue(latex(Samples.ugly()).contains("$\\infty$"));
    }

    @Test
    void bracesMathAndEnvironmentsAreBalancedAndRowsComplete() throws IOException {
        for (var report : List.of(Samples.plain(), Samples.ugly(), Samples.large())) {
            requireSound(latex(report));
        }
    }

    private static void requireSound(String latex) {
        var environments = new ArrayDeque<String>();
        int columns = 0;
        int depth = 0;
        for (var line : latex.lines().filter(any -> !any.startsWith("%") && !any.startsWith("\\providecommand")).toList()) {
            int braces = 0;
            boolean math = false;
            int cells = 1;
            var tokens = TOKEN.matcher(line);
            while (tokens.find()) {
                switch (tokens.group()) {
                    case "{" -> braces++;
                    case "}" -> assertTrue(--braces + depth >= 0, line);
                    case "$" -> math = !math;
                    case "&" -> cells++;
                    case "^", "_", "#", "%" -> assertTrue(math && tokens.group().equals("^"), line);
                    default -> { }
                }
            }
            depth += braces;
            assertEquals(0, line.startsWith("\\resizebox{") || line.equals("}") ? depth * (1 - depth) : braces, line);
            assertFalse(math, line);
            if (line.startsWith("\\begin{")) {
                environments.push(line.substring(7, line.indexOf('}')));
                if (line.startsWith("\\begin{tabular}{")) {
                    columns = (int) line.substring(16, line.length() - 1).replaceAll(">\\{[^}]*\\}|\\{[^}]*\\}", "").chars()
                            .filter(c -> "rlp".indexOf(c) >= 0).count();
                }
            } else if (line.startsWith("\\end{")) {
                assertEquals(environments.pop(), line.substring(5, line.indexOf('}')));
            }
            if (line.endsWith(" \\\\")) {
                assertEquals(columns, cells, line);
            }
        }
        assertTrue(environments.isEmpty());
        assertEquals(0, depth);
    }

    /// A comment that ended before its line did would print the rest of it. Only comments hold a bare `<`.
    @Test
    void commentsStayOnTheirLine() throws IOException {
        var bare = latex(Samples.ugly()).lines().filter(line -> line.contains("<")).toList();
        assertTrue(bare.stream().allMatch(line -> line.startsWith("% ") && line.contains("next")), bare.toString());
        assertFalse(bare.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\0', value = {"50%;50\\%", "a_b;a\\_b", "\\x{y};\\textbackslash{}x\\{y\\}", "é;é", "λ;$\\lambda$",
            "雪;\\gliaglyph{雪}{[U+96EA]}", "😀;\\gliaglyph{😀}{[U+1F600]}", "[x];{[}x{]}", "a,,b;a,{},b", "--;{-}{-}", "*;{*}", "~^;\\textasciitilde{}\\textasciicircum{}"})
    void textIsNoMarkup(String text, String latex) {
        assertEquals(latex, LatexReport.escape(text));
    }

    @Test
    void pdfLatexTakesItWhereItIsInstalled() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isInstalled("pdflatex"), "pdflatex is not installed");
        var names = List.of("plain", "ugly", "large", "odd");
        ReportFormat.LATEX.write(Samples.plain(), folder.resolve("plain.tex"));
        ReportFormat.LATEX.write(Samples.ugly(), folder.resolve("ugly.tex"));
        ReportFormat.LATEX.write(Samples.large(), folder.resolve("large.tex"));
        var odd = "[x] * a\ud83dz \u202e\u2028\u0085\u0000\ufffe\u200b\u0301,, -- ?` << fi ß Ω € ½ ←";
        ReportFormat.LATEX.write(Report.of(Samples.results(odd, Samples.cell(Samples.trial(odd, odd, 0, 0), Samples.done(-0.5, 1e-300)))),
                folder.resolve("odd.tex"));
        var document = new StringBuilder("\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage{textcomp}"
                + "\\usepackage{booktabs}\\usepackage{array}\\usepackage{graphicx}\\begin{document}\\listoftables\n");
        names.forEach(name -> document.append("\\input{").append(name).append("}\n"));
        Files.writeString(folder.resolve("paper.tex"), document.append("\\end{document}\n"));
        for (int pass = 0; pass < 2; pass++) { // the second reads what the first wrote for the list of tables
            var log = folder.resolve("log.txt");
            var process = new ProcessBuilder("pdflatex", "-halt-on-error", "-interaction=nonstopmode", "paper.tex").directory(folder.toFile())
                    .redirectErrorStream(true).redirectOutput(log.toFile()).start();
            process.getOutputStream().close();
            assertTrue(process.waitFor(120, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), () -> {
                try {
                    return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
                } catch (IOException e) {
                    return e.getMessage();
                }
            });
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
