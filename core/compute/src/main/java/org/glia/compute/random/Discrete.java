package org.glia.compute.random;

import org.glia.api.run.RandomStream;

/// A distribution of whole numbers from 0 on. Draws are O(1) on average, whatever the parameters.
public sealed interface Discrete permits Poisson, Binomial {

    /// One number.
    long draw(RandomStream random);

    /// Independent numbers in `into[from]` to `into[to]` (exclusive), the same as as many calls of [#draw].
    default void fill(RandomStream random, long[] into, int from, int to) {
        for (int i = from; i < to; i++) {
            into[i] = draw(random);
        }
    }
}
