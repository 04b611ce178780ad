package org.glia.experiments.statistics;

/// The sign test: whether each of two recipes wins as often as the other, by the exact binomial distribution. It asks
/// nothing of the size of differences, and is the weaker for it.
///
/// References: Dixon and Mood (1946), The statistical sign test; Demsar (2006), 3.1.4; Clopper and Pearson (1934) for the
/// interval.
///
/// @param wins      how often the second recipe is better
/// @param tied      how often the recipes are equal
/// @param losses    how often the first recipe is better
/// @param ties      how ties were treated
/// @param counted   the pairs that the test is about, after ties were treated
/// @param p         two-sided
/// @param winShare  the effect size: the share of pairs counted in which the second recipe is better; 1/2 if there are none
/// @param interval  of that share
public record SignTest(int wins, int tied, int losses, Ties ties, int counted, double p, double winShare, Interval interval) {

    /// @param level of the interval
    public static SignTest of(Differences differences, Ties ties, double level) {
        int tied = differences.ties();
        int half = ties == Ties.SPLIT ? tied / 2 : 0;
        int hits = differences.wins() + half;
        int counted = hits + differences.losses() + half;
        return new SignTest(differences.wins(), tied, differences.losses(), ties, counted, Tails.coinsBoth(hits, counted),
                counted == 0 ? 0.5 : (double) hits / counted, Tails.share(hits, counted, level));
    }
}
