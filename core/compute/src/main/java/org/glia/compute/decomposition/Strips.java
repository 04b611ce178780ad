package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.vector.Width;

/// Products of matrices that stand column by column with vectors, eight columns at a time, so that a reduction which
/// needs two products with the same columns reads them once from memory: that is what its time goes to.
///
/// Large matrices are worked on by blocks of columns, side by side, whose parts of a product are added up from left to
/// right.
///
/// A column's product with x is summed in eight lanes, element i of the strip in lane `i mod 8`, folded in halves; the
/// last fewer than eight elements come one by one. An element of y takes the columns from left to right.
final class Strips {

    /// Columns in a strip, and lanes of a sum.
    static final int COLUMNS = 8;
    /// Rows of a strip that are worked on together, so that narrow vectors, which go over them once for each part of
    /// the lanes, find them in the nearest cache.
    private static final int ROWS = 256;
    /// Shorter columns are not worth the call of a vector kernel, and matrices of short columns not its loading.
    private static final int SHORT = 16;
    private static final int SMALL = 48;

    /// Columns of a block, and elements of a matrix that is worked on by blocks: fewer are done before another thread
    /// has woken up.
    private static final int BLOCK = 256;
    private static final int LARGE = 1 << 20;

    private final boolean vectors;

    /// What is carried from kernel to kernel: lanes of eight columns, and their factors and sums.
    private final double[] lanes = new double[COLUMNS * COLUMNS];
    private final double[] factors = new double[COLUMNS];
    private final double[] sums = new double[COLUMNS];
    /// Products with blocks, one after the other.
    private double[] parts = {};

    /// @param rows of the matrices to come, roughly: it decides about speed alone
    Strips(int rows) {
        vectors = rows >= SMALL && Width.pays((long) rows * rows * rows);
    }

    /// `y = A x`, with A `n x n`, symmetric; its lower triangle is read, once. 2n² operations.
    void symmetric(double[] a, int at, int stride, int n, double[] x, int xAt, double[] y, int yAt, Parallel parallel) {
        Arrays.fill(y, yAt, yAt + n, 0);
        if ((long) n * n < LARGE) {
            addSymmetric(a, at, stride, n, 0, n, x, xAt, y, yAt);
            return;
        }
        clearParts(Parallel.chunks(n, BLOCK), n);
        parallel.chunked(n, BLOCK, (block, from, to) ->
                new Strips(n).addSymmetric(a, at, stride, n, from, to, x, xAt, parts, block * n));
        for (int from = 0, part = 0; from < n; from += BLOCK, part += n) {
            Doubles.axpy(1, parts, part + from, y, yAt + from, n - from);
        }
    }

    private void clearParts(int blocks, int n) {
        int numbers = Math.multiplyExact(blocks, n);
        if (parts.length < numbers) {
            parts = new double[numbers];
        } else {
            Arrays.fill(parts, 0, numbers, 0);
        }
    }

    /// Adds what columns `from` to `to` of the lower triangle, and rows of the upper one, contribute.
    private void addSymmetric(double[] a, int at, int stride, int n, int from, int to, double[] x, int xAt,
            double[] y, int yAt) {
        for (int j = from; j < to; j += COLUMNS) {
            int width = Math.min(COLUMNS, n - j);
            for (int c = 0; c < width; c++) {
                int column = at + (j + c) * stride + j;
                double factor = x[xAt + j + c];
                double sum = a[column + c] * factor;
                for (int r = c + 1; r < width; r++) {
                    double element = a[column + r];
                    sum = Math.fma(element, x[xAt + j + r], sum);
                    y[yAt + j + r] = Math.fma(element, factor, y[yAt + j + r]);
                }
                y[yAt + j + c] += sum;
            }
            int below = j + COLUMNS;
            if (below < n) {
                System.arraycopy(x, xAt + j, factors, 0, COLUMNS);
                both(a, at + j * stride + below, stride, n - below, x, xAt + below, y, yAt + below);
                for (int c = 0; c < COLUMNS; c++) {
                    y[yAt + j + c] += sums[c];
                }
            }
        }
    }

    /// What the factor of column c is, once its product with x is known. Columns are asked for on several threads.
    @FunctionalInterface
    interface Factor {
        double of(int c, double product);
    }

    /// `y = A t`, where `t[c]` is made from column c of A times x; A is `m x n`, of at least one row. Each strip is
    /// read from memory once. 4mn operations.
    void fused(double[] a, int at, int stride, int m, int n, double[] x, int xAt, Factor factor, double[] y, int yAt,
            Parallel parallel) {
        Arrays.fill(y, yAt, yAt + m, 0);
        if ((long) m * n < LARGE) {
            addFused(a, at, stride, m, 0, n, x, xAt, factor, y, yAt);
            return;
        }
        int blocks = Parallel.chunks(n, BLOCK);
        clearParts(blocks, m);
        parallel.chunked(n, BLOCK, (block, from, to) ->
                new Strips(m).addFused(a, at, stride, m, from, to, x, xAt, factor, parts, block * m));
        for (int block = 0; block < blocks; block++) {
            Doubles.axpy(1, parts, block * m, y, yAt, m);
        }
    }

    private void addFused(double[] a, int at, int stride, int m, int from, int to, double[] x, int xAt, Factor factor,
            double[] y, int yAt) {
        for (int j = from; j < to; j += COLUMNS) {
            int width = Math.min(COLUMNS, to - j);
            if (width == COLUMNS) {
                products(a, at + j * stride, stride, m, x, xAt);
            } else {
                for (int c = 0; c < width; c++) {
                    sums[c] = Doubles.dot(a, at + (j + c) * stride, x, xAt, m);
                }
            }
            for (int c = 0; c < width; c++) {
                factors[c] = factor.of(j + c, sums[c]);
            }
            if (width == COLUMNS) {
                combine(a, at + j * stride, stride, m, y, yAt);
            } else {
                for (int c = 0; c < width; c++) {
                    Doubles.axpy(factors[c], a, at + (j + c) * stride, y, yAt, m);
                }
            }
        }
    }

    /// `y += alpha A x`, with A `m x n`.
    void addProduct(double alpha, double[] a, int at, int stride, int m, int n, double[] x, int xAt,
            int xStride, double[] y, int yAt) {
        int j = 0;
        for (; j + COLUMNS <= n; j += COLUMNS) {
            for (int c = 0; c < COLUMNS; c++) {
                factors[c] = alpha * x[xAt + (j + c) * xStride];
            }
            combine(a, at + j * stride, stride, m, y, yAt);
        }
        for (; j < n; j++) {
            Doubles.axpy(alpha * x[xAt + j * xStride], a, at + j * stride, y, yAt, m);
        }
    }

    /// `y = A' x`, with A `m x n`.
    void transposedProduct(double[] a, int at, int stride, int m, int n, double[] x, int xAt, double[] y, int yAt) {
        int j = 0;
        for (; j + COLUMNS <= n; j += COLUMNS) {
            products(a, at + j * stride, stride, m, x, xAt);
            System.arraycopy(sums, 0, y, yAt + j, COLUMNS);
        }
        for (; j < n; j++) {
            y[yAt + j] = Doubles.dot(a, at + j * stride, x, xAt, m);
        }
    }

    /// y += the strip times the factors, and the sums are its columns times x.
    private void both(double[] a, int at, int stride, int rows, double[] x, int xAt, double[] y, int yAt) {
        Arrays.fill(lanes, 0);
        int whole = rows / COLUMNS * COLUMNS;
        for (int i = 0; i < whole; i += ROWS) {
            int count = Math.min(ROWS, whole - i);
            if (vectors && rows >= SHORT) {
                VectorStrips.both(a, at + i, stride, count, factors, x, xAt + i, y, yAt + i, lanes);
            } else {
                ScalarStrips.both(a, at + i, stride, count, factors, x, xAt + i, y, yAt + i, lanes);
            }
        }
        fold();
        for (int c = 0; c < COLUMNS; c++) {
            double rest = 0;
            for (int i = whole; i < rows; i++) {
                double element = a[at + c * stride + i];
                rest = Math.fma(element, x[xAt + i], rest);
                y[yAt + i] = Math.fma(element, factors[c], y[yAt + i]);
            }
            sums[c] += rest;
        }
    }

    /// The sums are the strip's columns times x.
    private void products(double[] a, int at, int stride, int rows, double[] x, int xAt) {
        Arrays.fill(lanes, 0);
        int whole = rows / COLUMNS * COLUMNS;
        for (int i = 0; i < whole; i += ROWS) {
            int count = Math.min(ROWS, whole - i);
            if (vectors && rows >= SHORT) {
                VectorStrips.products(a, at + i, stride, count, x, xAt + i, lanes);
            } else {
                ScalarStrips.products(a, at + i, stride, count, x, xAt + i, lanes);
            }
        }
        fold();
        for (int c = 0; c < COLUMNS; c++) {
            double rest = 0;
            for (int i = whole; i < rows; i++) {
                rest = Math.fma(a[at + c * stride + i], x[xAt + i], rest);
            }
            sums[c] += rest;
        }
    }

    /// y += the strip times the factors.
    private void combine(double[] a, int at, int stride, int rows, double[] y, int yAt) {
        int whole = rows / COLUMNS * COLUMNS;
        if (vectors && rows >= SHORT) {
            VectorStrips.combine(a, at, stride, whole, factors, y, yAt);
        } else {
            ScalarStrips.combine(a, at, stride, whole, factors, y, yAt);
        }
        for (int c = 0; c < COLUMNS; c++) {
            for (int i = whole; i < rows; i++) {
                y[yAt + i] = Math.fma(a[at + c * stride + i], factors[c], y[yAt + i]);
            }
        }
    }

    private void fold() {
        for (int c = 0; c < COLUMNS; c++) {
            int l = c * COLUMNS;
            sums[c] = lanes[l] + lanes[l + 4] + (lanes[l + 2] + lanes[l + 6])
                    + (lanes[l + 1] + lanes[l + 5] + (lanes[l + 3] + lanes[l + 7]));
        }
    }
}
