package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by divide and conquer (Cuppen 1981; Gu and Eisenstat 1995): torn in
/// the middle by a matrix of rank one, solved in halves, and joined by the [SecularEquation] and a product of matrices. Values
/// that do not change, because they are equal or hardly coupled, are set aside before ("deflated"), which saves most of
/// the work where there are many. At most 4/3 n³ operations, in products; 3n² numbers.
final class TridiagonalDivision {

    /// Rows of a piece that is solved by rotations.
    private static final int SMALL = 32;
    private static final double EPSILON = 0x1p-53;
    /// Columns that are zero in the lower half, in neither, in the upper half, and those that are set aside.
    private static final byte UPPER = 0, WHOLE = 1, LOWER = 2, DEFLATED = 3;

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
        private final int lower;
        private final int size;
        private final double[] weights;
        private final byte[] type;
        /// The columns that stay in the equation, by rising value, and those set aside.
        private final int[] kept;
        private final int[] deflated;
        private int keptCount;
        private int deflatedCount;

        Join(int from, int middle, int to) {
            this.from = from;
            upper = middle - from;
            lower = to - middle;
            size = to - from;
            weights = new double[size];
            type = new byte[size];
            kept = new int[size];
            deflated = new int[size];
        }

        void join(double tear) {
            var rising = new int[size];
            for (int i = 0; i < upper; i++) {
                rising[i] = order[from + i];
            }
            for (int i = upper; i < size; i++) {
                rising[i] = upper + order[from + i];
            }
            rising = merge(rising, upper);
            double rho = 2 * Math.abs(tear);
            fillWeights(tear);
            deflate(rising, rho);
            if (keptCount == 0) {
                System.arraycopy(rising, 0, order, from, size);
                return;
            }
            solveKept(rho);
        }

        /// Both halves of `places`, each by rising values, as one.
        private int[] merge(int[] places, int half) {
            var merged = new int[size];
            int i = 0;
            int j = half;
            for (int at = 0; at < size; at++) {
                boolean first = j == size || i < half && d[from + places[i]] <= d[from + places[j]];
                merged[at] = places[first ? i++ : j++];
            }
            return merged;
        }

        private void fillWeights(double tear) {
            double half = Math.sqrt(0.5); // makes the length of the vector 1
            int lastOfUpper = from + upper - 1;
            for (int i = 0; i < upper; i++) {
                weights[i] = half * z[(from + i) * n + lastOfUpper];
                type[i] = UPPER;
            }
            for (int i = upper; i < size; i++) {
                weights[i] = Math.copySign(half, tear) * z[(from + i) * n + lastOfUpper + 1];
                type[i] = LOWER;
            }
        }

        /// Sets aside what the tear hardly touches, and one of each two values that are almost equal, after a rotation that
        /// takes its weight away.
        private void deflate(int[] rising, double rho) {
            double largest = Math.max(Doubles.largest(d, from, size), Doubles.largest(weights, 0, size));
            double tolerance = 8 * EPSILON * largest;
            if (rho * Doubles.largest(weights, 0, size) <= tolerance) {
                return;
            }
            int pending = -1;
            for (int column : rising) {
                if (rho * Math.abs(weights[column]) <= tolerance) {
                    setAside(column);
                    continue;
                }
                if (pending >= 0) {
                    double length = Rotation.length(weights[column], weights[pending]);
                    double c = weights[column] / length;
                    double s = weights[pending] / length;
                    double lowValue = d[from + pending];
                    double highValue = d[from + column];
                    if (Math.abs((highValue - lowValue) * c * s) <= tolerance) {
                        weights[column] = length;
                        weights[pending] = 0;
                        if (type[column] != type[pending]) {
                            type[column] = WHOLE;
                        }
                        Rotation.rotate(z, (from + column) * n + from, (from + pending) * n + from, size, c, s);
                        d[from + column] = Math.fma(lowValue, s * s, highValue * (c * c));
                        d[from + pending] = Math.fma(lowValue, c * c, highValue * (s * s));
                        setAside(pending);
                    } else {
                        kept[keptCount++] = pending;
                    }
                }
                pending = column;
            }
            kept[keptCount++] = pending;
        }

        /// By rising value; they come almost in order.
        private void setAside(int column) {
            type[column] = DEFLATED;
            int at = deflatedCount++;
            while (at > 0 && d[from + deflated[at - 1]] > d[from + column]) {
                deflated[at] = deflated[at - 1];
                at--;
            }
            deflated[at] = column;
        }

        private void solveKept(double rho) {
            int k = keptCount;
            var poles = new double[k];
            var poleWeights = new double[k];
            for (int i = 0; i < k; i++) {
                poles[i] = d[from + kept[i]];
                poleWeights[i] = weights[kept[i]];
            }
            var count = new int[3];
            var place = place(count);
            pack(count, place);

            int at = from * n;
            var equation = new SecularEquation(poles, poleWeights, k, rho, false);
            var roots = new double[k];
            equation.solve(roots, products, at, parallel);
            var exact = equation.weights(products, at, parallel);
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

            int inUpper = count[UPPER] + count[WHOLE];
            int inLower = count[WHOLE] + count[LOWER];
            multiply(0, upper, at, inUpper, 0);
            multiply(upper, lower, at + upper * inUpper, inLower, count[UPPER]);

            var values = new double[deflatedCount];
            for (int i = 0; i < deflatedCount; i++) {
                values[i] = d[from + deflated[i]];
                System.arraycopy(packed, at + upper * inUpper + lower * inLower + i * size, z, (from + k + i) * n + from, size);
            }
            System.arraycopy(roots, 0, d, from, k);
            System.arraycopy(values, 0, d, from + k, deflatedCount);
            var places = new int[size];
            for (int i = 0; i < size; i++) {
                places[i] = i;
            }
            System.arraycopy(merge(places, k), 0, order, from, size);
        }

        /// Where each kept column goes, so that columns of a type are neighbours; counts the types.
        private int[] place(int[] count) {
            for (int i = 0; i < keptCount; i++) {
                count[type[kept[i]]]++;
            }
            int[] next = {0, count[UPPER], count[UPPER] + count[WHOLE]};
            var place = new int[keptCount];
            for (int i = 0; i < keptCount; i++) {
                place[i] = next[type[kept[i]]]++;
            }
            return place;
        }

        /// Copies the halves of kept columns that are not zero, then the columns set aside.
        private void pack(int[] count, int[] place) {
            int at = from * n;
            int lowerAt = at + upper * (count[UPPER] + count[WHOLE]);
            for (int i = 0; i < keptCount; i++) {
                int column = (from + kept[i]) * n + from;
                if (type[kept[i]] != LOWER) {
                    System.arraycopy(z, column, packed, at + place[i] * upper, upper);
                }
                if (type[kept[i]] != UPPER) {
                    System.arraycopy(z, column + upper, packed, lowerAt + (place[i] - count[UPPER]) * lower, lower);
                }
            }
            int deflatedAt = lowerAt + lower * (count[WHOLE] + count[LOWER]);
            for (int i = 0; i < deflatedCount; i++) {
                System.arraycopy(z, (from + deflated[i]) * n + from, packed, deflatedAt + i * size, size);
            }
        }

        /// `height` rows of the new columns, from `top` on: the packed ones times rows of the products.
        private void multiply(int top, int height, int packedAt, int inner, int firstRow) {
            MatrixProducts.gemm(1, new Strided(packed, packedAt, height, inner, 1, height),
                    new Strided(products, from * n + firstRow, inner, keptCount, 1, keptCount), 0,
                    new Strided(z, from * n + from + top, height, keptCount, 1, n), parallel);
        }
    }
}
