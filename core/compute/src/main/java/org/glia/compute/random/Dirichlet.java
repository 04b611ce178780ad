package org.glia.compute.random;

import java.util.Arrays;

import org.glia.api.run.RandomStream;

/// Shares that sum to 1, with means `concentration[i] / sum`: gamma numbers divided by their sum, taken by their
/// logarithms, so that concentrations near 0 do no harm.
public final class Dirichlet {

    private final double[] concentration;

    /// @param concentration one for each share; copied
    /// @throws IllegalArgumentException if there is none, or one is not a finite number above 0
    public Dirichlet(double... concentration) {
        if (concentration.length == 0) {
            throw new IllegalArgumentException("a Dirichlet distribution needs at least one concentration");
        }
        for (double value : concentration) {
            Parameters.requirePositive("concentration", value);
        }
        this.concentration = concentration.clone();
    }

    /// One vector of shares. O(shares).
    public double[] draw(RandomStream random) {
        var shares = new double[concentration.length];
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Gamma.standardLog(concentration[i], random);
            greatest = Math.max(greatest, shares[i]);
        }
        if (greatest == Double.NEGATIVE_INFINITY) {
            // all concentrations are next to nothing: in the limit, one share is all
            int all = random.choose(concentration);
            Arrays.setAll(shares, i -> i == all ? 1 : 0);
            return shares;
        }
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = StrictMath.exp(shares[i] - greatest);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
