package org.glia.compute.random;

import org.glia.api.run.RandomStream;

/// The normal distribution; see [RandomStream#nextGaussian()] for the method. A deviation of 0 always gives the mean.
public record Normal(double mean, double deviation) implements Continuous {

    /// @throws IllegalArgumentException if the mean is not finite, or the deviation negative or not finite
    public Normal {
        Parameters.requireFinite("mean", mean);
        Parameters.requireNotNegative("deviation", deviation);
    }

    @Override
    public double draw(RandomStream random) {
        return mean + deviation * random.nextGaussian();
    }
}
