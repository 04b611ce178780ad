package org.glia.regression;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;

/// min |W^(1/2) (y - X b)| by Householder QR with column pivoting and iterative refinement. Columns are held one after the
/// other, each weighted by the square root of the weights; the intercept, if any, is column 0.
final class LeastSquares {

    /// A pivot shorter than this, relative to its column's length, is rounding.
    private static final double NOTHING = 1e-14;
    private static final int MOST_REFINEMENTS = 5;
    /// Columns that one task updates: enough work to be worth a thread.
    private static final int COLUMNS_AT_A_TIME = 4;
    private static final int WORTH_SHARING = 1 << 16;

    private final int n;
    private final int p;
    /// Column j is `x[j * n .. (j + 1) * n]`, weighted and scaled by `2^-exponent[j]`.
    private final double[] x;
    private final int[] exponent;
    /// The target, weighted.
    private final double[] y;
    private final double[] roots;

    /// @param coefficients   in the given units; 0 where dependent
    /// @param dependent      columns that depend on those before them
    /// @param residuals      weighted
    /// @param unscaledErrors square roots of the diagonal of (X' W X)^-1; NaN where dependent
    record Solution(double[] coefficients, boolean[] dependent, int rank, double[] residuals, double[] unscaledErrors) {
    }

    private LeastSquares(int n, int p, double[] x, int[] exponent, double[] y, double[] roots) {
        this.n = n;
        this.p = p;
        this.x = x;
        this.exponent = exponent;
        this.y = y;
        this.roots = roots;
    }

    /// The problem that the rows of positive weight pose.
    ///
    /// @throws DataException if there are none, or the table is larger than an array
    static LeastSquares of(Dataset data, boolean intercept) {
        var weights = Moments.weights(data);
        var used = IntStream.range(0, data.rows()).filter(row -> weights[row] > 0).toArray();
        if (used.length == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        var features = data.features().rows(used);
        var target = data.numericTarget();
        int n = used.length;
        int first = intercept ? 1 : 0;
        int p = features.columns() + first;
        if ((long) n * p > Integer.MAX_VALUE - 8) {
            throw new DataException("%d rows of %d columns are more than `linear` holds in memory; take fewer rows".formatted(n, p));
        }
        var roots = new double[n];
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            roots[i] = Math.sqrt(weights[used[i]]);
            y[i] = roots[i] * target.value(used[i]);
        }
        var x = new double[n * p];
        if (intercept) {
            System.arraycopy(roots, 0, x, 0, n);
        }
        int rowsAtATime = Math.max(1, (1 << 13) / Math.max(1, features.columns()));
        var tile = new double[rowsAtATime * features.columns()];
        for (int from = 0; from < n; from += rowsAtATime) {
            int to = Math.min(n, from + rowsAtATime);
            features.read(from, to, tile, 0);
            for (int i = from; i < to; i++) {
                for (int j = first; j < p; j++) {
                    x[j * n + i] = roots[i] * tile[(i - from) * features.columns() + j - first];
                }
            }
        }
        var exponent = new int[p];
        for (int j = 0; j < p; j++) {
            double largest = 0;
            for (int k = j * n; k < (j + 1) * n; k++) {
                largest = Math.max(largest, Math.abs(x[k]));
            }
            exponent[j] = largest == 0 ? 0 : Math.getExponent(largest);
            double factor = Math.scalb(1.0, -exponent[j]);
            for (int k = j * n; k < (j + 1) * n; k++) {
                x[k] *= factor; // a power of two: exact
            }
        }
        return new LeastSquares(n, p, x, exponent, y, roots);
    }

    int rows() {
        return n;
    }

    double[] roots() {
        return roots;
    }

    /// The fitted value of a row, given its weighted residuals.
    double fitted(double[] residuals, int row) {
        return (y[row] - residuals[row]) / roots[row];
    }

    /// Solves, and refines coefficients and residuals together as the solution of `r + X b = y, X' r = 0` (Bjorck 1967):
    /// both equations are evaluated in twice the working precision, so that large residuals do not spoil the coefficients.
    Solution solve(Run run) {
        var qr = new Factors(run);
        var b = new double[p];
        var r = new double[n];
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round <= MOST_REFINEMENTS; round++) {
            run.checkCancelled();
            var correction = qr.solve(defect(r, b), slope(r, qr));
            double size = norm(correction.b());
            if (!Double.isFinite(size)) {
                throw new DataException("the numbers are too large for least squares; divide columns or the target by powers of ten");
            }
            if (round > 0 && !(size < 0.5 * before)) {
                break; // no longer shrinking: the rest is rounding
            }
            add(correction.b(), b);
            add(correction.r(), r);
            before = size;
            if (round > 0 && size <= 0x1p-53 * norm(b)) {
                break;
            }
        }
        var coefficients = new double[p];
        var errors = qr.errors();
        for (int j = 0; j < p; j++) {
            coefficients[j] = Math.scalb(b[j], -exponent[j]);
            errors[j] = Math.scalb(errors[j], -exponent[j]);
        }
        var dependent = new boolean[p];
        for (int k = qr.rank; k < p; k++) {
            dependent[qr.order[k]] = true;
            errors[qr.order[k]] = Double.NaN;
        }
        return new Solution(coefficients, dependent, qr.rank, r, errors);
    }

    /// A correction of coefficients and residuals.
    private record Correction(double[] b, double[] r) {
    }

    private static void add(double[] correction, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += correction[i];
        }
    }

    /// y - r - X b in twice the working precision (TwoSum and TwoProduct of Ogita, Rump and Oishi), rounded at the end.
    private double[] defect(double[] r, double[] b) {
        var high = new double[n];
        var low = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = y[i] - r[i];
            double part = sum - y[i];
            high[i] = sum;
            low[i] = (y[i] - (sum - part)) + (-r[i] - part);
        }
        for (int j = 0; j < p; j++) {
            double factor = -b[j];
            if (factor == 0) {
                continue;
            }
            for (int i = 0, k = j * n; i < n; i++, k++) {
                double product = factor * x[k];
                double productError = Math.fma(factor, x[k], -product);
                double sum = high[i] + product;
                double part = sum - high[i];
                low[i] += productError + ((high[i] - (sum - part)) + (product - part));
                high[i] = sum;
            }
        }
        add(low, high);
        return high;
    }

    /// -X' r for the independent columns in their order, in twice the working precision.
    private double[] slope(double[] r, Factors qr) {
        var slope = new double[qr.rank];
        for (int c = 0; c < qr.rank; c++) {
            double high = 0;
            double low = 0;
            for (int i = 0, k = qr.order[c] * n; i < n; i++, k++) {
                double product = x[k] * r[i];
                double productError = Math.fma(x[k], r[i], -product);
                double sum = high + product;
                double part = sum - high;
                low += productError + ((high - (sum - part)) + (product - part));
                high = sum;
            }
            slope[c] = -(high + low);
        }
        return slope;
    }

    private static double norm(double[] a) {
        double largest = Arrays.stream(a).map(Math::abs).max().orElse(0);
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double value : a) {
            sum += (value / largest) * (value / largest);
        }
        return largest * Math.sqrt(sum);
    }

    /// X P = Q R: Householder vectors below the diagonal of `qr`, R on and above it.
    private final class Factors {

        private final double[] qr = x.clone();
        private final double[] beta;
        /// `order[k]` is the column that stands at place k.
        private final int[] order = IntStream.range(0, p).toArray();
        private final int rank;

        Factors(Run run) {
            int steps = Math.min(n, p);
            this.beta = new double[steps];
            var lengths = new double[p];
            for (int j = 0; j < p; j++) {
                lengths[j] = length(j, 0);
            }
            var whole = lengths.clone();
            int found = 0;
            while (found < steps) {
                run.checkCancelled();
                int pivot = pivot(found, lengths, whole);
                if (pivot < 0) {
                    break;
                }
                swap(found, pivot, lengths, whole);
                reflect(found, lengths, run);
                found++;
            }
            this.rank = found;
        }

        private double length(int column, int fromRow) {
            double sum = 0;
            for (int k = column * n + fromRow; k < (column + 1) * n; k++) {
                sum += qr[k] * qr[k];
            }
            return Math.sqrt(sum);
        }

        /// The intercept first, so that a constant column is the one called dependent; then the column of which most is left.
        private int pivot(int step, double[] lengths, double[] whole) {
            int best = -1;
            double most = NOTHING;
            for (int j = step; j < p; j++) {
                double left = whole[j] > 0 ? lengths[j] / whole[j] : 0;
                if (step == 0 && order[j] == 0 && left > 0) {
                    return j;
                }
                if (left > most) {
                    best = j;
                    most = left;
                }
            }
            return best;
        }

        private void swap(int a, int b, double[] lengths, double[] whole) {
            if (a == b) {
                return;
            }
            for (int i = 0; i < n; i++) {
                double kept = qr[a * n + i];
                qr[a * n + i] = qr[b * n + i];
                qr[b * n + i] = kept;
            }
            int column = order[a];
            order[a] = order[b];
            order[b] = column;
            double length = lengths[a];
            lengths[a] = lengths[b];
            lengths[b] = length;
            double all = whole[a];
            whole[a] = whole[b];
            whole[b] = all;
        }

        /// One Householder reflection, applied to all columns behind it.
        private void reflect(int step, double[] lengths, Run run) {
            int at = step * n;
            double length = length(step, step);
            double alpha = qr[at + step] > 0 ? -length : length;
            double head = qr[at + step] - alpha;
            // v = (1, tail / head); H = I - beta v v'
            beta[step] = length == 0 ? 0 : -head / alpha;
            for (int k = at + step + 1; k < at + n; k++) {
                qr[k] /= head;
            }
            qr[at + step] = alpha;
            int behind = p - step - 1;
            int tasks = Math.ceilDiv(behind, COLUMNS_AT_A_TIME);
            java.util.function.IntConsumer update = task -> {
                int to = Math.min(p, step + 1 + (task + 1) * COLUMNS_AT_A_TIME);
                for (int j = step + 1 + task * COLUMNS_AT_A_TIME; j < to; j++) {
                    apply(step, qr, j * n);
                    lengths[j] = length(j, step + 1);
                }
            };
            if ((long) behind * (n - step) >= WORTH_SHARING) {
                run.parallel().forEach(tasks, update);
            } else {
                for (int task = 0; task < tasks; task++) {
                    update.accept(task);
                }
            }
        }

        private void apply(int step, double[] into, int at) {
            int v = step * n;
            double sum = into[at + step];
            for (int i = step + 1; i < n; i++) {
                sum += qr[v + i] * into[at + i];
            }
            sum *= beta[step];
            into[at + step] -= sum;
            for (int i = step + 1; i < n; i++) {
                into[at + i] -= sum * qr[v + i];
            }
        }

        /// The solution of `r + X b = f, X' r = g`, with b = 0 for dependent columns.
        Correction solve(double[] f, double[] g) {
            var h = new double[rank];
            for (int k = 0; k < rank; k++) { // R' h = g
                double sum = g[k];
                for (int l = 0; l < k; l++) {
                    sum -= qr[k * n + l] * h[l];
                }
                h[k] = sum / qr[k * n + k];
            }
            var rotated = f.clone();
            for (int step = 0; step < rank; step++) {
                apply(step, rotated, 0);
            }
            var b = new double[p];
            for (int k = rank - 1; k >= 0; k--) {
                double sum = rotated[k] - h[k];
                for (int l = k + 1; l < rank; l++) {
                    sum -= qr[l * n + k] * b[order[l]];
                }
                b[order[k]] = sum / qr[k * n + k];
            }
            System.arraycopy(h, 0, rotated, 0, rank);
            for (int step = rank - 1; step >= 0; step--) { // a reflection is its own inverse
                apply(step, rotated, 0);
            }
            return new Correction(b, rotated);
        }

        /// Square roots of the diagonal of (R'R)^-1: the lengths of the rows of R^-1.
        double[] errors() {
            var squares = new double[p];
            var column = new double[rank];
            for (int c = 0; c < rank; c++) {
                // column c of R^-1 by back substitution
                Arrays.fill(column, 0);
                column[c] = 1 / qr[c * n + c];
                for (int k = c - 1; k >= 0; k--) {
                    double sum = 0;
                    for (int l = k + 1; l <= c; l++) {
                        sum += qr[l * n + k] * column[l];
                    }
                    column[k] = -sum / qr[k * n + k];
                }
                for (int k = 0; k <= c; k++) {
                    squares[order[k]] += column[k] * column[k];
                }
            }
            for (int j = 0; j < p; j++) {
                squares[j] = Math.sqrt(squares[j]);
            }
            return squares;
        }
    }
}
