package org.glia.experiments.statistics;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/// The distribution of the range of k independent standard normal variables: the studentized range with infinitely many
/// degrees of freedom, which Nemenyi's test is about.
public final class StudentizedRange {

    private static final double FAR = 9; // beyond, the normal density is below 1e-18
    private static final int PANELS = 12;
    private static final int POINTS = 20;

    private final int k;

    /// @param k how many variables, two or more
    public StudentizedRange(int k) {
        if (k < 2) {
            throw new IllegalArgumentException("a range needs two variables or more, not " + k);
        }
        this.k = k;
    }

    /// P(range <= q): k times the integral of `phi(z) (Phi(z) - Phi(z - q))^(k - 1)` over the largest variable z.
    public double cumulative(double q) {
        return q <= 0 ? 0 : Math.min(1, k * integral(z -> density(z) * power(Tails.normalBelow(z) - Tails.normalBelow(z - q))));
    }

    /// P(range > q), which keeps its digits where it is small.
    public double above(double q) {
        return q <= 0 ? 1 : Math.min(1, k * integral(z -> {
            double below = Tails.normalBelow(z);
            return density(z) * (power(below) - power(below - Tails.normalBelow(z - q)));
        }));
    }

    /// The q with P(range <= q) = p.
    ///
    /// @throws IllegalArgumentException if p does not lie between 0 and 1
    public double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("a quantile is that of a probability between 0 and 1, not of " + p);
        }
        // the range of k is at most twice the largest deviation from 0, whose distribution bounds the search
        double most = 2 * -Tails.normalQuantile((1 - p) / (2.0 * k)) + 1;
        return new BrentSolver(1e-12).solve(200, q -> cumulative(q) - p, 0, most);
    }

    private double power(double share) {
        double power = 1;
        for (int i = 1; i < k; i++) {
            power *= share;
        }
        return power;
    }

    private static double density(double z) {
        return StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    private static double integral(UnivariateFunction function) {
        double width = 2 * FAR / PANELS;
        double sum = 0;
        var gauss = new GaussIntegratorFactory();
        for (int panel = 0; panel < PANELS; panel++) {
            sum += gauss.legendre(POINTS, -FAR + panel * width, -FAR + (panel + 1) * width).integrate(function);
        }
        return sum;
    }
}
