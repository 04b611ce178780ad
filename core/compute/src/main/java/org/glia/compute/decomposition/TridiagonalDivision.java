package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;

/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by divide and conquer (Cuppen 1981; Gu and Eisenstat
/// 1995): torn in the middle by a matrix of rank one, solved in halves, and joined by the [SecularEquation] and a
/// product of matrices. Values that do not change, because they are equal or hardly coupled, are set aside before
/// ("deflated"), which saves most of the work where there are many. At most 4/3 n³ operations, in products; 3n²
/// numbers.
final class TridiagonalDivision {

    /// Rows of a piece that is solved by rotations.
    private static final int SMALL = 32;
    private static final double EPSILON = 0x1p-53;

    private final int n;
    private final double[] d;
    private final double[] e;
    /// Column by column.
    private final double[] z;
    private final double[] packed;
    private final double[] products;
    /// For each solved piece, the places of its values in rising order, from the piece's start on.
    private final int[] order;
    private final Parallel parallel;

    private TridiagonalDivision(double[] d, double[] e, Parallel parallel) {
        this.d = d;
        this.e = e;
        this.parallel = parallel;
        n = d.length;
        int elements = Math.multiplyExact(n, n);
        z = new double[elements];
        packed = new double[elements];
        products = new double[elements];
        order = new int[n];
    }

    /// Puts the eigenvalues in the place of the diagonal, falling.
    ///
    /// @param e one number, which does not count, more than there are beside the diagonal; destroyed
    /// @return the eigenvectors, column by column
    static double[] solve(double[] d, double[] e, Parallel parallel) {
        return new TridiagonalDivision(d, e, parallel).solve();
    }

    private double[] solve() {
        for (int start = 0; start < n; ) {
            int end = start + 1;
            while (end < n && !negligible(end - 1)) {
                end++;
            }
            solveScaled(start, end);
            start = end;
        }
        var values = d.clone();
        int[] falling = Order.falling(values);
        for (int j = 0; j < n; j++) {
            d[j] = values[falling[j]];
            System.arraycopy(z, falling[j] * n, packed, j * n, n);
        }
        return packed;
    }

    private boolean negligible(int i) {
        return Math.abs(e[i]) <= EPSILON * Math.sqrt(Math.abs(d[i])) * Math.sqrt(Math.abs(d[i + 1]));
    }

    /// What is negligible depends on the size of a piece, not of the whole.
    private void solveScaled(int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.max(Math.abs(d[i]), i < to - 1 ? Math.abs(e[i]) : 0));
        }
        double scale = Scaling.toOne(largest);
        for (int i = from; i < to; i++) {
            d[i] *= scale;
            e[i] *= scale;
        }
        solve(from, to);
        for (int i = from; i < to; i++) {
            d[i] /= scale;
        }
    }

    private void solve(int from, int to) {
        int size = to - from;
        if (size <= SMALL) {
            for (int i = from; i < to; i++) {
                z[i * n + i] = 1;
            }
            TridiagonalQL.vectors(d, e, from, to, z, from * n + from, n, size);
            System.arraycopy(Order.rising(Arrays.copyOfRange(d, from, to)), 0, order, from, size);
            return;
        }
        int middle = from + size / 2;
        double tear = e[middle - 1];
        d[middle - 1] -= Math.abs(tear);
        d[middle] -= Math.abs(tear);
        if (size > 8 * SMALL) {
            parallel.forEach(2, half -> {
                if (half == 0) {
                    solve(from, middle);
                } else {
                    solve(middle, to);
                }
            });
        } else {
            solve(from, middle);
            solve(middle, to);
        }
        new Join(from, middle, to).join(tear);
    }

    /// Two solved pieces that become one. Columns and values are counted from the start of the first.
    private final class Join {

        private final int from;
        private final int upper;
        private final int size;
        private final double[] weights;
        private final JoinedColumns columns;

        Join(int from, int middle, int to) {
            this.from = from;
            upper = middle - from;
            size = to - from;
            weights = new double[size];
            columns = new JoinedColumns(size, d, from);
        }

        void join(double tear) {
            var rising = new int[size];
            for (int i = 0; i < size; i++) {
                rising[i] = order[from + i] + (i < upper ? 0 : upper);
            }
            rising = JoinedColumns.merge(rising, upper, d, from);
            fillWeights(tear);
            double rho = 2 * Math.abs(tear);
            deflate(rising, rho);
            if (columns.keptCount() > 0) {
                rising = solveKept(rho);
            }
            System.arraycopy(rising, 0, order, from, size);
        }

        private void fillWeights(double tear) {
            double half = Math.sqrt(0.5); // makes the length of the vector 1
            int lastOfUpper = from + upper - 1;
            for (int i = 0; i < upper; i++) {
                weights[i] = half * z[(from + i) * n + lastOfUpper];
                columns.type(i, JoinedColumns.UPPER);
            }
            for (int i = upper; i < size; i++) {
                weights[i] = Math.copySign(half, tear) * z[(from + i) * n + lastOfUpper + 1];
                columns.type(i, JoinedColumns.LOWER);
            }
        }

        /// Sets aside what the tear hardly touches, and one of each two values that are almost equal, after a rotation
        /// that takes its weight away.
        private void deflate(int[] rising, double rho) {
            double heaviest = Doubles.largest(weights, 0, size);
            double tolerance = 8 * EPSILON * Math.max(Doubles.largest(d, from, size), heaviest);
            if (rho * heaviest <= tolerance) {
                return;
            }
            int pending = -1;
            for (int column : rising) {
                if (rho * Math.abs(weights[column]) <= tolerance) {
                    columns.setAside(column);
                    continue;
                }
                if (pending >= 0) {
                    double length = Rotation.length(weights[column], weights[pending]);
                    double c = weights[column] / length;
                    double s = weights[pending] / length;
                    double low = d[from + pending];
                    double high = d[from + column];
                    if (Math.abs((high - low) * c * s) <= tolerance) {
                        weights[column] = length;
                        weights[pending] = 0;
                        columns.mix(column, pending);
                        Rotation.rotate(z, (from + column) * n + from, (from + pending) * n + from, size, c, s);
                        d[from + column] = Math.fma(low, s * s, high * (c * c));
                        d[from + pending] = Math.fma(low, c * c, high * (s * s));
                        columns.setAside(pending);
                    } else {
                        columns.keep(pending);
                    }
                }
                pending = column;
            }
            columns.keep(pending);
        }

        /// The new places by rising value.
        private int[] solveKept(double rho) {
            int k = columns.keptCount();
            var poles = new double[k];
            var poleWeights = new double[k];
            for (int i = 0; i < k; i++) {
                poles[i] = d[from + columns.kept(i)];
                poleWeights[i] = weights[columns.kept(i)];
            }
            var equation = new SecularEquation(poles, poleWeights, k, rho, false);
            var roots = new double[k];
            int at = from * n;
            equation.solve(roots, products, at, parallel);
            var exact = equation.weights(products, at, parallel);
            var place = columns.place();
            parallel.chunked(k, 64, (chunk, first, last) -> {
                var vector = new double[k];
                for (int j = first; j < last; j++) {
                    int column = at + j * k;
                    for (int i = 0; i < k; i++) {
                        vector[i] = exact[i] / products[column + i];
                    }
                    double length = Doubles.norm(vector, 0, k);
                    for (int i = 0; i < k; i++) {
                        products[column + place[i]] = vector[i] / length;
                    }
                }
            });
            columns.multiply(z, at + from, n, upper, size - upper, packed, at, products, at, parallel);
            return columns.replaceValues(roots);
        }
    }
}
