package org.glia.compute.decomposition;

/// Singular values, and vectors if wanted, of an upper bidiagonal matrix by implicit shifted QR steps (Golub and Kahan
/// 1965; Golub and Reinsch 1970). For values alone, and for small matrices: about 12n³ operations for the vectors of
/// both sides.
final class BidiagonalQR {

    private static final double EPSILON = 0x1p-53;
    private static final int MOST_STEPS_PER_VALUE = 60;

    private final double[] d;
    private final double[] e;
    private final int from;
    private final double[] u;
    private final double[] v;
    private final int stride;
    private final int uHeight;
    private final int vHeight;
    /// What does not count beside the largest element: without it, matrices whose elements rise over many magnitudes
    /// would take very many steps.
    private double negligible;

    private BidiagonalQR(double[] d, double[] e, int from, double[] u, double[] v, int stride, int uHeight,
            int vHeight) {
        this.d = d;
        this.e = e;
        this.from = from;
        this.u = u;
        this.v = v;
        this.stride = stride;
        this.uHeight = uHeight;
        this.vHeight = vHeight;
    }

    /// Puts the singular values, in no order, in the place of the diagonal; destroys what is beside it.
    static void values(double[] d, double[] e, int n) {
        new BidiagonalQR(d, e, 0, new double[0], new double[0], 0, 0, 0).solve(n);
    }

    /// The same for rows `from` to `to`, with one more column than rows if `wide`; multiplies the columns of U and V
    /// with the singular vectors. Both have their element (i, j) of these rows and columns at `j * stride + i`.
    static void vectors(double[] d, double[] e, int from, int to, boolean wide, double[] u, double[] v, int stride) {
        int size = to - from;
        var qr = new BidiagonalQR(d, e, from, u, v, stride, size, wide ? size + 1 : size);
        if (wide && size > 0) {
            qr.chaseUp(from, to);
        }
        qr.solve(to);
    }

    private void solve(int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.max(Math.abs(d[i]), i < to - 1 ? Math.abs(e[i]) : 0));
        }
        negligible = EPSILON * largest;
        int end = to; // values from here on are found
        long steps = MOST_STEPS_PER_VALUE * (long) (to - from) + 1;
        while (end > from) {
            int last = end - 1;
            int start = last;
            while (start > from && Math.abs(e[start - 1]) > negligible) {
                start--;
            }
            if (start > from) {
                e[start - 1] = 0;
            }
            if (start == last) {
                makePositive(last);
                end--;
                continue;
            }
            int zero = last;
            while (zero >= start && Math.abs(d[zero]) > negligible) {
                zero--;
            }
            if (zero >= start) {
                d[zero] = 0;
                if (zero == last) {
                    chaseUp(start, last);
                } else {
                    chaseDown(zero, last);
                }
                continue;
            }
            if (steps-- == 0) {
                throw new ArithmeticException("singular values do not converge; please report the matrix");
            }
            step(start, last);
        }
    }

    private void makePositive(int i) {
        if (d[i] < 0 && vHeight > 0) {
            Signs.negate(v, i * stride + from, vHeight);
        }
        d[i] = Math.abs(d[i]);
    }

    /// Column `last` has nothing but the element above its diagonal's place: rotates it away with the columns before.
    private void chaseUp(int start, int last) {
        double f = e[last - 1];
        e[last - 1] = 0;
        for (int j = last - 1; j >= start && f != 0; j--) {
            double t = Rotation.length(d[j], f);
            double c = d[j] / t;
            double s = f / t;
            d[j] = t;
            if (j > start) {
                f = -s * e[j - 1];
                e[j - 1] *= c;
            }
            if (vHeight > 0) {
                Rotation.rotate(v, j * stride + from, last * stride + from, vHeight, c, s);
            }
        }
    }

    /// Row `zero` has nothing but the element right of its diagonal's place: rotates it away with the rows behind.
    private void chaseDown(int zero, int last) {
        double f = e[zero];
        e[zero] = 0;
        for (int j = zero + 1; j <= last && f != 0; j++) {
            double t = Rotation.length(d[j], f);
            double c = d[j] / t;
            double s = f / t;
            d[j] = t;
            if (j < last) {
                f = -s * e[j];
                e[j] *= c;
            }
            if (uHeight > 0) {
                Rotation.rotate(u, j * stride + from, zero * stride + from, uHeight, c, s);
            }
        }
    }

    private void step(int start, int last) {
        // the eigenvalue of the lower corner of B'B that is nearer to its last element
        double scale = Math.max(Math.max(Math.max(Math.abs(d[last]), Math.abs(d[last - 1])), Math.abs(e[last - 1])),
                Math.max(Math.abs(d[start]), Math.abs(e[start])));
        double dLast = d[last] / scale;
        double dBefore = d[last - 1] / scale;
        double eBefore = e[last - 1] / scale;
        double dStart = d[start] / scale;
        double eStart = e[start] / scale;
        double b = ((dBefore + dLast) * (dBefore - dLast) + eBefore * eBefore) / 2;
        double g = dLast * eBefore;
        double shift = 0;
        if (b != 0 || g != 0) {
            shift = g * (g / (b + Math.copySign(Rotation.length(b, g), b)));
        }
        double f = (dStart + dLast) * (dStart - dLast) + shift;
        g = dStart * eStart;
        for (int j = start; j < last; j++) {
            double t = Rotation.length(f, g);
            double c = t == 0 ? 1 : f / t;
            double s = t == 0 ? 0 : g / t;
            if (j > start) {
                e[j - 1] = t;
            }
            f = Math.fma(c, d[j], s * e[j]);
            e[j] = Math.fma(c, e[j], -(s * d[j]));
            g = s * d[j + 1];
            d[j + 1] *= c;
            if (vHeight > 0) {
                Rotation.rotate(v, j * stride + from, (j + 1) * stride + from, vHeight, c, s);
            }
            t = Rotation.length(f, g);
            c = t == 0 ? 1 : f / t;
            s = t == 0 ? 0 : g / t;
            d[j] = t;
            f = Math.fma(c, e[j], s * d[j + 1]);
            d[j + 1] = Math.fma(c, d[j + 1], -(s * e[j]));
            if (j + 1 < last) {
                g = s * e[j + 1];
                e[j + 1] *= c;
            }
            if (uHeight > 0) {
                Rotation.rotate(u, j * stride + from, (j + 1) * stride + from, uHeight, c, s);
            }
        }
        e[last - 1] = f;
    }
}
