package org.glia.experiments.statistics;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/// Tail probabilities, which keep their digits however small they are (one minus a distribution function does not), and
/// quantiles.
final class Tails {

    private static final RandomGenerator NEVER_DRAWN = null;
    private static final double SQRT_2 = Math.sqrt(2);

    private Tails() {
    }

    /// P(|Z| >= |z|) for a standard normal Z.
    static double normalBoth(double z) {
        return Erf.erfc(Math.abs(z) / SQRT_2);
    }

    static double normalBelow(double z) {
        return Erf.erfc(-z / SQRT_2) / 2;
    }

    static double normalQuantile(double p) {
        return new NormalDistribution(NEVER_DRAWN, 0, 1).inverseCumulativeProbability(p);
    }

    /// P(|T| >= |t|) for Student's T.
    static double studentBoth(double t, double degreesOfFreedom) {
        return Double.isInfinite(t) ? 0
                : Beta.regularizedBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
    }

    static double studentAbove(double t, double degreesOfFreedom) {
        double tail = studentBoth(t, degreesOfFreedom) / 2;
        return t > 0 ? tail : 1 - tail;
    }

    static double studentQuantile(double p, double degreesOfFreedom) {
        return new TDistribution(NEVER_DRAWN, degreesOfFreedom, 1e-14).inverseCumulativeProbability(p);
    }

    static double chiSquaredAbove(double x, double degreesOfFreedom) {
        return x <= 0 ? 1 : Gamma.regularizedGammaQ(degreesOfFreedom / 2, x / 2);
    }

    static double fisherAbove(double f, double numerator, double denominator) {
        return f <= 0 ? 1 : Beta.regularizedBeta(denominator / (denominator + numerator * f), denominator / 2, numerator / 2);
    }

    /// P(X <= k) of `n` fair coins.
    static double coinsAtMost(int k, int n) {
        return k < 0 ? 0 : k >= n ? 1 : Beta.regularizedBeta(0.5, n - k, k + 1.0);
    }

    /// Both tails of `n` fair coins, `k` of which fell one way.
    static double coinsBoth(int k, int n) {
        int rarer = Math.min(k, n - k);
        return 2 * rarer >= n - 1 ? 1 : 2 * coinsAtMost(rarer, n);
    }

    /// The exact interval of a share (Clopper and Pearson 1934).
    static Interval share(int hits, int trials, double level) {
        double tail = (1 - Interval.requireLevel(level)) / 2;
        double low = hits == 0 ? 0
                : new BetaDistribution(NEVER_DRAWN, hits, trials - hits + 1, 1e-14).inverseCumulativeProbability(tail);
        double high = hits == trials ? 1
                : new BetaDistribution(NEVER_DRAWN, hits + 1, trials - hits, 1e-14).inverseCumulativeProbability(1 - tail);
        return new Interval(level, low, high);
    }
}
