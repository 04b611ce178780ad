package org.glia.compute.dense;

import java.util.Arrays;
import java.util.Objects;

import org.glia.api.run.Parallel;

/// Sums, means and extremes of each row of a matrix, written to `out` from place `at` on; for those of columns, pass its
/// transpose. Sums are in the order of [VectorProducts]: bits depend on the layout, but on neither threads nor vectors.
/// Each takes O(mn) time, at the speed at which the matrix is read.
public final class Reductions {

    /// About how many elements of a matrix one piece of work takes.
    private static final int PIECE = 1 << 16;

    private Reductions() {
    }

    /// The result for `n` contiguous elements, those of row `i`.
    @FunctionalInterface
    private interface OfRow {
        double reduce(int i, double[] array, int at, int n);
    }

    private static void eachRow(Strided a, OfRow row, double[] out, int at, Parallel parallel) {
        var b = a.columnStride() == 1 ? a : a.copy();
        parallel.chunked(a.rows(), Math.max(8, PIECE / Math.max(1, a.columns())), (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                out[at + i] = row.reduce(i, b.array(), b.at(i, 0), b.columns());
            }
        });
    }

    private static boolean sweeps(Strided a, double[] out, int at) {
        Objects.checkFromIndexSize(at, a.rows(), out.length);
        return a.rows() > 0 && a.columns() > 0 && VectorProducts.hasContiguousColumns(a);
    }

    /// The sum of each row.
    public static void rowSums(Strided a, double[] out, int at, Parallel parallel) {
        if (sweeps(a, out, at)) {
            var ones = new double[a.columns()];
            Arrays.fill(ones, 1);
            VectorProducts.gemv(1, a, ones, 0, 0, out, at, parallel);
        } else {
            eachRow(a, (i, array, place, n) -> Doubles.sum(array, place, n), out, at, parallel);
        }
    }

    /// The mean of each row; NaN where there are no columns.
    public static void rowMeans(Strided a, double[] out, int at, Parallel parallel) {
        rowSums(a, out, at, parallel);
        for (int i = 0; i < a.rows(); i++) {
            out[at + i] /= a.columns();
        }
    }

    /// The sum of the squares of each row.
    public static void rowSumsOfSquares(Strided a, double[] out, int at, Parallel parallel) {
        rowSquaredDeviations(a, new double[a.rows()], 0, out, at, parallel);
    }

    /// The sum of the squared differences of each row from its center, element `centersAt + i` of `centers`: n times the
    /// variance, where that is the row's mean. `out` may be `centers`.
    public static void rowSquaredDeviations(Strided a, double[] centers, int centersAt, double[] out, int at,
            Parallel parallel) {
        Objects.checkFromIndexSize(centersAt, a.rows(), centers.length);
        if (sweeps(a, out, at)) {
            var padded = new double[ColumnSweeps.padded(a.rows()) + ColumnSweeps.padded(1)];
            System.arraycopy(centers, centersAt, padded, 0, a.rows());
            var sums = ColumnSweeps.reduce(a, 0,
                    (row, n, from, to, part) -> ColumnSweeps.squares(a, padded, row, n, from, to, part),
                    ColumnSweeps::added, parallel);
            System.arraycopy(sums, 0, out, at, a.rows());
        } else {
            eachRow(a, (i, array, place, n) -> Doubles.squaredDeviations(array, place, centers[centersAt + i], n), out, at,
                    parallel);
        }
    }

    /// The greatest element of each row: -infinity where there are no columns, NaN where there is a NaN.
    public static void rowMax(Strided a, double[] out, int at, Parallel parallel) {
        if (sweeps(a, out, at)) {
            System.arraycopy(greatest(a, 1, parallel), 0, out, at, a.rows());
        } else {
            eachRow(a, (i, array, place, n) -> Doubles.max(array, place, n), out, at, parallel);
        }
    }

    /// The least element of each row: infinity where there are no columns, NaN where there is a NaN.
    public static void rowMin(Strided a, double[] out, int at, Parallel parallel) {
        if (sweeps(a, out, at)) {
            var greatest = greatest(a, -1, parallel);
            for (int i = 0; i < a.rows(); i++) {
                out[at + i] = -greatest[i];
            }
        } else {
            eachRow(a, (i, array, place, n) -> Doubles.min(array, place, n), out, at, parallel);
        }
    }

    private static double[] greatest(Strided a, double sign, Parallel parallel) {
        return ColumnSweeps.reduce(a, Double.NEGATIVE_INFINITY,
                (row, n, from, to, part) -> ColumnSweeps.greatest(a, sign, row, n, from, to, part),
                ColumnSweeps::greater, parallel);
    }
}
