package org.glia.experiments.statistics;

import java.util.List;
import java.util.Optional;

import org.glia.api.model.Table;
import org.glia.api.problem.DataException;

/// Which recipe is better, by the test that suits how they were compared.
///
/// | design | test |
/// |---|---|
/// | one data set, one split | McNemar, Holm over the pairs |
/// | one data set, folds | corrected resampled t, Holm over the pairs; Bayesian correlated t |
/// | several data sets, two recipes | Wilcoxon signed-rank; sign; Bayesian signed-rank |
/// | several data sets, more recipes | Friedman with Iman and Davenport's F; Nemenyi, or Bonferroni-Dunn and Holm against a control |
///
/// @param title       what is compared and how
/// @param test        the test that decides, never AUTO
/// @param reason      why that test, as a sentence
/// @param tables      scores, wins and test statistics. In each pair, a positive difference is in favour of the second recipe
/// @param treatment   how failures, ties and several pairs were treated, as sentences
/// @param conclusions what follows, as sentences
/// @param diagram     the critical difference diagram, of a Friedman test
public record Comparison(String title, StatisticalTest test, String reason, List<Table> tables, List<String> treatment,
                         List<String> conclusions, Optional<RankDiagram> diagram) {

    public Comparison {
        tables = List.copyOf(tables);
        treatment = List.copyOf(treatment);
        conclusions = List.copyOf(conclusions);
    }

    /// Compares recipes.
    ///
    /// @throws DataException if fewer than two recipes or no data set are left once failures are, or the test that was asked
    ///                       for does not suit the design; the message says which does
    public static Comparison of(Design design, Options options) {
        var blocks = Blocks.of(design, options.control());
        var findings = new Findings(options);
        findings.treatment.addAll(blocks.treatment());
        boolean chosen = options.test() == StatisticalTest.AUTO;
        var test = chosen ? suitable(blocks) : options.test();
        if (test.isOverDataSets()) {
            AcrossData.requireSeveral(blocks, test);
            var across = new AcrossData(design, options, blocks, findings);
            across.describe();
            switch (test) {
                case SIGN -> across.sign();
                case BAYESIAN_SIGNED_RANK -> across.bayesianSignedRank();
                case FRIEDMAN -> new ByRanks(design, options, blocks, findings).friedman();
                default -> across.wilcoxon();
            }
            if (chosen && test == StatisticalTest.WILCOXON) {
                across.sign();
                across.bayesianSignedRank();
            }
        } else {
            var within = new WithinData(design, options, blocks, findings);
            within.describe();
            switch (test) {
                case BAYESIAN_T -> within.bayesianT();
                case MCNEMAR -> within.mcNemar();
                default -> within.correctedT();
            }
            if (chosen && test == StatisticalTest.CORRECTED_T) {
                within.bayesianT();
            }
        }
        return new Comparison(title(design, blocks, test), test, chosen ? reason(blocks, test) : asked(test, blocks), findings.tables,
                findings.treatment, findings.conclusions, findings.diagram);
    }

    private static StatisticalTest suitable(Blocks blocks) {
        if (blocks.blocks().size() > 1) {
            return blocks.recipes().size() > 2 ? StatisticalTest.FRIEDMAN : StatisticalTest.WILCOXON;
        }
        var block = blocks.blocks().getFirst();
        if (block.folds() > 1) {
            return StatisticalTest.CORRECTED_T;
        }
        if (block.correct().isEmpty()) {
            throw new DataException(("one split of %s gives one score of each recipe, which cannot tell skill from "
                    + "luck; compare by cross-validation")
                    .formatted(block.data()));
        }
        return StatisticalTest.MCNEMAR;
    }

    private static String title(Design design, Blocks blocks, StatisticalTest test) {
        var recipes = blocks.recipes().size() > 4 ? blocks.recipes().size() + " recipes"
                : Words.listed(blocks.recipes().stream().map(recipe -> "`" + recipe + "`").toList());
        var data = blocks.blocks().size() == 1 ? blocks.blocks().getFirst().data() : blocks.blocks().size() + " data sets";
        return "%s of %s on %s: %s".formatted(design.measure(), recipes, data, test.title());
    }

    private static String reason(Blocks blocks, StatisticalTest test) {
        int recipes = blocks.recipes().size();
        int data = blocks.blocks().size();
        var folds = Words.counted(blocks.blocks().getFirst().folds(), "fold");
        return switch (test) {
            case MCNEMAR -> ("%d recipes on one split of one data set: one score of each says nothing of chance, so "
                    + "McNemar's test compares them row by row")
                    .formatted(recipes);
            case CORRECTED_T -> ("%d recipes on %s of one data set: folds share training rows, so the t-test is "
                    + "corrected for that; the Bayesian one beside it says how probable each outcome is")
                    .formatted(recipes, folds);
            case WILCOXON -> ("2 recipes on %d data sets: scores of different data sets are independent but differ in "
                    + "scale and spread, so the ranks of their differences are tested (Wilcoxon), beside the signs "
                    + "alone and how probable each outcome is")
                    .formatted(data);
            default -> ("%d recipes on %d data sets: their ranks on each data set are tested all at once (Friedman), "
                    + "and only then in pairs, so that many pairs do not find a difference by chance")
                    .formatted(recipes, data);
        };
    }

    private static String asked(StatisticalTest test, Blocks blocks) {
        var each = !test.isOverDataSets() && blocks.blocks().size() > 1 ? ", for each data set on its own" : "";
        return "the %s was asked for%s".formatted(test.title(), each);
    }
}
