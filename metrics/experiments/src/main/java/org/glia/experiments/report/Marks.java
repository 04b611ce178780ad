package org.glia.experiments.report;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.glia.api.data.NumericColumn;
import org.glia.api.problem.GliaException;
import org.glia.experiments.Leaderboard;
import org.glia.experiments.Results;
import org.glia.experiments.statistics.Comparison;
import org.glia.experiments.statistics.Design;
import org.glia.experiments.statistics.Options;
import org.glia.experiments.statistics.StatisticalTest;

/// Which recipes of a leaderboard are significantly worse than its best, measure by measure: by the corrected resampled t-test
/// over the folds of its data set, Holm's correction over the recipes, at the level 0.05. Recipes that lack a fold have no part
/// in it.
///
/// @param best  the recipe that all others are compared with: the first of the leaderboard
/// @param worse recipe and measure
record Marks(String best, Set<Mark> worse) {

    private static final double ALPHA = 0.05;

    record Mark(String recipe, String measure) {
    }

    static Marks of(Results results, Leaderboard board) {
        var best = board.standings().getFirst().recipe();
        var here = new Results(results.study(), results.measures(), board.cells());
        var worse = new HashSet<Mark>();
        for (var measure : board.measures()) {
            try {
                here.designs(Optional.of(measure.name()), cell -> Optional.empty()).forEach(design -> worse.addAll(worse(design, best)));
            } catch (GliaException e) {
                // one split, or all but one recipe lack a fold: nothing to test by, so nothing is marked
            }
        }
        return new Marks(best, worse);
    }

    private static List<Mark> worse(Design design, String best) {
        var test = Comparison.of(design, Options.standard().withTest(StatisticalTest.CORRECTED_T).withControl(best).withAlpha(ALPHA)).tables()
                .getLast().rows();
        var p = (NumericColumn) test.column(test.schema().names().contains("p (Holm)") ? "p (Holm)" : "p");
        var difference = (NumericColumn) test.column("difference");
        return IntStream.range(0, test.rows()).filter(row -> p.value(row) <= ALPHA).mapToObj(row -> {
            var first = test.column("first").format(row);
            var second = test.column("second").format(row);
            boolean control = first.equals(best);
            boolean behind = control ? difference.value(row) < 0 : difference.value(row) > 0; // positive is in favour of the second
            return behind ? Optional.of(new Mark(control ? second : first, design.measure())) : Optional.<Mark>empty();
        }).flatMap(Optional::stream).toList();
    }

    boolean isWorse(String recipe, String measure) {
        return worse.contains(new Mark(recipe, measure));
    }

    boolean isEmpty() {
        return worse.isEmpty();
    }

    /// What a mark means, without a point at the end.
    String meaning() {
        return "significantly worse than %s by the corrected resampled t-test, p < 0.05 after Holm".formatted(best);
    }
}
