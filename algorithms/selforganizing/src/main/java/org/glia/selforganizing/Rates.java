package org.glia.selforganizing;

import org.glia.compute.elementwise.Elementary;
import org.glia.compute.optimise.LearningRate;

/// Shares of the way to a row, which are more than nothing and at most the whole.
final class Rates {

    private Rates() {
    }

    /// @throws IllegalArgumentException if a rate is above 1 at any time: neurons would be thrown beyond the rows
    static void requireShares(LearningRate rate) {
        // all others only fall
        double highest = rate instanceof LearningRate.OneCycle cycle ? cycle.highest() : rate.over(1, 1).rate(0);
        if (highest > 1) {
            throw new IllegalArgumentException(("rate is the share of the way that a neuron goes towards a row, and %s goes up "
                    + "to %s; choose 1 or less").formatted(rate.getClass().getSimpleName().toLowerCase(), highest));
        }
    }

    /// `start (end / start)^share`: falls by equal factors in equal times.
    static double geometric(double start, double end, double share) {
        return start * Elementary.exp(share * Elementary.log(end / start));
    }
}
