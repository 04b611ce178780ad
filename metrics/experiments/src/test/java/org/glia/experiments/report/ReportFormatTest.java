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

    @Test
    void theEndingDecides() {
        assertEquals(Optional.of(ReportFormat.LATEX), ReportFormat.of(Path.of("a.b/Table.TEX")));
        assertEquals(Optional.empty(), ReportFormat.of(Path.of("html")));
        assertEquals("`table.xls` must end in one of .csv, .json, .md, .tex, .html",
                assertThrows(GliaException.class, () -> ReportFormat.named(Path.of("table.xls"))).getMessage());
    }
}
