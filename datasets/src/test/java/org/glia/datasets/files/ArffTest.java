package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Kind;
import org.glia.api.data.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArffTest {

    private static final String HEAD = """
            @relation heroes
            @attribute age numeric
            @attribute side {good, bad}
            @data
            """;

    @TempDir
    Path folder;
    private Texts<Arff.Settings> texts;

    @BeforeEach
    void reader() {
        texts = Texts.of(folder, new Arff());
    }

    private Dataset load(String text) {
        return texts.load("heroes.arff", text, "");
    }

    private String refusal(String text) {
        return texts.refusal("heroes.arff", text, "");
    }

    // ---- dense

    @Test
    void allTypesOfAttributesAreRead() {
        var data = load("""
                % measured in boots
                @RELATION 'some heroes'

                @Attribute age NUMERIC
                @attribute 'height m' real
                @attribute issues integer
                @attribute side {good, 'very bad', "so so"}
                @attribute bio string
                @attribute since date
                @attribute seen date "dd.MM.yyyy HH:mm"
                @DATA
                48,1.85,2000,good,'rich, clever',1963-03-01T00:00:00,"31.03.2001 10:15"
                ?,?,?,?,?,?,?   % nothing is known
                1053, 1.9 ,1e3,'very bad',"it's \\"his\\" sea\\n\\u2603",'1949-08-01T12:30:15','01.01.1970 00:00'
                7 1.2 3 "so so" '?' 1970-01-01T00:00:00 '01.01.1970 00:01'
                """);
        assertEquals("heroes", data.name());
        assertEquals(List.of("age", "height m", "issues", "side", "bio", "since", "seen"), data.schema().names());
        assertEquals(List.of(Kind.NUMERIC, Kind.NUMERIC, Kind.NUMERIC, Kind.NOMINAL, Kind.TEXT, Kind.TIME, Kind.TIME),
                data.schema().fields().stream().map(field -> field.kind()).toList());
        assertEquals(List.of("good", "very bad", "so so"), data.nominal("side").levels().names());
        assertEquals("""
                48|1.85|2000|good|rich, clever|1963-03-01T00:00:00Z|2001-03-31T10:15:00Z
                ||||||
                1053|1.9|1000|very bad|it's "his" sea
                ☃|1949-08-01T12:30:15Z|1970-01-01T00:00:00Z
                7|1.2|3|so so|?|1970-01-01T00:00:00Z|1970-01-01T00:01:00Z
                """, Texts.cells(data));
        assertTrue(data.column("bio").isMissing(1));
        assertTrue(data.schema().fields().stream().allMatch(field -> field.role() == Role.FEATURE));
    }

    @Test
    void numbersShareOneMatrix() {
        var data = load("@relation r\n@attribute a real\n@attribute b real\n@data\n1,2\n3,4\n");
        assertEquals(2, assertInstanceOf(DenseMatrix.class, data.features()).stride());
        assertArrayEquals(new double[] {1, 2, 3, 4}, data.features().toArray());
    }

    @Test
    void declaredLevelsStayInTheirOrderUsedOrNot() {
        var data = load("@relation r\n@attribute a {z , y,x}\n@data\ny\ny\n");
        assertEquals(List.of("z", "y", "x"), data.nominal("a").levels().names());
        assertArrayEquals(new int[] {0, 2, 0}, data.nominal("a").counts());
    }

    @Test
    void weightsOfRowsBecomeTheWeightColumn() {
        var data = load(HEAD + "1,good,{2.5}\n2,bad\n{0 3}, {0}\n");
        assertArrayEquals(new double[] {2.5, 1, 0}, data.weights().orElseThrow());
        assertEquals(Role.WEIGHT, data.schema().field(2).role());
        assertEquals("weight", data.schema().field(2).name());
        assertTrue(load(HEAD + "1,good\n").weights().isEmpty());
    }

    @Test
    void anAttributeCalledWeightKeepsItsName() {
        var data = load("@relation r\n@attribute weight real\n@data\n70,{2}\n");
        assertEquals(List.of("weight", "row_weight"), data.schema().names());
        assertArrayEquals(new double[] {2}, data.weights().orElseThrow());
    }

    @Test
    void compressedFilesAndByteOrderMarksAreRead() {
        var bytes = Texts.gzip(("\uFEFF" + HEAD + "1,good\r\n").getBytes(StandardCharsets.UTF_8));
        assertEquals("1|good\n", Texts.cells(texts.load(texts.write("x.arff.gz", bytes), "")));
    }

    @Test
    void noRowsMakeATableWithoutRows() {
        assertEquals(0, load(HEAD).rows());
        assertEquals(2, load(HEAD).schema().size());
    }

    // ---- sparse

    @Test
    void whatASparseRowLeavesOutIsZeroOrTheFirstLevel() {
        var data = load("""
                @relation r
                @attribute a numeric
                @attribute side {good, bad}
                @attribute note string
                @attribute b numeric
                @data
                {0 1.5, 3 ?}
                {1 bad,2 'x y', 3 -2}
                { }
                {3 7}
                """);
        assertEquals("1.5|good||\n0|bad|x y|-2\n0|good||0\n0|good||7\n", Texts.cells(data));
    }

    @Test
    void manySparseNumbersAreOneBlockButForTheLastAttribute() {
        var head = IntStream.range(0, 150).mapToObj(i -> "@attribute w" + i + " numeric\n")
                .collect(Collectors.joining("", "@relation r\n@attribute id string\n", "@attribute y numeric\n@data\n"));
        var data = load(head + "{0 a, 2 5, 150 ?, 151 1}\n{0 b, 1 2}\n");
        assertEquals(List.of("features", "id", "y"), data.schema().names());
        var field = data.schema().field(0);
        assertEquals(150, field.width());
        assertEquals("w149", field.partNames().getLast());
        var block = assertInstanceOf(CsrMatrix.class, ((BlockColumn) data.column(0)).matrix());
        assertEquals(3, block.values().length);
        assertEquals(5, block.get(0, 1));
        assertTrue(Double.isNaN(block.get(0, 149)));
        assertEquals(2, block.get(1, 0));
        assertEquals("a|1\nb|0\n", Texts.cells(data.columns(List.of("id", "y"))));
    }

    @Test
    void theBlockCanBeAskedForOrRefused() {
        var text = "@relation r\n@attribute a numeric\n@attribute b numeric\n@attribute y {n,p}\n@data\n{1 2}\n1,0,p\n";
        assertEquals(List.of("a", "b", "y"), texts.load("x.arff", text, "").schema().names());
        var block = texts.load("x.arff", text, "sparse=block");
        assertEquals(List.of("features", "y"), block.schema().names());
        assertArrayEquals(new double[] {0, 2, 1, 0}, block.withTarget("y").features().toArray());
        assertEquals(2, ((CsrMatrix) ((BlockColumn) block.column(0)).matrix()).values().length);
    }

    // ---- errors

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '~', value = {
            "1,good,3 ^ 3 values where 2 attributes are declared",
            "1 ^ 1 value where 2 attributes are declared",
            "1,evil ^ attribute `side` (value 2): `evil` is none of its declared values {good, bad}",
            "x,good ^ attribute `age` (value 1): `x` is not a number; a missing value is written ?",
            "1, ^ value 2 is empty; a missing value is written ?",
            ",good ^ value 1 is empty; a missing value is written ?",
            "1,good,{x} ^ `x` is not a number; a missing value is written ?",
            "1,good,{-1} ^ the weight is -1; weights are finite numbers of 0 or more",
            "1,good,{1 ^ a weight is written as {2.5} at the end of the line",
            "'1,good ^ the quote ' at character 1 is never closed",
            "1,'go\\u12' ^ four hexadecimal digits are missing after \\u at character 6",
            "1,} ^ value 2 begins with }; braces in values need quotes",
            "{0 1 ^ the row begins with { and does not end in }",
            "{x 1} ^ `x` is no attribute's number; a sparse row is {number value, number value}",
            "{2 1} ^ there is no attribute 2; they are numbered from 0 to 1",
            "{1 bad, 0 1} ^ attribute 0 comes after attribute 1; their numbers must rise",
            "{0 1, 0 2} ^ attribute 0 comes after attribute 0; their numbers must rise",
            "{0} ^ attribute 0 has a number and no value",
            "{0 1} x ^ `x` is not expected behind the row",
            "{1 evil} ^ attribute `side` (value 2): `evil` is none of its declared values {good, bad}"})
    void aMalformedRowIsNamedByItsLine(String row, String sentence) {
        assertEquals("heroes.arff, line 6: " + sentence, refusal(HEAD + "2,bad\n" + row + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '~', value = {
            "@attribute ^ the attribute has no name",
            "@attribute a ^ the attribute `a` is of the unknown type ``; types are numeric, real, integer, string, date and {value, value}",
            "@attribute a number ^ the attribute `a` is of the unknown type `number`; types are numeric, real, integer, string, date and "
                    + "{value, value}",
            "@attribute a relational ^ the attribute `a` holds tables (multi-instance data), which are not read; flatten it first",
            "@attribute a {x,y ^ the values of attribute `a` do not end in }",
            "@attribute a {x,,y} ^ the values of attribute `a` are not separated by single commas",
            "@attribute a {x,y,x} ^ attribute `a` declares the value `x` twice",
            "@attribute a date yyyy-qq ^ `yyyy-qq` is no date pattern such as yyyy-MM-dd",
            "@data ^ there are data but no attributes; @attribute lines come first",
            "@end r ^ `@end` is not expected here; lines before @data begin with @relation, @attribute, @data or %",
            "1,2 ^ `1` is not expected here; lines before @data begin with @relation, @attribute, @data or %"})
    void aMalformedDeclarationIsNamedByItsLine(String line, String sentence) {
        assertEquals("heroes.arff, line 2: " + sentence, refusal("@relation r\n" + line + "\n"));
    }

    @Test
    void twoAttributesOfOneNameAreRefused() {
        assertEquals("heroes.arff, line 3: the attribute `a` is declared twice; rename one",
                refusal("@relation r\n@attribute a real\n@attribute a real\n@data\n"));
    }

    @Test
    void aDateThatDoesNotFitItsPatternIsRefused() {
        assertEquals("heroes.arff, line 4: attribute `a` (value 1): `2001-02-30` is not a date of the pattern yyyy-MM-dd",
                refusal("@relation r\n@attribute a date yyyy-MM-dd\n@data\n2001-02-30\n"));
        assertEquals("heroes.arff, line 4: attribute `a` (value 1): `2001-02-03x` is not a date of the pattern yyyy-MM-dd",
                refusal("@relation r\n@attribute a date yyyy-MM-dd\n@data\n2001-02-03x\n"));
    }

    @Test
    void anUnknownValueAmongManyLevelsSuggestsTheNearest() {
        var levels = IntStream.range(0, 20).mapToObj(i -> "level" + i).collect(Collectors.joining(","));
        assertEquals("heroes.arff, line 4: attribute `a` (value 1): `level1x` is none of its declared values; did you mean `level1`?",
                refusal("@relation r\n@attribute a {%s}\n@data\nlevel1x\n".formatted(levels)));
    }

    @Test
    void aFileWithoutDataIsRefused() {
        var sentence = "heroes.arff has no line @data; an ARFF file declares its attributes and then has one";
        assertEquals(sentence, refusal(""));
        assertEquals(sentence, refusal("@relation r\n@attribute a real\n"));
    }

    @Test
    void bytesThatAreNoTextAreToldOf() {
        var file = texts.write("x.arff", (HEAD + "1,gööd\n").getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("x.arff is not UTF-8 text (line 5); say encoding=windows-1252, or whatever it was written in",
                texts.refusal(file, ""));
    }
}
