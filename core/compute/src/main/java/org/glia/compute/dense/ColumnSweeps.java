package org.glia.compute.dense;

import java.util.Arrays;
import java.util.function.BinaryOperator;

import org.glia.api.run.Parallel;
import org.glia.compute.vector.Width;

/// Reduces the rows of a matrix whose columns are contiguous: sweeps over blocks of eight columns, one result for each row.
/// Chunks of columns are reduced apart and merged in a fixed tree, where the shape, and nothing else, says that there are
/// many.
final class ColumnSweeps {

    /// Columns that are taken in one sweep.
    static final int BLOCK = 8;
    /// Fewer elements than this are not worth vectors.
    private static final int MANY = 256;
    /// About how many elements of a matrix one piece of work takes.
    private static final int PIECE = 1 << 16;

    private ColumnSweeps() {
    }

    /// Reduces columns `from` to `to` of n rows, `row` and those after it, into `results`, which has room for some more.
    @FunctionalInterface
    interface Sweep {
        void add(int row, int n, int from, int to, double[] results);
    }

    /// One result for each row of `a`, which has rows and columns; and some more numbers, of no meaning.
    static double[] reduce(Strided a, double initial, Sweep sweep, BinaryOperator<double[]> merge, Parallel parallel) {
        int chunk = Math.max(512, Math.ceilDiv(PIECE / a.rows(), BLOCK) * BLOCK);
        if (a.columns() > chunk) {
            return parallel.reduce(a.columns(), chunk, (piece, from, to) -> {
                var part = filled(a.rows(), initial);
                sweep.add(0, a.rows(), from, to, part);
                return part;
            }, merge);
        }
        var results = new double[a.rows()];
        parallel.chunked(a.rows(), Math.max(512, PIECE / a.columns()), (piece, from, to) -> {
            var part = filled(to - from, initial);
            sweep.add(from, to - from, 0, a.columns(), part);
            System.arraycopy(part, 0, results, from, to - from);
        });
        return results;
    }

    /// Vectors may run past the last row, so there is room for it.
    static int padded(int n) {
        return Math.ceilDiv(n, 16) * 16;
    }

    private static double[] filled(int n, double initial) {
        var values = new double[padded(n)];
        if (initial != 0) {
            Arrays.fill(values, initial);
        }
        return values;
    }

    static double[] added(double[] left, double[] right) {
        Doubles.axpy(1, right, 0, left, 0, left.length);
        return left;
    }

    static double[] greater(double[] left, double[] right) {
        for (int i = 0; i < left.length; i++) {
            left[i] = Math.max(left[i], right[i]);
        }
        return left;
    }

    /// Adds the columns times the elements of x.
    static void products(Strided a, double[] x, int xAt, int row, int n, int from, int to, double[] sums) {
        int first = from;
        if (vectors(to - from, n)) {
            first += VectorSweeps.productsOfBlocks(a.array(), a.at(row, from), a.columnStride(), n, to - from, x, xAt + from,
                    sums);
        }
        for (int j = first; j < to; j += BLOCK) {
            int columns = Math.min(BLOCK, to - j);
            int done = vectors(columns, n)
                    ? VectorSweeps.products(a.array(), a.at(row, j), a.columnStride(), n, columns, x, xAt + j, sums) : 0;
            products(a.array(), a.at(row, j), a.columnStride(), done, n, columns, x, xAt + j, sums);
        }
    }

    private static void products(double[] a, int at, int stride, int first, int n, int columns, double[] x, int xAt,
            double[] sums) {
        for (int i = first; i < n; i++) {
            double sum = a[at + i] * x[xAt];
            for (int j = 1; j < columns; j++) {
                sum = Math.fma(a[at + i + j * stride], x[xAt + j], sum);
            }
            sums[i] += sum;
        }
    }

    /// Adds the squares of what is left of the columns when `centers`, one for each row and [#padded(int)], are taken away.
    static void squares(Strided a, double[] centers, int row, int n, int from, int to, double[] sums) {
        for (int j = from; j < to; j += BLOCK) {
            int columns = Math.min(BLOCK, to - j);
            int first = vectors(columns, n)
                    ? VectorSweeps.squares(a.array(), a.at(row, j), a.columnStride(), n, columns, centers, row, sums) : 0;
            squares(a.array(), a.at(row, j), a.columnStride(), first, n, columns, centers, row, sums);
        }
    }

    private static void squares(double[] a, int at, int stride, int first, int n, int columns, double[] centers, int row,
            double[] sums) {
        for (int i = first; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                double deviation = a[at + i + j * stride] - centers[row + i];
                sum = Math.fma(deviation, deviation, sum);
            }
            sums[i] += sum;
        }
    }

    /// The greatest of each row so far and its elements in the columns, all times `sign`.
    static void greatest(Strided a, double sign, int row, int n, int from, int to, double[] greatest) {
        for (int j = from; j < to; j += BLOCK) {
            int columns = Math.min(BLOCK, to - j);
            int first = vectors(columns, n)
                    ? VectorSweeps.greatest(a.array(), a.at(row, j), a.columnStride(), n, columns, sign, greatest) : 0;
            greatest(a.array(), a.at(row, j), a.columnStride(), first, n, columns, sign, greatest);
        }
    }

    private static void greatest(double[] a, int at, int stride, int first, int n, int columns, double sign,
            double[] greatest) {
        for (int i = first; i < n; i++) {
            double most = greatest[i];
            for (int j = 0; j < columns; j++) {
                most = Math.max(most, sign * a[at + i + j * stride]);
            }
            greatest[i] = most;
        }
    }

    private static boolean vectors(int columns, int n) {
        return columns * n >= MANY && Width.pays((long) columns * n);
    }
}
