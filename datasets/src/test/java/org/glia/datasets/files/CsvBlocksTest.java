package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.TextColumn;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a file is cut into blocks, and how many threads read them, makes no difference to what is read or told.
class CsvBlocksTest {

    @TempDir
    Path folder;

    /// What came of a reading.
    private record Told(Optional<Dataset> data, List<String> words) {
    }

    private Told read(String text, Csv.Settings settings, int threads, RecordBlocks.Sizes sizes) {
        var run = Run.local(RunSetup.of(1).withThreads(threads));
        try (var input = Input.file(Files.writeString(folder.resolve("heroes.csv"), text))) {
            var data = new CsvTable(input, settings, run, sizes).read();
            return new Told(Optional.of(data), run.warnings());
        } catch (DataException e) {
            return new Told(Optional.empty(), List.of(e.getMessage()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Csv.Settings settings(String comment, Map<String, CellType> types) {
        var layout = new Csv.Layout("comma", Optional.of("\""), Optional.of(comment), Csv.Header.AUTO, 0, "UTF-8");
        return new Csv.Settings(layout, new Csv.Cells(new Csv.Cells().missing(), Csv.DecimalPoint.POINT, types));
    }

    /// @return what is read in one block
    private Told assertSameInAnyBlocks(String text, Csv.Settings settings) {
        var whole = read(text, settings, 1, new RecordBlocks.Sizes(1 << 20, 1 << 20, 1 << 20, 1));
        for (int size : new int[] {1, 7, 64, 300}) {
            for (int threads = 1; threads <= 3; threads++) {
                var told = read(text, settings, threads, new RecordBlocks.Sizes(size, size, 1 << 20, 5));
                assertEquals(whole.words, told.words, () -> text);
                assertEquals(whole.data.map(Dataset::schema), told.data.map(Dataset::schema), () -> text);
                assertEquals(whole.data.map(Texts::cells), told.data.map(Texts::cells), () -> text);
                assertEquals(whole.data, told.data, () -> text);
            }
        }
        return whole;
    }

    @Test
    void columnsOfAllKindsAreTheSameInAnyBlocks() {
        List<IntFunction<String>> kinds = List.of(i -> "" + i, i -> i < 30 ? "NA" : i + ".5", i -> i < 45 ? "" : "2001-03-0" + i % 9,
                i -> i < 40 ? "" : "\"a,\n" + i % 7 + "\"", i -> i == 50 ? "x" : "0" + i, i -> "w" + i % 3,
                i -> i < 20 ? "" : i == 55 ? "soon" : "2001-03-11", i -> "text \"\"" + i, i -> i < 58 ? "NA" : "z", i -> "");
        var random = new Random(7);
        for (int repeat = 0; repeat < 12; repeat++) {
            var columns = IntStream.range(0, 4).mapToObj(c -> kinds.get(random.nextInt(kinds.size()))).toList();
            var text = IntStream.range(0, 60).mapToObj(i -> columns.stream().map(column -> column.apply(i + 1))
                    .map(cell -> cell.startsWith("text") ? "\"" + cell + "\"" : cell)
                    .collect(Collectors.joining(","))).collect(Collectors.joining("\r\n", "p,q,r,s\r\n", "\r\n"));
            assertTrue(assertSameInAnyBlocks(text, settings("#", Map.of())).data.isPresent());
        }
    }

    @Test
    void theFirstErrorOfTheFileIsToldWhateverBlockFailsFirst() {
        var rows = "1,2\n".repeat(40);
        var ragged = assertSameInAnyBlocks("a,b\n" + rows + "1\n" + rows + "1,\"x\"y\n" + rows + "1,2,3\n", settings("#", Map.of()));
        assertEquals(List.of("heroes.csv, line 42: 1 field where the header has 2; fields are separated by `,`, say separator= if "
                + "that is wrong"), ragged.words);
        var malformed = assertSameInAnyBlocks("a,b\n" + rows + "\"p\nq\",1\n# no\n1,\"x\"y\n" + rows + "1\n", settings("#", Map.of()));
        assertTrue(malformed.words.getFirst().startsWith("heroes.csv, line 45: a quoted field goes on"), malformed.words::toString);
        var asked = assertSameInAnyBlocks("a,b\n" + rows + "1,x\n" + rows + "1\n", settings("#", Map.of("b", CellType.NUMERIC)));
        assertEquals(List.of("heroes.csv, line 42, column `b`: `x` is not a number, as types= says"), asked.words);
        var open = assertSameInAnyBlocks("a,b\n" + rows + "1,\"x\n" + rows, settings("#", Map.of()));
        assertTrue(open.words.getFirst().startsWith("heroes.csv, line 42: a quoted field begins here and never ends"),
                open.words::toString);
    }

    @Test
    void remarksNameTheSameLinesInAnyBlocks() {
        var nearly = IntStream.range(0, 90).mapToObj(i -> (i == 61 || i == 70 ? "n/a" : "" + i) + "," + (i < 50 ? "1" : "01"))
                .collect(Collectors.joining("\n", "a,b\n", "\n"));
        var told = assertSameInAnyBlocks(nearly, settings("#", Map.of()));
        assertEquals(List.of("heroes.csv: column `a` was read as text, because 2 of 90 cells are no numbers (line 63: `n/a`); "
                + "types=a:numeric makes them errors, `n/a` added to missing= takes them as missing",
                "heroes.csv: column `b` was read as numbers, though some have leading zeros (line 52: `01`); types=b:nominal "
                + "keeps them as they are written"), told.words);
    }

    @Test
    void aRowWithoutEndIsToldWhereItBegins() {
        var told = read("a,b\n1,2\n3,\"" + "x\n".repeat(100), settings("#", Map.of()), 2, new RecordBlocks.Sizes(8, 8, 64, 4));
        assertEquals(List.of("heroes.csv, line 3: a row begins here that has more than 64 characters; if it is a quote that is "
                + "never closed, close it, or say quote=none if quotes mean nothing in this file"), told.words);
    }

    /// Against another parser, on texts full of what means something.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anyTextIsReadAsAnotherParserReadsIt(int seed) {
        var random = new Random(seed);
        var alphabet = List.of("a", "7", " ", ",", ",", "\"", "\"\"", "\n", "\r\n", "\r", "#", "\"b\"", "-1.5");
        var syntax = new Syntax(',', '"', '#');
        int tables = 0;
        int failures = 0;
        for (int i = 0; i < 1500; i++) {
            var text = "x,x,x\n" + IntStream.range(0, random.nextInt(14)).mapToObj(k -> alphabet.get(random.nextInt(alphabet.size())))
                    .collect(Collectors.joining());
            var expected = Parsed.of(text, syntax);
            int width = expected.records().size() < 2 ? 3 : expected.records().get(1).size();
            text = "x,".repeat(width - 1) + text.substring(text.indexOf('\n') - 1);
            expected = Parsed.of(text, syntax);
            var types = IntStream.rangeClosed(1, width).boxed().collect(Collectors.toMap(c -> "column_" + c, c -> CellType.TEXT));
            var layout = new Csv.Layout("comma", Optional.of("\""), Optional.of("#"), Csv.Header.NO, 0, "UTF-8");
            var told = read(text, new Csv.Settings(layout, new Csv.Cells(List.of(), Csv.DecimalPoint.POINT, types)), 2,
                    new RecordBlocks.Sizes(3, 3, 1 << 20, 3));
            assertTold(expected, width, told, text);
            tables += told.data.isPresent() && expected.records().size() > 2 ? 1 : 0;
            failures += expected.isMalformed() ? 1 : 0;
        }
        assertTrue(tables > 100 && failures > 100, tables + " tables, " + failures + " failures");
    }

    private static void assertTold(Parsed expected, int width, Told told, String text) {
        var records = expected.records();
        int ragged = (int) records.stream().takeWhile(record -> record.size() == width).count();
        if (ragged < records.size() || expected.isMalformed()) {
            long line = expected.lines().get(ragged);
            var sentence = "heroes.csv, line %d: %s".formatted(line, ragged < records.size()
                    ? records.get(ragged).size() + " field" : "a quoted field "
                    + (expected.failure().orElseThrow().startsWith("Unclosed") ? "begins here" : "goes on"));
            assertTrue(told.words.getFirst().startsWith(sentence), () -> "%s%n%s%n%s".formatted(text, sentence, told.words));
            return;
        }
        var cells = new ArrayList<List<String>>();
        for (int row = 0; row < told.data.orElseThrow().rows(); row++) {
            int at = row;
            cells.add(IntStream.range(0, width).mapToObj(c -> ((TextColumn) told.data.get().column(c)).text(at).orElse("")).toList());
        }
        assertEquals(records, cells, () -> text);
    }

    /// More than what is tidied at once, so that the column is taken out of the finished matrix.
    @Test
    void aColumnThatIsContradictedAtTheEndOfALargeFileLeavesTheOthersTogether() {
        int rows = 300_000;
        var text = new StringBuilder("a,b,c,d\n");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(',').append(i % 10).append(",\"3\n\",").append(-i).append('\n');
        }
        text.append("1,x,3,4\n");
        for (int threads = 1; threads <= 3; threads++) {
            var data = read(text.toString(), new Csv.Settings(), threads, RecordBlocks.Sizes.USUAL).data.orElseThrow();
            assertEquals(List.of(Kind.NUMERIC, Kind.NOMINAL, Kind.NOMINAL, Kind.NUMERIC),
                    data.schema().fields().stream().map(field -> field.kind()).toList());
            assertEquals(rows + 1, data.rows());
            for (int row : new int[] {0, 1, 99_999, rows - 1}) {
                assertEquals(row, data.numeric("a").value(row));
                assertEquals(Integer.toString(row % 10), data.column("b").format(row));
                assertEquals("3\n", data.column("c").format(row));
                assertEquals(-row, data.numeric("d").value(row));
            }
            assertEquals(4, data.numeric("d").value(rows));
        }
    }
}
