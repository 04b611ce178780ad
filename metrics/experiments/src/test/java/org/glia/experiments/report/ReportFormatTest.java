package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.glia.api.problem.GliaException;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportFormatTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theSameReportMakesTheSameBytes(ReportFormat format) throws IOException {
        format.write(Samples.ugly(), folder.resolve("first"));
        format.write(Samples.ugly(), folder.resolve("second"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("first")), Files.readAllBytes(folder.resolve("second")));
        assertTrue(Files.size(folder.resolve("first")) > 0);
    }

    @ParameterizedTest
    @EnumSource
    void aStudyWithoutTrialsIsWritten(ReportFormat format) throws IOException {
        format.write(Report.of(Samples.results("nothing")), folder.resolve("nothing"));
        assertTrue(Files.size(folder.resolve("nothing")) > 0);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatCannotBeWrittenIsSaidInASentence(ReportFormat format) {
        var file = folder.resolve("absent").resolve("report");
        assertEquals("%s cannot be written: there is no folder %s".formatted(file, file.getParent()),
                assertThrows(GliaException.class, () -> format.write(Samples.plain(), file)).getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftBesideTheFile(ReportFormat format) throws IOException {
        format.write(Samples.large(), folder.resolve("report"));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    /// Half a letter, letters that turn the line around, the ends of lines of other systems, and what ends a text in C.
    @ParameterizedTest
    @EnumSource
    void lettersThatAreNoneStopNoReport(ReportFormat format) throws IOException {
        var odd = "a\ud83dz \u202e\u2028\u0085\u0000\ufffe\u200b";
        var results = Samples.results(odd, Samples.cell(Samples.trial(odd, odd, 0, 0), new Outcome.Failed(odd, odd, odd)));
        format.write(Report.of(results), folder.resolve("odd"));
        var text = Files.readString(folder.resolve("odd")); // strictly UTF-8
        assertTrue(text.contains("z"));
    }

    @Test
    void theEndingDecides() {
        assertEquals(Optional.of(ReportFormat.LATEX), ReportFormat.of(Path.of("a.b/Table.TEX")));
        assertEquals(Optional.empty(), ReportFormat.of(Path.of("html")));
        assertEquals("`table.xls` must end in one of .csv, .json, .md, .tex, .html",
                assertThrows(GliaException.class, () -> ReportFormat.named(Path.of("table.xls"))).getMessage());
    }
}
