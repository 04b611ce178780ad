package org.glia.compute.random;

import org.glia.api.run.RandomStream;

/// A distribution of real numbers. Draws are O(1) on average, whatever the parameters.
public sealed interface Continuous permits Normal, Exponential, Gamma, Beta {

    /// One number.
    double draw(RandomStream random);

    /// Independent numbers in `into[from]` to `into[to]` (exclusive), the same as as many calls of [#draw].
    default void fill(RandomStream random, double[] into, int from, int to) {
        for (int i = from; i < to; i++) {
            into[i] = draw(random);
        }
    }
}
