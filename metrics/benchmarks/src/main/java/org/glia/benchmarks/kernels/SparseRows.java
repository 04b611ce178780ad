package org.glia.benchmarks.kernels;

import java.util.Arrays;

/// The cells of a matrix that are not 0, row by row.
///
/// @param starts  where each row begins; one more at the end
/// @param columns of the cells
/// @param values  of the cells
record SparseRows(int[] starts, int[] columns, double[] values) {

    static SparseRows of(double[] dense, int rows, int columns) {
        int count = (int) Arrays.stream(dense).filter(x -> x != 0).count();
        var sparse = new SparseRows(new int[rows + 1], new int[count], new double[count]);
        int at = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (dense[i * columns + j] != 0) {
                    sparse.columns[at] = j;
                    sparse.values[at++] = dense[i * columns + j];
                }
            }
            sparse.starts[i + 1] = at;
        }
        return sparse;
    }
}
