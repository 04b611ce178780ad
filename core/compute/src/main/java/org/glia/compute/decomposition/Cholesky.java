package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// The factor L of a symmetric positive definite matrix `A = L L'`, lower triangular with a positive diagonal.
///
/// Recursive, so that nearly all work is products of matrices (Gustavson 1997): `n^3 / 3` operations and one matrix of
/// memory. `L L'` differs from A by about n units in the last place of its diagonal; solutions have a relative error of
/// about `n` units in the last place times the condition of A (Higham 2002, chapter 10). Needs no pivoting and no
/// scaling.
public final class Cholesky {

    /// Rows that are factored one by one.
    private static final int BLOCK = 32;
    /// Rows of the inverse of L whose products are summed at a time.
    private static final int INVERSE_BLOCK = 256;

    /// With zeros above the diagonal.
    private final Strided l;

    private Cholesky(Strided l) {
        this.l = l;
    }

    /// The matrix is not positive definite, or a rounding away from it: a pivot, what is left of an element of the
    /// diagonal when the columns before it are taken off, is not positive.
    public static final class NotPositiveDefinite extends ArithmeticException {

        private static final long serialVersionUID = 1;

        private final int pivot;
        private final double value;

        private NotPositiveDefinite(String what, int pivot, double value) {
            super("not positive definite: %s is %s; leave out columns that depend on others, or add to the diagonal"
                    .formatted(what, value));
            this.pivot = pivot;
            this.value = value;
        }

        /// Its row, from 0 on: the block of the rows before it is positive definite.
        public int pivot() {
            return pivot;
        }

        /// What it is: 0, negative, infinite, or NaN where the matrix has infinities or NaN.
        public double value() {
            return value;
        }
    }

    /// Factors a matrix.
    ///
    /// @param a `n x n`, of which the lower triangle is read; not changed
    /// @throws IllegalArgumentException if it is not square
    /// @throws NotPositiveDefinite if it is not positive definite in double precision
    public static Cholesky of(Strided a, Parallel parallel) {
        int n = a.rows();
        if (a.columns() != n) {
            throw new IllegalArgumentException("%d x %d is not square; a symmetric matrix is".formatted(n, a.columns()));
        }
        var l = Strided.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                l.array()[i * n + j] = a.get(i, j);
            }
        }
        factor(l, 0, parallel);
        for (int i = 0; i < n; i++) {
            Arrays.fill(l.array(), i * n + i + 1, (i + 1) * n, 0);
        }
        return new Cholesky(l);
    }

    private static void factor(Strided a, int first, Parallel parallel) {
        int n = a.rows();
        if (n <= BLOCK) {
            factorBlock(a, first);
            return;
        }
        int top = Triangular.half(n);
        int rest = n - top;
        var upper = a.block(0, 0, top, top);
        var corner = a.block(top, 0, rest, top);
        var lower = a.block(top, top, rest, rest);
        factor(upper, first, parallel);
        Triangular.solveLower(upper, corner.transpose(), parallel);
        MatrixProducts.syrk(-1, corner, 1, lower, parallel);
        factor(lower, first + top, parallel);
    }

    private static void factorBlock(Strided a, int first) {
        int n = a.rows();
        var x = a.array();
        for (int i = 0; i < n; i++) {
            int row = a.at(i, 0);
            for (int j = 0; j <= i; j++) {
                int other = a.at(j, 0);
                double left = x[row + j];
                for (int p = 0; p < j; p++) {
                    left = Math.fma(-x[row + p], x[other + p], left);
                }
                if (j < i) {
                    x[row + j] = left / x[other + j];
                } else if (left > 0 && left < Double.POSITIVE_INFINITY) {
                    x[row + i] = Math.sqrt(left);
                } else {
                    throw new NotPositiveDefinite("pivot at " + (first + i), first + i, left);
                }
            }
        }
    }

    /// n
    public int size() {
        return l.rows();
    }

    /// L, `n x n`, with zeros above the diagonal. Not a copy: only for reading. Systems with it alone are for
    /// [Triangular], distances of Mahalanobis for instance: the columns of `L^-1 X` are as long as those of X are by
    /// `A^-1`.
    public Strided l() {
        return l;
    }

    /// The solution of `A X = B`: `2 n^2` operations for each column.
    ///
    /// @param b `n x p`; not changed
    /// @throws IllegalArgumentException if the shapes do not fit
    public Strided solve(Strided b, Parallel parallel) {
        var x = b.copy();
        Triangular.solveLower(l, x, parallel);
        Triangular.solveUpper(l.transpose(), x, parallel);
        return x;
    }

    /// The solution of `A x = b`.
    ///
    /// @param b n numbers; not changed
    /// @throws IllegalArgumentException if there are not n
    public double[] solve(double[] b) {
        return solve(Strided.of(b.length, 1, b), Parallel.sequential()).array();
    }

    /// The logarithm of the determinant of A, which may itself be too large or too small for a double.
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < l.rows(); i++) {
            sum += StrictMath.log(l.get(i, i));
        }
        return 2 * sum;
    }

    /// The inverse of A, symmetric to the last bit: `2 n^3 / 3` operations. Solutions of systems are better had by
    /// [#solve(Strided, Parallel)].
    public Strided inverse(Parallel parallel) {
        int n = l.rows();
        var half = Triangular.invertLower(l, parallel);
        var inverse = Strided.zeros(n, n);
        for (int from = 0; from < n; from += INVERSE_BLOCK) {
            int count = Math.min(INVERSE_BLOCK, n - from);
            int wide = from + count; // behind, these rows are zero
            MatrixProducts.syrk(1, half.block(from, 0, count, wide).transpose(), 1, inverse.block(0, 0, wide, wide), parallel);
        }
        return inverse;
    }

    /// Estimates the reciprocal of the condition of A in the norm of largest column sums, as
    /// [Triangular#reciprocalCondition(Strided)] does. About `20 n^2` operations.
    public double reciprocalCondition() {
        int n = l.rows();
        Triangular.Product product = x -> System.arraycopy(multiply(x), 0, x, 0, n);
        Triangular.Product inverse = x -> System.arraycopy(solve(x), 0, x, 0, n);
        return Triangular.reciprocalCondition(Triangular.norm(n, product, product), Triangular.norm(n, inverse, inverse));
    }

    /// L L' x
    private double[] multiply(double[] x) {
        int n = l.rows();
        var half = new double[n];
        for (int i = 0; i < n; i++) {
            Doubles.axpy(x[i], l.array(), i * n, half, 0, i + 1);
        }
        var product = new double[n];
        for (int i = 0; i < n; i++) {
            product[i] = Doubles.dot(l.array(), i * n, half, 0, i + 1);
        }
        return product;
    }

    /// The factor of `A + x x'`, by rotations: `3 n^2` operations (Gill, Golub, Murray and Saunders 1974).
    ///
    /// @param x n numbers; not changed
    /// @throws IllegalArgumentException if there are not n
    public Cholesky updated(double[] x) {
        int n = l.rows();
        requireLength(x);
        var updated = l.copy();
        var rows = updated.array();
        var cosines = new double[n];
        var sines = new double[n];
        for (int i = 0; i < n; i++) {
            double left = x[i];
            int row = i * n;
            for (int j = 0; j < i; j++) {
                double value = rows[row + j];
                rows[row + j] = Math.fma(cosines[j], value, sines[j] * left);
                left = Math.fma(cosines[j], left, -sines[j] * value);
            }
            double length = length(rows[row + i], left);
            cosines[i] = rows[row + i] / length;
            sines[i] = left / length;
            rows[row + i] = length;
        }
        return new Cholesky(updated);
    }

    /// The factor of `A - x x'`, by rotations: `4 n^2` operations (Stewart 1979). Where little of A is left, so are
    /// digits.
    ///
    /// @param x n numbers; not changed
    /// @throws IllegalArgumentException if there are not n
    /// @throws NotPositiveDefinite if `A - x x'` is not positive definite; the pivot is then the last, n - 1, and the
    ///     value `1 - x' A^-1 x`
    public Cholesky downdated(double[] x) {
        int n = l.rows();
        requireLength(x);
        var p = x.clone();
        Triangular.solveLower(l, Strided.of(n, 1, p), Parallel.sequential());
        double length = Doubles.norm(p, 0, n);
        double left = (1 - length) * (1 + length);
        if (n > 0 && !(left > 0)) {
            throw new NotPositiveDefinite("what x leaves of A", n - 1, left);
        }
        double alpha = Math.sqrt(left);
        var sines = new double[n];
        var cosines = new double[n];
        for (int j = n - 1; j >= 0; j--) {
            double together = length(alpha, p[j]);
            cosines[j] = alpha / together;
            sines[j] = p[j] / together;
            alpha = together;
        }
        var downdated = l.copy();
        var rows = downdated.array();
        for (int i = 0; i < n; i++) {
            double carried = 0;
            for (int j = i; j >= 0; j--) {
                double value = rows[i * n + j];
                rows[i * n + j] = Math.fma(cosines[j], value, -sines[j] * carried);
                carried = Math.fma(cosines[j], carried, sines[j] * value);
            }
        }
        return new Cholesky(downdated);
    }

    private void requireLength(double[] x) {
        if (x.length != l.rows()) {
            throw new IllegalArgumentException("%d numbers for a matrix of %d rows; it takes one for each"
                    .formatted(x.length, l.rows()));
        }
    }

    private static double length(double a, double b) {
        double larger = Math.max(Math.abs(a), Math.abs(b));
        double ratio = larger == 0 ? 0 : Math.min(Math.abs(a), Math.abs(b)) / larger;
        return larger * Math.sqrt(Math.fma(ratio, ratio, 1));
    }
}
