package org.glia.compute.random;

import org.glia.api.run.RandomStream;

/// The Poisson distribution: by inversion for means below 10, by transformed rejection above (PTRS, Hörmann 1993, The
/// transformed rejection method for generating Poisson random variables). A mean of 0 always gives 0.
public final class Poisson implements Discrete {

    static final double GREATEST_MEAN = 1e15;
    private static final double REJECTION = 10;
    /// No number from a mean below 10 comes near it.
    private static final int BEYOND = 200;

    private final double mean;
    private final double none;
    private final double a;
    private final double b;
    private final double inverseAlpha;
    private final double vr;

    /// @param mean from 0 to 1e15
    /// @throws IllegalArgumentException if the mean is another number
    public Poisson(double mean) {
        if (!(mean >= 0 && mean <= GREATEST_MEAN)) {
            throw new IllegalArgumentException("the mean must be from 0 to 1e15, not " + mean);
        }
        this.mean = mean;
        none = mean < REJECTION ? StrictMath.exp(-mean) : 0;
        b = 0.931 + 2.53 * Math.sqrt(mean);
        a = -0.059 + 0.02483 * b;
        inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        vr = 0.9277 - 3.6224 / (b - 2);
    }

    public double mean() {
        return mean;
    }

    @Override
    public long draw(RandomStream random) {
        return mean < REJECTION ? invert(random) : reject(random);
    }

    private long invert(RandomStream random) {
        while (true) {
            double u = random.nextDouble();
            double probability = none;
            for (int k = 0; k < BEYOND;) {
                if (u < probability) {
                    return k;
                }
                u -= probability;
                probability *= mean / ++k;
            }
        }
    }

    private long reject(RandomStream random) {
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = 1 - random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr) {
                return (long) k;
            }
            if (k >= 0 && (us >= 0.013 || v <= us)
                    && StrictMath.log(v * inverseAlpha / (a / (us * us) + b)) <= SaddlePoint.logPoisson(k, mean)) {
                return (long) k;
            }
        }
    }
}
