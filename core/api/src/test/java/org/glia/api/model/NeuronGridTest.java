package org.glia.api.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.glia.api.data.Matrix;
import org.glia.api.model.NeuronGrid.Cell;
import org.junit.jupiter.api.Test;

class NeuronGridTest {

    /// Four neurons in a square: (0, 0), (3, 4), (0, 4) and, without neighbours in the features' space that lie near, (30, 0).
    private static NeuronGrid square(List<String> labels) {
        return new NeuronGrid(List.of("x", "y"), Matrix.of(new double[][] {{0, 0}, {3, 4}, {0, 4}, {30, 0}}),
                Matrix.of(new double[][] {{0, 0}, {1, 0}, {0, 1}, {1, 1}}), Cell.SQUARE, new double[] {1, 2, 3, 4},
                new int[] {0, 0, 2}, new int[] {1, 2, 1}, labels);
    }

    @Test
    void edgesTellHowFarNeighboursLieApart() {
        assertArrayEquals(new double[] {5, 4, 3}, square(List.of()).distances(), 0);
    }

    @Test
    void theUMatrixIsTheMeanDistanceToTheNeighbours() {
        assertArrayEquals(new double[] {4.5, 4, 3.5, 0}, square(List.of()).uMatrix(), 0);
    }

    @Test
    void aPlaneIsTheWeightOfOneFeature() {
        assertArrayEquals(new double[] {0, 4, 4, 0}, square(List.of()).plane("y"), 0);
        assertThrows(IllegalArgumentException.class, () -> square(List.of()).plane("z"));
    }

    @Test
    void eachNeuronHasALabelOrNoneHas() {
        square(List.of("a", "a", "b", "b"));
        assertThrows(IllegalArgumentException.class, () -> square(List.of("a")));
    }
}
