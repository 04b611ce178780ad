package org.glia.compute.decomposition;

/// Kernels of [Strips] without vectors. All take strips of eight columns, with rows in whole groups of eight.
final class ScalarStrips {

    private ScalarStrips() {
    }

    /// `y += A factors`, and `lanes += A' x`, lane by lane.
    static void both(double[] a, int at, int stride, int rows, double[] factors, double[] x, int xAt,
            double[] y, int yAt, double[] lanes) {
        for (int c = 0; c < 8; c++) {
            int column = at + c * stride;
            double factor = factors[c];
            for (int i = 0; i < rows; i += 8) {
                for (int lane = 0; lane < 8; lane++) {
                    double element = a[column + i + lane];
                    y[yAt + i + lane] = Math.fma(element, factor, y[yAt + i + lane]);
                    lanes[8 * c + lane] = Math.fma(element, x[xAt + i + lane], lanes[8 * c + lane]);
                }
            }
        }
    }

    /// `lanes += A' x`, lane by lane.
    static void products(double[] a, int at, int stride, int rows, double[] x, int xAt, double[] lanes) {
        for (int c = 0; c < 8; c++) {
            int column = at + c * stride;
            for (int i = 0; i < rows; i += 8) {
                for (int lane = 0; lane < 8; lane++) {
                    lanes[8 * c + lane] = Math.fma(a[column + i + lane], x[xAt + i + lane], lanes[8 * c + lane]);
                }
            }
        }
    }

    /// `y += A factors`.
    static void combine(double[] a, int at, int stride, int rows, double[] factors, double[] y, int yAt) {
        for (int c = 0; c < 8; c++) {
            int column = at + c * stride;
            double factor = factors[c];
            for (int i = 0; i < rows; i++) {
                y[yAt + i] = Math.fma(a[column + i], factor, y[yAt + i]);
            }
        }
    }
}
