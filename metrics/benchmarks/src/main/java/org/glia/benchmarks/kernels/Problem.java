package org.glia.benchmarks.kernels;

import java.util.stream.IntStream;

import org.glia.api.run.RandomStream;

/// What a kernel is given: its sizes and its operands, row after row. What `a` and `b` hold is said where the kernel is
/// declared; one who needs another form (columns first, floats, an own class) makes it before the clock runs.
///
/// @param kernel its name
/// @param m      first size
/// @param n      second size
/// @param k      third size
/// @param a      first operand
/// @param b      second operand, empty where there is none
record Problem(String kernel, int m, int n, int k, double[] a, double[] b) {

    /// Standard normal numbers.
    static double[] normal(long seed, int count) {
        var random = new RandomStream(seed);
        return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /// The transpose of a `rows x columns` matrix: what a library that stores columns first takes.
    static double[] transposed(double[] matrix, int rows, int columns) {
        var turned = new double[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j * rows + i] = matrix[i * columns + j];
            }
        }
        return turned;
    }

    /// The rows as arrays of their own.
    static double[][] rows(double[] matrix, int rows, int columns) {
        var split = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(matrix, i * columns, split[i], 0, columns);
        }
        return split;
    }

    /// The rows of arrays one after the other.
    static double[] joined(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        var joined = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, joined, i * columns, columns);
        }
        return joined;
    }

    /// The sizes as people write them: `1000x1000`.
    String shape() {
        return Kernel.shape(m, n, k);
    }
}
