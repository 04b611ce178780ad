package org.glia.compute.decomposition;

import java.util.Arrays;

/// The inner loop of reflections in a narrow panel, without vectors.
final class ScalarPanel {

    /// Rows whose products are summed before they join the sums of those before.
    static final int ROWS = 256;

    private ScalarPanel() {
    }

    /// Rows `from` to `to` (exclusive) and columns from `left` on of a panel, row after row, of `width` columns: adds
    /// to row i `x[i]` times `u`, and to `sums` `y[i]` times what comes out.
    static void pass(double[] panel, int width, int left, int from, int to, double[] x, double[] y, double[] u, double[] sums) {
        var part = new double[width];
        for (int first = from; first < to; first += ROWS) {
            Arrays.fill(part, 0);
            for (int i = first; i < Math.min(to, first + ROWS); i++) {
                for (int j = left; j < width; j++) {
                    double value = Math.fma(x[i], u[j], panel[i * width + j]);
                    panel[i * width + j] = value;
                    part[j] = Math.fma(y[i], value, part[j]);
                }
            }
            for (int j = left; j < width; j++) {
                sums[j] += part[j];
            }
        }
    }
}
