package org.glia.compute.decomposition;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// Reflections `H = I - tau v v'`, one by one and in blocks. A product of k reflections is `H1 H2 ... Hk = I - V T V'`
/// with V `m x k`, whose column i is `v` of reflection i, and T `k x k`, upper triangular (Schreiber and Van Loan
/// 1989). V is held whole, with the ones and zeros of its upper part, so that it can be multiplied as it is.
final class Householder {

    /// Below this, numbers lose digits.
    private static final double SMALLEST = Double.MIN_NORMAL / Math.ulp(0.5);

    private Householder() {
    }

    /// Finds the reflection that takes a vector to a multiple of the first unit vector. The vector is `x[head]` and
    /// then `n` numbers from `x[tail]` on; `x[head]` becomes what is left, with the vector's length, and the others
    /// those of `v`, whose first element is 1.
    ///
    /// @return tau, between 1 and 2; 0, the identity, if the tail is zero
    static double reflect(double[] x, int head, int tail, int n) {
        double below = n == 0 ? 0 : Doubles.norm(x, tail, n);
        if (below == 0) {
            return 0;
        }
        double alpha = x[head];
        double beta = -Math.copySign(length(alpha, below), alpha);
        int scalings = 0;
        while (Math.abs(beta) < SMALLEST && scalings < 20) {
            Doubles.scale(1 / SMALLEST, x, tail, n);
            alpha /= SMALLEST;
            beta = -Math.copySign(length(alpha, Doubles.norm(x, tail, n)), alpha);
            scalings++;
        }
        double tau = (beta - alpha) / beta;
        double pivot = alpha - beta;
        if (Math.abs(pivot) < 0x1p1000) {
            Doubles.scale(1 / pivot, x, tail, n);
        } else { // its reciprocal would lose digits
            Doubles.scale(0x1p-60, x, tail, n);
            Doubles.scale(1 / (pivot * 0x1p-60), x, tail, n);
        }
        for (int i = 0; i < scalings; i++) {
            beta *= SMALLEST;
        }
        x[head] = beta;
        return tau;
    }

    private static double length(double a, double b) {
        double larger = Math.max(Math.abs(a), b);
        double smaller = Math.min(Math.abs(a), b);
        double ratio = smaller / larger;
        return larger * Math.sqrt(Math.fma(ratio, ratio, 1));
    }

    /// T of the reflections that are the columns of V.
    ///
    /// @param v   `m x k`, with its ones and zeros
    /// @param tau of each column, from `tau[first]` on
    static Strided factor(Strided v, double[] tau, int first, Parallel parallel) {
        var t = Strided.zeros(v.columns(), v.columns());
        factor(v, tau, first, t, parallel);
        return t;
    }

    /// The same, into a matrix of zeros.
    static void factor(Strided v, double[] tau, int first, Strided t, Parallel parallel) {
        int k = v.columns();
        var products = Strided.zeros(k, k);
        MatrixProducts.gemm(1, v.transpose(), v, 0, products, parallel);
        var column = new double[k];
        for (int s = 0; s < k; s++) {
            for (int i = 0; i < s; i++) {
                column[i] = products.get(i, s);
            }
            append(t, s, tau[first + s], column);
        }
    }

    /// Column s of T, from the products of the columns of V before with column s.
    private static void append(Strided t, int s, double tau, double[] products) {
        for (int i = 0; i < s; i++) {
            double sum = 0;
            for (int l = i; l < s; l++) {
                sum = Math.fma(t.get(i, l), products[l], sum);
            }
            t.set(i, s, -tau * sum);
        }
        t.set(s, s, tau);
    }

    /// `C = (I - V T V') C`, or `C = (I - V T' V') C`, the product of the same reflections in reverse order. For
    /// products from the right, give the transposes: `C (I - V T V')` is what `(I - V T' V') C'` is the transpose of.
    ///
    /// @param v `m x k`, with its ones and zeros
    /// @param c `m x n`
    static void apply(boolean reversed, Strided v, Strided t, Strided c, Parallel parallel) {
        int k = v.columns();
        int n = c.columns();
        if (k == 0 || n == 0) {
            return;
        }
        // in the layout of C, so that its rows or columns meet their like
        boolean byColumns = c.rowStride() == 1;
        var inner = byColumns ? Strided.zeros(n, k).transpose() : Strided.zeros(k, n);
        var outer = byColumns ? Strided.zeros(n, k).transpose() : Strided.zeros(k, n);
        MatrixProducts.gemm(1, v.transpose(), c, 0, inner, parallel);
        MatrixProducts.gemm(1, reversed ? t.transpose() : t, inner, 0, outer, parallel);
        MatrixProducts.gemm(-1, v, outer, 1, c, parallel);
    }
}
