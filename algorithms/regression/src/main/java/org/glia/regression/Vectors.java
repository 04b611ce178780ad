package org.glia.regression;

/// Inner loops over stretches of arrays.
final class Vectors {

    private Vectors() {
    }

    /// The scalar product of `n` numbers from `a[i]` and `b[j]` on. Four sums side by side, so that an addition need not
    /// wait for the one before it; their order is part of the result.
    static double dot(double[] a, int i, double[] b, int j, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int end = i + n;
        for (; i + 3 < end; i += 4, j += 4) {
            s0 += a[i] * b[j];
            s1 += a[i + 1] * b[j + 1];
            s2 += a[i + 2] * b[j + 2];
            s3 += a[i + 3] * b[j + 3];
        }
        for (; i < end; i++, j++) {
            s0 += a[i] * b[j];
        }
        return s0 + s1 + (s2 + s3);
    }

    static double dot(double[] a, double[] b) {
        return dot(a, 0, b, 0, a.length);
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /// The largest magnitude; NaN if any element is.
    static double largest(double[] a) {
        double largest = 0;
        for (double value : a) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /// Adds `factor` times `n` numbers from `a[i]` on to those from `into[j]` on.
    static void axpy(double factor, double[] a, int i, double[] into, int j, int n) {
        for (int k = 0; k < n; k++) {
            into[j + k] += factor * a[i + k];
        }
    }

    static void axpy(double factor, double[] a, double[] into) {
        axpy(factor, a, 0, into, 0, a.length);
    }

    /// Adds `right` to `left`.
    static double[] add(double[] left, double[] right) {
        axpy(1, right, left);
        return left;
    }
}
