package org.glia.compute.random;

/// Refuses what is no parameter, in one sentence.
final class Parameters {

    private Parameters() {
    }

    static void requirePositive(String name, double value) {
        if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the %s must be a finite number above 0, not %s".formatted(name, value));
        }
    }

    static void requireNotNegative(String name, double value) {
        if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the %s must be a finite number of 0 or more, not %s".formatted(name, value));
        }
    }

    static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the %s must be a finite number, not %s".formatted(name, value));
        }
    }

    /// @return the greatest weight
    static double requireWeights(double[] weights) {
        double greatest = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || weights[i] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("weights must be finite numbers of 0 or more; weight %d is %s"
                        .formatted(i, weights[i]));
            }
            greatest = Math.max(greatest, weights[i]);
        }
        if (greatest == 0) {
            throw new IllegalArgumentException("at least one weight must be positive; there are %d, all of them 0"
                    .formatted(weights.length));
        }
        return greatest;
    }

    /// Refuses to draw so many of `n`.
    static void requireSample(int n, int size, boolean mayRepeat) {
        if (n < 0) {
            throw new IllegalArgumentException("the number of things to draw from must be 0 or more, not " + n);
        }
        if (size < 0) {
            throw new IllegalArgumentException("the size of a sample must be 0 or more, not " + size);
        }
        if (mayRepeat ? n == 0 && size > 0 : size > n) {
            throw new IllegalArgumentException("%d things cannot be drawn from %d%s".formatted(size, n,
                    mayRepeat ? "" : " without drawing one twice"));
        }
    }
}
