package org.glia.compute.dense;

import static org.glia.compute.vector.Species.DOUBLE;
import static org.glia.compute.vector.Species.DOUBLES;

import java.util.Arrays;

import jdk.incubator.vector.DoubleVector;

/// Products by vector instructions, after Goto and van de Geijn (2008): a tile of C is summed up in registers, from six rows
/// of A and as many columns of B as four vectors hold, or two where there are but sixteen registers. What is left at the
/// right is summed with fewer vectors.
///
/// Columns of B that serve many tiles are first copied so that a tile's stand side by side; a stripe of them stays in the
/// second cache, and six rows of A in the first. Rows of A are read as they are, if their elements stand side by side.
final class VectorGemm {

    private static final int ROWS = 6;
    private static final int WIDE = (DOUBLE.vectorBitSize() == 512 ? 4 : 2) * DOUBLES;
    private static final int PAIR = 2 * DOUBLES;
    /// Columns of B that are copied together: with [MatrixProducts#INNER] rows they fit the second cache.
    private static final int STRIPE = 256;
    /// Rows of A that are copied together, where their elements do not stand side by side.
    private static final int BLOCK = 128 * ROWS;
    /// Fewer rows of C than this do not pay for a copy of B.
    private static final int FEW_ROWS = 3 * ROWS;
    /// Rows of B that are read side by side without a copy: more would be more than a core reads ahead.
    private static final int ROWS_AHEAD = 16;
    /// A B of no more elements stays in the second cache, and is copied whole.
    private static final int SMALL = 1 << 16;
    /// A B of no more elements stays in the first cache, and is read as it is.
    private static final int TINY = 1 << 13;
    /// From one row of copied A to the next; no power of two, which would put all rows into the same lines of the cache.
    private static final int DEPTH = MatrixProducts.INNER + 8;

    private final double alpha;
    private final Strided a;
    private final Strided b;
    private final double beta;
    private final Strided c;
    private final boolean lower;
    private final int below;
    /// Terms that are summed at once.
    private final int depth;
    /// Sums of tiles, row after row in each.
    private final double[] sums;
    /// Rows of A, `down` apart: A itself where their elements stand side by side, else copies, the first of them number
    /// `firstRow`.
    private final double[] rows;
    private final int down;
    private int firstRow;

    private VectorGemm(double alpha, Strided a, Strided b, double beta, Strided c, boolean lower, int below, int sums, int copiedRows) {
        this.alpha = alpha;
        this.a = a;
        this.b = b;
        this.beta = beta;
        this.c = c;
        this.lower = lower;
        this.below = below;
        this.depth = Math.min(MatrixProducts.INNER, a.columns());
        this.sums = new double[sums];
        boolean inPlace = a.columnStride() == 1;
        this.rows = inPlace ? a.array() : new double[copiedRows * DEPTH];
        this.down = inPlace ? a.rowStride() : DEPTH;
    }

    /// `C = alpha A B + beta C`; with `lower` only tiles that reach the diagonal or lie below it, of a C whose element (0, 0) lies
    /// `below` rows under the diagonal.
    static void multiply(double alpha, Strided a, Strided b, double beta, Strided c, boolean lower, int below) {
        int m = c.rows();
        int n = c.columns();
        if (b.columnStride() == 1 && m <= FEW_ROWS && b.rows() > ROWS_AHEAD) {
            int tiles = Math.ceilDiv(m, ROWS) * Math.ceilDiv(n, PAIR);
            new VectorGemm(alpha, a, b, beta, c, lower, below, tiles * ROWS * PAIR, m).byRowsOfB();
        } else if (n <= STRIPE && (long) b.rows() * n <= SMALL) {
            new VectorGemm(alpha, a, b, beta, c, lower, below, ROWS * WIDE, ROWS).withAllOfB();
        } else {
            new VectorGemm(alpha, a, b, beta, c, lower, below, ROWS * WIDE, Math.min(BLOCK, m)).byStripes();
        }
    }

    /// A few rows of C: B is read once, row after row, and all sums are kept meanwhile.
    private void byRowsOfB() {
        int n = c.columns();
        int whole = n / PAIR * PAIR;
        int across = Math.ceilDiv(n, PAIR);
        var last = new double[n == whole ? 0 : depth * PAIR];
        for (int p = 0; p < a.columns(); p += depth) {
            int inner = Math.min(depth, a.columns() - p);
            copyRows(0, c.rows(), p, inner);
            if (whole < n) {
                copyTile(p, inner, whole, n - whole, PAIR, last, 0);
            }
            Arrays.fill(sums, 0);
            for (int q = 0; q < inner; q += ROWS_AHEAD) {
                int some = Math.min(ROWS_AHEAD, inner - q);
                for (int j = 0; j < n; j += PAIR) {
                    for (int i = 0; i < c.rows(); i += ROWS) {
                        int tile = (i / ROWS * across + j / PAIR) * ROWS * PAIR;
                        if (j < whole) {
                            resume(i, p + q, q, some, b.array(), b.at(p + q, j), b.rowStride(), tile);
                        } else {
                            resume(i, p + q, q, some, last, q * PAIR, PAIR, tile);
                        }
                    }
                }
            }
            for (int i = 0; i < c.rows(); i += ROWS) {
                for (int j = 0; j < n; j += PAIR) {
                    add((i / ROWS * across + j / PAIR) * ROWS * PAIR, PAIR, i, j, n - j, p == 0 ? beta : 1);
                }
            }
        }
    }

    private void resume(int i, int p, int q, int inner, double[] columns, int from, int stride, int tile) {
        resume2(inner, rows, rowAt(i, p, q), down, Math.min(ROWS, c.rows() - i), columns, from, stride, sums, tile);
    }

    /// Where row `i` of A stands in `rows`, from column `p` on, which is number `q` in copies.
    private int rowAt(int i, int p, int q) {
        return a.columnStride() == 1 ? a.at(i, p) : (i - firstRow) * DEPTH + q;
    }

    /// A small B: rows of A are read once, from end to end.
    private void withAllOfB() {
        int n = c.columns();
        int whole = b.columnStride() == 1 && (long) depth * n <= TINY ? n / WIDE * WIDE : 0;
        int width = padded(n - whole);
        var columns = new double[b.rows() * width];
        for (int p = 0; p < a.columns(); p += depth) {
            copyColumns(p, Math.min(depth, a.columns() - p), whole, n - whole, columns, p * width);
        }
        for (int i = 0; i < c.rows(); i += ROWS) {
            for (int p = 0; p < a.columns(); p += depth) {
                int inner = Math.min(depth, a.columns() - p);
                copyRows(i, Math.min(ROWS, c.rows() - i), p, inner);
                tiles(i, p, inner, 0, n, whole, columns, p * width);
            }
        }
    }

    /// The general case: a stripe of B serves many rows of A.
    private void byStripes() {
        int stripe = Math.min(STRIPE, c.columns());
        var columns = new double[depth * padded(stripe)];
        for (int block = 0; block < c.rows(); block += BLOCK) {
            int end = Math.min(block + BLOCK, c.rows());
            for (int p = 0; p < a.columns(); p += depth) {
                int inner = Math.min(depth, a.columns() - p);
                copyRows(block, end - block, p, inner);
                for (int j = 0; j < c.columns() && (!lower || j < below + end); j += stripe) {
                    int width = Math.min(stripe, c.columns() - j);
                    copyColumns(p, inner, j, width, columns, 0);
                    for (int i = block; i < end; i += ROWS) {
                        tiles(i, p, inner, j, width, 0, columns, 0);
                    }
                }
            }
        }
    }

    /// The tiles of six rows and a stripe, of which the first `whole` columns are read as they are, the others from `at` on in
    /// `columns`.
    private void tiles(int i, int p, int inner, int j, int width, int whole, double[] columns, int at) {
        int needed = lower ? Math.min(width, below + Math.min(i + ROWS, c.rows()) - j) : width;
        for (int t = 0; t < needed; t += WIDE) {
            int stride = padded(Math.min(WIDE, width - t));
            if (t < whole) {
                tile(i, p, inner, stride, b.array(), b.at(p, j + t), b.rowStride());
            } else {
                tile(i, p, inner, stride, columns, at + (t - whole) * inner, stride);
            }
            add(0, stride, i, j + t, width - t, p == 0 ? beta : 1);
        }
    }

    /// Sums up a tile of rows from `i` on.
    ///
    /// @param columns where B's rows stand: from `from` on, `stride` apart
    private void tile(int i, int p, int inner, int width, double[] columns, int from, int stride) {
        int at = rowAt(i, p, 0);
        int height = Math.min(ROWS, c.rows() - i);
        switch (width / DOUBLES) {
            case 4 -> tile4(inner, rows, at, down, height, columns, from, stride, sums);
            case 2 -> tile2(inner, rows, at, down, height, columns, from, stride, sums);
            default -> tile1(inner, rows, at, down, height, columns, from, stride, sums);
        }
    }

    /// How many columns are summed where there are `n`: whole tiles, and at the end one, two or four vectors.
    private static int padded(int n) {
        int last = n % WIDE;
        return n - last + (last > 2 * DOUBLES ? WIDE : last > DOUBLES ? 2 * DOUBLES : last > 0 ? DOUBLES : 0);
    }

    /// `C = alpha T + beta C` for the tile at (i, j), `left` columns before the end of what was summed together.
    private void add(int tile, int stride, int i, int j, int left, double share) {
        int width = Math.min(stride, left);
        int height = Math.min(ROWS, c.rows() - i);
        if (width == stride && c.columnStride() == 1) {
            if (share == 0) {
                put(alpha, sums, tile, stride, height, c.array(), c.at(i, j), c.rowStride());
            } else {
                add(alpha, sums, tile, stride, height, share, c.array(), c.at(i, j), c.rowStride());
            }
            return;
        }
        for (int r = 0; r < height; r++) {
            for (int s = 0; s < width; s++) {
                int element = c.at(i + r, j + s);
                double before = share == 0 ? 0 : share * c.array()[element];
                c.array()[element] = Math.fma(alpha, sums[tile + r * stride + s], before);
            }
        }
    }

    private static void put(double alpha, double[] sums, int tile, int stride, int rows, double[] c, int at, int rowStride) {
        var factor = DoubleVector.broadcast(DOUBLE, alpha);
        var zero = DoubleVector.zero(DOUBLE);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < stride; j += DOUBLES) {
                DoubleVector.fromArray(DOUBLE, sums, tile + i * stride + j).fma(factor, zero).intoArray(c, at + i * rowStride + j);
            }
        }
    }

    private static void add(double alpha, double[] sums, int tile, int stride, int rows, double beta, double[] c, int at,
                            int rowStride) {
        var factor = DoubleVector.broadcast(DOUBLE, alpha);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < stride; j += DOUBLES) {
                var before = DoubleVector.fromArray(DOUBLE, c, at + i * rowStride + j).mul(beta);
                DoubleVector.fromArray(DOUBLE, sums, tile + i * stride + j).fma(factor, before).intoArray(c, at + i * rowStride + j);
            }
        }
    }

    /// Rows of A, if their elements do not stand side by side.
    private void copyRows(int i, int count, int p, int inner) {
        firstRow = i;
        if (a.columnStride() != 1) {
            copyRows(a.array(), a.at(i, p), a.rowStride(), a.columnStride(), count, inner, rows);
        }
    }

    /// A few rows at a time, so that what is read of them stays in the cache.
    private static void copyRows(double[] from, int at, int rowStride, int columnStride, int count, int inner, double[] into) {
        for (int i = 0; i < count; i += 8) {
            int end = Math.min(count, i + 8);
            for (int p = 0; p < inner; p++) {
                int element = at + i * rowStride + p * columnStride;
                for (int r = i; r < end; r++, element += rowStride) {
                    into[r * DEPTH + p] = from[element];
                }
            }
        }
    }

    /// Rows `p` to `p + inner` of B, columns `j` to `j + width`: tile after tile, row after row in each, filled up with zeros.
    private void copyColumns(int p, int inner, int j, int width, double[] into, int at) {
        for (int t = 0; t < width; t += WIDE) {
            copyTile(p, inner, j + t, width - t, padded(Math.min(WIDE, width - t)), into, at + t * inner);
        }
    }

    /// @param left   columns there are, perhaps more than the tile has
    /// @param stride columns of the tile, whole vectors
    private void copyTile(int p, int inner, int j, int left, int stride, double[] into, int to) {
        int count = Math.min(stride, left);
        if (b.columnStride() == 1 && count == stride) {
            copyVectors(b.array(), b.at(p, j), b.rowStride(), inner, stride, into, to);
        } else {
            if (b.rowStride() == 1) {
                turn(b.array(), b.at(p, j), b.columnStride(), inner, count, stride, into, to);
            } else {
                copyElements(b.array(), b.at(p, j), b.rowStride(), b.columnStride(), inner, count, stride, into, to);
            }
            clear(into, to, inner, count, stride);
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

    /// Six rows by four vectors.
    private static void tile4(int depth, double[] a, int at, int down, int rows, double[] b, int from, int stride,
                              double[] t) {
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
    private static void tile2(int depth, double[] a, int at, int down, int rows, double[] b, int from, int stride,
                              double[] t) {
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
    private static void tile1(int depth, double[] a, int at, int down, int rows, double[] b, int from, int stride,
                              double[] t) {
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

    /// Six rows by two vectors. Goes on with the sums that are there.
    private static void resume2(int depth, double[] a, int at, int down, int rows, double[] b, int from, int stride,
                              double[] t, int sums) {
        int r0 = at;
        int r1 = at + Math.min(1, rows - 1) * down;
        int r2 = at + Math.min(2, rows - 1) * down;
        int r3 = at + Math.min(3, rows - 1) * down;
        int r4 = at + Math.min(4, rows - 1) * down;
        int r5 = at + Math.min(5, rows - 1) * down;
        var c00 = DoubleVector.fromArray(DOUBLE, t, sums);
        var c01 = DoubleVector.fromArray(DOUBLE, t, sums + DOUBLES);
        var c10 = DoubleVector.fromArray(DOUBLE, t, sums + 2 * DOUBLES);
        var c11 = DoubleVector.fromArray(DOUBLE, t, sums + 3 * DOUBLES);
        var c20 = DoubleVector.fromArray(DOUBLE, t, sums + 4 * DOUBLES);
        var c21 = DoubleVector.fromArray(DOUBLE, t, sums + 5 * DOUBLES);
        var c30 = DoubleVector.fromArray(DOUBLE, t, sums + 6 * DOUBLES);
        var c31 = DoubleVector.fromArray(DOUBLE, t, sums + 7 * DOUBLES);
        var c40 = DoubleVector.fromArray(DOUBLE, t, sums + 8 * DOUBLES);
        var c41 = DoubleVector.fromArray(DOUBLE, t, sums + 9 * DOUBLES);
        var c50 = DoubleVector.fromArray(DOUBLE, t, sums + 10 * DOUBLES);
        var c51 = DoubleVector.fromArray(DOUBLE, t, sums + 11 * DOUBLES);
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
        c00.intoArray(t, sums);
        c01.intoArray(t, sums + DOUBLES);
        c10.intoArray(t, sums + 2 * DOUBLES);
        c11.intoArray(t, sums + 3 * DOUBLES);
        c20.intoArray(t, sums + 4 * DOUBLES);
        c21.intoArray(t, sums + 5 * DOUBLES);
        c30.intoArray(t, sums + 6 * DOUBLES);
        c31.intoArray(t, sums + 7 * DOUBLES);
        c40.intoArray(t, sums + 8 * DOUBLES);
        c41.intoArray(t, sums + 9 * DOUBLES);
        c50.intoArray(t, sums + 10 * DOUBLES);
        c51.intoArray(t, sums + 11 * DOUBLES);
    }
}
