package org.glia.clustering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;

import org.glia.api.data.Matrix;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;

class TileTest {

    @Test
    void bothKernelsGiveTheSameBits() {
        var random = new RandomStream(9);
        for (int width : new int[] {1, 2, 3, 4, 5, 7, 8, 13, 64, 131}) {
            var tile = new Tile(width);
            int rows = tile.rows();
            var matrix = Matrix.of(rows, width, IntStream.range(0, rows * width).mapToDouble(i -> random.nextGaussian()).toArray());
            var centroid = IntStream.range(0, width).mapToDouble(i -> random.nextGaussian()).toArray();
            var all = new double[rows];
            tile.read(matrix, 0, rows);
            tile.turn(rows);
            tile.distances(centroid, 0, rows, all);
            for (int row = 0; row < rows; row++) {
                assertEquals(Double.doubleToRawLongBits(tile.distance(row, centroid, 0)), Double.doubleToRawLongBits(all[row]));
            }
        }
    }

    @Test
    void distancesOfChosenRowsStandInTheOrderOfTheChoice() {
        var tile = new Tile(2);
        tile.read(Matrix.of(new double[][] {{0, 0}, {3, 4}, {6, 8}}), 0, 3);
        tile.turn(new int[] {2, 1}, 2);
        var squared = new double[2];
        tile.distances(new double[] {0, 0}, 0, 2, squared);
        assertEquals(100, squared[0]);
        assertEquals(25, squared[1]);
    }
}
