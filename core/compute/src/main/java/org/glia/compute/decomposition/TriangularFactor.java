package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;

/// Rows of which only `A'A` matters, as in least squares: any rows below each other, or the factor R that Householder
/// reflections make of them. Stretches of rows are reduced on their own and then together, which is as stable as one
/// reduction of them all (Demmel, Grigori, Hoemmen and Langou 2012); so the rows of a tall matrix need not be in memory
/// at once, and threads can take some each.
///
/// Reducing takes `2 n^2` operations for each row and a copy of the rows. `R'R` is `A'A` but for a few units in the
/// last place of the lengths of columns, and the digits of small columns are not lost beside large ones. Infinities and
/// NaN come out as NaN.
///
/// @param rows    how many
/// @param columns of each row, n
/// @param values  row-major; not copied
public record TriangularFactor(int rows, int columns, double[] values) {

    /// More rows than this for each column are reduced; fewer are cheaper to keep until others join them.
    private static final int TALL = 3;
    /// Rows for each column that are reduced together: what joining the factors costs is then little.
    private static final int STRETCH = 8;
    /// Numbers that are reduced together at least.
    private static final int LEAST = 1 << 15;

    /// @throws IllegalArgumentException if there are not `rows * columns` values
    public TriangularFactor {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException("%d values are not %d rows of %d".formatted(values.length, rows, columns));
        }
    }

    /// The factor R of all rows of a matrix, stretch by stretch.
    ///
    /// @param a `m x n`; not changed
    public static TriangularFactor of(Strided a, Parallel parallel) {
        return of(a.rows(), a.columns(), (from, to) -> a.block(from, 0, to - from, a.columns()), parallel);
    }

    /// Rows `from` to `to` (exclusive) of a matrix.
    @FunctionalInterface
    interface Stretch {
        Strided rows(int from, int to);
    }

    static TriangularFactor of(int m, int n, Stretch stretch, Parallel parallel) {
        if (m == 0 || n == 0) {
            return new TriangularFactor(0, n, new double[0]);
        }
        int together = Math.max(Math.multiplyExact(STRETCH, n), LEAST / n);
        return parallel.reduce(m, together, (chunk, from, to) -> small(stretch.rows(from, to), parallel),
                (upper, lower) -> upper.above(lower, parallel)).reduced(parallel);
    }

    private static TriangularFactor small(Strided rows, Parallel parallel) {
        return rows.rows() > TALL * (long) rows.columns() ? reduced(rows, parallel)
                : new TriangularFactor(rows.rows(), rows.columns(), rows.copy().array());
    }

    private static TriangularFactor reduced(Strided rows, Parallel parallel) {
        int n = rows.columns();
        if (n <= HouseholderPanel.MOST_COLUMNS && rows.rows() >= n) {
            var panel = new HouseholderPanel(rows);
            panel.reflect();
            var triangle = Strided.zeros(n, n);
            panel.giveTriangle(triangle);
            return new TriangularFactor(n, n, triangle.array());
        }
        var columns = HouseholderProduct.columns(rows);
        var r = HouseholderProduct.of(columns, rows.rows(), rows.columns(), parallel).r();
        var byRows = HouseholderProduct.columns(r.transpose());
        return new TriangularFactor(r.rows(), r.columns(), byRows);
    }

    /// The same as one triangle if there are many rows, else these.
    public TriangularFactor small(Parallel parallel) {
        return small(matrix(), parallel);
    }

    /// Both, one below the other, reduced if they are many.
    ///
    /// @throws IllegalArgumentException if the other has not as many columns
    public TriangularFactor above(TriangularFactor lower, Parallel parallel) {
        if (lower.columns != columns) {
            throw new IllegalArgumentException("rows of %d and of %d columns do not join".formatted(columns, lower.columns));
        }
        var stacked = Arrays.copyOf(values, Math.multiplyExact(rows + lower.rows, columns));
        System.arraycopy(lower.values, 0, stacked, rows * columns, lower.rows * columns);
        return new TriangularFactor(rows + lower.rows, columns, stacked).small(parallel);
    }

    /// R, of `min(rows, columns)` rows, with zeros below its diagonal; its diagonal may have any signs.
    public TriangularFactor reduced(Parallel parallel) {
        return reduced(matrix(), parallel);
    }

    /// The rows, `rows x columns`, as a view.
    public Strided matrix() {
        return Strided.of(rows, columns, values);
    }

    /// What is left of a factor when columns that depend on those before them are left out.
    ///
    /// @param order the independent ones of the first columns, rising
    /// @param r     the triangle of these, `rank x rank`
    /// @param rest  `rank x p`, what stands beside it in the columns that were not asked for
    public record Independent(int[] order, Strided r, Strided rest) {

        /// How many are independent.
        public int rank() {
            return order.length;
        }
    }

    /// Goes through the first columns from left to right, and leaves those out that are sums of the ones before them:
    /// of which no more than `tolerance`, relative to their length, is left beside these. Rows that are no triangle are
    /// reduced first; then it takes `2 n^2` operations for each column that is left out.
    ///
    /// @param first     how many columns are gone through; right sides may stand behind
    /// @param tolerance from 0, where only columns are left out of which nothing is left, to 1
    /// @throws IllegalArgumentException if there are not as many columns
    public Independent independent(int first, double tolerance, Parallel parallel) {
        if (first < 0 || first > columns) {
            throw new IllegalArgumentException("%d of %d columns; ask for no more than there are".formatted(first, columns));
        }
        return isTriangle() ? independent(first, tolerance) : reduced(parallel).independent(first, tolerance);
    }

    private boolean isTriangle() {
        for (int i = 1; i < rows; i++) {
            for (int j = 0; j < Math.min(i, columns); j++) {
                if (values[i * columns + j] != 0) {
                    return false;
                }
            }
        }
        return rows <= columns;
    }

    private Independent independent(int first, double tolerance) {
        var r = HouseholderProduct.columns(matrix()); // one after the other
        var order = new int[Math.min(rows, first)];
        int rank = 0;
        for (int j = 0; j < first && rank < rows; j++) {
            int height = Math.min(j + 1, rows) - rank;
            int at = j * rows + rank;
            double above = Doubles.norm(r, j * rows, rank);
            double left = Doubles.norm(r, at, height);
            if (left == 0 || left <= tolerance * StrictMath.hypot(above, left)) {
                continue;
            }
            double tau = Householder.reflect(r, at, at + 1, height - 1);
            reflectOthers(r, at, height, tau, j + 1, rank);
            order[rank++] = j;
        }
        var independent = Arrays.copyOf(order, rank);
        var triangle = Strided.zeros(rank, rank);
        var rest = Strided.zeros(rank, columns - first);
        for (int i = 0; i < rank; i++) {
            for (int c = i; c < rank; c++) {
                triangle.set(i, c, r[independent[c] * rows + i]);
            }
            for (int c = first; c < columns; c++) {
                rest.set(i, c - first, r[c * rows + i]);
            }
        }
        return new Independent(independent, triangle, rest);
    }

    private void reflectOthers(double[] r, int at, int height, double tau, int from, int top) {
        if (tau == 0) {
            return;
        }
        double beta = r[at];
        r[at] = 1;
        for (int j = from; j < columns; j++) {
            int other = j * rows + top;
            double product = Doubles.dot(r, at, r, other, height);
            Doubles.axpy(-tau * product, r, at, r, other, height);
        }
        r[at] = beta;
        Arrays.fill(r, at + 1, at + height, 0);
    }
}
