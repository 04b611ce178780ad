package org.glia.benchmarks.workloads;

import java.util.Arrays;

/// Rows as plain arrays, dense or sparse.
///
/// @param count   how many
/// @param columns how many each has
/// @param values  the cells row after row; of sparse rows only those that are stored
/// @param starts  where each sparse row begins in `values`, one more at the end; empty for dense rows
/// @param indices the columns of the stored cells; empty for dense rows
/// @param target  numbers or codes of classes; empty where there is no target
record Rows(int count, int columns, double[] values, int[] starts, int[] indices, double[] target) {

    static Rows dense(int columns, double[] values, double[] target) {
        return new Rows(columns == 0 ? 0 : values.length / columns, columns, values, new int[0], new int[0], target);
    }

    boolean isSparse() {
        return starts.length > 0;
    }

    /// All cells, row after row: the array itself where rows are dense.
    double[] dense() {
        if (!isSparse()) {
            return values;
        }
        var dense = new double[Math.multiplyExact(count, columns)];
        for (int i = 0; i < count; i++) {
            for (int at = starts[i]; at < starts[i + 1]; at++) {
                dense[i * columns + indices[at]] = values[at];
            }
        }
        return dense;
    }

    /// Each row an array of its own, as many Java libraries take them.
    double[][] arrays() {
        var arrays = new double[count][columns];
        for (int i = 0; i < count; i++) {
            if (isSparse()) {
                for (int at = starts[i]; at < starts[i + 1]; at++) {
                    arrays[i][indices[at]] = values[at];
                }
            } else {
                System.arraycopy(values, i * columns, arrays[i], 0, columns);
            }
        }
        return arrays;
    }

    /// The codes of the classes.
    int[] classes() {
        return Arrays.stream(target).mapToInt(code -> (int) code).toArray();
    }
}
