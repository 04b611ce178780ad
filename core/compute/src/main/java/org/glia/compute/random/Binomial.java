package org.glia.compute.random;

import org.glia.api.run.RandomStream;

/// The number of successes among independent trials: by inversion where fewer than 10 are expected, by transformed
/// rejection elsewhere (BTRS, Hörmann 1993, The generation of binomial random variates).
public final class Binomial implements Discrete {

    static final long MOST_TRIALS = 1_000_000_000_000_000L;
    private static final double REJECTION = 10;
    /// No number from a mean below 10 comes near it.
    private static final int BEYOND = 200;

    private final long trials;
    private final double probability;
    /// The rarer outcome's probability; it is what is drawn.
    private final double p;
    private final double none;
    private final double a;
    private final double b;
    private final double alpha;
    private final double vr;
    private final double logAtMode;

    /// @param trials      from 0 to 1e15
    /// @param probability of success in one trial, from 0 to 1
    /// @throws IllegalArgumentException if a parameter is another number
    public Binomial(long trials, double probability) {
        if (trials < 0 || trials > MOST_TRIALS) {
            throw new IllegalArgumentException("the number of trials must be from 0 to 1e15, not " + trials);
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("the probability must be from 0 to 1, not " + probability);
        }
        this.trials = trials;
        this.probability = probability;
        p = Math.min(probability, 1 - probability);
        if (byInversion()) {
            none = StrictMath.exp(trials * StrictMath.log1p(-p));
            a = b = alpha = vr = logAtMode = 0;
        } else {
            none = 0;
            double deviation = Math.sqrt(trials * p * (1 - p));
            b = 1.15 + 2.53 * deviation;
            a = -0.0873 + 0.0248 * b + 0.01 * p;
            alpha = (2.83 + 5.1 / b) * deviation;
            vr = 0.92 - 4.2 / b;
            logAtMode = SaddlePoint.logBinomial(Math.floor((trials + 1) * p), trials, p);
        }
    }

    public long trials() {
        return trials;
    }

    public double probability() {
        return probability;
    }

    private boolean byInversion() {
        return trials * p < REJECTION;
    }

    @Override
    public long draw(RandomStream random) {
        if (p == 0 || trials == 0) {
            return probability > 0.5 ? trials : 0;
        }
        long rarer = byInversion() ? invert(random) : reject(random);
        return probability > 0.5 ? trials - rarer : rarer;
    }

    private long invert(RandomStream random) {
        double odds = p / (1 - p);
        while (true) {
            double u = random.nextDouble();
            double mass = none;
            for (int k = 0; k <= trials && k < BEYOND;) {
                if (u < mass) {
                    return k;
                }
                u -= mass;
                mass *= odds * (trials - k) / (k + 1);
                k++;
            }
        }
    }

    private long reject(RandomStream random) {
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = 1 - random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + trials * p + 0.5);
            if (us >= 0.07 && v <= vr) {
                return (long) k;
            }
            if (k >= 0 && k <= trials && StrictMath.log(v * alpha / (a / (us * us) + b))
                    <= SaddlePoint.logBinomial(k, trials, p) - logAtMode) {
                return (long) k;
            }
        }
    }
}
