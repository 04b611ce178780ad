package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// A matrix of no more columns than rows taken to an upper bidiagonal one by reflections from both sides, `A = Q B P'`
/// (Dongarra, Sorensen and Hammarling 1989). A step's two products with the matrix meet in one pass over it: the row
/// that the right reflection is made from is known column by column, and what the matrix does to that row is what it
/// does to the reflection's vector, but for its first element (Howell, Demmel, Fulton, Hammarling and Marmol 2008).
/// 4n²(m - n/3) operations, half of them in products of matrices.
final class Bidiagonal {

    private static final int PANEL = 32;
    /// Reflections that are applied at once.
    private static final int BLOCK = 64;
    /// A row smaller than this is too close to underflow for what is computed before it is scaled.
    private static final double TINY = 0x1p-800;

    private final int m;
    private final int n;
    /// Column by column; the vector of left reflection p takes the place of column p from the diagonal on.
    private final double[] a;
    /// The vectors of the right reflections, column by column, below the diagonal.
    private final double[] right;
    private final double[] leftTau;
    private final double[] rightTau;

    /// Of B, n numbers.
    final double[] diagonal;
    /// Right of the diagonal of B, n - 1 numbers; one more, zero, where n is not 0.
    final double[] offDiagonal;

    private Bidiagonal(double[] a, int m, int n) {
        this.a = a;
        this.m = m;
        this.n = n;
        right = new double[Math.multiplyExact(n, n)];
        leftTau = new double[n];
        rightTau = new double[n];
        diagonal = new double[n];
        offDiagonal = new double[n];
    }

    /// @param a `m x n`, m >= n, column by column; taken over
    static Bidiagonal of(double[] a, int m, int n, Parallel parallel) {
        var bidiagonal = new Bidiagonal(a, m, n);
        bidiagonal.reduce(parallel);
        return bidiagonal;
    }

    private void reduce(Parallel parallel) {
        // v0 x0 v1 x1 ... and y0 u0 y1 u1 ...: the matrix so far is A - sum of v y' + x u'
        var vx = new double[Math.multiplyExact(m, 2 * PANEL)];
        var yu = new double[Math.multiplyExact(n, 2 * PANEL)];
        var strips = new Strips(m);
        for (int first = 0; first < n; first += PANEL) {
            int count = Math.min(PANEL, n - first);
            for (int i = 0; i < count; i++) {
                reflect(first + i, i, vx, yu, strips, parallel);
            }
            int rest = first + count;
            if (rest < n) {
                MatrixProducts.gemm(-1, new Strided(vx, rest, m - rest, 2 * count, 1, m),
                        new Strided(yu, rest, n - rest, 2 * count, 1, n).transpose(),
                        1, new Strided(a, rest * m + rest, m - rest, n - rest, 1, m), parallel);
            }
        }
    }

    /// Reflects column and row p, after i others of the panel.
    private void reflect(int p, int i, double[] vx, double[] yu, Strips strips, Parallel parallel) {
        int head = p * m + p;
        int height = m - p;
        strips.addProduct(-1, vx, p, m, height, 2 * i, yu, p, n, a, head);
        leftTau[p] = Householder.reflect(a, head, head + 1, height - 1);
        diagonal[p] = a[head];
        a[head] = 1;
        if (p == n - 1) {
            return;
        }

        int v = 2 * i * m + p;
        int x = v + m;
        int y = 2 * i * n + p + 1;
        int width = n - p - 1;
        System.arraycopy(a, head, vx, v, height);
        var factors = new double[2 * i + 1];
        strips.transposedProduct(vx, p, m, height, 2 * i, vx, v, factors, 0);
        var corrections = new double[width];
        strips.addProduct(1, yu, p + 1, n, width, 2 * i, factors, 0, 1, corrections, 0);
        var row = new double[width];
        for (int c = 0; c < width; c++) {
            row[c] = a[head + (c + 1) * m];
        }
        strips.addProduct(-1, yu, p + 1, n, width, 2 * i, vx, p, m, row, 0);

        double tau = leftTau[p];
        strips.fused(a, head + m, m, height, width, vx, v, (c, product) -> {
            double element = tau * (product - corrections[c]);
            yu[y + c] = element;
            row[c] -= element;
            return row[c];
        }, vx, x, parallel);

        double first = row[0];
        rightTau[p] = Householder.reflect(row, 0, 1, width - 1);
        double beta = row[0];
        offDiagonal[p] = beta;
        row[0] = 1;
        System.arraycopy(row, 0, right, p * n + p + 1, width);
        int u = y + n;
        System.arraycopy(row, 0, yu, u, width);
        if (rightTau[p] == 0) {
            Arrays.fill(vx, x, x + height, 0);
            return;
        }
        if (Math.abs(beta) < TINY) {
            Arrays.fill(vx, x, x + height, 0);
            strips.addProduct(1, a, head + m, m, height, width, yu, u, 1, vx, x);
        } else {
            double pivot = first - beta;
            Doubles.axpy(-beta, a, head + m, vx, x, height);
            for (int r = x; r < x + height; r++) {
                vx[r] /= pivot;
            }
        }
        strips.transposedProduct(yu, p + 1, n, width, 2 * i + 1, yu, u, factors, 0);
        strips.addProduct(-1, vx, p, m, height, 2 * i + 1, factors, 0, 1, vx, x);
        Doubles.scale(rightTau[p], vx, x, height);
    }

    /// `Z = Q Z`, Z `m x k`.
    void applyQ(Strided z, Parallel parallel) {
        apply(a, m, 0, n, leftTau, z, parallel);
    }

    /// `Z = P Z`, Z `n x k`.
    void applyP(Strided z, Parallel parallel) {
        apply(right, n, 1, n - 1, rightTau, z, parallel);
    }

    /// Applies reflections 0 to `count - 1`, the last first; reflection p acts on rows from `p + shift` on.
    private static void apply(double[] columns, int rows, int shift, int count, double[] tau, Strided z,
            Parallel parallel) {
        for (int first = Math.max(0, count - 1) / BLOCK * BLOCK; first >= 0; first -= BLOCK) {
            int width = Math.min(BLOCK, count - first);
            if (width <= 0) {
                continue;
            }
            int top = first + shift;
            int height = rows - top;
            var v = new double[height * width];
            for (int l = 0; l < width; l++) {
                System.arraycopy(columns, (first + l) * rows + top + l, v, l * height + l, height - l);
            }
            var vs = new Strided(v, 0, height, width, 1, height);
            Householder.apply(false, vs, Householder.factor(vs, tau, first, parallel),
                    z.block(top, 0, height, z.columns()), parallel);
        }
    }
}
