package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.Width;

/// A few columns that are reflected one by one. They are copied row by row, so that a row is a few vectors, and each
/// reflection is one pass over them: it takes off the reflection before and sums the products of the next. Whole
/// vectors of columns that are done are passed by. Very short and very long columns are scaled by powers of two, which
/// changes no digit, so that no product leaves the range of doubles.
final class HouseholderPanel {

    static final int MOST_COLUMNS = 32;
    /// Numbers that stay in a core's nearer caches.
    private static final int NEAR = 1 << 17;
    private static final int TILE = 32;
    /// Columns with a larger element, or with none larger than the inverse, are scaled.
    private static final double LONG = 0x1p100;
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

    /// @param a no more columns than rows; not changed
    HouseholderPanel(Strided a) {
        this.rows = a.rows();
        this.columns = a.columns();
        this.width = Math.ceilDiv(columns, LANES) * LANES;
        this.panel = new double[Math.multiplyExact(rows, width)];
        this.scales = new double[columns];
        this.factors = new double[columns];
        this.diagonal = new double[columns];
        this.x = new double[rows];
        this.y = new double[rows];
        this.u = new double[width];
        this.sums = new double[width];
        HouseholderProduct.copy(a, new Strided(panel, 0, rows, columns, width, 1));
        scale(a);
    }

    private void scale(Strided a) {
        var largest = new double[width];
        if (a.rowStride() == 1) {
            for (int s = 0; s < columns; s++) {
                largest[s] = Doubles.largest(a.array(), a.at(0, s), rows);
            }
        } else {
            for (int i = 0, at = 0; i < rows; i++, at += width) {
                for (int s = 0; s < columns; s++) {
                    double size = Math.abs(panel[at + s]);
                    largest[s] = size <= largest[s] ? largest[s] : size;
                }
            }
        }
        for (int s = 0; s < columns; s++) {
            boolean like = largest[s] == 0 || largest[s] >= 1 / LONG && largest[s] <= LONG || !Double.isFinite(largest[s]);
            scales[s] = like ? 1 : Math.scalb(1.0, -Math.getExponent(largest[s]));
            for (int i = 0, at = s; i < rows && !like; i++, at += width) {
                panel[at] *= scales[s];
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
        if (panel.length >= MANY && Width.pays(panel.length)) {
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

    /// Writes the columns of V, with ones and zeros.
    void giveVectors(Strided v) {
        for (int top = 0; top < rows; top += TILE) {
            int bottom = Math.min(rows, top + TILE);
            for (int s = 0; s < columns; s++) {
                double factor = factors[s];
                int to = v.at(top, s);
                for (int i = top, at = top * width + s; i < bottom; i++, at += width, to += v.rowStride()) {
                    v.array()[to] = panel[at] * factor;
                }
            }
        }
        for (int s = 0; s < columns; s++) {
            for (int i = 0; i < s; i++) {
                v.set(i, s, 0);
            }
            v.set(s, s, 1);
        }
    }

    /// Writes the triangle, and leaves alone what is below its diagonal.
    void giveTriangle(Strided r) {
        for (int s = 0; s < columns; s++) {
            for (int i = 0; i < s; i++) {
                r.set(i, s, panel[i * width + s] / scales[s]);
            }
            r.set(s, s, diagonal[s] / scales[s]);
        }
    }
}
