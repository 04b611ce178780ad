package org.glia.compute.random;

/// Logarithms of binomial and Poisson probabilities to the last digits, also where the factorials in them are beyond all
/// numbers (Loader 2000, Fast and Accurate Computation of Binomial Probabilities).
final class SaddlePoint {

    private static final double LOG_TWO_PI = 1.8378770664093453;
    /// log n! less Stirling's approximation of it, for n below 16.
    private static final double[] SMALL = {0, 0.0810614667953272582, 0.0413406959554092941, 0.0276779256849983391,
            0.0207906721037650931, 0.0166446911898211922, 0.013876128823070748, 0.0118967099458917701,
            0.0104112652619720965, 0.00925546218271273292, 0.00833056343336287126, 0.00757367548795184079,
            0.00694284010720952987, 0.00640899418800420707, 0.00595137011275884774, 0.00555473355196280137};

    private SaddlePoint() {
    }

    /// @param k a whole number of 0 or more
    static double logPoisson(double k, double mean) {
        return k == 0 ? -mean : -stirlingError(k) - deviance(k, mean) - 0.5 * (LOG_TWO_PI + StrictMath.log(k));
    }

    /// @param k a whole number from 0 to n
    static double logBinomial(double k, double n, double p) {
        double q = 1 - p;
        if (k == 0) {
            return n * StrictMath.log1p(-p);
        }
        if (k == n) {
            return n * StrictMath.log(p);
        }
        double rest = n - k;
        return stirlingError(n) - stirlingError(k) - stirlingError(rest) - deviance(k, n * p) - deviance(rest, n * q)
                - 0.5 * (LOG_TWO_PI + StrictMath.log(k) + StrictMath.log1p(-k / n));
    }

    private static double stirlingError(double n) {
        if (n < SMALL.length) {
            return SMALL[(int) n];
        }
        double s = 1 / (n * n);
        return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s / 1188)))) / n;
    }

    /// x log(x / mean) + mean - x, without cancellation where both are close.
    private static double deviance(double x, double mean) {
        double difference = x - mean;
        if (Math.abs(difference) >= 0.1 * (x + mean)) {
            return x * StrictMath.log(x / mean) - difference;
        }
        double v = difference / (x + mean);
        double sum = difference * v;
        double term = 2 * x * v;
        for (int j = 3;; j += 2) {
            term *= v * v;
            double next = sum + term / j;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }
}
