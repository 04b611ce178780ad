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
import org.glia.api.data.Kind;
import org.glia.api.data.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibsvmTest {

    @TempDir
    Path folder;
    private Texts<Libsvm.Settings> texts;

    @BeforeEach
    void reader() {
        texts = Texts.of(folder, new Libsvm());
    }

    private Dataset load(String text, String settings) {
        return texts.load("x.libsvm", text, settings);
    }

    private String refusal(String text, String settings) {
        return texts.refusal("x.libsvm", text, settings);
    }

    @Test
    void linesAreSparseRowsWithALabel() {
        var data = load("""
                # heroes
                +1 1:0.5 4:-2 # the first
                -1
                +1 2:1e3\t3:0
                """, "");
        assertEquals("x", data.name());
        assertEquals(List.of("label", "features"), data.schema().names());
        assertEquals(Role.TARGET, data.schema().field(0).role());
        assertEquals(List.of("-1", "1"), data.nominalTarget().levels().names());
        assertArrayEquals(new int[] {1, 0, 1}, data.nominalTarget().codes());
        assertEquals(List.of("x1", "x2", "x3", "x4"), data.schema().featureNames());
        var features = assertInstanceOf(CsrMatrix.class, ((BlockColumn) data.column("features")).matrix());
        assertArrayEquals(new double[] {0.5, 0, 0, -2, 0, 0, 0, 0, 0, 1000, 0, 0}, features.toArray());
        assertEquals(3, features.values().length);
    }

    @Test
    void anIndexZeroMovesAllNames() {
        assertEquals(List.of("x0", "x1"), load("1 0:1 1:2\n", "").schema().featureNames());
        assertEquals(List.of("x0", "x1"), load("1 1:2\n", "indices=zero").schema().featureNames());
        assertArrayEquals(new double[] {0, 7, 5, 0}, load("1 1:7\n1 0:5\n", "").features().toArray());
    }

    @Test
    void theWidthCanBeStatedForAFileThatLacksTheLastFeatures() {
        assertEquals(9, load("1 2:1\n", "features=9").schema().featureWidth());
        assertEquals("x9", load("1 2:1\n", "features=9").schema().featureNames().getLast());
        assertEquals("x8", load("1 0:1\n", "features=9").schema().featureNames().getLast());
        assertEquals(0, load("1\n-1\n", "").schema().featureWidth());
    }

    @Test
    void queriesAreGroups() {
        var data = load("2 qid:10 1:1\n1 qid:10 1:2\n3 qid:11 1:3\n", "labels=numeric");
        assertEquals(List.of("label", "query", "features"), data.schema().names());
        assertEquals(Role.GROUP, data.schema().field(1).role());
        assertArrayEquals(new double[] {10, 10, 11}, data.numeric("query").values());
        assertArrayEquals(new double[] {2, 1, 3}, data.numericTarget().values());
    }

    @Test
    void fewWholeNumbersAndTextsAreClasses() {
        assertEquals(List.of("1", "2", "10"), load("10 1:1\n2.0 1:1\n+1 1:1\n2 1:1\n",
                "").nominalTarget().levels().names());
        assertEquals(List.of("ham", "spam"), load("spam 1:1\nham 1:1\n", "").nominalTarget().levels().names());
        assertEquals(Kind.NUMERIC, load("0.5 1:1\n1 1:1\n", "").target().kind());
        assertEquals(List.of(), texts.run().warnings());
    }

    @Test
    void someWholeNumbersAreNumbersAndThatIsTold() {
        var text = IntStream.range(0, 21).mapToObj(i -> i + " 1:1\n").collect(Collectors.joining());
        assertEquals(Kind.NUMERIC, load(text, "").target().kind());
        assertEquals(List.of("x.libsvm: the labels are 21 distinct whole numbers and were read as numbers; labels=nominal makes them "
                + "classes"), texts.run().warnings());
        assertEquals(21, load(text, "labels=nominal").nominalTarget().levels().size());
    }

    @Test
    void aValueMayBeMissing() {
        assertTrue(load("1 1:nan\n", "").column("features").isMissing(0));
    }

    @Test
    void compressedFilesAreRead() {
        var bytes = Texts.gzip("1 1:1\r\n-1 1:2\r\n".getBytes(StandardCharsets.UTF_8));
        assertArrayEquals(new double[] {1, 2}, texts.load(texts.write("x.svm.gz", bytes), "").features().toArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1:2 2:3 | the label is missing; the line begins with `1:2`",
            "1,2 1:3 | `1,2` are several labels; files with one label a line are read",
            "1 1:2 x | item 2 is `x`; items are written index:value",
            "1 1:2 2:x | item 2: the value `x` is not a number",
            "1 1:2 2: | item 2: the value `` is not a number",
            "1 a:2 | item 1: the index `a` is no whole number",
            "1 -1:2 | item 1: the index is -1; indices begin at 0",
            "1 99999999999:2 | item 1: the index `99999999999` is no whole number",
            "1 3:1 2:1 | item 2: index 2 comes after 3; indices must rise",
            "1 3:1 3:1 | item 2: index 3 comes after 3; indices must rise",
            "1 1:1 qid:3 | item 2: a qid stands right behind the label",
            "1 qid:x 1:1 | item 1: the qid `x` is no whole number",
            "1 qid:3 1:1 | some lines have a qid and others have none; all need one, or none"})
    void aMalformedLineIsNamedWithItsItem(String line, String sentence) {
        assertEquals("x.libsvm, line 3: " + sentence, refusal("1 1:1\n\n" + line + "\n", ""));
    }

    @Test
    void statedIndicesAndWidthsAreKept() {
        assertEquals("x.libsvm, line 1: item 1: the index is 0; indices begin at 1", refusal("1 0:2\n", "indices=one"));
        assertEquals("x.libsvm, line 1: item 2: the index is 5, but features=4", refusal("1 1:1 5:2\n", "features=4"));
        assertEquals("x.libsvm, line 1: item 1: the index is 4, but features=4", refusal("1 4:2\n",
                "features=4 indices=zero"));
        assertEquals("x.libsvm has the indices 0 and 4, but features=4", refusal("1 4:2\n1 0:1\n", "features=4"));
    }

    @Test
    void labelsThatAreNoNumbersAreRefusedWhereNumbersAreAskedFor() {
        assertEquals("x.libsvm has the label `spam`, which is not a number, as labels=numeric says",
                refusal("1 1:1\nspam 1:1\n", "labels=numeric"));
    }

    @Test
    void anEmptyFileIsRefused() {
        assertEquals("x.libsvm is empty; it should have lines such as `+1 3:0.5 7:1`", refusal("# nothing\n\n", ""));
    }
}
