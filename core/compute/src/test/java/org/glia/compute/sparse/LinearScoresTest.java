package org.glia.compute.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;

class LinearScoresTest {

    @Test
    void scoresAreWeightedSums() {
        var scores = new LinearScores(new double[] {1, 2, 3, -1, 0, 1}, new double[] {10, 20});
        assertArrayEquals(new double[] {10 + 1 + 4 + 9, 20 - 1 + 3, 10, 20}, scores.of(Matrix.of(2, 3, new double[] {1, 2, 3, 0, 0, 0})));
    }

    @Test
    void sparseRowsAreNotMadeDense() {
        var scores = new LinearScores(new double[] {1, 2, 3, -1, 0, 1}, new double[] {10, 20});
        var x = new CsrMatrix(2, 3, new int[] {0, 2, 2}, new int[] {0, 2}, new double[] {1, 3});
        assertArrayEquals(new double[] {10 + 1 + 9, 20 - 1 + 3, 10, 20}, scores.of(x));
    }

    @Test
    void aRowHasTheSameScoresAloneAndAmongOthers() {
        var random = RandomStream.of(1, "scores", 0);
        var x = Matrix.of(701, 37, IntStream.range(0, 701 * 37).mapToDouble(i -> random.nextGaussian()).toArray());
        var scores = new LinearScores(IntStream.range(0, 3 * 37).mapToDouble(i -> random.nextGaussian()).toArray(), new double[] {1, 2, 3});
        var all = scores.of(x);
        for (int row : new int[] {0, 1, 7, 8, 350, 700}) {
            assertArrayEquals(Arrays.copyOfRange(all, row * 3, row * 3 + 3), scores.of(Matrix.of(1, 37, x.row(row))));
        }
    }

    @Test
    void noRowsHaveNoScores() {
        assertEquals(0, new LinearScores(new double[] {1}, new double[] {0}).of(Matrix.of(0, 1, new double[0])).length);
    }
}
