package org.glia.compute.decomposition;

/// Plane rotations.
final class Rotation {

    private static final double SMALL = 0x1p-500;
    private static final double LARGE = 0x1p500;

    private Rotation() {
    }

    /// The length of (a, b), without overflow or loss of digits.
    static double length(double a, double b) {
        double larger = Math.max(Math.abs(a), Math.abs(b));
        if (larger < LARGE && larger > SMALL) {
            return Math.sqrt(Math.fma(a, a, b * b));
        }
        if (larger == 0) {
            return 0;
        }
        double smaller = Math.min(Math.abs(a), Math.abs(b));
        double ratio = smaller / larger;
        return larger * Math.sqrt(Math.fma(ratio, ratio, 1));
    }

    /// Columns x and y of n numbers become `c x + s y` and `c y - s x`.
    static void rotate(double[] z, int xAt, int yAt, int n, double c, double s) {
        for (int i = 0; i < n; i++) {
            double x = z[xAt + i];
            double y = z[yAt + i];
            z[xAt + i] = Math.fma(c, x, s * y);
            z[yAt + i] = Math.fma(c, y, -(s * x));
        }
    }
}
