package org.glia.experiments.statistics;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.math3.stat.StatUtils;
import org.glia.api.problem.DataException;

/// Compares recipes on each data set on its own, by folds or by the rows of one split.
final class WithinData {

    private final Design design;
    private final Options options;
    private final Blocks blocks;
    private final Family family;
    private final List<List<String>> pairs;
    private final Findings findings;

    WithinData(Design design, Options options, Blocks blocks, Findings findings) {
        this.design = design;
        this.options = options;
        this.blocks = blocks;
        this.pairs = blocks.pairs(options.control());
        this.family = new Family(pairs);
        this.findings = findings;
    }

    private String where(Block block) {
        return "in %s on %s".formatted(design.measure(), block.data());
    }

    private void requireFolds(StatisticalTest test) {
        for (var block : blocks.blocks()) {
            if (block.folds() < 2) {
                throw new DataException(("the %s needs two folds or more of every data set, and %s has one; take "
                        + "cross-validation or several holdouts")
                        .formatted(test.title(), block.data()));
            }
        }
    }

    /// Means and deviations, wins and losses.
    void describe() {
        var means = new Rows("scores by " + design.measure());
        for (var block : blocks.blocks()) {
            for (var recipe : blocks.recipes()) {
                var scores = block.scores().get(recipe);
                means.text("data set", block.data()).text("recipe", recipe).number("mean", block.mean(recipe))
                        .number("deviation", scores.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(scores)))
                        .number("folds", scores.length);
            }
        }
        findings.tables.add(means.table());
        if (blocks.blocks().stream().anyMatch(block -> block.folds() > 1)) {
            var wins = new Rows("folds won");
            for (var block : blocks.blocks()) {
                for (var pair : block.folds() > 1 ? pairs : List.<List<String>>of()) {
                    var differences = block.differences(pair, design.greaterIsBetter());
                    wins.text("data set", block.data()).text("first", pair.get(0)).text("second", pair.get(1))
                            .number("first wins", differences.losses()).number("ties", differences.ties())
                            .number("second wins", differences.wins());
                }
            }
            findings.tables.add(wins.table());
        }
    }

    void correctedT() {
        requireFolds(StatisticalTest.CORRECTED_T);
        var rows = new Rows("corrected resampled t-test");
        var differences = new ArrayList<Findings.Difference>();
        for (var block : blocks.blocks()) {
            var tests = pairs.stream().map(pair -> CorrectedT.of(block.differences(pair, design.greaterIsBetter()), block.testToTrain(),
                    options.level())).toList();
            var holm = AdjustedP.holm(tests.stream().mapToDouble(CorrectedT::p).toArray());
            for (int i = 0; i < tests.size(); i++) {
                var test = tests.get(i);
                pair(rows, block, pairs.get(i)).number("difference", test.difference()).number("low", test.interval().low())
                        .number("high", test.interval().high()).number("Cohen's d", test.cohensD()).number("t", test.t())
                        .number("df", test.degreesOfFreedom()).number("p", test.p());
                family.put(rows, holm[i]);
                differences.add(new Findings.Difference(pairs.get(i), where(block), test.difference(), test.difference(), test.interval(), holm[i],
                        "corrected resampled t-test" + family.suffix()));
            }
            if (block.isUneven()) {
                findings.treatment.add(("the folds of %s trained on very different numbers of rows, which the "
                        + "correction takes for their mean: read p with care")
                        .formatted(block.data()));
            }
        }
        findings.tables.add(rows.table());
        findings.treatment.add("the variance of the mean difference is corrected for shared training rows: 1/n + "
                + "test/train instead of 1/n");
        findings.treatment.add("Cohen's d is that of paired differences: their mean in standard deviations of a difference");
        family.explain(findings, blocks.blocks().size() == 1 ? "" : " of each data set, and not over the data sets");
        findings.conclude(differences, "");
    }

    void bayesianT() {
        requireFolds(StatisticalTest.BAYESIAN_T);
        var rows = new Rows("Bayesian correlated t-test");
        for (var block : blocks.blocks()) {
            for (var pair : pairs) {
                var test = BayesianCorrelatedT.of(block.differences(pair, design.greaterIsBetter()), block.testToTrain(), options.rope(),
                        options.level());
                pair(rows, block, pair).number("difference", test.location()).number("low", test.interval().low())
                        .number("high", test.interval().high()).number("P(first better)", test.preference().first());
                if (options.rope() > 0) {
                    rows.number("P(equivalent)", test.preference().rope());
                }
                rows.number("P(second better)", test.preference().second());
                findings.conclude(pair, where(block), test.preference());
            }
        }
        findings.tables.add(rows.table());
        findings.explainRope(design.measure());
    }

    void mcNemar() {
        for (var block : blocks.blocks()) {
            if (block.folds() > 1) {
                throw new DataException("McNemar's test is about one split, and %s has %d folds; take %s".formatted(block.data(), block.folds(),
                        blocks.blocks().size() == 1 ? StatisticalTest.CORRECTED_T.word() : StatisticalTest.AUTO.word()));
            }
            if (block.correct().isEmpty()) {
                throw new DataException(("McNemar's test needs to know of every row of %s whether it was classified "
                        + "rightly, and that is not known; compare by cross-validation instead")
                        .formatted(block.data()));
            }
        }
        var rows = new Rows("McNemar's test");
        var differences = new ArrayList<Findings.Difference>();
        for (var block : blocks.blocks()) {
            var correct = block.correct().orElseThrow();
            var tests = pairs.stream().map(pair -> McNemar.of(correct.get(pair.get(0)), correct.get(pair.get(1)), options.level())).toList();
            var holm = AdjustedP.holm(tests.stream().mapToDouble(McNemar::p).toArray());
            for (int i = 0; i < tests.size(); i++) {
                var test = tests.get(i);
                pair(rows, block, pairs.get(i)).number("both right", test.both()).number("only first", test.onlyFirst())
                        .number("only second", test.onlySecond()).number("neither", test.neither())
                        .number("difference", test.difference()).number("low", test.differenceInterval().low())
                        .number("high", test.differenceInterval().high()).number("odds ratio", test.oddsRatio())
                        .number("odds low", test.oddsInterval().low()).number("odds high", test.oddsInterval().high())
                        .number("chi2", test.exact() ? Double.NaN : test.chiSquared()).number("p", test.p());
                family.put(rows, holm[i]);
                differences.add(new Findings.Difference(pairs.get(i), "in the share of rows that are right on " + block.data(),
                        test.difference(), test.difference(), test.differenceInterval(), holm[i],
                        "McNemar's test, " + (test.exact() ? "exact" : "chi-squared with continuity correction") + family.suffix()));
            }
        }
        findings.tables.add(rows.table());
        findings.treatment.add("McNemar's test is exact where fewer than 25 rows tell the recipes apart, and otherwise "
                + "chi-squared with continuity correction");
        findings.treatment.add("it compares shares of rows that are right, whatever the measure, and says nothing of other training rows");
        family.explain(findings, blocks.blocks().size() == 1 ? "" : " of each data set, and not over the data sets");
        findings.conclude(differences, "");
    }

    private static Rows pair(Rows rows, Block block, List<String> pair) {
        return rows.text("data set", block.data()).text("first", pair.get(0)).text("second", pair.get(1));
    }
}
