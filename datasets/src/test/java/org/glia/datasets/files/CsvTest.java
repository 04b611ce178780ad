package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Role;
import org.glia.api.data.TextColumn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @TempDir
    Path folder;
    private Texts<Csv.Settings> texts;

    @BeforeEach
    void reader() {
        texts = Texts.of(folder, new Csv());
    }

    private Dataset load(String text) {
        return load(text, "");
    }

    private Dataset load(String text, String settings) {
        return texts.load("heroes.csv", text, settings);
    }

    private List<String> warnings() {
        return texts.run().warnings();
    }

    private static String schema(Dataset data) {
        return data.schema().fields().stream().map(field -> field.name() + ":" + field.kind().name().toLowerCase())
                .collect(Collectors.joining(" "));
    }

    // ---- the table

    @Test
    void namesKindsAndCellsAreThoseOfTheFile() {
        var data = load("""
                hero,age,alignment,since,bio
                Iron Man,48,good,1963-03-01,"rich, clever"
                Loki,1053,bad,1949-08-01,
                """, "types=hero:text,bio:text");
        assertEquals("heroes", data.name());
        assertEquals("hero:text age:numeric alignment:nominal since:time bio:text", schema(data));
        assertEquals("""
                Iron Man|48|good|1963-03-01T00:00:00Z|rich, clever
                Loki|1053|bad|1949-08-01T00:00:00Z|
                """, Texts.cells(data));
        assertTrue(data.schema().fields().stream().allMatch(field -> field.role() == Role.FEATURE));
        assertEquals(List.of(), warnings());
    }

    @Test
    void numericColumnsShareOneMatrixSoThatFeaturesAreAWindow() {
        var data = load("a,b,c,y\n1,2,x,3\n4,5,y,6\n", "").withRole(Role.IGNORED, "c").withTarget("y");
        var features = assertInstanceOf(DenseMatrix.class, data.features());
        assertEquals(3, features.stride());
        assertArrayEquals(new double[] {1, 2, 4, 5}, features.toArray());
        assertSame(features.values(), ((DenseMatrix) data.numeric("y").matrix()).values());
    }

    @Test
    void manyRowsOfManyColumnsAreTransposedRight() {
        int rows = 10_007;
        int columns = 37;
        var text = new StringBuilder(IntStream.range(0, columns).mapToObj(c -> "c" + c)
                .collect(Collectors.joining(","))).append('\n');
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                text.append(c == 0 ? "" : ",").append(r * 1000 + c);
            }
            text.append('\n');
        }
        var matrix = load(text.toString()).features();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                assertEquals(r * 1000 + c, matrix.get(r, c));
            }
        }
    }

    @Test
    void everyTextThatAWriterWritesIsReadBack() {
        var random = new Random(3);
        var alphabet = List.of("a", "é", "☃", "😀", ",", ";", "\"", "\n", "\r\n", "\t", "'", "#", "0", "x y");
        var cells = IntStream.range(0, 500).mapToObj(i -> IntStream.rangeClosed(0, random.nextInt(6))
                .mapToObj(k -> alphabet.get(random.nextInt(alphabet.size()))).collect(Collectors.joining("", "<",
                        ">"))).toList();
        var written = new StringWriter();
        try (var writer = CsvWriter.builder().build(written)) {
            writer.writeRecord("first", "second");
            cells.forEach(cell -> writer.writeRecord(cell, "1"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var data = load(written.toString(), "separator=comma");
        var column = (TextColumn) data.column("first");
        assertEquals(cells, IntStream.range(0, data.rows()).mapToObj(row -> column.text(row).orElseThrow()).toList());
    }

    @Test
    void theOrderOfTheRowsMakesNoDifferenceToLevelsAndKinds() {
        var rows = new ArrayList<>(List.of("b,2,x", "a,1,10", "c,?,2.5", "b,3,y", "a,,10", "c,7,"));
        var straight = load("p,q,r\n" + String.join("\n", rows));
        Collections.shuffle(rows, new Random(4));
        var shuffled = load("p,q,r\n" + String.join("\n", rows));
        assertEquals(straight.schema(), shuffled.schema());
    }

    // ---- proposals

    @ParameterizedTest
    @CsvSource({"1;2.5;-3e4, NUMERIC", "1;NA;3, NUMERIC", "007;012;3, NUMERIC", "0;1;1, NUMERIC",
            "inf;-Infinity;0, NUMERIC",
            "NaN;?;1, NUMERIC", "2001-01-31;NA;2001-02, TIME", "2001-01-31;2001-02-30;2001-03-01, NOMINAL",
            "true;false;true, NOMINAL", "a;1;2, NOMINAL", "1;2;a, NOMINAL", "2001-01-31;5;6, NOMINAL",
                    "5;2001-01-31;6, NOMINAL"})
    void aColumnIsWhatAllItsCellsAre(String cells, Kind kind) {
        var column = load("v,w\n" + cells.replace(";", ",0\n") + ",0\n").schema().field(0);
        assertEquals(kind, column.kind());
    }

    @Test
    void tenDistinctTextsAreLevelsHoweverRare() {
        assertEquals(Kind.NOMINAL, load(distinct(10, 1)).column(0).kind());
        assertEquals(Kind.TEXT, load(distinct(11, 1)).column(0).kind());
    }

    @Test
    void upToAThousandAreLevelsIfTheyOccurTwiceOnAverage() {
        assertEquals(Kind.NOMINAL, load(distinct(1000, 2)).column(0).kind());
        assertEquals(Kind.TEXT, load(distinct(1001, 2)).column(0).kind());
        assertEquals(Kind.TEXT, load(distinct(11, 2) + "x,0\n").column(0).kind());
    }

    private static String distinct(int texts, int times) {
        return "v,w\n" + IntStream.range(0, texts * times).mapToObj(i -> "t" + i % texts + ",0\n")
                .collect(Collectors.joining());
    }

    @Test
    void levelsThatAreNumbersAreOrderedAsNumbers() {
        assertEquals(List.of("1", "2", "10"), load("v\n10\n2\n1\n",
                "types=v:nominal").schema().field(0).levels().names());
        assertEquals(List.of("1", "10", "2", "b"), load("v\n10\nb\n2\n1\n",
                "types=v:nominal").schema().field(0).levels().names());
    }

    @Test
    void aTextAfterManyNumbersMakesTheColumnTextsFromItsBeginning() {
        var text = IntStream.range(0, 5000).mapToObj(i -> "00" + i % 7 + ".50," + i + "\n")
                .collect(Collectors.joining("", "code,n\n", "X9,1\n"));
        var data = load(text);
        assertEquals("code:nominal n:numeric", schema(data));
        assertEquals("000.50", data.column("code").format(0));
        assertEquals("X9", data.column("code").format(5000));
        assertEquals(4999, data.numeric("n").value(4999));
        assertEquals(1, data.numeric("n").value(5000));
    }

    @Test
    void aColumnThatIsNearlyNumericIsToldOfWithTheFirstOddCell() {
        var cells = IntStream.range(0, 500).mapToObj(i -> i == 41 ? "abc" : i == 300 ? "-" : Integer.toString(i))
                .toList();
        load("x,y\n" + String.join(",1\n", cells) + ",1\n");
        assertEquals(List.of("heroes.csv: column `x` was read as text, because 2 of 500 cells are no numbers (line 43: `abc`); "
                + "types=x:numeric makes them errors, `abc` added to missing= takes them as missing"), warnings());
    }

    @Test
    void aColumnOfNearlyOnlyDatesIsToldOf() {
        load("x,y\n" + "2001-01-31,1\n".repeat(99) + "soon,1\n");
        assertEquals(List.of("heroes.csv: column `x` was read as nominal, because 1 of 100 cells is no dates or times (line 101: "
                + "`soon`); types=x:time makes them errors, `soon` added to missing= takes them as missing"), warnings());
    }

    @Test
    void aColumnOfManyTextsIsNotToldOf() {
        load("x,y\n" + "1,1\n".repeat(89) + "a,1\n".repeat(11));
        assertEquals(List.of(), warnings());
    }

    @Test
    void leadingZerosAreToldOfUnlessTheTypeIsStated() {
        assertEquals(1234, load("zip\n90210\n01234\n").numeric("zip").value(1));
        assertEquals(List.of("heroes.csv: column `zip` was read as numbers, though some have leading zeros (line 3: `01234`); "
                + "types=zip:nominal keeps them as they are written"), warnings());
        assertEquals("01234", load("zip\n90210\n01234\n", "types=zip:nominal").column("zip").format(1));
        load("zip\n90210\n01234\n", "types=zip:numeric");
        load("v\n0.5\n0\n");
        assertEquals(1, warnings().size());
    }

    @Test
    void aColumnWithoutValuesPassesForAnyKind() {
        var data = load("a,b\n,1\nNA,2\n");
        assertEquals(Kind.NOMINAL, data.column("a").kind());
        assertEquals(0, data.schema().field(0).levels().size());
        assertTrue(data.column("a").isMissing(0) && data.column("a").isMissing(1));
        assertEquals(List.of("heroes.csv: column `a` has no value at all"), warnings());
    }

    @Test
    void ofManyColumnsOnlyThreeAreNamed() {
        load("a,b,c,d,e\n,,,,1\n");
        assertEquals(4, warnings().size());
        assertEquals("heroes.csv: 1 more column like that", warnings().getLast());
    }

    @Test
    void statedTypesWin() {
        var data = load("n,zip,when,note\n1,01234,2001-01-31,x\n2,90210,NA,y\n",
                "types=n:text,zip:nominal,when:nominal,note:text");
        assertEquals("n:text zip:nominal when:nominal note:text", schema(data));
        assertEquals("x:numeric", schema(load("x\n\n \nNA\n", "types=x:numeric header=yes")));
        assertEquals("x:time", schema(load("x\nNA\n", "types=x:time")));
    }

    // ---- missing cells

    @Test
    void theUsualMarksAndTheEmptyCellAreMissing() {
        var data = load("n,s\n1,a\n,\nNA,NA\nNaN,NaN\nnan,nan\nnull,null\nNULL,NULL\n?,?\n\"\",\"\"\n 2 , b \n");
        for (int row = 1; row < 9; row++) {
            assertTrue(data.column("n").isMissing(row) && data.column("s").isMissing(row), "row " + row);
        }
        assertEquals(2, data.numeric("n").value(9));
        assertEquals(List.of("a", "b"), data.nominal("s").levels().names());
    }

    @Test
    void statedMarksTakeThePlaceOfTheUsualOnes() {
        var data = load("n,s\n-999,NA\n-,-\n-999.0,x\n7,y\n", "missing=-,-999");
        assertEquals("|NA\n|\n|x\n7|y\n", Texts.cells(data));
    }

    @Test
    void noMarksLeaveOnlyTheEmptyCell() {
        var data = load("s,n\nNA,1\n,2\n", "missing=[]");
        assertEquals("NA|1\n|2\n", Texts.cells(data));
    }

    // ---- header

    @Test
    void aFirstLineWithNumbersIsARowAndThatIsTold() {
        var data = load("5.1,setosa\n4.9,setosa\n");
        assertEquals("column_1:numeric column_2:nominal", schema(data));
        assertEquals(2, data.rows());
        assertEquals(List.of("heroes.csv: line 1 holds numbers or dates, so there is no header and the columns are called "
                + "`column_1` to `column_2`; header=yes takes its fields as names"), warnings());
    }

    @Test
    void theHeaderCanBeStated() {
        assertEquals("1999:numeric 2000:numeric", schema(load("1999,2000\n1,2\n", "header=yes")));
        assertEquals("column_1:nominal column_2:nominal", schema(load("a,b\nc,d\n", "header=no")));
        assertEquals(List.of(), warnings());
    }

    @Test
    void columnsWithoutANameAreNumberedAndToldOf() {
        assertEquals("column_1:nominal mpg:numeric", schema(load("\"\",mpg\nMazda,21\n")));
        assertEquals(List.of("heroes.csv: column 1 has no name and is called `column_1`"), warnings());
    }

    @Test
    void namesMayHoldAnything() {
        assertEquals(List.of("a, b", "say \"c\"", "d\ne", "ü ☃"),
                load("\"a, b\",\"say \"\"c\"\"\",\"d\ne\", ü ☃ \n1,2,3,4\n").schema().names());
    }

    // ---- lines and fields

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\n3,4",
            "a,b\n\n1,2\n\n\n3,4\n\n",
            "\uFEFFa,b\n1,2\n3,4\n", "a;b\n1;2\n3;4\n", "a\tb\n1\t2\n3\t4\n", "a|b\n1|2\n3|4\n",
                    " a , b \n 1 ,\t2\n3,4 \n",
            "\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"\n"})
    void lineEndsBlanksQuotesAndSeparatorsAreFoundOut(String text) {
        var data = load(text);
        assertEquals("a:numeric b:numeric", schema(data));
        assertEquals("1|2\n3|4\n", Texts.cells(data));
        assertEquals(List.of(), warnings());
    }

    @Test
    void blanksInQuotesArePartOfTheCell() {
        assertEquals(" x ", load("a,b\n\" x \", y \n").column("a").format(0));
        assertEquals("y", load("a,b\n\" x \", y \n").column("b").format(0));
    }

    @Test
    void aSeparatorInsideSomeFieldsDoesNotMislead() {
        assertEquals(List.of("name", "note"), load("name;note\nIron Man;rich, clever, vain\nLoki;bad, old\n").schema().names());
        assertEquals(List.of("text"), load("text\nHello\nall\n").schema().names());
        assertEquals(List.of("a,b", "c"), load("a,b;c\n1;2\n3;4\n").schema().names());
    }

    @Test
    void aRaggedLineDoesNotChangeTheSeparator() {
        assertEquals("heroes.csv, line 3: 2 fields where the header has 3; fields are separated by `,`, say separator= if that is wrong",
                texts.refusal("heroes.csv", "a,b,c\n1,2,3\n4,5\n6,7,8\n", ""));
    }

    @Test
    void filesNamedTsvAreSeparatedByTabs() {
        var data = texts.load("x.tsv", "a,b\tc\n1\t2\n", "");
        assertEquals(List.of("a,b", "c"), data.schema().names());
    }

    @ParameterizedTest
    @CsvSource({"comma, ','", "semicolon, ;", "tab, '\t'", "pipe, |", "space, ' '", "^, ^", "'\",\"', ','", "'\"|\"', |"})
    void theSeparatorCanBeStated(String stated, String separator) {
        assertEquals("1|2\n", Texts.cells(load("a%1$sb\n1%1$s2\n".formatted(separator), "separator=" + stated)));
    }

    @Test
    void decimalCommasGoWithSemicolons() {
        var data = load("a;b\n1,5;-0,25\n", "decimal=comma");
        assertEquals(1.5, data.numeric("a").value(0));
        assertEquals(-0.25, data.numeric("b").value(0));
    }

    @ParameterizedTest
    @CsvSource({"comma, point, LF", "semicolon, comma, CRLF", "tab, point, CR"})
    void numbersInCellsGetTheBitsOfParseDouble(String separatorName, String decimal, String lineEndName) {
        var separator = String.valueOf(Separators.named(separatorName));
        var point = decimal.equals("point") ? "." : ",";
        var lineEnd = Map.of("LF", "\n", "CRLF", "\r\n", "CR", "\r").get(lineEndName);
        var random = new Random(5);
        var usual = List.of("5.", ".5", "-.5", "-0", "00.5", "-007", "+3", "1e5", "-1E-7", "0", "123456789012345678",
                "1234567890123456789", "9007199254740993", "0.1234567890123456789", " 7 ", "\"8.25\"", "-12.50");
        var numbers = IntStream.range(0, 5000).mapToObj(i -> i % 3 == 0 ? usual.get(random.nextInt(usual.size()))
                : i % 3 == 1 ? Double.toString(random.nextGaussian()) : Long.toString(random.nextLong() >> random.nextInt(64)))
                .toList();
        var text = numbers.stream().map(number -> number.replace(".", point) + separator + number.replace(".", point))
                .collect(Collectors.joining(lineEnd, "a" + separator + "b" + lineEnd, ""));
        var data = load(text, "types=a:numeric,b:numeric separator=%s decimal=%s".formatted(separatorName, decimal));
        assertEquals(numbers.size(), data.rows());
        for (int row = 0; row < data.rows(); row++) {
            double expected = Double.parseDouble(numbers.get(row).replace("\"", ""));
            assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(data.numeric("a").value(row)));
            assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(data.numeric("b").value(row)));
        }
    }

    @Test
    void charactersOfNumbersMaySeparateAndQuoteThem() {
        assertEquals("1|2\n", Texts.cells(load("a5b\n152\n", "separator=5 types=a:numeric,b:numeric")));
        assertEquals("1|2\n", Texts.cells(load("a-b\n1-2\n", "separator=\"-\" types=a:numeric,b:numeric")));
        assertEquals("1|5\n", Texts.cells(load("a,b\n1,5\n", "separator=comma decimal=comma types=a:numeric,b:numeric")));
        assertEquals("1|5\n", Texts.cells(load("a,b\n717,5\n", "quote=7 types=a:numeric,b:numeric")));
    }

    @Test
    void linesAtTheTopAndCommentsAreSkippedAndCounted() {
        assertEquals("heroes.csv, line 6, column `a`: `x` is not a number, as types= says",
                texts.refusal("heroes.csv", "exported 2001\nby nobody\na,b\n# why\n1,2\nx,3\n",
                        "skip=2 comment=\"#\" types=a:numeric"));
        assertEquals("1|2\n", Texts.cells(load("title\na,b\n1,2\n", "skip=1")));
    }

    @Test
    void quotesCanBeOthersOrNone() {
        assertEquals("x,y|1\n", Texts.cells(load("a,b\n'x,y',1\n", "quote=\"'\"")));
        assertEquals("\"x|y\"\n", Texts.cells(load("a,b\n\"x,y\"\n", "quote=none")));
    }

    // ---- bytes

    @Test
    void compressedFilesAreKnownByTheirContent() {
        var packed = Texts.gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        var named = texts.load(texts.write("x.csv.gz", packed), "");
        assertEquals("x", named.name());
        assertEquals("1|2\n", Texts.cells(named));
        assertEquals("1|2\n", Texts.cells(texts.load(texts.write("y.csv", packed), "")));
        assertEquals("1|2\n", Texts.cells(texts.load("z.csv.gz", "a,b\n1,2\n", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void byteOrderMarksOverruleTheCharacterSet(String name) {
        var bytes = "\uFEFFä,☃\n1,2\n".getBytes(Charset.forName(name));
        assertEquals(List.of("ä", "☃"), texts.load(texts.write("x.csv", bytes), "encoding=ISO-8859-1").schema().names());
    }

    @Test
    void theCharacterSetCanBeStated() {
        var file = texts.write("x.csv", "größe,b\n1,2\n".getBytes(Charset.forName("windows-1252")));
        assertEquals("größe", texts.load(file, "encoding=windows-1252").schema().field(0).name());
        assertEquals("x.csv is not UTF-8 text (line 1); say encoding=windows-1252, or whatever it was written in",
                texts.refusal(file, ""));
    }

    @Test
    void theLineWithBytesThatAreNoTextIsNamedWhereverItIs() {
        var start = "a,b\n" + "1,2\n".repeat(50_000);
        for (var packed : List.of(false, true)) {
            var bytes = (start + "ü,3\n" + "1,2\n".repeat(100)).getBytes(StandardCharsets.ISO_8859_1);
            assertEquals("x.csv is not UTF-8 text (line 50002); say encoding=windows-1252, or whatever it was written in",
                    texts.refusal(texts.write("x.csv", packed ? Texts.gzip(bytes) : bytes), ""));
        }
    }

    @Test
    void aHugeFieldAndAHugeLineAreRead() {
        var field = "x".repeat(20_000_000);
        assertEquals(20_000_000, load("a,b\n" + field + ",1\n", "types=a:text").column("a").format(0).length());
        var line = IntStream.range(0, 200_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        var data = load(line + "\n" + line + "\n", "header=no");
        assertEquals(200_000, data.schema().size());
        assertEquals(199_999, data.features().get(1, 199_999));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aPipeIsReadThoughItsTypesNeedTwoReadings() throws Exception {
        var pipe = folder.resolve("pipe.csv");
        var made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertEquals(0, made.waitFor());
        var writer = Thread.ofVirtual().start(() -> {
            try {
                Files.writeString(pipe, "a,b\n1,2\nx,3\n");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals("1|2\nx|3\n", Texts.cells(texts.load(pipe, "")));
        writer.join();
    }

    // ---- nothing

    @Test
    void aHeaderAloneMakesATableWithoutRowsAndThatIsTold() {
        var data = load("a,b\n");
        assertEquals(0, data.rows());
        assertEquals(List.of("a", "b"), data.schema().names());
        assertEquals(List.of("heroes.csv has column names and no rows"), warnings());
        assertEquals("a:numeric b:nominal", schema(load("a,b\n", "types=a:numeric")));
    }

    @Test
    void oneCellIsATable() {
        assertEquals("5\n", Texts.cells(load("a\n5")));
        assertEquals("5\n", Texts.cells(load("5")));
    }

    @Test
    void goldenFilesAreReadAsTheyWereBefore() {
        assertEquals("""
                Schema[fields=[Field[name=hero, kind=TEXT], Field[name=alignment, kind=NOMINAL, levels=[bad, good]], \
                Field[name=height m, kind=NUMERIC], Field[name=first seen, kind=TIME], Field[name=zip, kind=NOMINAL, \
                levels=[01234, 90210]]]]
                Iron Man|good|1.85|1963-03-01T00:00:00Z|90210
                Spider-"Man"|good|1.78|1962-08-15T12:30:00Z|01234
                Loki, of
                Asgard|bad||1949-08-01T00:00:00Z|
                """, golden("golden.csv", "separator=semicolon decimal=comma comment=\"#\" types=zip:nominal,hero:text missing=n/a"));
        assertEquals(List.of(), warnings());
    }

    private String golden(String resource, String settings) {
        var path = Path.of("src/test/resources/org/glia/datasets/files", resource);
        var data = texts.load(path, settings);
        var fields = data.schema().fields().stream().map(CsvTest::describe).collect(Collectors.joining(", "));
        return "Schema[fields=[%s]]%n%s".formatted(fields, Texts.cells(data)).replace(System.lineSeparator(), "\n");
    }

    private static String describe(Field field) {
        var levels = field.kind() == Kind.NOMINAL ? ", levels=" + field.levels().names() : "";
        return "Field[name=%s, kind=%s%s]".formatted(field.name(), field.kind(), levels);
    }
}
