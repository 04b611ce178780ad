package org.glia.compute.dense;

import java.util.Objects;

import org.glia.api.run.Parallel;

/// Products of a matrix and a vector, and of two vectors.
///
/// Where the rows of the matrix are contiguous, an element of the result is [Floats#dot] of a row. Where its columns are,
/// as in the transpose of a row-major matrix, columns are taken in blocks of eight, whose sums are added up in chunks of a
/// size that the shape alone decides, and these in a fixed tree. So bits depend on the layout, but on neither threads nor
/// vectors. Matrices of other strides are copied first.
public final class FloatVectorProducts {

    /// About how many elements of a matrix one piece of work takes.
    private static final int PIECE = 1 << 16;

    private FloatVectorProducts() {
    }

    /// `y = alpha A x + beta y`, with A `m x n`; for products with A', pass its transpose. Where `beta` is 0, y is not read.
    /// y must not overlap A or x. 2mn operations, at the speed at which A is read.
    ///
    /// @throws IndexOutOfBoundsException if x has no n elements from `xAt`, or y no m from `yAt`
    public static void gemv(float alpha, FloatStrided a, float[] x, int xAt, float beta, float[] y, int yAt,
            Parallel parallel) {
        Objects.checkFromIndexSize(xAt, a.columns(), x.length);
        Objects.checkFromIndexSize(yAt, a.rows(), y.length);
        if (a.columns() == 0 || a.rows() == 0) {
            Floats.scale(beta, y, yAt, a.rows());
        } else if (hasContiguousColumns(a)) {
            var sums = FloatColumnSweeps.reduce(a, 0,
                    (row, n, from, to, part) -> FloatColumnSweeps.products(a, x, xAt, row, n, from, to, part),
                    FloatColumnSweeps::added, parallel);
            Floats.axpby(alpha, sums, 0, beta, y, yAt, a.rows());
        } else {
            var b = a.columnStride() == 1 || a.columns() == 1 ? a : a.copy();
            int n = a.columns();
            parallel.chunked(a.rows(), Math.max(8, PIECE / n), (chunk, from, to) -> {
                var sums = new float[to - from];
                Floats.dots(b.array(), b.at(from, 0), b.rowStride(), to - from, n, x, xAt, sums);
                Floats.axpby(alpha, sums, 0, beta, y, yAt + from, to - from);
            });
        }
    }

    /// Whether the rows of `a` are reduced best by sweeps over its columns.
    static boolean hasContiguousColumns(FloatStrided a) {
        return a.rowStride() == 1 && (a.columnStride() != 1 || a.columns() == 1) || a.rows() == 1 && a.columnStride() != 1;
    }

    /// `A = alpha x y' + A`, with A `m x n`. A must not overlap x or y. 2mn operations.
    ///
    /// @throws IndexOutOfBoundsException if x has no m elements from `xAt`, or y no n from `yAt`
    public static void ger(float alpha, float[] x, int xAt, float[] y, int yAt, FloatStrided a, Parallel parallel) {
        Objects.checkFromIndexSize(xAt, a.rows(), x.length);
        Objects.checkFromIndexSize(yAt, a.columns(), y.length);
        if (a.rows() == 0 || a.columns() == 0) {
            return;
        }
        if (a.rowStride() == 1 && a.columnStride() != 1) {
            ger(alpha, y, yAt, x, xAt, a.transpose(), parallel);
            return;
        }
        int n = a.columns();
        parallel.chunked(a.rows(), Math.max(8, PIECE / n), (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                float factor = alpha * x[xAt + i];
                if (a.columnStride() == 1) {
                    Floats.axpy(factor, y, yAt, a.array(), a.at(i, 0), n);
                } else {
                    for (int j = 0; j < n; j++) {
                        a.set(i, j, Math.fma(factor, y[yAt + j], a.get(i, j)));
                    }
                }
            }
        });
    }
}
