package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.compute.dense.Doubles;
import org.glia.compute.vector.Width;

/// A few columns that are reflected one by one. They are copied row by row, so that a row is a few vectors, and each
/// reflection is one pass over them: it takes off the reflection before and sums the products of the next. Whole vectors of
/// columns that are done are passed by. Columns are brought to like
/// lengths by powers of two, which changes no digit, and no product leaves the range of doubles.
final class HouseholderPanel {

    private static final int MOST_COLUMNS = 32;
    /// Numbers that stay in a core's nearer caches.
    private static final int NEAR = 1 << 16;
    private static final int TILE = 32;
    /// A multiple of the longest vector.
    private static final int LANES = 8;
    /// A smaller panel is not worth the loading of vector code.
    private static final int MANY = 1024;
    /// Squares below this have lost digits of small elements.
    private static final double SMALL_SQUARE = 0x1p-400;

    private final int rows;
    private final int columns;
    private final int width;
    /// `rows x width`: above the diagonal R, on and below columns that wait for their factor to be those of V.
    private final double[] panel;
    private final double[] scales;
    private final double[] factors;
    private final double[] diagonal;
    private final double[] x;
    private final double[] y;
    private final double[] u;
    private final double[] sums;

    /// @param a the columns, one after the other, each from its row `top` on
    HouseholderPanel(double[] a, int m, int top, int first, int columns) {
        this.rows = m - top;
        this.columns = columns;
        this.width = Math.ceilDiv(columns, LANES) * LANES;
        this.panel = new double[Math.multiplyExact(rows, width)];
        this.scales = new double[columns];
        this.factors = new double[columns];
        this.diagonal = new double[columns];
        this.x = new double[rows];
        this.y = new double[rows];
        this.u = new double[width];
        this.sums = new double[width];
        for (int s = 0; s < columns; s++) {
            double largest = Doubles.largest(a, (first + s) * m + top, rows);
            scales[s] = largest > 0 && largest < Double.POSITIVE_INFINITY ? Math.scalb(1.0, -Math.getExponent(largest)) : 1;
        }
        for (int from = 0; from < rows; from += TILE) {
            int count = Math.min(TILE, rows - from);
            for (int s = 0; s < columns; s++) {
                int column = (first + s) * m + top + from;
                double scale = scales[s];
                for (int i = 0, at = from * width + s; i < count; i++, at += width) {
                    panel[at] = a[column + i] * scale;
                }
            }
        }
    }

    /// How many columns are best reflected together: fewer of many rows.
    static int columns(int rows) {
        return Math.clamp(Integer.highestOneBit(NEAR / rows), LANES, MOST_COLUMNS);
    }

    /// Reflects all columns, of which there are no more than rows; returns their tau.
    double[] reflect() {
        var taus = new double[columns];
        for (int s = 0; s < columns; s++) {
            double head = s == 0 ? first() : next(s);
            double tau = reflection(s, head);
            taus[s] = tau;
            double factor = factors[s];
            int row = s * width;
            Arrays.fill(u, 0);
            for (int j = s + 1; j < columns; j++) {
                double loss = -tau * Math.fma(factor, sums[j], panel[row + j]);
                panel[row + j] += loss;
                u[j] = loss * factor;
            }
        }
        return taus;
    }

    /// Sums the products of the first column; returns its head.
    private double first() {
        for (int i = 0; i < rows; i++) {
            y[i] = panel[i * width];
        }
        double head = y[0];
        y[0] = 0;
        pass(0, 1);
        return head;
    }

    /// Takes off the reflection before, and sums the products of column s below its head; returns that.
    private double next(int s) {
        double part = u[s];
        for (int i = s, at = s * width + s; i < rows; i++, at += width) {
            x[i] = y[i];
            y[i] = Math.fma(x[i], part, panel[at]);
        }
        double head = y[s];
        y[s] = 0; // its row has no part in the sums
        pass(s, s);
        return head;
    }

    /// For columns from `s` on, and rows from `from` on.
    private void pass(int s, int from) {
        Arrays.fill(sums, 0);
        int left = s / LANES * LANES;
        if (panel.length >= MANY && Width.hasVectors()) {
            VectorPanel.pass(panel, width, left, from, rows, x, y, u, sums);
        } else {
            ScalarPanel.pass(panel, width, left, from, rows, x, y, u, sums);
        }
    }

    /// tau of column s, whose elements below the head are `y`; the vector is these times its factor.
    private double reflection(int s, double head) {
        double square = sums[s];
        if (square >= SMALL_SQUARE) {
            double beta = -Math.copySign(Math.sqrt(Math.fma(head, head, square)), head);
            diagonal[s] = beta;
            factors[s] = 1 / (head - beta);
            return (beta - head) / beta;
        }
        y[s] = head;
        double tau = Householder.reflect(y, s, s + 1, rows - s - 1);
        diagonal[s] = y[s];
        factors[s] = 1;
        y[s] = 0;
        for (int i = s + 1; i < rows; i++) {
            panel[i * width + s] = y[i];
        }
        Arrays.fill(u, 0);
        pass(s, s + 1);
        return tau;
    }

    /// Writes the columns of V, with ones and zeros, to where the panel came from, and the triangle to `r`, of `k` rows.
    void give(double[] a, int m, int top, int first, double[] r, int k) {
        for (int from = 0; from < rows; from += TILE) {
            int count = Math.min(TILE, rows - from);
            for (int s = 0; s < columns; s++) {
                int column = (first + s) * m + top + from;
                double factor = factors[s];
                for (int i = 0, at = from * width + s; i < count; i++, at += width) {
                    a[column + i] = panel[at] * factor;
                }
            }
        }
        for (int s = 0; s < columns; s++) {
            int column = (first + s) * m + top;
            int triangle = (first + s) * k + top;
            for (int i = 0; i < s; i++) {
                r[triangle + i] = panel[i * width + s] / scales[s];
                a[column + i] = 0;
            }
            r[triangle + s] = diagonal[s] / scales[s];
            a[column + s] = 1;
        }
    }
}
