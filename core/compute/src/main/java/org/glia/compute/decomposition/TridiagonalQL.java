package org.glia.compute.decomposition;

/// Eigenvalues, and eigenvectors if wanted, of a symmetric tridiagonal matrix by the implicit QL algorithm with
/// Wilkinson's shift (Dubrulle, Martin and Wilkinson 1968). For values alone, and for small matrices: about 3n³
/// operations for vectors.
final class TridiagonalQL {

    private static final double EPSILON = 0x1p-53;
    private static final int MOST_STEPS_PER_VALUE = 60;

    private final double[] d;
    private final double[] e;
    private final double[] z;
    private final int zAt;
    private final int zStride;
    private final int height;

    private TridiagonalQL(double[] d, double[] e, double[] z, int zAt, int zStride, int height) {
        this.d = d;
        this.e = e;
        this.z = z;
        this.zAt = zAt;
        this.zStride = zStride;
        this.height = height;
    }

    /// Puts the eigenvalues, in no order, in the place of the diagonal; destroys what is beside it.
    static void values(double[] d, double[] e, int n) {
        new TridiagonalQL(d, e, new double[0], 0, 0, 0).solve(0, n);
    }

    /// The same for rows and columns `from` to `to`, and multiplies the columns of Z with the eigenvectors; column i of
    /// Z, of `height` numbers, starts at `zAt + (i - from) * zStride`.
    static void vectors(double[] d, double[] e, int from, int to, double[] z, int zAt, int zStride, int height) {
        new TridiagonalQL(d, e, z, zAt - from * zStride, zStride, height).solve(from, to);
    }

    private void solve(int from, int to) {
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to - 1 && !negligible(end)) {
                end++;
            }
            if (end < to - 1) {
                e[end] = 0;
            }
            if (Math.abs(d[end]) < Math.abs(d[start])) { // QL wants its small elements first
                reverse(start, end);
            }
            solveUnreduced(start, end);
            start = end + 1;
        }
    }

    private boolean negligible(int i) {
        double off = Math.abs(e[i]);
        return off <= Double.MIN_NORMAL || off <= EPSILON * Math.sqrt(Math.abs(d[i])) * Math.sqrt(Math.abs(d[i + 1]));
    }

    private void reverse(int start, int end) {
        for (int i = start, j = end; i < j; i++, j--) {
            double value = d[i];
            d[i] = d[j];
            d[j] = value;
            for (int r = 0; r < height; r++) {
                double element = z[zAt + i * zStride + r];
                z[zAt + i * zStride + r] = z[zAt + j * zStride + r];
                z[zAt + j * zStride + r] = element;
            }
        }
        for (int i = start, j = end - 1; i < j; i++, j--) {
            double value = e[i];
            e[i] = e[j];
            e[j] = value;
        }
    }

    private void solveUnreduced(int start, int end) {
        long steps = MOST_STEPS_PER_VALUE * (long) (end - start + 1);
        for (int l = start; l < end; l++) {
            while (true) {
                int m = l;
                while (m < end && !negligible(m)) {
                    m++;
                }
                if (m < end) {
                    e[m] = 0;
                }
                if (m == l) {
                    break;
                }
                if (steps-- == 0) {
                    throw new ArithmeticException("eigenvalues do not converge; please report the matrix");
                }
                step(l, m);
            }
        }
    }

    /// Chases the bulge of one shifted step from m up to l.
    private void step(int l, int m) {
        double shift = d[l];
        double g = (d[l + 1] - shift) / (2 * e[l]);
        double r = Rotation.length(g, 1);
        g = d[m] - shift + e[l] / (g + Math.copySign(r, g));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = s * e[i];
            double b = c * e[i];
            r = Rotation.length(f, g);
            if (r == 0) {
                c = 1;
                s = 0;
            } else {
                c = g / r;
                s = f / r;
            }
            if (i != m - 1) {
                e[i + 1] = r;
            }
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            if (height > 0) {
                Rotation.rotate(z, zAt + (i + 1) * zStride, zAt + i * zStride, height, c, s);
            }
        }
        d[l] -= p;
        e[l] = g;
    }
}
