package org.glia.datasets.generators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class DrawsTest {

    @Test
    void partsAreAsEvenAsCanBeAndInOrder() {
        assertArrayEquals(new int[] {0, 0, 0, 1, 1, 2, 2}, IntStream.range(0, 7).map(i -> Draws.part(i, 7, 3)).toArray());
        assertArrayEquals(new int[] {0, 1}, IntStream.range(0, 2).map(i -> Draws.part(i, 2, 3)).toArray());
        assertEquals(4, Draws.part(9, 10, 5));
    }
}
