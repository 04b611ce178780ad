package org.glia.compute.dense;

import static org.glia.compute.vector.Species.FLOAT;
import static org.glia.compute.vector.Species.FLOATS;

import jdk.incubator.vector.FloatVector;

/// Products by vector instructions, after Goto and van de Geijn (2008): a tile of C is summed up in registers, from six rows
/// of A and as many columns of B as four vectors hold, or two where there are but sixteen registers. What is left at the
/// right is summed with fewer vectors.
///
/// Columns of B that serve many tiles are first copied so that a tile's stand side by side; a stripe of them stays in the
/// second cache, and six rows of A in the first.
final class FloatVectorGemm {

    private static final int ROWS = 6;
    private static final int WIDE = (FLOAT.vectorBitSize() == 512 ? 4 : 2) * FLOATS;
    /// Columns of B that are copied together: with [FloatMatrixProducts#INNER] rows they fit the second cache.
    private static final int STRIPE = 256;
    /// Fewer rows of C than this do not pay for a copy of B.
    private static final int FEW_ROWS = 3 * ROWS;
    /// A B of fewer elements stays in the first cache as it is.
    private static final int FEW_ELEMENTS = 1 << 13;
    /// From one row of copied A to the next; no power of two, which would put all rows into the same lines of the cache.
    private static final int DEPTH = FloatMatrixProducts.INNER + 8;

    private FloatVectorGemm() {
    }

    /// `C = alpha A B + beta C`; with `lower` only tiles that reach the diagonal or lie below it, of a C whose element (0, 0) lies
    /// `below` rows under the diagonal.
    static void multiply(float alpha, FloatStrided a, FloatStrided b, float beta, FloatStrided c, boolean lower, int below) {
        int stripe = Math.min(STRIPE, c.columns());
        int depth = Math.min(FloatMatrixProducts.INNER, a.columns());
        boolean inPlace = b.columnStride() == 1
                && (c.rows() <= FEW_ROWS || (long) depth * c.columns() <= FEW_ELEMENTS);
        // in place only a last tile that is not whole is copied
        int copied = inPlace ? c.columns() % WIDE : stripe;
        var columns = new float[depth * (copied / WIDE * WIDE + (copied % WIDE == 0 ? 0 : vectors(copied % WIDE) * FLOATS))];
        var rows = new float[a.columnStride() == 1 ? 0 : ROWS * DEPTH];
        var tile = new float[ROWS * WIDE];
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
                        int stride = vectors * FLOATS;
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
        return left > 2 * FLOATS ? WIDE / FLOATS : left > FLOATS ? 2 : 1;
    }

    private static void tile(int vectors, int depth, float[] a, int at, int down, int rows, float[] b, int from, int stride, float[] t) {
        switch (vectors) {
            case 4 -> tile4(depth, a, at, down, rows, b, from, stride, t);
            case 2 -> tile2(depth, a, at, down, rows, b, from, stride, t);
            default -> tile1(depth, a, at, down, rows, b, from, stride, t);
        }
    }

    /// `C = alpha T + beta C` for a tile.
    private static void add(float alpha, float[] tile, int stride, int rows, int width, float beta, float[] c, int at, int rowStride,
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
                float before = beta == 0 ? 0 : beta * c[element];
                c[element] = Math.fma(alpha, tile[i * stride + j], before);
            }
        }
    }

    private static void put(float alpha, float[] tile, int stride, int rows, float[] c, int at, int rowStride) {
        var factor = FloatVector.broadcast(FLOAT, alpha);
        var zero = FloatVector.zero(FLOAT);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < stride; j += FLOATS) {
                FloatVector.fromArray(FLOAT, tile, i * stride + j).fma(factor, zero).intoArray(c, at + i * rowStride + j);
            }
        }
    }

    private static void add(float alpha, float[] tile, int stride, int rows, float beta, float[] c, int at, int rowStride) {
        var factor = FloatVector.broadcast(FLOAT, alpha);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < stride; j += FLOATS) {
                var before = FloatVector.fromArray(FLOAT, c, at + i * rowStride + j).mul(beta);
                FloatVector.fromArray(FLOAT, tile, i * stride + j).fma(factor, before).intoArray(c, at + i * rowStride + j);
            }
        }
    }

    /// Rows `p` to `p + inner` of B, columns `j` to `j + width`: tile after tile, row after row in each, filled up with zeros.
    private static void copyColumns(FloatStrided b, int p, int inner, int j, int width, float[] into) {
        for (int t = 0; t < width; t += WIDE) {
            int stride = vectors(width - t) * FLOATS;
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

    private static void copyVectors(float[] from, int at, int rowStride, int rows, int stride, float[] into, int to) {
        for (int p = 0; p < rows; p++) {
            for (int j = 0; j < stride; j += FLOATS) {
                FloatVector.fromArray(FLOAT, from, at + p * rowStride + j).intoArray(into, to + p * stride + j);
            }
        }
    }

    /// Columns that stand one after the other, four at a time, so that what is written stays together.
    private static void turn(float[] from, int at, int columnStride, int rows, int columns, int stride, float[] into, int to) {
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

    private static void copyElements(float[] from, int at, int rowStride, int columnStride, int rows, int columns, int stride,
                                     float[] into, int to) {
        for (int p = 0; p < rows; p++) {
            for (int j = 0; j < columns; j++) {
                into[to + p * stride + j] = from[at + p * rowStride + j * columnStride];
            }
        }
    }

    private static void clear(float[] into, int to, int rows, int filled, int stride) {
        for (int p = 0; filled < stride && p < rows; p++) {
            for (int j = filled; j < stride; j++) {
                into[to + p * stride + j] = 0;
            }
        }
    }

    /// Rows of A whose elements do not stand side by side.
    private static void copyRows(FloatStrided a, int i, int rows, int p, int inner, float[] into) {
        var from = a.array();
        for (int q = 0; q < inner; q++) {
            int at = a.at(i, p + q);
            for (int r = 0; r < rows; r++) {
                into[r * DEPTH + q] = from[at + r * a.rowStride()];
            }
        }
    }

    /// Six rows by four vectors.
    private static void tile4(int depth, float[] a, int at, int down, int rows, float[] b, int from, int stride, float[] t) {
        int r0 = at;
        int r1 = at + Math.min(1, rows - 1) * down;
        int r2 = at + Math.min(2, rows - 1) * down;
        int r3 = at + Math.min(3, rows - 1) * down;
        int r4 = at + Math.min(4, rows - 1) * down;
        int r5 = at + Math.min(5, rows - 1) * down;
        var c00 = FloatVector.zero(FLOAT); var c01 = FloatVector.zero(FLOAT); var c02 = FloatVector.zero(FLOAT);
        var c03 = FloatVector.zero(FLOAT);
        var c10 = FloatVector.zero(FLOAT); var c11 = FloatVector.zero(FLOAT); var c12 = FloatVector.zero(FLOAT);
        var c13 = FloatVector.zero(FLOAT);
        var c20 = FloatVector.zero(FLOAT); var c21 = FloatVector.zero(FLOAT); var c22 = FloatVector.zero(FLOAT);
        var c23 = FloatVector.zero(FLOAT);
        var c30 = FloatVector.zero(FLOAT); var c31 = FloatVector.zero(FLOAT); var c32 = FloatVector.zero(FLOAT);
        var c33 = FloatVector.zero(FLOAT);
        var c40 = FloatVector.zero(FLOAT); var c41 = FloatVector.zero(FLOAT); var c42 = FloatVector.zero(FLOAT);
        var c43 = FloatVector.zero(FLOAT);
        var c50 = FloatVector.zero(FLOAT); var c51 = FloatVector.zero(FLOAT); var c52 = FloatVector.zero(FLOAT);
        var c53 = FloatVector.zero(FLOAT);
        for (int p = 0; p < depth; p++) {
            var b0 = FloatVector.fromArray(FLOAT, b, from + p * stride);
            var b1 = FloatVector.fromArray(FLOAT, b, from + p * stride + FLOATS);
            var b2 = FloatVector.fromArray(FLOAT, b, from + p * stride + 2 * FLOATS);
            var b3 = FloatVector.fromArray(FLOAT, b, from + p * stride + 3 * FLOATS);
            var s = FloatVector.broadcast(FLOAT, a[r0 + p]);
            c00 = s.fma(b0, c00);
            c01 = s.fma(b1, c01);
            c02 = s.fma(b2, c02);
            c03 = s.fma(b3, c03);
            s = FloatVector.broadcast(FLOAT, a[r1 + p]);
            c10 = s.fma(b0, c10);
            c11 = s.fma(b1, c11);
            c12 = s.fma(b2, c12);
            c13 = s.fma(b3, c13);
            s = FloatVector.broadcast(FLOAT, a[r2 + p]);
            c20 = s.fma(b0, c20);
            c21 = s.fma(b1, c21);
            c22 = s.fma(b2, c22);
            c23 = s.fma(b3, c23);
            s = FloatVector.broadcast(FLOAT, a[r3 + p]);
            c30 = s.fma(b0, c30);
            c31 = s.fma(b1, c31);
            c32 = s.fma(b2, c32);
            c33 = s.fma(b3, c33);
            s = FloatVector.broadcast(FLOAT, a[r4 + p]);
            c40 = s.fma(b0, c40);
            c41 = s.fma(b1, c41);
            c42 = s.fma(b2, c42);
            c43 = s.fma(b3, c43);
            s = FloatVector.broadcast(FLOAT, a[r5 + p]);
            c50 = s.fma(b0, c50);
            c51 = s.fma(b1, c51);
            c52 = s.fma(b2, c52);
            c53 = s.fma(b3, c53);
        }
        c00.intoArray(t, 0);
        c01.intoArray(t, FLOATS);
        c02.intoArray(t, 2 * FLOATS);
        c03.intoArray(t, 3 * FLOATS);
        c10.intoArray(t, 4 * FLOATS);
        c11.intoArray(t, 5 * FLOATS);
        c12.intoArray(t, 6 * FLOATS);
        c13.intoArray(t, 7 * FLOATS);
        c20.intoArray(t, 8 * FLOATS);
        c21.intoArray(t, 9 * FLOATS);
        c22.intoArray(t, 10 * FLOATS);
        c23.intoArray(t, 11 * FLOATS);
        c30.intoArray(t, 12 * FLOATS);
        c31.intoArray(t, 13 * FLOATS);
        c32.intoArray(t, 14 * FLOATS);
        c33.intoArray(t, 15 * FLOATS);
        c40.intoArray(t, 16 * FLOATS);
        c41.intoArray(t, 17 * FLOATS);
        c42.intoArray(t, 18 * FLOATS);
        c43.intoArray(t, 19 * FLOATS);
        c50.intoArray(t, 20 * FLOATS);
        c51.intoArray(t, 21 * FLOATS);
        c52.intoArray(t, 22 * FLOATS);
        c53.intoArray(t, 23 * FLOATS);
    }

    /// Six rows by two vectors.
    private static void tile2(int depth, float[] a, int at, int down, int rows, float[] b, int from, int stride, float[] t) {
        int r0 = at;
        int r1 = at + Math.min(1, rows - 1) * down;
        int r2 = at + Math.min(2, rows - 1) * down;
        int r3 = at + Math.min(3, rows - 1) * down;
        int r4 = at + Math.min(4, rows - 1) * down;
        int r5 = at + Math.min(5, rows - 1) * down;
        var c00 = FloatVector.zero(FLOAT); var c01 = FloatVector.zero(FLOAT);
        var c10 = FloatVector.zero(FLOAT); var c11 = FloatVector.zero(FLOAT);
        var c20 = FloatVector.zero(FLOAT); var c21 = FloatVector.zero(FLOAT);
        var c30 = FloatVector.zero(FLOAT); var c31 = FloatVector.zero(FLOAT);
        var c40 = FloatVector.zero(FLOAT); var c41 = FloatVector.zero(FLOAT);
        var c50 = FloatVector.zero(FLOAT); var c51 = FloatVector.zero(FLOAT);
        for (int p = 0; p < depth; p++) {
            var b0 = FloatVector.fromArray(FLOAT, b, from + p * stride);
            var b1 = FloatVector.fromArray(FLOAT, b, from + p * stride + FLOATS);
            var s = FloatVector.broadcast(FLOAT, a[r0 + p]);
            c00 = s.fma(b0, c00);
            c01 = s.fma(b1, c01);
            s = FloatVector.broadcast(FLOAT, a[r1 + p]);
            c10 = s.fma(b0, c10);
            c11 = s.fma(b1, c11);
            s = FloatVector.broadcast(FLOAT, a[r2 + p]);
            c20 = s.fma(b0, c20);
            c21 = s.fma(b1, c21);
            s = FloatVector.broadcast(FLOAT, a[r3 + p]);
            c30 = s.fma(b0, c30);
            c31 = s.fma(b1, c31);
            s = FloatVector.broadcast(FLOAT, a[r4 + p]);
            c40 = s.fma(b0, c40);
            c41 = s.fma(b1, c41);
            s = FloatVector.broadcast(FLOAT, a[r5 + p]);
            c50 = s.fma(b0, c50);
            c51 = s.fma(b1, c51);
        }
        c00.intoArray(t, 0);
        c01.intoArray(t, FLOATS);
        c10.intoArray(t, 2 * FLOATS);
        c11.intoArray(t, 3 * FLOATS);
        c20.intoArray(t, 4 * FLOATS);
        c21.intoArray(t, 5 * FLOATS);
        c30.intoArray(t, 6 * FLOATS);
        c31.intoArray(t, 7 * FLOATS);
        c40.intoArray(t, 8 * FLOATS);
        c41.intoArray(t, 9 * FLOATS);
        c50.intoArray(t, 10 * FLOATS);
        c51.intoArray(t, 11 * FLOATS);
    }

    /// Six rows by one vector.
    private static void tile1(int depth, float[] a, int at, int down, int rows, float[] b, int from, int stride, float[] t) {
        int r0 = at;
        int r1 = at + Math.min(1, rows - 1) * down;
        int r2 = at + Math.min(2, rows - 1) * down;
        int r3 = at + Math.min(3, rows - 1) * down;
        int r4 = at + Math.min(4, rows - 1) * down;
        int r5 = at + Math.min(5, rows - 1) * down;
        var c00 = FloatVector.zero(FLOAT);
        var c10 = FloatVector.zero(FLOAT);
        var c20 = FloatVector.zero(FLOAT);
        var c30 = FloatVector.zero(FLOAT);
        var c40 = FloatVector.zero(FLOAT);
        var c50 = FloatVector.zero(FLOAT);
        for (int p = 0; p < depth; p++) {
            var b0 = FloatVector.fromArray(FLOAT, b, from + p * stride);
            var s = FloatVector.broadcast(FLOAT, a[r0 + p]);
            c00 = s.fma(b0, c00);
            s = FloatVector.broadcast(FLOAT, a[r1 + p]);
            c10 = s.fma(b0, c10);
            s = FloatVector.broadcast(FLOAT, a[r2 + p]);
            c20 = s.fma(b0, c20);
            s = FloatVector.broadcast(FLOAT, a[r3 + p]);
            c30 = s.fma(b0, c30);
            s = FloatVector.broadcast(FLOAT, a[r4 + p]);
            c40 = s.fma(b0, c40);
            s = FloatVector.broadcast(FLOAT, a[r5 + p]);
            c50 = s.fma(b0, c50);
        }
        c00.intoArray(t, 0);
        c10.intoArray(t, FLOATS);
        c20.intoArray(t, 2 * FLOATS);
        c30.intoArray(t, 3 * FLOATS);
        c40.intoArray(t, 4 * FLOATS);
        c50.intoArray(t, 5 * FLOATS);
    }
}
