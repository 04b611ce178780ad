package org.glia.experiments.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.glia.api.problem.GliaException;
import org.glia.runtime.file.WholeFile;

/// How a report is written.
public enum ReportFormat {
    /// A line for each trial and measure: for spreadsheets, pandas and R.
    CSV("csv", CsvReport::write),
    /// Everything, for programs.
    JSON("json", JsonReport::write),
    /// Tables for wikis, pull requests and mails.
    MARKDOWN("md", MarkdownReport::write),
    /// Tables for papers: booktabs, to be included.
    LATEX("tex", LatexReport::write),
    /// One page with tables and pictures that needs nothing else.
    HTML("html", HtmlReport::write);

    @FunctionalInterface
    private interface Writing {
        void write(Report report, Path file) throws IOException;
    }

    private final String ending;
    private final Writing writing;

    ReportFormat(String ending, Writing writing) {
        this.ending = ending;
        this.writing = writing;
    }

    /// What the names of such files end in, without the dot.
    public String ending() {
        return ending;
    }

    /// All endings.
    public static List<String> endings() {
        return Arrays.stream(values()).map(ReportFormat::ending).toList();
    }

    /// The format that a file's name asks for; empty if it is none of the [#endings].
    public static Optional<ReportFormat> of(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> name.endsWith("." + format.ending)).findFirst();
    }

    /// The format that a file's name asks for.
    ///
    /// @throws GliaException if there is none; the message names the endings
    public static ReportFormat named(Path file) {
        return of(file).orElseThrow(() -> new GliaException("`%s` must end in one of %s".formatted(file,
                endings().stream().map(ending -> "." + ending).collect(Collectors.joining(", ")))));
    }

    /// Writes a file that is there whole, or after a failure as it was before.
    ///
    /// @throws GliaException if it cannot be written
    public void write(Report report, Path file) {
        WholeFile.write(file, draft -> writing.write(report, draft));
    }
}
