package org.glia.compute.decomposition;

/// Signs of vectors that are determined but for their sign.
final class Signs {

    private Signs() {
    }

    /// Turns a vector so that its component of largest magnitude, the first of those, is positive.
    ///
    /// @return whether it was turned
    static boolean makeLargestPositive(double[] x, int at, int n) {
        int largest = at;
        for (int i = at + 1; i < at + n; i++) {
            if (Math.abs(x[i]) > Math.abs(x[largest])) {
                largest = i;
            }
        }
        if (n == 0 || !(x[largest] < 0)) {
            return false;
        }
        negate(x, at, n);
        return true;
    }

    static void negate(double[] x, int at, int n) {
        for (int i = at; i < at + n; i++) {
            x[i] = -x[i];
        }
    }
}
