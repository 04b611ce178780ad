package org.glia.compute.random;

import org.glia.api.run.RandomStream;

/// How often each of several outcomes occurs in independent trials: a binomial number for each, given those before it
/// (Davis 1993). O(outcomes) a draw, however many trials.
public final class Multinomial {

    private final long trials;
    /// Of each outcome, among it and those behind it.
    private final double[] shares;

    /// @param trials  from 0 to 1e15
    /// @param weights of the outcomes; their probabilities are these divided by their sum
    /// @throws IllegalArgumentException if the number of trials is another, or the weights are not finite numbers of 0 or
    ///                                  more of which one is positive
    public Multinomial(long trials, double... weights) {
        if (trials < 0 || trials > Binomial.MOST_TRIALS) {
            throw new IllegalArgumentException("the number of trials must be from 0 to 1e15, not " + trials);
        }
        double greatest = Parameters.requireWeights(weights);
        this.trials = trials;
        shares = new double[weights.length];
        double sum = 0;
        for (int i = weights.length - 1; i >= 0; i--) {
            double weight = weights[i] / greatest;
            sum += weight;
            shares[i] = weight == 0 ? 0 : weight / sum;
        }
    }

    /// The count of each outcome; they sum to the number of trials.
    public long[] draw(RandomStream random) {
        var counts = new long[shares.length];
        long left = trials;
        for (int i = 0; i < shares.length && left > 0; i++) {
            counts[i] = new Binomial(left, shares[i]).draw(random);
            left -= counts[i];
        }
        return counts;
    }
}
