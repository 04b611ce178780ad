package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.experiments.statistics.Comparison;
import org.glia.experiments.statistics.Design;
import org.glia.experiments.statistics.Options;
import org.glia.experiments.statistics.StatisticalTest;
import org.glia.experiments.statistics.Ties;
import org.glia.experiments.statistics.Zeros;
import org.glia.shell.page.Block;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `results compare ID [test=auto] [alpha=0.05] [rope=0] [control=RECIPE] ... [by MEASURES]`
final class ResultsCompare implements Verb {

    private static final Part<Excerpt> ID = Part.of("ID", Kind.STUDY, "the first digits of a study's id, or `last`");
    private static final Part<StatisticalTest> TEST = new Part<>("TEST", "which test decides, instead of the one that suits the design: "
            + Arrays.stream(StatisticalTest.values()).skip(1).map(StatisticalTest::word).collect(Collectors.joining(", ")), "test=",
            false, false, Optional.empty(), Kind.reading(Arrays.stream(StatisticalTest.values()).map(StatisticalTest::word).toList(),
            StatisticalTest::of));
    private static final Part<Double> ALPHA = Part.option("alpha", 0.05, Kind.between(0, 1),
            "how probable it may be to see a difference where there is none");
    private static final Part<Double> ROPE = Part.option("rope", 0.0, Kind.reading(List.of(), ResultsCompare::margin),
            "how far apart, in the measure's units, recipes are still practically equivalent");
    private static final Part<Excerpt> CONTROL = new Part<>("RECIPE", "the recipe that all others are compared with, in quotes if it has blanks",
            "control=", false, false, Optional.empty(), Kind.PHRASE);
    private static final Part<Zeros> ZEROS = new Part<>("ZEROS", "what the Wilcoxon test does with equal pairs: wilcox, pratt, split",
            "zeros=", false, false, Optional.empty(), Kind.of(Zeros.class));
    private static final Part<Ties> TIES = new Part<>("TIES", "what the sign test does with equal pairs: drop, split", "ties=", false, false,
            Optional.empty(), Kind.of(Ties.class));
    private static final Part<Long> SEED = Part.option("seed", 0L, Kind.whole(Long.MIN_VALUE), "of the tests that draw random numbers");
    private static final Part<List<Excerpt>> MEASURES = Part.of("MEASURES", Kind.MEASURES,
            "measures of the study with commas between; the one that decides unless said").after("by").optional();

    private static final Syntax SYNTAX = Syntax.of("results compare", "tells whether the differences between the recipes of a study are more "
            + "than chance", ID, TEST, ALPHA, ROPE, CONTROL, ZEROS, TIES, SEED, MEASURES)
            .remark("Unless a test is named, the design picks it: McNemar's for one split of one data set; the corrected resampled t-test for "
                    + "folds of one, with the Bayesian one beside it; Wilcoxon's signed-rank test for two recipes on several data sets; "
                    + "Friedman's for more. Scores are paired by fold, which is checked; what failed has no part, and is told.")
            .example("results compare 3fa2", "results compare 3fa2 rope=0.01 by accuracy, auc",
                    "results compare 3fa2 control=majority alpha=0.1", "results compare 3fa2 test=bayesian-t rope=0.02");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    private static double margin(String text) {
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new GliaException("`%s` is no number of 0 or more".formatted(text));
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var results = Studies.study(said.get(ID), desk);
        return desk.work("compare", 0, bench -> {
            var comparisons = new Comparisons(results, Comparisons.data(results, desk, bench), desk);
            var blocks = new ArrayList<Block>();
            for (var design : designs(said, comparisons)) {
                blocks.addAll(Comparisons.whole(Comparison.of(design, options(said, design))));
            }
            if (blocks.isEmpty()) {
                throw said.get(ID).problem("there is nothing to compare: no two recipes of this study answer the same question");
            }
            return new Page(blocks);
        });
    }

    private static List<Design> designs(Sentence said, Comparisons comparisons) {
        var measures = said.find(MEASURES);
        if (measures.isEmpty()) {
            return comparisons.designs(Optional.empty());
        }
        return measures.get().stream().flatMap(name -> {
            try {
                return comparisons.designs(Optional.of(name.unquoted())).stream();
            } catch (GliaException unknown) {
                throw name.problem(unknown.getMessage());
            }
        }).toList();
    }

    private static Options options(Sentence said, Design design) {
        var standard = Options.standard();
        return new Options(said.find(TEST).orElse(standard.test()), said.get(ALPHA), said.get(ROPE),
                said.find(CONTROL).map(control -> named(control.text(), design)), said.find(ZEROS).orElse(standard.zeros()),
                said.find(TIES).orElse(standard.ties()), said.get(SEED));
    }

    /// The recipe as the study writes it, where it is written otherwise.
    private static String named(String control, Design design) {
        try {
            var written = Recipe.parse(control).toString();
            return design.recipes().contains(control) ? control : written;
        } catch (RecipeException e) {
            return control; // a recipe with the version of its plug-in
        }
    }
}
