package org.glia.compute.dense;

import static org.glia.compute.vector.Species.DOUBLE;
import static org.glia.compute.vector.Species.DOUBLES;

import jdk.incubator.vector.DoubleVector;

/// Products by vector instructions, after Goto and van de Geijn (2008): a tile of C is summed up in registers, from six rows
/// of A and as many columns of B as four vectors hold, or two where there are but sixteen registers. What is left at the
/// right is summed with fewer vectors.
///
/// Columns of B that serve many tiles are first copied so that a tile's stand side by side; a stripe of them stays in the
/// second cache, and six rows of A in the first.
final class VectorGemm {

    private static final int ROWS = 6;
    private static final int WIDE = (DOUBLE.vectorBitSize() == 512 ? 4 : 2) * DOUBLES;
    /// Columns of B that are copied together: with [MatrixProducts#INNER] rows they fit the second cache.
    private static final int STRIPE = 256;
    /// Fewer rows of C than this do not pay for a copy of B.
    private static final int FEW_ROWS = 3 * ROWS;
    /// A B of fewer elements stays in the first cache as it is.
    private static final int FEW_ELEMENTS = 1 << 13;
    /// From one row of copied A to the next; no power of two, which would put all rows into the same lines of the cache.
    private static final int DEPTH = MatrixProducts.INNER + 8;

    private VectorGemm() {
    }

    /// `C = alpha A B + beta C`; with `lower` only tiles that reach the diagonal or lie below it, of a C whose element (0, 0) lies
    /// `below` rows under the diagonal.
    static void multiply(double alpha, Strided a, Strided b, double beta, Strided c, boolean lower, int below) {
        int stripe = Math.min(STRIPE, c.columns());
        int depth = Math.min(MatrixProducts.INNER, a.columns());
        boolean inPlace = b.columnStride() == 1
                && (c.rows() <= FEW_ROWS || (long) depth * c.columns() <= FEW_ELEMENTS);
        // in place only a last tile that is not whole is copied
        int copied = inPlace ? c.columns() % WIDE : stripe;
        var columns = new double[depth * (copied / WIDE * WIDE + (copied % WIDE == 0 ? 0 : vectors(copied % WIDE) * DOUBLES))];
        var rows = new double[a.columnStride() == 1 ? 0 : ROWS * DEPTH];
        var tile = new double[ROWS * WIDE];
        for (int j = 0; j < c.columns(); j += stripe) {
            int width = Math.min(stripe, c.columns() - j);
            for (int p = 0; p < a.columns(); p += depth) {
                int inner = Math.min(depth, a.columns() - p);
                int whole = inPlace ? width / WIDE * WIDE : 0;
                copyColumns(b, p, inner, j + whole, width - whole, columns);
                for (int i = 0; i < c.rows(); i += ROWS) {
                    int height = Math.min(ROWS, c.rows() - i);
                    int needed = lower ? Math.min(width, below + i + height - j) : width;
                    if (needed <= 0) {
                        continue;
                    }
                    var array = a.array();
                    int at = a.at(i, p);
                    int down = a.rowStride();
                    if (a.columnStride() != 1) {
                        copyRows(a, i, height, p, inner, rows);
                        array = rows;
                        at = 0;
                        down = DEPTH;
                    }
                    for (int t = 0; t < needed; t += WIDE) {
                        boolean there = t < whole;
                        int vectors = vectors(width - t);
                        int stride = vectors * DOUBLES;
                        tile(vectors, inner, array, at, down, height, there ? b.array() : columns,
                                there ? b.at(p, j + t) : (t - whole) * inner, there ? b.rowStride() : stride, tile);
                        add(alpha, tile, stride, height, Math.min(width - t, stride), p == 0 ? beta : 1, c.array(), c.at(i, j + t),
                                c.rowStride(), c.columnStride());
                    }
                }
            }
        }
    }

    /// How many vectors the tile has that begins `left` columns before the end.
    private static int vectors(int left) {
        return left > 2 * DOUBLES ? WIDE / DOUBLES : left > DOUBLES ? 2 : 1;
    }

    private static void tile(int vectors, int depth, double[] a, int at, int down, int rows, double[] b, int from, int stride, double[] t) {
        switch (vectors) {
            case 4 -> tile4(depth, a, at, down, rows, b, from, stride, t);
            case 2 -> tile2(depth, a, at, down, rows, b, from, stride, t);
            default -> tile1(depth, a, at, down, rows, b, from, stride, t);
        }
    }

    /// `C = alpha T + beta C` for a tile.
    private static void add(double alpha, double[] tile, int stride, int rows, int width, double beta, double[] c, int at, int rowStride,
                            int columnStride) {
        if (width == stride && columnStride == 1) {
            if (beta == 0) {
                put(alpha, tile, stride, rows, c, at, rowStride);
            } else {
                add(alpha, tile, stride, rows, beta, c, at, rowStride);
            }
            return;
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < width; j++) {
                int element = at + i * rowStride + j * columnStride;
                double before = beta == 0 ? 0 : beta * c[element];
                c[element] = Math.fma(alpha, tile[i * stride + j], before);
            }
        }
    }

    private static void put(double alpha, double[] tile, int stride, int rows, double[] c, int at, int rowStride) {
        var factor = DoubleVector.broadcast(DOUBLE, alpha);
        var zero = DoubleVector.zero(DOUBLE);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < stride; j += DOUBLES) {
                DoubleVector.fromArray(DOUBLE, tile, i * stride + j).fma(factor, zero).intoArray(c, at + i * rowStride + j);
            }
        }
    }

    private static void add(double alpha, double[] tile, int stride, int rows, double beta, double[] c, int at, int rowStride) {
        var factor = DoubleVector.broadcast(DOUBLE, alpha);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < stride; j += DOUBLES) {
                var before = DoubleVector.fromArray(DOUBLE, c, at + i * rowStride + j).mul(beta);
                DoubleVector.fromArray(DOUBLE, tile, i * stride + j).fma(factor, before).intoArray(c, at + i * rowStride + j);
            }
        }
    }

    /// Rows `p` to `p + inner` of B, columns `j` to `j + width`: tile after tile, row after row in each, filled up with zeros.
    private static void copyColumns(Strided b, int p, int inner, int j, int width, double[] into) {
        for (int t = 0; t < width; t += WIDE) {
            int stride = vectors(width - t) * DOUBLES;
            int count = Math.min(stride, width - t);
            if (b.columnStride() == 1 && count == stride) {
                copyVectors(b.array(), b.at(p, j + t), b.rowStride(), inner, stride, into, t * inner);
            } else if (b.rowStride() == 1) {
                turn(b.array(), b.at(p, j + t), b.columnStride(), inner, count, stride, into, t * inner);
                clear(into, t * inner, inner, count, stride);
            } else {
                copyElements(b.array(), b.at(p, j + t), b.rowStride(), b.columnStride(), inner, count, stride, into, t * inner);
                clear(into, t * inner, inner, count, stride);
            }
        }
    }

    private static void copyVectors(double[] from, int at, int rowStride, int rows, int stride, double[] into, int to) {
        for (int p = 0; p < rows; p++) {
            for (int j = 0; j < stride; j += DOUBLES) {
                DoubleVector.fromArray(DOUBLE, from, at + p * rowStride + j).intoArray(into, to + p * stride + j);
            }
        }
    }

    /// Columns that stand one after the other, four at a time, so that what is written stays together.
    private static void turn(double[] from, int at, int columnStride, int rows, int columns, int stride, double[] into, int to) {
        int j = 0;
        for (; j + 3 < columns; j += 4) {
            int c0 = at + j * columnStride;
            int c1 = c0 + columnStride;
            int c2 = c1 + columnStride;
            int c3 = c2 + columnStride;
            for (int p = 0; p < rows; p++) {
                int q = to + p * stride + j;
                into[q] = from[c0 + p];
                into[q + 1] = from[c1 + p];
                into[q + 2] = from[c2 + p];
                into[q + 3] = from[c3 + p];
            }
        }
        for (; j < columns; j++) {
            for (int p = 0; p < rows; p++) {
                into[to + p * stride + j] = from[at + j * columnStride + p];
            }
        }
    }

    private static void copyElements(double[] from, int at, int rowStride, int columnStride, int rows, int columns, int stride,
                                     double[] into, int to) {
        for (int p = 0; p < rows; p++) {
            for (int j = 0; j < columns; j++) {
                into[to + p * stride + j] = from[at + p * rowStride + j * columnStride];
            }
        }
    }

    private static void clear(double[] into, int to, int rows, int filled, int stride) {
        for (int p = 0; filled < stride && p < rows; p++) {
            for (int j = filled; j < stride; j++) {
                into[to + p * stride + j] = 0;
            }
        }
    }

    /// Rows of A whose elements do not stand side by side.
    private static void copyRows(Strided a, int i, int rows, int p, int inner, double[] into) {
        var from = a.array();
        for (int q = 0; q < inner; q++) {
            int at = a.at(i, p + q);
            for (int r = 0; r < rows; r++) {
                into[r * DEPTH + q] = from[at + r * a.rowStride()];
            }
        }
    }

    /// Six rows by four vectors.
    private static void tile4(int depth, double[] a, int at, int down, int rows, double[] b, int from, int stride, double[] t) {
        int r0 = at;
        int r1 = at + Math.min(1, rows - 1) * down;
        int r2 = at + Math.min(2, rows - 1) * down;
        int r3 = at + Math.min(3, rows - 1) * down;
        int r4 = at + Math.min(4, rows - 1) * down;
        int r5 = at + Math.min(5, rows - 1) * down;
        var c00 = DoubleVector.zero(DOUBLE); var c01 = DoubleVector.zero(DOUBLE); var c02 = DoubleVector.zero(DOUBLE);
        var c03 = DoubleVector.zero(DOUBLE);
        var c10 = DoubleVector.zero(DOUBLE); var c11 = DoubleVector.zero(DOUBLE); var c12 = DoubleVector.zero(DOUBLE);
        var c13 = DoubleVector.zero(DOUBLE);
        var c20 = DoubleVector.zero(DOUBLE); var c21 = DoubleVector.zero(DOUBLE); var c22 = DoubleVector.zero(DOUBLE);
        var c23 = DoubleVector.zero(DOUBLE);
        var c30 = DoubleVector.zero(DOUBLE); var c31 = DoubleVector.zero(DOUBLE); var c32 = DoubleVector.zero(DOUBLE);
        var c33 = DoubleVector.zero(DOUBLE);
        var c40 = DoubleVector.zero(DOUBLE); var c41 = DoubleVector.zero(DOUBLE); var c42 = DoubleVector.zero(DOUBLE);
        var c43 = DoubleVector.zero(DOUBLE);
        var c50 = DoubleVector.zero(DOUBLE); var c51 = DoubleVector.zero(DOUBLE); var c52 = DoubleVector.zero(DOUBLE);
        var c53 = DoubleVector.zero(DOUBLE);
        for (int p = 0; p < depth; p++) {
            var b0 = DoubleVector.fromArray(DOUBLE, b, from + p * stride);
            var b1 = DoubleVector.fromArray(DOUBLE, b, from + p * stride + DOUBLES);
            var b2 = DoubleVector.fromArray(DOUBLE, b, from + p * stride + 2 * DOUBLES);
            var b3 = DoubleVector.fromArray(DOUBLE, b, from + p * stride + 3 * DOUBLES);
            var s = DoubleVector.broadcast(DOUBLE, a[r0 + p]);
            c00 = s.fma(b0, c00);
            c01 = s.fma(b1, c01);
            c02 = s.fma(b2, c02);
            c03 = s.fma(b3, c03);
            s = DoubleVector.broadcast(DOUBLE, a[r1 + p]);
            c10 = s.fma(b0, c10);
            c11 = s.fma(b1, c11);
            c12 = s.fma(b2, c12);
            c13 = s.fma(b3, c13);
            s = DoubleVector.broadcast(DOUBLE, a[r2 + p]);
            c20 = s.fma(b0, c20);
            c21 = s.fma(b1, c21);
            c22 = s.fma(b2, c22);
            c23 = s.fma(b3, c23);
            s = DoubleVector.broadcast(DOUBLE, a[r3 + p]);
            c30 = s.fma(b0, c30);
            c31 = s.fma(b1, c31);
            c32 = s.fma(b2, c32);
            c33 = s.fma(b3, c33);
            s = DoubleVector.broadcast(DOUBLE, a[r4 + p]);
            c40 = s.fma(b0, c40);
            c41 = s.fma(b1, c41);
            c42 = s.fma(b2, c42);
            c43 = s.fma(b3, c43);
            s = DoubleVector.broadcast(DOUBLE, a[r5 + p]);
            c50 = s.fma(b0, c50);
            c51 = s.fma(b1, c51);
            c52 = s.fma(b2, c52);
            c53 = s.fma(b3, c53);
        }
        c00.intoArray(t, 0);
        c01.intoArray(t, DOUBLES);
        c02.intoArray(t, 2 * DOUBLES);
        c03.intoArray(t, 3 * DOUBLES);
        c10.intoArray(t, 4 * DOUBLES);
        c11.intoArray(t, 5 * DOUBLES);
        c12.intoArray(t, 6 * DOUBLES);
        c13.intoArray(t, 7 * DOUBLES);
        c20.intoArray(t, 8 * DOUBLES);
        c21.intoArray(t, 9 * DOUBLES);
        c22.intoArray(t, 10 * DOUBLES);
        c23.intoArray(t, 11 * DOUBLES);
        c30.intoArray(t, 12 * DOUBLES);
        c31.intoArray(t, 13 * DOUBLES);
        c32.intoArray(t, 14 * DOUBLES);
        c33.intoArray(t, 15 * DOUBLES);
        c40.intoArray(t, 16 * DOUBLES);
        c41.intoArray(t, 17 * DOUBLES);
        c42.intoArray(t, 18 * DOUBLES);
        c43.intoArray(t, 19 * DOUBLES);
        c50.intoArray(t, 20 * DOUBLES);
        c51.intoArray(t, 21 * DOUBLES);
        c52.intoArray(t, 22 * DOUBLES);
        c53.intoArray(t, 23 * DOUBLES);
    }

    /// Six rows by two vectors.
    private static void tile2(int depth, double[] a, int at, int down, int rows, double[] b, int from, int stride, double[] t) {
        int r0 = at;
        int r1 = at + Math.min(1, rows - 1) * down;
        int r2 = at + Math.min(2, rows - 1) * down;
        int r3 = at + Math.min(3, rows - 1) * down;
        int r4 = at + Math.min(4, rows - 1) * down;
        int r5 = at + Math.min(5, rows - 1) * down;
        var c00 = DoubleVector.zero(DOUBLE); var c01 = DoubleVector.zero(DOUBLE);
        var c10 = DoubleVector.zero(DOUBLE); var c11 = DoubleVector.zero(DOUBLE);
        var c20 = DoubleVector.zero(DOUBLE); var c21 = DoubleVector.zero(DOUBLE);
        var c30 = DoubleVector.zero(DOUBLE); var c31 = DoubleVector.zero(DOUBLE);
        var c40 = DoubleVector.zero(DOUBLE); var c41 = DoubleVector.zero(DOUBLE);
        var c50 = DoubleVector.zero(DOUBLE); var c51 = DoubleVector.zero(DOUBLE);
        for (int p = 0; p < depth; p++) {
            var b0 = DoubleVector.fromArray(DOUBLE, b, from + p * stride);
            var b1 = DoubleVector.fromArray(DOUBLE, b, from + p * stride + DOUBLES);
            var s = DoubleVector.broadcast(DOUBLE, a[r0 + p]);
            c00 = s.fma(b0, c00);
            c01 = s.fma(b1, c01);
            s = DoubleVector.broadcast(DOUBLE, a[r1 + p]);
            c10 = s.fma(b0, c10);
            c11 = s.fma(b1, c11);
            s = DoubleVector.broadcast(DOUBLE, a[r2 + p]);
            c20 = s.fma(b0, c20);
            c21 = s.fma(b1, c21);
            s = DoubleVector.broadcast(DOUBLE, a[r3 + p]);
            c30 = s.fma(b0, c30);
            c31 = s.fma(b1, c31);
            s = DoubleVector.broadcast(DOUBLE, a[r4 + p]);
            c40 = s.fma(b0, c40);
            c41 = s.fma(b1, c41);
            s = DoubleVector.broadcast(DOUBLE, a[r5 + p]);
            c50 = s.fma(b0, c50);
            c51 = s.fma(b1, c51);
        }
        c00.intoArray(t, 0);
        c01.intoArray(t, DOUBLES);
        c10.intoArray(t, 2 * DOUBLES);
        c11.intoArray(t, 3 * DOUBLES);
        c20.intoArray(t, 4 * DOUBLES);
        c21.intoArray(t, 5 * DOUBLES);
        c30.intoArray(t, 6 * DOUBLES);
        c31.intoArray(t, 7 * DOUBLES);
        c40.intoArray(t, 8 * DOUBLES);
        c41.intoArray(t, 9 * DOUBLES);
        c50.intoArray(t, 10 * DOUBLES);
        c51.intoArray(t, 11 * DOUBLES);
    }

    /// Six rows by one vector.
    private static void tile1(int depth, double[] a, int at, int down, int rows, double[] b, int from, int stride, double[] t) {
        int r0 = at;
        int r1 = at + Math.min(1, rows - 1) * down;
        int r2 = at + Math.min(2, rows - 1) * down;
        int r3 = at + Math.min(3, rows - 1) * down;
        int r4 = at + Math.min(4, rows - 1) * down;
        int r5 = at + Math.min(5, rows - 1) * down;
        var c00 = DoubleVector.zero(DOUBLE);
        var c10 = DoubleVector.zero(DOUBLE);
        var c20 = DoubleVector.zero(DOUBLE);
        var c30 = DoubleVector.zero(DOUBLE);
        var c40 = DoubleVector.zero(DOUBLE);
        var c50 = DoubleVector.zero(DOUBLE);
        for (int p = 0; p < depth; p++) {
            var b0 = DoubleVector.fromArray(DOUBLE, b, from + p * stride);
            var s = DoubleVector.broadcast(DOUBLE, a[r0 + p]);
            c00 = s.fma(b0, c00);
            s = DoubleVector.broadcast(DOUBLE, a[r1 + p]);
            c10 = s.fma(b0, c10);
            s = DoubleVector.broadcast(DOUBLE, a[r2 + p]);
            c20 = s.fma(b0, c20);
            s = DoubleVector.broadcast(DOUBLE, a[r3 + p]);
            c30 = s.fma(b0, c30);
            s = DoubleVector.broadcast(DOUBLE, a[r4 + p]);
            c40 = s.fma(b0, c40);
            s = DoubleVector.broadcast(DOUBLE, a[r5 + p]);
            c50 = s.fma(b0, c50);
        }
        c00.intoArray(t, 0);
        c10.intoArray(t, DOUBLES);
        c20.intoArray(t, 2 * DOUBLES);
        c30.intoArray(t, 3 * DOUBLES);
        c40.intoArray(t, 4 * DOUBLES);
        c50.intoArray(t, 5 * DOUBLES);
    }
}
