package org.glia.runtime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.model.DataTree;
import org.glia.api.model.Plugin;
import org.glia.api.model.Prediction;
import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataBytesTest {

    private static final Limits SMALL = new Limits(1 << 20, 1 << 20, 1000, 200);

    @TempDir
    Path folder;

    private static Dataset table() {
        return Dataset.builder("a table, \"named\"")
                .numeric("x", 1, Double.NaN, -0.0).nominal("side", "l", "", "r")
                .numeric("w", 1, 2, Double.MIN_VALUE).text("t", "one", null, "\u00fc\n").time("when", 1, Long.MIN_VALUE, 3)
                .block("pixels", Matrix.ofBytes(3, 2, new byte[] {0, -56, 1, 2, 3, 4}))
                .block("words", Matrix.of(new double[][] {{0, 1.5}, {0, 0}, {2, 0}}).csr())
                .numeric("y", 2, 4, Double.POSITIVE_INFINITY).target("y").role(Role.WEIGHT, "w").build();
    }

    @Test
    void aTableComesBackWithAllThatItHas() {
        var table = table().withValidation(table().rows(new int[] {2, 0})).withAttachment("edges", Dataset.builder("e").numeric("from", 1).build());
        var back = DataBytes.table(DataBytes.of(table));
        assertEquals(table, back);
        assertEquals(table.fingerprint(), back.fingerprint());
        assertEquals(table.name(), back.name());
        assertEquals(table.schema(), back.schema());
        var file = folder.resolve("100% a table.data");
        DataFile.write(table, file);
        assertEquals(table, DataFile.read(file));
    }

    @Test
    void aViewOfSomeRowsTakesThoseRowsOnly() {
        var rows = table().rows(new int[] {2, 2, 0});
        assertEquals(rows, DataBytes.table(DataBytes.of(rows)));
        var empty = table().rows(new int[0]);
        assertEquals(empty, DataBytes.table(DataBytes.of(empty)));
    }

    @Test
    void aTableOfNoColumnsKeepsItsRows() {
        var bare = Dataset.of("bare", 5, new Schema(List.of()), List.of());
        assertEquals(5, DataBytes.table(DataBytes.of(bare)).rows());
    }

    @Test
    void numericColumnsComeBackSideBySideInMemory() {
        var back = DataBytes.table(DataBytes.of(Dataset.builder("two").numeric("a", 1, 2).numeric("b", 3, 4).build()));
        assertArrayEquals(new double[] {1, 3, 2, 4}, back.features().dense().values());
        assertEquals(2, back.features().dense().stride());
    }

    @Test
    void theSameDataAreTheSameBytes() {
        assertArrayEquals(DataBytes.of(table()), DataBytes.of(table()));
        var recordOfData = new Plugin("a", "b", "c");
        assertEquals(recordOfData, DataBytes.tree(DataBytes.of(DataTree.of(recordOfData))).as(Plugin.class));
        assertEquals(recordOfData, DataBytes.tree(DataBytes.quickly(DataTree.of(recordOfData))).as(Plugin.class));
    }

    @Test
    void answersAreTablesLikeOthers() {
        var answers = Prediction.builder().labels(table().schema().field(1), new int[] {0, 1, 1})
                .column("s", Tag.of(Tag.SCORE, "side"), new double[] {1, 2, 3}).build();
        assertEquals(answers, new Prediction(DataBytes.table(DataBytes.of(answers.table()))));
    }

    @Test
    void otherDataThanATableAreRefused() {
        var failure = assertThrows(GliaException.class, () -> DataBytes.table(DataBytes.of(DataTree.of(new Plugin("a", "b", "c")))));
        assertEquals("these are no bytes of a table: `data` is no table", failure.getMessage());
        assertThrows(GliaException.class, () -> DataBytes.table(new byte[0]));
        assertThrows(GliaException.class, () -> DataBytes.table("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));
        assertThrows(GliaException.class, () -> DataFile.read(folder.resolve("none")));
    }

    @Test
    void everyTruncationBeforeTheLastEntryEndsIsRefused() {
        var bytes = DataBytes.of(table());
        int directory = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
        for (int length = 0; length < directory; length += 41) {
            var cut = Arrays.copyOf(bytes, length);
            assertFalse(assertThrows(GliaException.class, () -> DataBytes.table(cut)).getMessage().isBlank());
        }
    }

    private static int indexOf(byte[] bytes, byte[] word) {
        int at = 0;
        while (!Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
            at++;
        }
        return at;
    }

    @Test
    void damagedBytesGiveTheSameTableOrARefusal() {
        var table = table();
        var bytes = DataBytes.of(table);
        var random = new Random(1);
        int refused = 0;
        for (int trial = 0; trial < 400; trial++) {
            var damaged = bytes.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertEquals(table, DataBytes.table(damaged, SMALL));
            } catch (GliaException e) {
                assertFalse(e.getMessage().isBlank());
                refused++;
            }
        }
        assertTrue(refused > 200, refused + " were refused");
    }

    @Test
    void whatUnpacksToMoreThanFitsIsRefused() {
        var large = Dataset.builder("large").numeric("x", new double[1 << 18]).build();
        var failure = assertThrows(GliaException.class, () -> DataBytes.table(DataBytes.of(large), SMALL));
        assertEquals("these are no bytes of a table: `arrays/0.npy` unpacks to more than the 1 MB that fit in memory here", failure.getMessage());
    }
}
