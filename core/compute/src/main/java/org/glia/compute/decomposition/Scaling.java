package org.glia.compute.decomposition;

/// Scaling by powers of two, which loses nothing.
final class Scaling {

    /// Sizes that squares and products of which stay far from overflow and underflow.
    private static final int COMFORTABLE = 200;
    private static final int LARGEST_EXPONENT = 1000;

    private Scaling() {
    }

    /// The factor that brings a size near 1; 1 for 0.
    static double toOne(double size) {
        if (size == 0) {
            return 1;
        }
        int exponent = Math.clamp(Math.getExponent(size), -LARGEST_EXPONENT, LARGEST_EXPONENT);
        return Math.scalb(1.0, -exponent);
    }

    /// The same, but 1 for a size that can be computed with as it is.
    static double toComfort(double size) {
        return Math.abs(Math.getExponent(size)) <= COMFORTABLE ? 1 : toOne(size);
    }
}
