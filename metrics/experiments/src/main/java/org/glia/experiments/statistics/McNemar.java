package org.glia.experiments.statistics;

import org.glia.api.problem.DataException;

/// McNemar's test: whether two classifiers are right equally often on the same rows of one split, by the rows on which only
/// one of them is. It says nothing of how much other training rows would change.
///
/// With fewer than 25 such rows the p-value is that of the exact binomial distribution, otherwise that of the chi-squared
/// statistic with continuity correction, `(|b - c| - 1)^2 / (b + c)`.
///
/// References: McNemar (1947), Note on the sampling error of the difference between correlated proportions; Edwards (1948)
/// for the correction; Dietterich (1998), Approximate statistical tests for comparing supervised classification learning
/// algorithms; Bonett and Price (2012), Adjusted Wald confidence interval for a difference of binomial proportions based on
/// paired data; Clopper and Pearson (1934) for the interval of the odds ratio.
///
/// @param both               rows on which both are right
/// @param onlyFirst          c, rows on which only the first is right
/// @param onlySecond         b, rows on which only the second is right
/// @param neither            rows on which neither is right
/// @param exact              whether p is that of the binomial distribution
/// @param chiSquared         with continuity correction; 0 where the recipes are right on the same rows
/// @param p                  two-sided
/// @param oddsRatio          the effect size, b / c: above 1 where the second recipe is better; infinite where only it is ever
///                           right alone, NaN where neither is
/// @param oddsInterval       of the odds ratio, exact
/// @param difference         how much more accurate the second recipe is
/// @param differenceInterval of the difference, by Bonett and Price
public record McNemar(int both, int onlyFirst, int onlySecond, int neither, boolean exact, double chiSquared, double p,
                      double oddsRatio, Interval oddsInterval, double difference, Interval differenceInterval) {

    private static final int ENOUGH = 25;

    /// @param first  for each row, whether the first recipe is right
    /// @param second the same of the second, in the same order of rows
    /// @param level  of the intervals
    /// @throws DataException if there are not as many rows of one as of the other, or fewer than two
    public static McNemar of(boolean[] first, boolean[] second, double level) {
        if (first.length != second.length) {
            throw new DataException("the recipes were judged on different rows: the first on %d, the second on %d"
                    .formatted(first.length, second.length));
        }
        int both = 0;
        int onlyFirst = 0;
        int onlySecond = 0;
        int neither = 0;
        for (int row = 0; row < first.length; row++) {
            if (first[row]) {
                both += second[row] ? 1 : 0;
                onlyFirst += second[row] ? 0 : 1;
            } else {
                onlySecond += second[row] ? 1 : 0;
                neither += second[row] ? 0 : 1;
            }
        }
        return of(both, onlyFirst, onlySecond, neither, level);
    }

    /// @throws DataException if there are fewer than two rows
    public static McNemar of(int both, int onlyFirst, int onlySecond, int neither, double level) {
        int rows = both + onlyFirst + onlySecond + neither;
        if (rows < 2) {
            throw new DataException("a test needs at least two rows, and there is %s".formatted(rows == 0 ? "none" : "one"));
        }
        int discordant = onlyFirst + onlySecond;
        boolean exact = discordant < ENOUGH;
        double excess = Math.max(0, Math.abs(onlySecond - onlyFirst) - 1);
        double chiSquared = discordant == 0 ? 0 : excess * excess / discordant;
        var share = Tails.share(onlySecond, discordant, level);
        return new McNemar(both, onlyFirst, onlySecond, neither, exact, chiSquared,
                exact ? Tails.coinsBoth(onlySecond, discordant) : Tails.chiSquaredAbove(chiSquared, 1),
                (double) onlySecond / onlyFirst, new Interval(level, odds(share.low()), odds(share.high())),
                (double) (onlySecond - onlyFirst) / rows, bonettPrice(onlyFirst, onlySecond, rows, level));
    }

    private static double odds(double share) {
        return share / (1 - share);
    }

    private static Interval bonettPrice(int onlyFirst, int onlySecond, int rows, double level) {
        double c = (onlyFirst + 1.0) / (rows + 2);
        double b = (onlySecond + 1.0) / (rows + 2);
        double reach = Tails.normalQuantile((1 + level) / 2) * Math.sqrt((b + c - (b - c) * (b - c)) / (rows + 2));
        return new Interval(level, Math.max(-1, b - c - reach), Math.min(1, b - c + reach));
    }
}
