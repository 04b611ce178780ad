package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// A symmetric matrix taken to a tridiagonal one by reflections, `A = Q T Q'`, `Q = H0 H1 ... H(n-2)` (Dongarra,
/// Sorensen and Hammarling 1989). Columns are reflected one by one within a panel; for each, the matrix is multiplied
/// with one vector, which reads its lower triangle once, and that is where the time goes. What the panel does to the
/// columns behind it is one product. 4/3 n³ operations, half of them in products of matrices.
final class Tridiagonal {

    private static final int PANEL = 32;
    /// Columns of the triangle behind a panel that are updated in one product.
    private static final int UPDATE = 128;
    /// Reflections that are applied at once.
    private static final int BLOCK = 64;

    private final int n;
    /// Column by column; the vector of reflection p takes the place of column p below the diagonal.
    private final double[] a;
    private final double[] tau;

    /// Of T, n numbers.
    final double[] diagonal;
    /// Below the diagonal of T, n - 1 numbers; one more, zero, where n is not 0.
    final double[] offDiagonal;

    /// @param a `n x n`, column by column; taken over, only the lower triangle is read
    private Tridiagonal(double[] a, int n) {
        this.a = a;
        this.n = n;
        diagonal = new double[n];
        offDiagonal = new double[n];
        tau = new double[n];
    }

    static Tridiagonal of(double[] a, int n, Parallel parallel) {
        var tridiagonal = new Tridiagonal(a, n);
        tridiagonal.reduce(parallel);
        return tridiagonal;
    }

    private void reduce(Parallel parallel) {
        if (n == 0) {
            return;
        }
        var strips = new Strips(n);
        // v0 w0 v1 w1 ...: the matrix so far is A - sum of v w' + w v'; and the same with v and w exchanged
        var pairs = new double[Math.multiplyExact(n, 2 * PANEL)];
        var exchanged = new double[pairs.length];
        for (int first = 0; first < n - 1; first += PANEL) {
            int count = Math.min(PANEL, n - 1 - first);
            reflectPanel(first, count, pairs, strips, parallel);
            int rest = first + count;
            for (int i = 0; i < count; i++) {
                System.arraycopy(pairs, 2 * i * n + rest, exchanged, (2 * i + 1) * n + rest, n - rest);
                System.arraycopy(pairs, (2 * i + 1) * n + rest, exchanged, 2 * i * n + rest, n - rest);
            }
            for (int j = rest; j < n; j += UPDATE) {
                int width = Math.min(UPDATE, n - j);
                MatrixProducts.gemm(-1, new Strided(pairs, j, n - j, 2 * count, 1, n),
                        new Strided(exchanged, j, width, 2 * count, 1, n).transpose(),
                        1, new Strided(a, j * n + j, n - j, width, 1, n), parallel);
            }
        }
        diagonal[n - 1] = a[n * n - 1];
    }

    private void reflectPanel(int first, int count, double[] pairs, Strips strips, Parallel parallel) {
        var factors = new double[2 * PANEL];
        for (int i = 0; i < count; i++) {
            int p = first + i;
            for (int l = 0; l < i; l++) {
                factors[2 * l] = pairs[(2 * l + 1) * n + p];
                factors[2 * l + 1] = pairs[2 * l * n + p];
            }
            strips.addProduct(-1, pairs, p, n, n - p, 2 * i, factors, 0, 1, a, p * n + p);
            diagonal[p] = a[p * n + p];

            int head = p * n + p + 1;
            int length = n - p - 1;
            tau[p] = Householder.reflect(a, head, head + 1, length - 1);
            offDiagonal[p] = a[head];
            a[head] = 1;

            int v = 2 * i * n + p + 1;
            int w = v + n;
            System.arraycopy(a, head, pairs, v, length);
            if (tau[p] == 0) {
                Arrays.fill(pairs, w, w + length, 0);
                continue;
            }
            strips.symmetric(a, head + n, n, length, pairs, v, pairs, w, parallel);
            strips.transposedProduct(pairs, p + 1, n, length, 2 * i, pairs, v, factors, 0);
            for (int l = 0; l < 2 * i; l += 2) {
                double ofV = factors[l];
                factors[l] = factors[l + 1];
                factors[l + 1] = ofV;
            }
            strips.addProduct(-1, pairs, p + 1, n, length, 2 * i, factors, 0, 1, pairs, w);
            Doubles.scale(tau[p], pairs, w, length);
            Doubles.axpy(-0.5 * tau[p] * Doubles.dot(pairs, w, pairs, v, length), pairs, v, pairs, w, length);
        }
    }

    /// `Z = Q Z`, Z `n x m`. 2n²m operations.
    void applyQ(Strided z, Parallel parallel) {
        for (int first = Math.max(0, n - 2) / BLOCK * BLOCK; first >= 0; first -= BLOCK) {
            int count = Math.min(BLOCK, n - 1 - first);
            int height = n - 1 - first;
            if (count <= 0) {
                continue;
            }
            var v = new double[height * count];
            for (int l = 0; l < count; l++) {
                System.arraycopy(a, (first + l) * n + first + l + 1, v, l * height + l, height - l);
            }
            var vs = new Strided(v, 0, height, count, 1, height);
            Householder.apply(false, vs, Householder.factor(vs, tau, first, parallel),
                    z.block(first + 1, 0, height, z.columns()), parallel);
        }
    }
}
