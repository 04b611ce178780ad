package org.glia.compute.decomposition;

import java.util.List;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;

/// The factors of a matrix whose columns are put in another order, `A P = Q R`: in each step the column comes next of
/// which most is left beside those before. The diagonal of R falls in size, and shows the rank but for rare, artificial
/// matrices.
///
/// As many operations as [QR] takes, but half of them are products with single vectors, which are bound by memory; so
/// it takes longer, by some times where the matrix is large. Tall matrices are taken to a triangle first. Errors are
/// those of [QR].
///
/// @param qr    the factors of A P
/// @param order column i of `A P` is column `order[i]` of A
public record PivotedQR(QR qr, int[] order) {

    /// Taller than this for each column, a matrix is taken to a triangle first.
    private static final double TALL = 1.5;

    /// Factors a matrix of any shape.
    ///
    /// @param a `m x n`; not changed
    /// @throws IllegalArgumentException if an element is infinite or NaN
    public static PivotedQR of(Strided a, Parallel parallel) {
        QR.requireFinite(a);
        int m = a.rows();
        int n = a.columns();
        var order = new int[n];
        var columns = HouseholderProduct.columns(a);
        if (m <= TALL * n) {
            return new PivotedQR(new QR(m, n, List.of(HouseholderProduct.pivoted(columns, m, n, order, parallel))), order);
        }
        var first = HouseholderProduct.of(columns, m, n, parallel);
        var second = HouseholderProduct.pivoted(HouseholderProduct.columns(first.r()), n, n, order, parallel);
        return new PivotedQR(new QR(m, n, List.of(first, second)), order);
    }

    /// How many columns are independent: until one of which less than `tolerance` is left, relative to the longest.
    ///
    /// @param tolerance from 0, where only a rest of nothing ends the count, to 1
    public int rank(double tolerance) {
        var r = qr.r();
        int rank = 0;
        while (rank < r.rows() && Math.abs(r.get(rank, rank)) > tolerance * Math.abs(r.get(0, 0))) {
            rank++;
        }
        return rank;
    }

    /// The same, with a tolerance of as many units in the last place of 1 as A has rows or columns, of which it has more.
    public int rank() {
        return rank(tolerance(qr.rows(), qr.columns()));
    }

    static double tolerance(int m, int n) {
        return Math.max(m, n) * 0x1p-52;
    }
}
