package org.glia.experiments.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;

import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.Test;

class PackedTest {

    private static void assertKept(int... rows) {
        assertArrayEquals(rows, Packed.rows(Packed.of(rows), rows.length));
    }

    @Test
    void rowsComeBackAsTheyWere() {
        assertKept();
        assertKept(0);
        assertKept(7, 3, 3, 100, 0);
        assertKept(Integer.MAX_VALUE, Integer.MIN_VALUE, -1);
        assertKept(IntStream.range(0, 100_000).filter(row -> row % 10 != 3).toArray());
    }

    @Test
    void rowsThatRiseTakeLittleRoom() {
        assertTrue(Packed.of(IntStream.range(0, 100_000).filter(row -> row % 10 != 3).toArray()).length < 2_000);
    }

    @Test
    void otherBytesAreRefused() {
        assertThrows(GliaException.class, () -> Packed.rows(new byte[] {1, 2, 3}, 1));
        assertThrows(GliaException.class, () -> Packed.rows(Packed.of(new int[] {1, 2}), 3));
    }
}
