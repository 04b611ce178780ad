package org.glia.compute.dense;

import java.util.Arrays;
import java.util.Objects;

import org.glia.api.run.Parallel;

/// Sums, means and extremes of each row of a matrix, written to `out` from place `at` on; for those of columns, pass its
/// transpose. Sums are in the order of [FloatVectorProducts]: bits depend on the layout, but on neither threads nor vectors.
/// Each takes O(mn) time, at the speed at which the matrix is read.
public final class FloatReductions {

    /// About how many elements of a matrix one piece of work takes.
    private static final int PIECE = 1 << 16;

    private FloatReductions() {
    }

    /// The result for `n` contiguous elements, those of row `i`.
    @FunctionalInterface
    private interface OfRow {
        float reduce(int i, float[] array, int at, int n);
    }

    private static void eachRow(FloatStrided a, OfRow row, float[] out, int at, Parallel parallel) {
        var b = a.columnStride() == 1 ? a : a.copy();
        parallel.chunked(a.rows(), Math.max(8, PIECE / Math.max(1, a.columns())), (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                out[at + i] = row.reduce(i, b.array(), b.at(i, 0), b.columns());
            }
        });
    }

    private static boolean sweeps(FloatStrided a, float[] out, int at) {
        Objects.checkFromIndexSize(at, a.rows(), out.length);
        return a.rows() > 0 && a.columns() > 0 && FloatVectorProducts.hasContiguousColumns(a);
    }

    /// The sum of each row.
    public static void rowSums(FloatStrided a, float[] out, int at, Parallel parallel) {
        if (sweeps(a, out, at)) {
            var ones = new float[a.columns()];
            Arrays.fill(ones, 1);
            FloatVectorProducts.gemv(1, a, ones, 0, 0, out, at, parallel);
        } else {
            eachRow(a, (i, array, place, n) -> Floats.sum(array, place, n), out, at, parallel);
        }
    }

    /// The mean of each row; NaN where there are no columns.
    public static void rowMeans(FloatStrided a, float[] out, int at, Parallel parallel) {
        rowSums(a, out, at, parallel);
        for (int i = 0; i < a.rows(); i++) {
            out[at + i] /= a.columns();
        }
    }

    /// The sum of the squares of each row.
    public static void rowSumsOfSquares(FloatStrided a, float[] out, int at, Parallel parallel) {
        rowSquaredDeviations(a, new float[a.rows()], 0, out, at, parallel);
    }

    /// The sum of the squared differences of each row from its center, element `centersAt + i` of `centers`: n times the
    /// variance, where that is the row's mean. `out` may be `centers`.
    public static void rowSquaredDeviations(FloatStrided a, float[] centers, int centersAt, float[] out, int at,
            Parallel parallel) {
        Objects.checkFromIndexSize(centersAt, a.rows(), centers.length);
        if (sweeps(a, out, at)) {
            var padded = new float[FloatColumnSweeps.padded(a.rows()) + FloatColumnSweeps.padded(1)];
            System.arraycopy(centers, centersAt, padded, 0, a.rows());
            var sums = FloatColumnSweeps.reduce(a, 0,
                    (row, n, from, to, part) -> FloatColumnSweeps.squares(a, padded, row, n, from, to, part),
                    FloatColumnSweeps::added, parallel);
            System.arraycopy(sums, 0, out, at, a.rows());
        } else {
            eachRow(a, (i, array, place, n) -> Floats.squaredDeviations(array, place, centers[centersAt + i], n), out, at,
                    parallel);
        }
    }

    /// The greatest element of each row: -infinity where there are no columns, NaN where there is a NaN.
    public static void rowMax(FloatStrided a, float[] out, int at, Parallel parallel) {
        if (sweeps(a, out, at)) {
            System.arraycopy(greatest(a, 1, parallel), 0, out, at, a.rows());
        } else {
            eachRow(a, (i, array, place, n) -> Floats.max(array, place, n), out, at, parallel);
        }
    }

    /// The least element of each row: infinity where there are no columns, NaN where there is a NaN.
    public static void rowMin(FloatStrided a, float[] out, int at, Parallel parallel) {
        if (sweeps(a, out, at)) {
            var greatest = greatest(a, -1, parallel);
            for (int i = 0; i < a.rows(); i++) {
                out[at + i] = -greatest[i];
            }
        } else {
            eachRow(a, (i, array, place, n) -> Floats.min(array, place, n), out, at, parallel);
        }
    }

    private static float[] greatest(FloatStrided a, float sign, Parallel parallel) {
        return FloatColumnSweeps.reduce(a, Float.NEGATIVE_INFINITY,
                (row, n, from, to, part) -> FloatColumnSweeps.greatest(a, sign, row, n, from, to, part),
                FloatColumnSweeps::greater, parallel);
    }
}
