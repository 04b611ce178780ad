package org.glia.compute.decomposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// The reflections that take a matrix to a triangle, in blocks: `A = H1 H2 ... Hk R`. The matrix stands column by
/// column; each column, when its reflections are done, gives its upper part to R and keeps the vector of its own
/// reflection, so that blocks of V are ready for products.
final class HouseholderProduct {

    /// Reflections in a block.
    static final int BLOCK = 64;
    private static final int TILE = 32;
    /// The columns of A, then those of V.
    private final double[] a;
    private final int m;
    private final int n;
    /// min(m, n)
    private final int k;
    /// `k x n`, column by column.
    private final double[] r;
    /// T of each block.
    private final List<Strided> factors = new ArrayList<>();

    /// @param columns `m x n`, column by column; taken over
    HouseholderProduct(double[] columns, int m, int n) {
        this.a = columns;
        this.m = m;
        this.n = n;
        this.k = Math.min(m, n);
        this.r = new double[Math.multiplyExact(k, n)];
    }

    /// The columns of a matrix, one after the other.
    static double[] columns(Strided matrix) {
        int m = matrix.rows();
        var columns = new double[Math.multiplyExact(m, matrix.columns())];
        copy(matrix, new Strided(columns, 0, m, matrix.columns(), 1, m));
        return columns;
    }

    /// Copies by tiles, so that neither matrix is gone through far apart.
    static void copy(Strided from, Strided to) {
        var source = from.array();
        var target = to.array();
        if (from.columnStride() == 1 && to.columnStride() == 1) {
            for (int i = 0; i < from.rows(); i++) {
                System.arraycopy(source, from.at(i, 0), target, to.at(i, 0), from.columns());
            }
            return;
        }
        for (int top = 0; top < from.rows(); top += TILE) {
            int bottom = Math.min(from.rows(), top + TILE);
            for (int left = 0; left < from.columns(); left += TILE) {
                int right = Math.min(from.columns(), left + TILE);
                for (int j = left; j < right; j++) {
                    int in = from.at(top, j);
                    int out = to.at(top, j);
                    for (int i = top; i < bottom; i++, in += from.rowStride(), out += to.rowStride()) {
                        target[out] = source[in];
                    }
                }
            }
        }
    }

    /// Reflects all columns from left to right.
    static HouseholderProduct of(double[] columns, int m, int n, Parallel parallel) {
        var product = new HouseholderProduct(columns, m, n);
        for (int first = 0; first < product.k; first += BLOCK) {
            int count = Math.min(BLOCK, product.k - first);
            var t = Strided.zeros(count, count);
            product.reflectPanel(first, t, parallel);
            product.factors.add(t);
            int behind = first + count;
            Householder.apply(true, product.block(first, first, count), t,
                    product.block(first, behind, product.n - behind), parallel);
        }
        product.giveColumns(product.k, product.n);
        return product;
    }

    /// Reflects in each step the column of which most is left; `order` receives the columns in that order.
    static HouseholderProduct pivoted(double[] columns, int m, int n, int[] order, Parallel parallel) {
        var product = new HouseholderProduct(columns, m, n);
        var taus = new ColumnPivoting(product, columns, m, n, order, parallel).run();
        product.giveColumns(product.k, product.n);
        for (int first = 0; first < product.k; first += BLOCK) {
            int count = Math.min(BLOCK, product.k - first);
            product.factors.add(Householder.factor(product.block(first, first, count), taus, first, parallel));
        }
        return product;
    }

    /// Rows from `top` on of `count` columns.
    Strided block(int top, int first, int count) {
        return new Strided(a, count == 0 ? 0 : first * m + top, m - top, count, 1, m);
    }

    /// As many columns as T has, from `first` on; fills T. Wide panels are halved, and their halves meet in products
    /// (Elmroth and Gustavson 2000).
    private void reflectPanel(int first, Strided t, Parallel parallel) {
        int count = t.columns();
        int narrow = HouseholderPanel.columns(m - first);
        if (count <= narrow) {
            reflectColumns(first, t, parallel);
            return;
        }
        int left = Math.ceilDiv(count, 2 * narrow) * narrow;
        int right = count - left;
        var upper = t.block(0, 0, left, left);
        var lower = t.block(left, left, right, right);
        reflectPanel(first, upper, parallel);
        Householder.apply(true, block(first, first, left), upper, block(first, first + left, right), parallel);
        reflectPanel(first + left, lower, parallel);
        // the corner of T is -T1 V1'V2 T2
        var products = Strided.zeros(left, right);
        var half = Strided.zeros(left, right);
        int top = first + left;
        MatrixProducts.gemm(1, block(top, first, left).transpose(), block(top, top, right), 0, products, parallel);
        MatrixProducts.gemm(1, products, lower, 0, half, parallel);
        MatrixProducts.gemm(-1, upper, half, 0, t.block(0, left, left, right), parallel);
    }

    private void reflectColumns(int first, Strided t, Parallel parallel) {
        int count = t.columns();
        var block = block(first, first, count);
        var panel = new HouseholderPanel(block);
        var taus = panel.reflect();
        giveColumns(first, first + count);
        panel.giveTriangle(r().block(first, first, count, count));
        panel.giveVectors(block);
        Householder.factor(block, taus, 0, t, parallel);
    }

    /// Moves the parts of finished columns that are above and on the diagonal to R; a one and zeros stay.
    void giveColumns(int from, int to) {
        for (int c = from; c < to; c++) {
            int height = Math.min(c + 1, k);
            System.arraycopy(a, c * m, r, c * k, height);
            if (c < k) {
                Arrays.fill(a, c * m, c * m + c, 0);
                a[c * m + c] = 1;
            }
        }
    }

    /// m
    int rows() {
        return m;
    }

    /// R, `min(m, n) x n`, with zeros below its diagonal.
    Strided r() {
        return new Strided(r, 0, k, n, 1, k);
    }

    /// `C = Q C`, or `C = Q' C`, for C `m x p`.
    void apply(boolean transposed, Strided c, Parallel parallel) {
        int blocks = factors.size();
        for (int b = 0; b < blocks; b++) {
            int block = transposed ? b : blocks - 1 - b;
            applyBlock(transposed, block, c.block(block * BLOCK, 0, m - block * BLOCK, c.columns()), parallel);
        }
    }

    /// The first `min(m, n)` columns of Q.
    Strided thinQ(Parallel parallel) {
        var q = Strided.zeros(m, k);
        for (int i = 0; i < k; i++) {
            q.set(i, i, 1);
        }
        for (int block = factors.size() - 1; block >= 0; block--) {
            int first = block * BLOCK; // columns before are those of the identity still
            applyBlock(false, block, q.block(first, first, m - first, k - first), parallel);
        }
        return q;
    }

    private void applyBlock(boolean transposed, int block, Strided c, Parallel parallel) {
        var t = factors.get(block);
        Householder.apply(transposed, block(block * BLOCK, block * BLOCK, t.columns()), t, c, parallel);
    }
}
