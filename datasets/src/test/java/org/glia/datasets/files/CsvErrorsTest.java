package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.glia.api.DataSource;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.Run;
import org.glia.api.run.RunListener;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvErrorsTest {

    private static final String SEPARATED = "; fields are separated by `,`, say separator= if that is wrong";

    @TempDir
    Path folder;
    private Texts<Csv.Settings> texts;

    @BeforeEach
    void reader() {
        texts = Texts.of(folder, new Csv());
    }

    private String refusal(String text, String settings) {
        return texts.refusal("heroes.csv", text, settings);
    }

    // ---- rows

    @Test
    void aShortRowNamesTheLineAndBothCounts() {
        var rows = "1,2,3,4,5,6,7\n".repeat(15);
        assertEquals("heroes.csv, line 17: 5 fields where the header has 7" + SEPARATED,
                refusal("a,b,c,d,e,f,g\n" + rows + "1,2,3,4,5\n1,2,3,4,5,6,7\n", ""));
    }

    @Test
    void aLongRowIsRefusedToo() {
        assertEquals("heroes.csv, line 2: 3 fields where the header has 2" + SEPARATED, refusal("a,b\n1,2,3\n",
                "separator=comma"));
        assertEquals("heroes.csv, line 2: 1 field where the header has 2" + SEPARATED, refusal("a,b\nx\n",
                "separator=comma"));
    }

    @Test
    void withoutAHeaderTheFirstLineSetsTheNumber() {
        assertEquals("heroes.csv, line 3: 1 field where line 1 has 2" + SEPARATED, refusal("1,2\n3,4\n5\n", ""));
    }

    @Test
    void aRowOfSeveralLinesIsNamedByItsFirst() {
        assertEquals("heroes.csv, line 4: 3 fields where the header has 2" + SEPARATED,
                refusal("a,b\n\"x\ny\",1\n\"p\n\nq\",2,3\n", ""));
    }

    @Test
    void aRaggedRowIsFoundInTheSecondReadingsColumnsToo() {
        assertEquals("heroes.csv, line 4: 1 field where the header has 2" + SEPARATED, refusal("a,b\n1,2\nx,3\n4\n", ""));
    }

    // ---- quotes

    @Test
    void aQuoteThatIsNeverClosedIsNamedWhereItBegins() {
        assertEquals("heroes.csv, line 3: a quoted field begins here and never ends; close it, or say quote=none if quotes mean nothing "
                + "in this file", refusal("a,b\n1,2\n3,\"x\n4,5\n", ""));
    }

    @Test
    void textBehindAClosingQuoteIsRefused() {
        assertEquals("heroes.csv, line 2: a quoted field goes on after its closing quote; a quote inside one is written twice, and "
                + "quote=none takes quotes as they are", refusal("a,b\n\"x\"y,2\n", ""));
    }

    // ---- cells

    @ParameterizedTest
    @CsvSource({"numeric, abc, a number", "numeric, 1d, a number",
            "time, 2001-02-30, a date or time such as 2001-03-31 or 2001-03-31T10:15",
            "time, 5, a date or time such as 2001-03-31 or 2001-03-31T10:15"})
    void aCellThatIsNotOfTheStatedTypeIsNamed(String type, String cell, String noun) {
        assertEquals("heroes.csv, line 3, column `b`: `%s` is not %s, as types= says".formatted(cell, noun),
                refusal("a,b\n1,\n2,%s\n".formatted(cell), "types=b:" + type));
    }

    @Test
    void aTypeForAColumnThatIsNotThereSuggestsTheNearest() {
        assertEquals("heroes.csv has no column `hieght`, which types= names; did you mean `height`?",
                refusal("height,b\n1,2\n", "types=hieght:nominal"));
    }

    // ---- names

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertEquals("heroes.csv, line 1: columns 1 and 3 are both named `a`; rename one, or say header=no if the line is a row",
                refusal("a,b,a\n1,2,3\n", ""));
        assertEquals("heroes.csv, line 2: columns 1 and 2 are both named `column_2`; rename one, or say header=no if the line is a row",
                refusal("\ncolumn_2,\nx,y\n", ""));
    }

    // ---- files

    @Test
    void anEmptyFileIsRefused() {
        var sentence = "heroes.csv is empty; it should have a line of column names and rows below";
        assertEquals(sentence, refusal("", ""));
        assertEquals(sentence, refusal("\n\n", ""));
        assertEquals(sentence, refusal("\uFEFF", ""));
        assertEquals(sentence, refusal("# a\n# b\n", "comment=\"#\""));
        assertEquals(sentence, refusal("a\nb\n", "skip=2"));
        assertEquals("heroes.csv ends within the 7 lines that skip= passes over", refusal("a\nb\n", "skip=7"));
        assertEquals(sentence, texts.refusal(texts.write("heroes.csv", Texts.gzip(new byte[0])), ""));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var path = folder.resolve("nosuch.csv");
        assertEquals("there is no file `%s`".formatted(path), texts.refusal(path, ""));
    }

    @Test
    void aFolderIsNoFile() {
        assertEquals("`%s` is a folder; name a file in it".formatted(folder), texts.refusal(folder, ""));
    }

    @Test
    void aReaderNeedsAFile() {
        var csv = new Csv();
        assertEquals("`csv` reads a file; name one", assertThrows(DataException.class,
                () -> csv.load(Optional.empty(), new Csv.Settings(), Run.local(1))).getMessage());
    }

    @Test
    void compressedDataThatAreCutOrDamagedAreToldFromOtherTroubles() {
        var packed = Texts.gzip("a,b\n1,2\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        assertEquals("x.csv.gz is cut short: its compressed data end too early; get it again",
                texts.refusal(texts.write("x.csv.gz", Arrays.copyOf(packed, packed.length / 2)), ""));
        var damaged = packed.clone();
        Arrays.fill(damaged, 20, damaged.length, (byte) 0xFF);
        assertEquals("x.csv.gz is damaged: its compressed data cannot be unpacked; get it again",
                texts.refusal(texts.write("x.csv.gz", damaged), ""));
    }

    // ---- settings

    private static String wrong(String settings) {
        return assertThrows(RecipeException.class, () -> DataSource.settings(new Csv()).read(settings)).getMessage();
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        assertEquals("`separator` must be auto, comma, semicolon, tab, pipe, space, or one character; it was `ab`",
                wrong("separator=ab"));
        assertEquals("`quote` must be one character, or `none`; it was `ab`", wrong("quote=ab"));
        assertEquals("`comment` must be one character, or `none`; it was `//`", wrong("comment=//"));
        assertEquals("`separator`, `quote` and `comment` must be different characters", wrong("separator=# comment=#"));
        assertEquals("`separator`, `quote` and `comment` must be different characters", wrong("quote=# comment=#"));
        assertEquals("`encoding` must be a character set such as UTF-8, ISO-8859-1 or windows-1252; it was `utf9`",
                wrong("encoding=utf9"));
        assertTrue(wrong("types=a:number").contains("numeric"), wrong("types=a:number"));
        assertTrue(wrong("skip=-1").contains("at least 0"), wrong("skip=-1"));
        assertTrue(wrong("seperator=tab").contains("did you mean `separator`?"), wrong("seperator=tab"));
    }

    // ---- runs

    @Test
    void readingStopsSoonWhenItIsCancelled() throws IOException {
        var file = Files.writeString(folder.resolve("x.csv"), "a,b\n" + "1,2\n".repeat(100_000));
        var asked = new AtomicInteger();
        var run = Run.local(RunSetup.of(1).withCancelled(() -> asked.incrementAndGet() > 3));
        assertThrows(CancelledException.class, () -> new Csv().load(Optional.of(file), new Csv.Settings(), run));
        assertEquals(4, asked.get());
    }

    @Test
    void progressRisesToTheEndThroughBothReadings() throws IOException {
        var file = Files.writeString(folder.resolve("x.csv"), "a,b\n" + "1,2\n".repeat(100_000) + "x,3\n");
        var seen = new ArrayList<Double>();
        var run = Run.local(RunSetup.of(1).withListener(new RunListener() {
            @Override
            public void progress(String path, double fraction, String what) {
                seen.add(fraction);
            }
        }));
        new Csv().load(Optional.of(file), new Csv.Settings(), run);
        assertEquals(seen.stream().sorted().toList(), seen);
        assertTrue(seen.size() > 20 && seen.getFirst() < 0.1 && seen.contains(1.0), () -> List.copyOf(seen).toString());
    }
}
