package org.glia.api.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

class MatrixTest {

    private static final double[][] ROWS = {{1, 0, 3}, {0, 0, 0}, {7, 8, 9}, {4, 0, 0}};

    /// The same numbers in every storage.
    static Stream<Matrix> storages() {
        var wide = new double[4 * 5 + 1];
        var bytes = new byte[12];
        var floats = new float[12];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                wide[1 + i * 5 + j] = ROWS[i][j];
                bytes[i * 3 + j] = (byte) ROWS[i][j];
                floats[i * 3 + j] = (float) ROWS[i][j];
            }
        }
        var dense = Matrix.of(ROWS);
        return Stream.of(dense, new DenseMatrix(4, 3, wide, 1, 5), Matrix.ofBytes(4, 3, bytes), Matrix.ofFloats(4, 3, floats),
                dense.csr(), dense.rows(new int[] {0, 1, 2, 3}), Matrix.of(new double[][] {ROWS[2], ROWS[0], ROWS[3], ROWS[1]})
                        .rows(new int[] {1, 3, 0, 2}),
                Matrix.join(List.of(dense.columns(0, 1), new DenseMatrix(4, 0, new double[0]), dense.columns(1, 2).csr())));
    }

    @ParameterizedTest
    @MethodSource("storages")
    void everyStorageReadsAlike(Matrix matrix) {
        assertEquals(4, matrix.rows());
        assertEquals(3, matrix.columns());
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(ROWS[i], matrix.row(i));
            for (int j = 0; j < 3; j++) {
                assertEquals(ROWS[i][j], matrix.get(i, j));
            }
        }
        assertArrayEquals(new double[] {3, 0, 9, 0}, matrix.column(2));
        var tile = new double[8];
        matrix.read(1, 3, tile, 2);
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, 7, 8, 9}, tile);
        assertArrayEquals(new double[] {4, 0, 0, 1, 0, 3, 4, 0, 0}, matrix.rows(new int[] {3, 0, 3}).toArray());
    }

    @ParameterizedTest
    @MethodSource("storages")
    void equalityIsThatOfTheNumbers(Matrix matrix) {
        assertEquals(Matrix.of(ROWS), matrix);
        assertEquals(Matrix.of(ROWS).hashCode(), matrix.hashCode());
        assertEquals(matrix, matrix.csr());
        assertEquals(matrix, matrix.dense());
        assertEquals(matrix.rows(new int[] {3, 1}), matrix.csr().rows(new int[] {3, 1}).csr());
        assertNotEquals(Matrix.of(new double[][] {{1, 2, 3}}), matrix);
    }

    @Test
    void bytesAreUnsigned() {
        assertEquals(255, Matrix.ofBytes(1, 1, new byte[] {(byte) 255}).get(0, 0));
    }

    @Test
    void signsOfZeroAndMissingNumbersCountAsBits() {
        assertNotEquals(Matrix.of(1, 1, new double[] {0.0}), Matrix.of(1, 1, new double[] {-0.0}));
        assertEquals(Matrix.of(1, 1, new double[] {Double.NaN}), Matrix.of(1, 1, new double[] {Double.NaN}));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Matrix.of(2, 2, new double[3]));
        assertThrows(IllegalArgumentException.class, () -> Matrix.of(new double[][] {{1}, {1, 2}}));
        assertThrows(IndexOutOfBoundsException.class, () -> Matrix.of(ROWS).get(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> new DenseMatrix(3, 3, new double[8], 0, 3));
        assertThrows(IllegalArgumentException.class, () -> new CsrMatrix(1, 3, new int[] {0, 2}, new int[] {1, 1}, new double[2]));
        assertThrows(IllegalArgumentException.class, () -> new CsrMatrix(2, 3, new int[] {0, 2, 1}, new int[] {1}, new double[1]));
    }

    @Test
    void emptyMatricesAreMatrices() {
        assertEquals(0, Matrix.of(0, 4, new double[0]).toArray().length);
        assertEquals(3, new DenseMatrix(3, 0, new double[0]).rows());
        assertTrue(Matrix.of(3, 0, new double[0]).csr().values().length == 0);
    }
}
