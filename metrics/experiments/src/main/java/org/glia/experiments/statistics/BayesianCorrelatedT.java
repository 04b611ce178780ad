package org.glia.experiments.statistics;

/// The Bayesian correlated t-test: how probable it is that one recipe is better than another on one data set, or that they
/// are practically equivalent. The mean difference has a Student distribution around the observed one, with the variance
/// of the corrected resampled t-test, whose correlation of the folds it shares.
///
/// Where the differences do not vary, all probability is where they are; if they are zero and the region of practical
/// equivalence has no width, each recipe has half of it.
///
/// References: Corani and Benavoli (2015), A Bayesian approach for comparing cross-validated algorithms on multiple data
/// sets, Machine Learning 100; Benavoli, Corani, Demsar and Zaffalon (2017), Time for a change, JMLR 18.
///
/// @param pairs            the folds of all repeats
/// @param location         the centre: the mean difference, positive where the second recipe is better
/// @param scale            of the Student distribution
/// @param degreesOfFreedom pairs - 1
/// @param rope             half the width of the region of practical equivalence, in the measure's units
/// @param preference       the probabilities
/// @param interval         holds the mean difference with the probability of its level, and has equal tails
public record BayesianCorrelatedT(int pairs, double location, double scale, int degreesOfFreedom, double rope,
                                  Preference preference, Interval interval) {

    /// @param testToTrain rows tested on per row trained on: 1/9 for ten folds
    /// @param rope        half the width of the region of practical equivalence; 0 for none
    /// @param level       of the interval
    public static BayesianCorrelatedT of(Differences differences, double testToTrain, double rope, double level) {
        requireRope(rope);
        var classical = CorrectedT.of(differences, testToTrain, level);
        double location = classical.difference();
        double scale = classical.standardError();
        int degrees = classical.degreesOfFreedom();
        var preference = scale == 0 ? certain(location, rope) : new Preference(
                Tails.studentAbove((rope + location) / scale, degrees), rope == 0 ? 0
                        : 1 - Tails.studentAbove((rope + location) / scale, degrees)
                        - Tails.studentAbove((rope - location) / scale, degrees),
                Tails.studentAbove((rope - location) / scale, degrees));
        return new BayesianCorrelatedT(classical.pairs(), location, scale, degrees, rope, preference, classical.interval());
    }

    private static Preference certain(double location, double rope) {
        if (location == 0 && rope == 0) {
            return new Preference(0.5, 0, 0.5);
        }
        return location < -rope ? new Preference(1, 0, 0) : location > rope ? new Preference(0, 0, 1) : new Preference(0, 1, 0);
    }

    static void requireRope(double rope) {
        if (!(rope >= 0 && Double.isFinite(rope))) {
            throw new IllegalArgumentException("a region of practical equivalence reaches some way from 0, not " + rope);
        }
    }
}
