package org.glia.compute.decomposition;

import java.util.List;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;

/// The factors of a matrix `A = Q R`, with Q orthogonal and R upper triangular, by Householder's reflections. Q is kept
/// as their product and need not be formed.
///
/// Blocks of reflections meet the rest of the matrix in products (Schreiber and Van Loan 1989), panels are halved
/// (Elmroth and Gustavson 2000): `2 m n^2 - 2 n^3 / 3` operations and a copy of the matrix, for `m x n` with m >= n. `Q
/// R` differs from A by a few units in the last place of the lengths of columns, however ill-conditioned A is, and Q is
/// orthogonal to the last digits (Higham 2002, chapter 19). The diagonal of R may have any signs.
public final class QR {

    private final int m;
    private final int n;
    /// From the left; each acts on as many rows as it has.
    private final List<HouseholderProduct> products;

    QR(int m, int n, List<HouseholderProduct> products) {
        this.m = m;
        this.n = n;
        this.products = products;
    }

    /// Factors a matrix of any shape.
    ///
    /// @param a `m x n`; not changed
    /// @throws IllegalArgumentException if an element is infinite or NaN
    public static QR of(Strided a, Parallel parallel) {
        requireFinite(a);
        return new QR(a.rows(), a.columns(),
                List.of(HouseholderProduct.of(HouseholderProduct.columns(a), a.rows(), a.columns(), parallel)));
    }

    static void requireFinite(Strided a) {
        for (int i = 0; i < a.rows(); i++) {
            if (a.columnStride() == 1 && Double.isFinite(Doubles.largest(a.array(), a.at(i, 0), a.columns()))) {
                continue;
            }
            for (int j = 0; j < a.columns(); j++) {
                if (!Double.isFinite(a.get(i, j))) {
                    throw new IllegalArgumentException("element (%d, %d) is %s; fill missing values and leave infinite ones out"
                            .formatted(i, j, a.get(i, j)));
                }
            }
        }
    }

    /// m
    public int rows() {
        return m;
    }

    /// n
    public int columns() {
        return n;
    }

    /// R, `min(m, n) x n`, with zeros below its diagonal. Not a copy: only for reading.
    public Strided r() {
        return products.getLast().r();
    }

    /// The first `min(m, n)` columns of Q, a new matrix.
    public Strided thinQ(Parallel parallel) {
        var last = products.getLast().thinQ(parallel);
        if (products.size() == 1) {
            return last;
        }
        int k = last.rows();
        var q = Strided.zeros(m, k);
        System.arraycopy(last.array(), 0, q.array(), 0, last.array().length);
        products.getFirst().apply(false, q, parallel);
        return q;
    }

    /// `C = Q C`, without forming Q: `4 m k p` operations, with k the lesser of m and n.
    ///
    /// @param c `m x p`
    /// @throws IllegalArgumentException if it has not m rows
    public void apply(Strided c, Parallel parallel) {
        requireRows(c);
        for (var product : products.reversed()) {
            product.apply(false, c.block(0, 0, product.rows(), c.columns()), parallel);
        }
    }

    /// `C = Q' C`, without forming Q: `4 m k p` operations, with k the lesser of m and n.
    ///
    /// @param c `m x p`
    /// @throws IllegalArgumentException if it has not m rows
    public void applyTransposed(Strided c, Parallel parallel) {
        requireRows(c);
        for (var product : products) {
            product.apply(true, c.block(0, 0, product.rows(), c.columns()), parallel);
        }
    }

    private void requireRows(Strided c) {
        if (c.rows() != m) {
            throw new IllegalArgumentException("%d x %d does not fit Q of %d x %d".formatted(c.rows(), c.columns(), m, m));
        }
    }

    /// What makes `|A X - B|` least in each column, by `R X = Q'B`; where A is square, the solution of `A X = B`.
    /// Columns must be independent; where they may not be, [LeastSquares] is the way.
    ///
    /// @param b `m x p`; not changed
    /// @return `n x p`
    /// @throws IllegalArgumentException if the shapes do not fit, or A has more columns than rows
    /// @throws ArithmeticException if R has a zero on its diagonal
    public Strided solve(Strided b, Parallel parallel) {
        if (m < n) {
            throw new IllegalArgumentException("%d rows do not determine %d unknowns; LeastSquares gives the shortest solution"
                    .formatted(m, n));
        }
        var r = r();
        for (int i = 0; i < n; i++) {
            if (r.get(i, i) == 0) {
                throw new ArithmeticException("column %d depends on those before it; LeastSquares gives the shortest solution"
                        .formatted(i));
            }
        }
        var c = b.copy();
        applyTransposed(c, parallel);
        var x = c.block(0, 0, n, c.columns()).copy();
        Triangular.solveUpper(r, x, parallel);
        return x;
    }

    /// Estimates the reciprocal of the condition of R, as [Triangular#reciprocalCondition(Strided)] does.
    ///
    /// @throws IllegalArgumentException if A has more columns than rows
    public double reciprocalCondition() {
        return Triangular.reciprocalCondition(r());
    }
}
