package org.glia.compute.random;

import org.glia.api.run.RandomStream;

/// The exponential distribution with mean `1 / rate`; see [RandomStream#nextExponential()] for the method.
public record Exponential(double rate) implements Continuous {

    /// @throws IllegalArgumentException if the rate is not a finite number above 0
    public Exponential {
        Parameters.requirePositive("rate", rate);
    }

    @Override
    public double draw(RandomStream random) {
        return random.nextExponential() / rate;
    }
}
