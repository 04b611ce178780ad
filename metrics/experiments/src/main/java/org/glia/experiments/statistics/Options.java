package org.glia.experiments.statistics;

import java.util.Optional;

import org.glia.api.problem.DataException;

/// How recipes are to be compared.
///
/// @param test    which test; AUTO for that which suits the design
/// @param alpha   the level of significance: the probability of seeing a difference where there is none. Intervals have the
///                level `1 - alpha`, and what is at least so probable is a Bayesian conclusion
/// @param rope    half the width of the region of practical equivalence, in the measure's units; 0 for none
/// @param control the recipe that all others are compared with; without one, all pairs are
/// @param zeros   what the Wilcoxon signed-rank test does with equal pairs
/// @param ties    what the sign test does with them
/// @param seed    of the tests that draw random numbers
public record Options(StatisticalTest test, double alpha, double rope, Optional<String> control, Zeros zeros, Ties ties, long seed) {

    /// @throws DataException if `alpha` or `rope` makes no sense
    public Options {
        if (!(alpha > 0 && alpha < 1)) {
            throw new DataException("alpha is a probability between 0 and 1, such as 0.05, and not " + alpha);
        }
        if (!(rope >= 0 && Double.isFinite(rope))) {
            throw new DataException("the region of practical equivalence is a number of 0 or more in the measure's "
                    + "units, such as 0.01, and not "
                    + rope);
        }
    }

    /// The test that suits the design, alpha 0.05, no region of practical equivalence, all pairs, zeros and ties split, seed 0.
    public static Options standard() {
        return new Options(StatisticalTest.AUTO, 0.05, 0, Optional.empty(), Zeros.SPLIT, Ties.SPLIT, 0);
    }

    public Options withTest(StatisticalTest other) {
        return new Options(other, alpha, rope, control, zeros, ties, seed);
    }

    public Options withAlpha(double other) {
        return new Options(test, other, rope, control, zeros, ties, seed);
    }

    public Options withRope(double other) {
        return new Options(test, alpha, other, control, zeros, ties, seed);
    }

    public Options withControl(String recipe) {
        return new Options(test, alpha, rope, Optional.of(recipe), zeros, ties, seed);
    }

    public Options withZeros(Zeros other) {
        return new Options(test, alpha, rope, control, other, ties, seed);
    }

    public Options withTies(Ties other) {
        return new Options(test, alpha, rope, control, zeros, other, seed);
    }

    public Options withSeed(long other) {
        return new Options(test, alpha, rope, control, zeros, ties, other);
    }

    double level() {
        return 1 - alpha;
    }
}
