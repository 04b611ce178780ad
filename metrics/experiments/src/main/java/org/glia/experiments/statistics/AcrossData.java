package org.glia.experiments.statistics;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.problem.DataException;

/// Compares recipes in pairs over several data sets, by their mean scores on each.
final class AcrossData {

    private final Design design;
    private final Options options;
    private final Blocks blocks;
    private final Family family;
    private final List<List<String>> pairs;
    private final Findings findings;
    private final String where;

    AcrossData(Design design, Options options, Blocks blocks, Findings findings) {
        this.design = design;
        this.options = options;
        this.blocks = blocks;
        this.pairs = blocks.pairs(options.control());
        this.family = new Family(pairs);
        this.findings = findings;
        this.where = "in %s over %d data sets".formatted(design.measure(), blocks.blocks().size());
    }

    /// @throws DataException if there are fewer than two data sets
    static void requireSeveral(Blocks blocks, StatisticalTest test) {
        if (blocks.blocks().size() < 2) {
            throw new DataException(("the %s compares recipes over several data sets, and folds of one are no "
                    + "substitute, since they share rows; take %s, or more data sets")
                    .formatted(test.title(), blocks.blocks().getFirst().folds() > 1 ? "corrected-t" : "mcnemar"));
        }
    }

    private Differences differences(List<String> pair) {
        return blocks.differences(pair, design.greaterIsBetter());
    }

    /// Mean scores, wins and losses.
    void describe() {
        var means = new Rows("mean scores by " + design.measure());
        for (var block : blocks.blocks()) {
            means.text("data set", block.data());
            blocks.recipes().forEach(recipe -> means.number(recipe, block.mean(recipe)));
        }
        findings.tables.add(means.table());
        var wins = new Rows("data sets won");
        for (var pair : pairs) {
            var differences = differences(pair);
            pair(wins, pair).number("first wins", differences.losses()).number("ties", differences.ties())
                    .number("second wins", differences.wins());
        }
        findings.tables.add(wins.table());
    }

    void wilcoxon() {
        var tests = pairs.stream().map(pair -> WilcoxonSignedRank.of(differences(pair), options.zeros(), options.level())).toList();
        var holm = AdjustedP.holm(tests.stream().mapToDouble(WilcoxonSignedRank::p).toArray());
        var rows = new Rows("Wilcoxon signed-rank test");
        var concluded = new ArrayList<Findings.Difference>();
        for (int i = 0; i < tests.size(); i++) {
            var test = tests.get(i);
            pair(rows, pairs.get(i)).number("R+", test.positiveRanks()).number("R-", test.negativeRanks())
                    .number("pseudo-median", test.pseudoMedian()).number("low", test.interval().low()).number("high", test.interval().high())
                    .number("rank-biserial", test.rankBiserial()).number("z", test.z()).number("p", test.p());
            family.put(rows, holm[i]);
            concluded.add(new Findings.Difference(pairs.get(i), where, test.rankBiserial(), test.pseudoMedian(), test.interval(), holm[i],
                    "Wilcoxon signed-rank test, " + (test.exact() ? "exact" : "normal approximation") + family.suffix()));
        }
        findings.tables.add(rows.table());
        findings.treatment.add("R+ is the sum of ranks where the second recipe is better; the difference is the "
                + "Hodges-Lehmann pseudo-median");
        double reached = tests.getFirst().interval().level();
        if (reached < options.level()) {
            findings.treatment.add("so few data sets allow no interval of %s; those shown have %s".formatted(Words.percent(options.level()),
                    Words.percent(reached)));
        }
        int equal = pairs.stream().mapToInt(pair -> differences(pair).ties()).sum();
        findings.treatment.add(equal == 0 ? "no two recipes are equal on a data set" : "%s: %s".formatted(
                equal == 1 ? "one pair of scores is equal" : equal + " pairs of scores are equal", switch (options.zeros()) {
                    case WILCOX -> "left out before ranking (Wilcoxon)";
                    case PRATT -> "ranked, and the ranks left out (Pratt)";
                    case SPLIT -> "each side has half of the ranks (Demsar)";
                }));
        family.explain(findings, "");
        findings.conclude(concluded, "");
        warnOfFew();
    }

    /// The p of one recipe that is better on every data set.
    private double leastP() {
        return 2 * Math.scalb(1.0, -blocks.blocks().size());
    }

    private void warnOfFew() {
        if (leastP() > options.alpha()) {
            findings.conclusions.add("with %d data sets p is %s at least, so that nothing can be significant at %s; take more of them"
                    .formatted(blocks.blocks().size(), Words.plain(leastP()), Words.setting(options.alpha())));
        }
    }

    void sign() {
        var tests = pairs.stream().map(pair -> SignTest.of(differences(pair), options.ties(), options.level())).toList();
        var holm = AdjustedP.holm(tests.stream().mapToDouble(SignTest::p).toArray());
        var rows = new Rows("sign test");
        for (int i = 0; i < tests.size(); i++) {
            var test = tests.get(i);
            pair(rows, pairs.get(i)).number("first wins", test.losses()).number("ties", test.tied()).number("second wins", test.wins())
                    .number("counted", test.counted()).number("win share", test.winShare()).number("low", test.interval().low())
                    .number("high", test.interval().high()).number("p", test.p());
            family.put(rows, holm[i]);
        }
        findings.tables.add(rows.table());
        findings.treatment.add(switch (options.ties()) {
            case DROP -> "the sign test leaves ties out";
            case SPLIT -> "the sign test gives half of the ties to each recipe, and leaves an odd one out";
        });
        if (options.test() == StatisticalTest.SIGN) {
            family.explain(findings, "");
            for (int i = 0; i < tests.size(); i++) {
                concludeSign(pairs.get(i), tests.get(i), holm[i]);
            }
            warnOfFew();
        }
    }

    private void concludeSign(List<String> pair, SignTest test, double p) {
        var counts = "it wins %d, loses %d and ties %d, a share of %s (%s), %s (sign test%s)";
        if (p <= options.alpha()) {
            boolean second = test.winShare() > 0.5;
            var seen = second ? test.interval() : new Interval(test.interval().level(), 1 - test.interval().high(), 1 - test.interval().low());
            findings.conclusions.add(("`%s` is better than `%s` %s: " + counts).formatted(pair.get(second ? 1 : 0), pair.get(second ? 0 : 1),
                    where, second ? test.wins() : test.losses(), second ? test.losses() : test.wins(), test.tied(),
                    Words.plain(second ? test.winShare() : 1 - test.winShare()), Words.interval(seen), Words.p(p), family.suffix()));
        } else {
            findings.conclusions.add(("no difference between `%s` and `%s` %s is shown; of `%2$s`: " + counts).formatted(pair.get(0), pair.get(1),
                    where, test.wins(), test.losses(), test.tied(), Words.plain(test.winShare()), Words.interval(test.interval()), Words.p(p),
                    family.suffix()));
        }
    }

    void bayesianSignedRank() {
        var rows = new Rows("Bayesian signed-rank test");
        boolean conclusive = options.test() == StatisticalTest.BAYESIAN_SIGNED_RANK || leastP() <= options.alpha();
        for (var pair : pairs) {
            var test = BayesianSignedRank.of(differences(pair), options.rope(), options.seed());
            pair(rows, pair).number("P(first better)", test.preference().first());
            if (options.rope() > 0) {
                rows.number("P(equivalent)", test.preference().rope());
            }
            rows.number("P(second better)", test.preference().second());
            if (conclusive) {
                findings.conclude(pair, where, test.preference());
            }
        }
        findings.tables.add(rows.table());
        if (!conclusive) {
            findings.treatment.add("nothing is concluded from the Bayesian test beside: with so few data sets, it is sure of whatever they agree on");
        }
        findings.explainRope(design.measure());
        findings.treatment.add(("the Bayesian signed-rank test has a prior of half an observation of no difference; its "
                + "probabilities are of 50000 draws with seed %d")
                .formatted(options.seed()));
    }

    private static Rows pair(Rows rows, List<String> pair) {
        return rows.text("first", pair.get(0)).text("second", pair.get(1));
    }
}
