package org.glia.regression;

import java.util.Arrays;

/// Rows of which only `A'A` matters, as in least squares: any rows below each other, or the factor R that Householder
/// reflections make of them. Stretches of rows are reduced on their own and then together, which is as stable as one
/// reduction of them all (Demmel, Grigori, Hoemmen and Langou 2012).
///
/// @param rows    how many
/// @param columns of each row
/// @param values  row-major
record Triangle(int rows, int columns, double[] values) {

    /// Columns that are reflected together: their reflections are applied to the others in one go.
    private static final int PANEL = 32;
    /// More rows than this for each column are reduced; fewer are cheaper to keep until others join them.
    private static final int TALL = 3;

    /// Both, one below the other, reduced if they are many.
    Triangle above(Triangle lower) {
        var stacked = Arrays.copyOf(values, Math.multiplyExact(rows + lower.rows, columns));
        System.arraycopy(lower.values, 0, stacked, rows * columns, lower.rows * columns);
        return new Triangle(rows + lower.rows, columns, stacked).small();
    }

    /// The same, reduced if there are many rows. Takes the array over.
    Triangle small() {
        return rows > TALL * columns ? reduced() : this;
    }

    /// R, of `min(rows, columns)` rows. Takes the array over.
    Triangle reduced() {
        var a = values;
        int steps = Math.min(rows - 1, columns);
        var t = new double[PANEL * PANEL];
        var work = new double[PANEL * columns];
        for (int first = 0; first < steps; first += PANEL) {
            int count = Math.min(PANEL, steps - first);
            reflectPanel(a, first, count, t, work);
            int behind = first + count;
            if (behind < columns) {
                applyPanel(a, first, count, t, work, behind);
            }
        }
        int kept = Math.min(rows, columns);
        var r = Arrays.copyOf(a, kept * columns);
        for (int i = 1; i < kept; i++) {
            Arrays.fill(r, i * columns, i * columns + i, 0);
        }
        return new Triangle(kept, columns, r);
    }

    /// Reflects the columns of a panel: R on and above the diagonal, Householder vectors (their first element is 1) below;
    /// `t` so that the product of the reflections is `I - V T V'` (Schreiber and Van Loan 1989).
    private void reflectPanel(double[] a, int first, int count, double[] t, double[] work) {
        int m = rows;
        int n = columns;
        for (int s = 0; s < count; s++) {
            int k = first + s;
            double below = 0;
            for (int i = k + 1; i < m; i++) {
                below += a[i * n + k] * a[i * n + k];
            }
            double head = a[k * n + k];
            double tau = 0;
            if (below > 0) {
                double beta = Math.copySign(Math.sqrt(head * head + below), -head);
                tau = (beta - head) / beta;
                double factor = 1 / (head - beta);
                for (int i = k + 1; i < m; i++) {
                    a[i * n + k] *= factor;
                }
                a[k * n + k] = beta;
            }
            int right = first + count - k - 1;
            System.arraycopy(a, k * n + k + 1, work, 0, right);
            for (int i = k + 1; i < m; i++) {
                Vectors.axpy(a[i * n + k], a, i * n + k + 1, work, 0, right);
            }
            for (int c = 0; c < right; c++) {
                work[c] *= tau;
                a[k * n + k + 1 + c] -= work[c];
            }
            for (int i = k + 1; i < m; i++) {
                Vectors.axpy(-a[i * n + k], work, 0, a, i * n + k + 1, right);
            }
            // T grows by -tau T V'v
            Arrays.fill(work, 0, s, 0);
            for (int c = 0; c < s; c++) {
                work[c] = a[k * n + first + c];
            }
            for (int i = k + 1; i < m; i++) {
                Vectors.axpy(a[i * n + k], a, i * n + first, work, 0, s);
            }
            for (int r = 0; r < s; r++) {
                double sum = 0;
                for (int c = r; c < s; c++) {
                    sum += t[r * PANEL + c] * work[c];
                }
                t[r * PANEL + s] = -tau * sum;
            }
            t[s * PANEL + s] = tau;
        }
    }

    /// A = A - V T' V' A for the columns from `behind` on, two rows of V' A at a time.
    private void applyPanel(double[] a, int first, int count, double[] t, double[] work, int behind) {
        int n = columns;
        int width = n - behind;
        Arrays.fill(work, 0, count * width, 0);
        for (int i = first; i < rows; i++) {
            int last = Math.min(count, i - first + 1);
            for (int s = 0; s < last; s++) {
                double v = i - first == s ? 1 : a[i * n + first + s];
                Vectors.axpy(v, a, i * n + behind, work, s * width, width);
            }
        }
        for (int s = count - 1; s >= 0; s--) {
            for (int c = 0; c < width; c++) {
                work[s * width + c] *= t[s * PANEL + s];
            }
            for (int r = 0; r < s; r++) {
                Vectors.axpy(t[r * PANEL + s], work, r * width, work, s * width, width);
            }
        }
        for (int i = first; i < rows; i++) {
            int last = Math.min(count, i - first + 1);
            for (int s = 0; s < last; s++) {
                double v = i - first == s ? 1 : a[i * n + first + s];
                Vectors.axpy(-v, work, s * width, a, i * n + behind, width);
            }
        }
    }
}
