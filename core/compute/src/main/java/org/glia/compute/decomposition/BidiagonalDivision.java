package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;

/// Singular values and vectors of an upper bidiagonal matrix by divide and conquer (Gu and Eisenstat 1995b): a row in
/// the middle parts it into two smaller ones, each with one more column than rows; in the basis of their singular
/// vectors the matrix is a diagonal and one full row, whose singular values are roots of a [SecularEquation] in their
/// squares, found without squaring. Values that do not change are set aside before. At most 8/3 n³ operations, in
/// products; 5n² numbers.
final class BidiagonalDivision {

    /// Rows of a piece that is solved by rotations.
    private static final int SMALL = 24;
    private static final double EPSILON = 0x1p-53;

    private final int n;
    private final double[] d;
    private final double[] e;
    /// Column by column.
    final double[] u;
    /// Column by column.
    final double[] v;
    private final double[] packed;
    private final double[] uProducts;
    private final double[] vProducts;
    /// For each solved piece, the places of its values in rising order, from the piece's start on.
    private final int[] order;
    private final Parallel parallel;

    private BidiagonalDivision(double[] d, double[] e, Parallel parallel) {
        this.d = d;
        this.e = e;
        this.parallel = parallel;
        n = d.length;
        int elements = Math.multiplyExact(n, n);
        u = new double[elements];
        v = new double[elements];
        packed = new double[elements];
        uProducts = new double[elements];
        vProducts = new double[elements];
        order = new int[n];
    }

    /// Puts the singular values in the place of the diagonal, falling.
    ///
    /// @param e one number, which does not count, more than there are beside the diagonal; destroyed
    /// @return with the singular vectors, column by column
    static BidiagonalDivision solve(double[] d, double[] e, Parallel parallel) {
        var division = new BidiagonalDivision(d, e, parallel);
        division.solve(0, division.n, false);
        division.sort();
        return division;
    }

    private void sort() {
        var values = d.clone();
        int[] falling = Order.falling(values);
        for (int j = 0; j < n; j++) {
            d[j] = values[falling[j]];
        }
        for (double[] vectors : new double[][] {u, v}) {
            for (int j = 0; j < n; j++) {
                System.arraycopy(vectors, falling[j] * n, packed, j * n, n);
            }
            System.arraycopy(packed, 0, vectors, 0, packed.length);
        }
    }

    /// Rows `from` to `to`, with one more column than rows if `wide`.
    private void solve(int from, int to, boolean wide) {
        int size = to - from;
        if (size <= SMALL) {
            for (int i = from; i < to; i++) {
                u[i * n + i] = 1;
                v[i * n + i] = 1;
            }
            if (wide) {
                v[to * n + to] = 1;
            }
            BidiagonalQR.vectors(d, e, from, to, wide, u, v, n);
            System.arraycopy(Order.rising(Arrays.copyOfRange(d, from, to)), 0, order, from, size);
            return;
        }
        int middle = from + size / 2;
        double left = d[middle];
        double right = e[middle];
        if (size > 8 * SMALL) {
            parallel.forEach(2, half -> {
                if (half == 0) {
                    solve(from, middle, true);
                } else {
                    solve(middle + 1, to, wide);
                }
            });
        } else {
            solve(from, middle, true);
            solve(middle + 1, to, wide);
        }
        new Join(from, middle, to, wide).join(left, right);
    }

    /// Two solved pieces and the row between them that become one. Columns, rows and values are counted from the start
    /// of the first; the row's own number is that of the first piece's null vector, too.
    private final class Join {

        private final int from;
        private final int middle;
        private final int size;
        private final boolean wide;
        /// The full row.
        private final double[] weights;
        private final JoinedColumns columns;

        Join(int from, int middle, int to, boolean wide) {
            this.from = from;
            this.middle = middle - from;
            this.wide = wide;
            size = to - from;
            weights = new double[size];
            columns = new JoinedColumns(size, d, from);
        }

        private int column(int c) {
            return (from + c) * n + from;
        }

        /// @param left  the middle row's element below the first piece's last column
        /// @param right its element above the second piece's first column
        void join(double left, double right) {
            d[from + middle] = 0;
            u[column(middle) + middle] = 1;
            var rising = rising();
            double largest = Math.max(Math.max(Math.abs(left), Math.abs(right)), Doubles.largest(d, from, size));
            if (largest > 0) {
                double scale = Scaling.toOne(largest);
                Doubles.scale(scale, d, from, size);
                double tolerance = 8 * EPSILON * (largest * scale);
                fillWeights(left * scale, right * scale, tolerance);
                deflate(rising, tolerance);
                rising = solveKept(tolerance);
                Doubles.scale(1 / scale, d, from, size);
            }
            System.arraycopy(rising, 0, order, from, size);
        }

        /// All places by rising value, the middle's zero first.
        private int[] rising() {
            var places = new int[size];
            places[0] = middle;
            for (int i = 0; i < middle; i++) {
                places[1 + i] = order[from + i];
            }
            for (int i = middle + 1; i < size; i++) {
                places[i] = middle + 1 + order[from + i];
            }
            return JoinedColumns.merge(places, middle + 1, d, from);
        }

        private void fillWeights(double left, double right, double tolerance) {
            for (int c = 0; c < middle; c++) {
                weights[c] = left * v[column(c) + middle];
                columns.type(c, JoinedColumns.UPPER);
            }
            for (int c = middle + 1; c < size; c++) {
                weights[c] = right * v[column(c) + middle + 1];
                columns.type(c, JoinedColumns.LOWER);
            }
            columns.type(middle, JoinedColumns.WHOLE);
            double own = left * v[column(middle) + middle];
            if (wide) { // both pieces have a null vector: one is turned to be orthogonal to the row
                double other = right * v[column(size) + middle + 1];
                double length = Rotation.length(own, other);
                if (length > tolerance) {
                    Rotation.rotate(v, column(middle), column(size), size + 1, own / length, other / length);
                }
                own = length;
            }
            weights[middle] = Math.abs(own) <= tolerance ? tolerance : own;
        }

        /// Sets aside what the row hardly touches, and one of each two values that are almost equal, after a rotation
        /// that takes its weight away.
        private void deflate(int[] rising, double tolerance) {
            columns.keep(middle);
            int pending = -1;
            for (int column : rising) {
                if (column == middle) {
                    continue;
                }
                if (Math.abs(weights[column]) <= tolerance) {
                    columns.setAside(column);
                    continue;
                }
                if (pending >= 0) {
                    if (d[from + column] - d[from + pending] <= tolerance) {
                        double length = Rotation.length(weights[column], weights[pending]);
                        double c = weights[column] / length;
                        double s = weights[pending] / length;
                        weights[column] = length;
                        weights[pending] = 0;
                        columns.mix(column, pending);
                        Rotation.rotate(u, column(column), column(pending), size, c, s);
                        Rotation.rotate(v, column(column), column(pending), wide ? size + 1 : size, c, s);
                        columns.setAside(pending);
                    } else {
                        columns.keep(pending);
                    }
                }
                pending = column;
            }
            if (pending >= 0) {
                columns.keep(pending);
            }
        }

        /// The new places by rising value.
        private int[] solveKept(double tolerance) {
            int k = columns.keptCount();
            var poles = new double[k];
            var poleWeights = new double[k];
            for (int i = 0; i < k; i++) {
                poles[i] = d[from + columns.kept(i)];
                poleWeights[i] = weights[columns.kept(i)];
            }
            if (k > 1) {
                poles[1] = Math.max(poles[1], tolerance / 2);
            }
            var equation = new SecularEquation(poles, poleWeights, k, 1, true);
            var roots = new double[k];
            int at = from * n;
            equation.solve(roots, vProducts, at, parallel);
            var exact = equation.weights(vProducts, at, parallel);
            var place = columns.place();
            parallel.chunked(k, 64, (chunk, first, last) -> {
                var ofU = new double[k];
                var ofV = new double[k];
                for (int j = first; j < last; j++) {
                    int column = at + j * k;
                    for (int i = 0; i < k; i++) {
                        ofV[i] = exact[i] / vProducts[column + i];
                        ofU[i] = poles[i] * ofV[i];
                    }
                    ofU[0] = -1;
                    double lengthOfU = Doubles.norm(ofU, 0, k);
                    double lengthOfV = Doubles.norm(ofV, 0, k);
                    for (int i = 0; i < k; i++) {
                        uProducts[column + place[i]] = ofU[i] / lengthOfU;
                        vProducts[column + place[i]] = ofV[i] / lengthOfV;
                    }
                }
            });
            int upper = middle + 1;
            int lower = size - upper;
            columns.multiply(u, column(0), n, upper, lower, packed, at, uProducts, at, parallel);
            columns.multiply(v, column(0), n, upper, wide ? lower + 1 : lower, packed, at, vProducts, at, parallel);
            return columns.replaceValues(roots);
        }
    }
}
