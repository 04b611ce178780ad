package org.glia.experiments.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.model.Table;

/// Compares several recipes over several data sets at once, by their ranks on each.
final class ByRanks {

    private final Design design;
    private final Options options;
    private final Blocks blocks;
    private final Findings findings;
    private final String where;

    ByRanks(Design design, Options options, Blocks blocks, Findings findings) {
        this.design = design;
        this.options = options;
        this.blocks = blocks;
        this.findings = findings;
        this.where = "in %s over %d data sets".formatted(design.measure(), blocks.blocks().size());
    }

    void friedman() {
        var recipes = blocks.recipes();
        var scores = blocks.blocks().stream().map(block -> recipes.stream().mapToDouble(block::mean).toArray()).toArray(double[][]::new);
        var test = Friedman.of(scores, design.greaterIsBetter());
        var ranks = new Rows("average ranks");
        IntStream.range(0, recipes.size()).boxed().sorted(Comparator.comparingDouble(test.averageRanks()::get))
                .forEach(i -> ranks.text("recipe", recipes.get(i)).number("average rank", test.averageRanks().get(i)));
        findings.tables.add(ranks.table());
        findings.tables.add(omnibus(test));
        findings.treatment.add("recipes that are equal on a data set share the mean of their ranks there");
        boolean differ = test.correctedFP() <= options.alpha();
        findings.conclusions.add("%s %s: Iman and Davenport's F(%d, %d) = %s, %s, Kendall's W = %s".formatted(
                differ ? "the recipes differ" : "no difference among the recipes is shown", where, test.recipes() - 1,
                (test.recipes() - 1) * (test.data() - 1), Words.number(test.correctedF()), Words.p(test.correctedFP()),
                Words.plain(test.kendallW())));
        if (test.correctedChiSquared() != test.chiSquared()) {
            findings.treatment.add("some are equal, so the conclusion is from the F of the chi-squared that is corrected for ties");
        }
        if (options.control().isPresent()) {
            againstControl(test, recipes.indexOf(options.control().get()), differ);
        } else {
            allPairs(test, differ);
        }
        if (!differ) {
            findings.conclusions.add("so the pairs are not judged");
        }
    }

    private static Table omnibus(Friedman test) {
        var rows = new Rows("Friedman test");
        double residual = (test.recipes() - 1.0) * (test.data() - 1);
        row(rows, "chi2", test.chiSquared(), test.recipes() - 1, Double.NaN, test.chiSquaredP());
        row(rows, "chi2, corrected for ties", test.correctedChiSquared(), test.recipes() - 1, Double.NaN, test.correctedChiSquaredP());
        row(rows, "Iman-Davenport F", test.f(), test.recipes() - 1, residual, test.fP());
        row(rows, "Iman-Davenport F, corrected for ties", test.correctedF(), test.recipes() - 1, residual, test.correctedFP());
        row(rows, "Kendall's W", test.kendallW(), Double.NaN, Double.NaN, Double.NaN);
        return rows.table();
    }

    private static void row(Rows rows, String statistic, double value, double df, double residual, double p) {
        rows.text("statistic", statistic).number("value", value).number("df", df).number("residual df", residual).number("p", p);
    }

    private void allPairs(Friedman test, boolean differ) {
        var diagram = RankDiagram.nemenyi(test, blocks.recipes(), options.alpha());
        findings.diagram = Optional.of(diagram);
        findings.tables.add(ranks("Nemenyi test", test.pairs(), diagram.criticalDifference(), true));
        findings.treatment.add(("the critical difference of average ranks is %s (Nemenyi, alpha %s); the intervals hold "
                + "for all pairs at once")
                .formatted(Words.number(diagram.criticalDifference()), Words.setting(options.alpha())));
        if (differ) {
            findings.conclude(test.pairs().stream().map(pair -> rankDifference(pair, diagram, pair.nemenyi(), "Nemenyi")).toList(), " average ranks");
        }
    }

    private void againstControl(Friedman test, int control, boolean differ) {
        var diagram = RankDiagram.bonferroniDunn(test, blocks.recipes(), control, options.alpha());
        findings.diagram = Optional.of(diagram);
        var pairs = test.pairsAgainst(control);
        findings.tables.add(ranks("against " + blocks.recipes().get(control), pairs, diagram.criticalDifference(), false));
        findings.treatment.add(("the critical difference of average ranks is %s (Bonferroni-Dunn, alpha %s), and the "
                + "intervals are by it; the conclusions are by Holm, which is as safe and sees more")
                .formatted(Words.number(diagram.criticalDifference()), Words.setting(options.alpha())));
        if (differ) {
            findings.conclude(pairs.stream().map(pair -> rankDifference(pair, diagram, pair.holm(), "Holm")).toList(), " average ranks");
        }
    }

    private Findings.Difference rankDifference(Friedman.Pair pair, RankDiagram diagram, double p, String how) {
        double apart = diagram.criticalDifference();
        return new Findings.Difference(List.of(blocks.recipes().get(pair.first()), blocks.recipes().get(pair.second())), where,
                pair.difference(), pair.difference(), new Interval(options.level(), pair.difference() - apart, pair.difference() + apart), p, how);
    }

    private Table ranks(String title, List<Friedman.Pair> pairs, double apart, boolean all) {
        var rows = new Rows(title);
        for (var pair : pairs) {
            rows.text("first", blocks.recipes().get(pair.first())).text("second", blocks.recipes().get(pair.second()))
                    .number("rank difference", pair.difference()).number("low", pair.difference() - apart)
                    .number("high", pair.difference() + apart).number("z", pair.z()).number("p", pair.p())
                    .number(all ? "p (Nemenyi)" : "p (Bonferroni-Dunn)", all ? pair.nemenyi() : pair.bonferroni())
                    .number("p (Holm)", pair.holm()).number("p (Hochberg)", pair.hochberg());
        }
        return rows.table();
    }
}
