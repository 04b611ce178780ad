package org.glia.compute.dense;

import org.glia.api.run.Parallel;
import org.glia.compute.vector.Width;

/// Products of matrices. Each element of a result is summed up in the order of the inner dimension, in blocks of
/// [#INNER], by fused multiply-adds; so its bits depend on neither threads nor vector width nor on the other elements.
/// The error of an element is at most `k eps` times the sum of its terms' magnitudes, much less for large k.
public final class MatrixProducts {

    /// How many terms of an element are summed before they are added to the result.
    public static final int INNER = 256;

    /// Below so many multiplications the scalar kernels are used, since vectors are slow until they are compiled.
    private static final long FEW = 1 << 12;
    /// A piece of work of so many multiplications is worth a thread.
    private static final long WORTH_A_THREAD = 1 << 19;
    /// Pieces for each thread, so that none waits long for another.
    private static final int PIECES = 3;
    /// So few columns of a result are computed as rows, where that saves copies.
    private static final int NARROW = 18;
    /// Rows and columns of a piece are multiples of these, but for the last: whole tiles of every kernel.
    private static final int ROWS = 12;
    private static final int COLUMNS = 64;

    private MatrixProducts() {
    }

    /// `C = alpha A B + beta C`, with A `m x k`, B `k x n` and C `m x n`; transposes are views of A and B. Where `beta` is 0, C
    /// is not read. C must not overlap A or B. 2mnk operations; memory for copies of `256 x 256` elements for each thread.
    ///
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void gemm(double alpha, Strided a, Strided b, double beta, Strided c, Parallel parallel) {
        check(a.columns() == b.rows() && a.rows() == c.rows() && b.columns() == c.columns(), a.rows(), a.columns(),
                b.rows(), b.columns(), c.rows(), c.columns());
        if (c.columnStride() != 1 && c.rowStride() == 1) {
            multiply(alpha, b.transpose(), a.transpose(), beta, c.transpose(), false, parallel);
        } else if (c.columns() <= NARROW && c.columns() < c.rows() && a.rowStride() == 1 && a.columnStride() != 1) {
            // columns of A that stand one after the other are best read as rows, against the few columns of B
            var turned = c.transpose().copy();
            multiply(alpha, b.transpose(), a.transpose(), beta, turned, false, parallel);
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    c.set(i, j, turned.get(j, i));
                }
            }
        } else {
            multiply(alpha, a, b, beta, c, false, parallel);
        }
    }

    /// `C = alpha A A' + beta C`, with A `n x k` and C `n x n`, symmetric: the lower triangle of C is read, both are written.
    /// C must not overlap A. About n^2 k operations.
    ///
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void syrk(double alpha, Strided a, double beta, Strided c, Parallel parallel) {
        check(a.rows() == c.rows() && c.rows() == c.columns(), a.rows(), a.columns(), a.columns(), a.rows(), c.rows(), c.columns());
        multiply(alpha, a, a.transpose(), beta, c, true, parallel);
        mirror(c, parallel);
    }

    private static void check(boolean fits, int m, int k, int k2, int n, int rows, int columns) {
        if (!fits) {
            throw new IllegalArgumentException("%d x %d times %d x %d is not %d x %d".formatted(m, k, k2, n, rows, columns));
        }
    }

    /// In pieces of C, which do not touch each other; their sizes change nothing in the sums.
    private static void multiply(double alpha, Strided a, Strided b, double beta, Strided c, boolean lower, Parallel parallel) {
        if (c.rows() == 0 || c.columns() == 0) {
            return;
        }
        if (a.columns() == 0) {
            scale(beta, c);
            return;
        }
        long work = (long) c.rows() * c.columns() * a.columns();
        boolean vectors = work >= FEW && Width.pays(work);
        int pieces = (int) Math.clamp(work / WORTH_A_THREAD, 1, parallel.threads() == 1 ? 1 : PIECES * parallel.threads());
        // about square pieces copy least
        int across = (int) Math.clamp(Math.round(Math.sqrt((double) pieces * c.columns() / c.rows())), 1, pieces);
        int width = roundUp(Math.ceilDiv(c.columns(), across), COLUMNS);
        int height = roundUp(Math.ceilDiv(c.rows(), Math.ceilDiv(pieces, across)), ROWS);
        int columns = Math.ceilDiv(c.columns(), width);
        int rows = Math.ceilDiv(c.rows(), height);
        parallel.forEach(rows * columns, piece -> {
            int i = piece / columns * height;
            int j = piece % columns * width;
            int m = Math.min(height, c.rows() - i);
            int n = Math.min(width, c.columns() - j);
            if (lower && j >= i + m) {
                return;
            }
            var rowsOfA = a.block(i, 0, m, a.columns());
            var columnsOfB = b.block(0, j, b.rows(), n);
            var blockOfC = c.block(i, j, m, n);
            if (vectors) {
                VectorGemm.multiply(alpha, rowsOfA, columnsOfB, beta, blockOfC, lower, i - j);
            } else {
                ScalarGemm.multiply(alpha, rowsOfA, columnsOfB, beta, blockOfC, lower, i - j);
            }
        });
    }

    private static int roundUp(int size, int unit) {
        return Math.ceilDiv(size, unit) * unit;
    }

    private static void scale(double beta, Strided c) {
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                c.set(i, j, beta == 0 ? 0 : beta * c.get(i, j));
            }
        }
    }

    /// The upper triangle as the lower one, in blocks that both fit the cache.
    private static void mirror(Strided c, Parallel parallel) {
        int n = c.rows();
        Parallel threads = (long) n * n < WORTH_A_THREAD ? Parallel.sequential() : parallel;
        threads.forEach(Math.ceilDiv(n, COLUMNS), block -> {
            int first = block * COLUMNS;
            int last = Math.min(n, first + COLUMNS);
            for (int from = 0; from < last; from += COLUMNS) {
                for (int i = first; i < last; i++) {
                    for (int j = from; j < Math.min(i, from + COLUMNS); j++) {
                        c.set(j, i, c.get(i, j));
                    }
                }
            }
        });
    }
}
