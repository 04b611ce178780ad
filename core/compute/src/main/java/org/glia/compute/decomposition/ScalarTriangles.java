package org.glia.compute.decomposition;

/// Forward substitution without vectors.
final class ScalarTriangles {

    private ScalarTriangles() {
    }

    /// Solves with `n` rows of `strip` right sides each, in place.
    ///
    /// @param l rows of the triangle: what is below the diagonal with its sign turned, and the diagonal
    static void substitute(double[] l, int n, double[] x, int strip) {
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < i; p++) {
                double factor = l[i * n + p];
                for (int j = 0; j < strip; j++) {
                    x[i * strip + j] = Math.fma(factor, x[p * strip + j], x[i * strip + j]);
                }
            }
            double diagonal = l[i * n + i];
            for (int j = 0; j < strip; j++) {
                x[i * strip + j] /= diagonal;
            }
        }
    }
}
