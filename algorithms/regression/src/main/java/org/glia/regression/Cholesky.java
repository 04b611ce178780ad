package org.glia.regression;

/// A = L L' of a symmetric positive definite matrix, of which the lower triangle is given row-major and becomes L.
final class Cholesky {

    private Cholesky() {
    }

    /// Puts L in the place of the lower triangle of A.
    ///
    /// @return whether A is positive definite to working precision; if not, `a` is spoilt
    static boolean factor(double[] a, int n) {
        for (int j = 0; j < n; j++) {
            double whole = a[j * n + j];
            double pivot = whole;
            for (int k = 0; k < j; k++) {
                pivot -= a[j * n + k] * a[j * n + k];
            }
            if (!(pivot > n * 0x1p-53 * whole)) {
                return false;
            }
            double root = Math.sqrt(pivot);
            a[j * n + j] = root;
            for (int i = j + 1; i < n; i++) {
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i * n + k] * a[j * n + k];
                }
                a[i * n + j] = sum / root;
            }
        }
        return true;
    }

    /// Puts the solution of A x = b in the place of b.
    static void solve(double[] l, int n, double[] b) {
        for (int i = 0; i < n; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= l[i * n + k] * b[k];
            }
            b[i] = sum / l[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            b[i] /= l[i * n + i];
            for (int k = 0; k < i; k++) {
                b[k] -= l[i * n + k] * b[i];
            }
        }
    }
}
