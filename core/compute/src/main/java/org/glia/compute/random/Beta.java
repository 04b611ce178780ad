package org.glia.compute.random;

import org.glia.api.run.RandomStream;

/// The beta distribution with mean `alpha / (alpha + beta)`: the share of one of two gamma numbers (Johnson, Kotz and
/// Balakrishnan 1995, chapter 25), compared by their logarithms, so that parameters near 0 do no harm.
public record Beta(double alpha, double beta) implements Continuous {

    /// @throws IllegalArgumentException if a parameter is not a finite number above 0
    public Beta {
        Parameters.requirePositive("alpha", alpha);
        Parameters.requirePositive("beta", beta);
    }

    @Override
    public double draw(RandomStream random) {
        double x = Gamma.standardLog(alpha, random);
        double y = Gamma.standardLog(beta, random);
        if (x == y) {
            // both may have overflowed to minus infinity: then, in the limit, all is with one of them
            return x == Double.NEGATIVE_INFINITY ? random.nextDouble() * (alpha + beta) < alpha ? 1 : 0 : 0.5;
        }
        return 1 / (1 + StrictMath.exp(y - x));
    }
}
