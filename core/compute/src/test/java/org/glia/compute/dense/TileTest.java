package org.glia.compute.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Matrix;
import org.junit.jupiter.api.Test;

class TileTest {

    @Test
    void rowsAreReadSomeAtATime() {
        var matrix = Matrix.of(1000, 70, IntStream.range(0, 70_000).mapToDouble(i -> i).toArray());
        var tile = new Tile(70, 1000);
        assertTrue(tile.rows() < 1000 && tile.rows() % 8 == 0, () -> tile.rows() + " rows");
        for (int from = 0; from < 1000; from += tile.rows()) {
            int to = Math.min(1000, from + tile.rows());
            var cells = tile.read(matrix, from, to);
            assertEquals(to - from, cells.rows());
            assertArrayEquals(Arrays.copyOfRange(matrix.toArray(), from * 70, to * 70), cells.copy().array());
        }
    }

    @Test
    void aTileIsNotLargerThanWhatThereIsToRead() {
        assertEquals(3, new Tile(5, 3).rows());
        assertEquals(1, new Tile(5, 0).rows());
        assertEquals(8, new Tile(1_000_000, 100).rows());
    }
}
