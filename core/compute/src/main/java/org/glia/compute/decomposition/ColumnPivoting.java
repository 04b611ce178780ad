package org.glia.compute.decomposition;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// Reflections of the longest column left, in blocks: within a block only that column and that row are brought up to
/// date which the next step needs, and the block's end brings the others, by one product (Quintana-Orti, Sun and
/// Bischof 1998). Half of the work is products of the columns with single vectors. Lengths of columns are brought down
/// from step to step, and computed anew where that has lost digits (Drmac and Bujanovic 2008).
final class ColumnPivoting {

    private static final int BLOCK = 32;
    /// A length of which less than this is left, squared, is computed anew.
    private static final double LOST = 0x1p-26;
    /// Numbers that a thread goes through at least.
    private static final int STRETCH = 1 << 16;

    private final HouseholderProduct product;
    private final double[] a;
    private final int m;
    private final int n;
    private final int[] order;
    private final Parallel parallel;
    private final double[] taus;
    /// What is left of each column, brought down from the last time it was computed.
    private final double[] lengths;
    private final double[] computed;
    private final boolean[] lost;
    /// `BLOCK x n`: what each column has to lose of each vector of the block.
    private final double[] f;
    /// The row of the step, of the columns behind it.
    private final double[] elements;

    ColumnPivoting(HouseholderProduct product, double[] a, int m, int n, int[] order, Parallel parallel) {
        this.product = product;
        this.a = a;
        this.m = m;
        this.n = n;
        this.order = order;
        this.parallel = parallel;
        this.taus = new double[Math.min(m, n)];
        this.lengths = new double[n];
        this.computed = new double[n];
        this.lost = new boolean[n];
        this.f = new double[Math.multiplyExact(n, BLOCK)];
        this.elements = new double[n];
    }

    /// tau of each reflection.
    double[] run() {
        for (int j = 0; j < n; j++) {
            order[j] = j;
            measure(j, 0);
        }
        for (int first = 0; first < taus.length; ) {
            first += reflectBlock(first, Math.min(BLOCK, taus.length - first));
        }
        return taus;
    }

    private void measure(int j, int top) {
        lengths[j] = Doubles.norm(a, j * m + top, m - top);
        computed[j] = lengths[j];
        lost[j] = false;
    }

    /// Until the block is full, or a length has lost its digits.
    ///
    /// @return how many steps it made
    private int reflectBlock(int first, int most) {
        int done = 0;
        boolean precise = true;
        while (done < most && precise) {
            reflectLongest(first, done++);
            for (int j = first + done; j < n; j++) {
                precise &= !lost[j];
            }
        }
        int behind = first + done;
        if (behind < m && behind < n) {
            var losses = new Strided(f, behind, done, n - behind, n, 1);
            MatrixProducts.gemm(-1, product.block(behind, first, done), losses, 1,
                    product.block(behind, behind, n - behind), parallel);
        }
        for (int j = behind; j < n && !precise; j++) {
            if (lost[j]) {
                measure(j, behind);
            }
        }
        return done;
    }

    private void reflectLongest(int first, int step) {
        int c = first + step;
        int longest = c;
        for (int j = c + 1; j < n; j++) {
            if (lengths[j] > lengths[longest]) {
                longest = j;
            }
        }
        exchange(c, longest, step);
        int at = c * m + c;
        int length = m - c;
        for (int l = 0; l < step; l++) {
            Doubles.axpy(-f[l * n + c], a, (first + l) * m + c, a, at, length);
        }
        double tau = Householder.reflect(a, at, at + 1, length - 1);
        taus[c] = tau;
        product.giveColumns(c, c + 1);
        var products = new double[step];
        var row = new double[step + 1];
        for (int l = 0; l < step; l++) {
            products[l] = Doubles.dot(a, (first + l) * m + c, a, at, length);
            row[l] = a[(first + l) * m + c];
        }
        row[step] = 1;
        int others = n - c - 1;
        int together = Math.max(1, STRETCH / length);
        if (others <= together) {
            bringDown(c + 1, n, first, step, tau, products, row);
        } else {
            parallel.chunked(others, together,
                    (chunk, from, to) -> bringDown(c + 1 + from, c + 1 + to, first, step, tau, products, row));
        }
    }

    /// For some columns: what they have to lose of the new vector, their element in its row, and their lengths.
    private void bringDown(int from, int to, int first, int step, double tau, double[] products, double[] row) {
        int c = first + step;
        int count = to - from;
        for (int j = from; j < to; j++) {
            f[step * n + j] = tau * Doubles.dot(a, j * m + c, a, c * m + c, m - c);
            elements[j] = a[j * m + c];
        }
        for (int l = 0; l < step; l++) {
            Doubles.axpy(-tau * products[l], f, l * n + from, f, step * n + from, count);
        }
        for (int l = 0; l <= step; l++) {
            Doubles.axpy(-row[l], f, l * n + from, elements, from, count);
        }
        for (int j = from; j < to; j++) {
            double element = elements[j];
            a[j * m + c] = element;
            if (lengths[j] != 0) {
                double part = Math.abs(element) / lengths[j];
                double left = Math.max(0, (1 - part) * (1 + part));
                double since = lengths[j] / computed[j];
                if (left * since * since <= LOST) {
                    lost[j] = true;
                } else {
                    lengths[j] *= Math.sqrt(left);
                }
            }
        }
    }

    private void exchange(int c, int other, int step) {
        if (c == other) {
            return;
        }
        for (int i = 0, x = c * m, y = other * m; i < m; i++, x++, y++) {
            double value = a[x];
            a[x] = a[y];
            a[y] = value;
        }
        for (int l = 0; l < step; l++) {
            double value = f[l * n + c];
            f[l * n + c] = f[l * n + other];
            f[l * n + other] = value;
        }
        lengths[other] = lengths[c];
        computed[other] = computed[c];
        int moved = order[c];
        order[c] = order[other];
        order[other] = moved;
    }
}
