package org.glia.compute.decomposition;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;

/// What makes the sum of squared residuals `|A X - B|^2` least in each column, and of all such X the shortest; rows may
/// have weights.
///
/// A and B together are taken to a triangle, stretch by stretch ([TriangularFactor]); where its condition leaves no
/// doubt that the columns are independent, it is solved. Else it is factored with pivoting, its rank decided, and the
/// shortest solution found by a second triangle from the right, the complete orthogonal decomposition (Golub and Van
/// Loan 2013, 5.5). `2 m n^2` operations, up to twice that where m is not much larger than n and the rank is in doubt;
/// a few matrices of `n x n` of memory, and of a stretch of rows for each thread. Errors are those of a problem whose
/// columns differ by a few units in the last place of their lengths (Higham 2002, chapter 20).
///
/// Which columns count as dependent depends on their units: bring columns to like lengths before.
///
/// @param coefficients        X, `n x p`
/// @param rank                how many columns of A are independent
/// @param residualSquares     the least sum of (weighted) squared residuals of each column of B
/// @param reciprocalCondition an estimate for the independent columns, as [Triangular#reciprocalCondition(Strided)]
///     gives it
public record LeastSquares(Strided coefficients, int rank, double[] residualSquares, double reciprocalCondition) {

    /// How far the estimated condition may be off, and norms differ.
    private static final double DOUBT = 100;

    /// Solves with all rows alike, and a tolerance of as many units in the last place of 1 as A has rows or columns, of
    /// which it has more.
    ///
    /// @param a `m x n`; not changed
    /// @param b `m x p`; not changed
    /// @throws IllegalArgumentException if the shapes do not fit, or an element is infinite or NaN
    public static LeastSquares of(Strided a, Strided b, Parallel parallel) {
        return of(a, b, new double[0], PivotedQR.tolerance(a.rows(), a.columns()), parallel);
    }

    /// Solves.
    ///
    /// @param a         `m x n`; not changed
    /// @param b         `m x p`; not changed
    /// @param weights   what each row's squared residual is multiplied by, 0 or more; empty for 1
    /// @param tolerance a column of which less than this is left beside others, relative to the longest, counts as
    ///     dependent on them; 0 for none but those of which nothing is left
    /// @throws IllegalArgumentException if the shapes do not fit, or an element or weight is not finite, or a weight is
    ///     negative
    public static LeastSquares of(Strided a, Strided b, double[] weights, double tolerance, Parallel parallel) {
        int m = a.rows();
        int n = a.columns();
        requireFit(a, b, weights);
        QR.requireFinite(a);
        QR.requireFinite(b);
        var factor = TriangularFactor.of(m, n + b.columns(), (from, to) -> joined(a, b, weights, from, to), parallel).matrix();
        int height = Math.min(factor.rows(), n);
        var r = factor.block(0, 0, height, n);
        var c = factor.block(0, n, height, b.columns());
        var squares = columnSquares(factor.block(height, n, factor.rows() - height, b.columns()), new double[b.columns()]);
        if (height == n) {
            double condition = Triangular.reciprocalCondition(r);
            if (condition > DOUBT * n * tolerance) {
                Triangular.solveUpper(r, c, parallel);
                return new LeastSquares(c.copy(), n, squares, condition);
            }
        }
        return shortest(PivotedQR.of(r, parallel), c.copy(), squares, tolerance, parallel);
    }

    private static LeastSquares shortest(PivotedQR pivoted, Strided c, double[] squares, double tolerance, Parallel parallel) {
        int n = pivoted.qr().columns();
        int p = c.columns();
        int rank = pivoted.rank(tolerance);
        pivoted.qr().applyTransposed(c, parallel);
        columnSquares(c.block(rank, 0, c.rows() - rank, p), squares);
        var solved = Strided.zeros(n, p);
        HouseholderProduct.copy(c.block(0, 0, rank, p), solved);
        var top = solved.block(0, 0, rank, p);
        var r = pivoted.qr().r().block(0, 0, rank, n);
        var triangle = r.block(0, 0, rank, rank);
        if (rank == n) {
            Triangular.solveUpper(triangle, top, parallel);
        } else { // R = U'Z', of which the solution is Z U'^-1 c
            var right = QR.of(r.transpose(), parallel);
            Triangular.solveLower(right.r().transpose(), top, parallel);
            right.apply(solved, parallel);
        }
        var coefficients = Strided.zeros(n, p);
        for (int i = 0; i < n; i++) {
            HouseholderProduct.copy(solved.block(i, 0, 1, p), coefficients.block(pivoted.order()[i], 0, 1, p));
        }
        return new LeastSquares(coefficients, rank, squares, Triangular.reciprocalCondition(triangle));
    }

    private static void requireFit(Strided a, Strided b, double[] weights) {
        if (b.rows() != a.rows() || weights.length != 0 && weights.length != a.rows()) {
            throw new IllegalArgumentException(("%d rows of A, %d of B and %d weights do not fit; "
                    + "give one of B for each of A, and as many weights or none").formatted(a.rows(), b.rows(), weights.length));
        }
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || weights[i] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("weight %d is %s; weights are 0 or more".formatted(i, weights[i]));
            }
        }
    }

    /// Rows of A and B beside each other, by the roots of their weights.
    private static Strided joined(Strided a, Strided b, double[] weights, int from, int to) {
        int n = a.columns();
        int p = b.columns();
        var rows = Strided.zeros(to - from, n + p);
        HouseholderProduct.copy(a.block(from, 0, to - from, n), rows);
        HouseholderProduct.copy(b.block(from, 0, to - from, p), rows.block(0, n, to - from, p));
        if (weights.length > 0) {
            for (int i = from; i < to; i++) {
                double root = Math.sqrt(weights[i]);
                for (int j = 0, at = rows.at(i - from, 0); j < n + p; j++) {
                    rows.array()[at + j] *= root;
                }
            }
        }
        return rows;
    }

    private static double[] columnSquares(Strided rows, double[] sums) {
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < rows.columns(); j++) {
                sums[j] = Math.fma(rows.get(i, j), rows.get(i, j), sums[j]);
            }
        }
        return sums;
    }
}
