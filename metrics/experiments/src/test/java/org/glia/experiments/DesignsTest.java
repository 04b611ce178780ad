package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.problem.GliaException;
import org.glia.experiments.statistics.Comparison;
import org.glia.experiments.statistics.Options;
import org.glia.experiments.statistics.StatisticalTest;
import org.glia.experiments.store.DatabaseResults;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;
import org.junit.jupiter.api.Test;

class DesignsTest {

    private final ResultsStore store = DatabaseResults.inMemory();

    private Results run(Experiment experiment) {
        var leases = Leases.of(Toys.catalog());
        try (var engine = new LocalEngine(leases, 2)) {
            return new Experiments(leases, engine, store).run(experiment);
        }
    }

    private static StatisticalTest test(Results results) {
        var design = results.designs(Optional.empty(), cell -> Optional.empty()).getFirst();
        return Comparison.of(design, Options.standard()).test();
    }

    private static Experiment experiment(List<Dataset> data, String... recipes) {
        return Experiment.of(data, List.of(Toys.recipes(recipes)));
    }

    @Test
    void theTestFollowsFromTheDesign() {
        var one = Toys.levels("one", 60);
        var three = List.of(one, Toys.levels("two", 50), Toys.levels("three", 70));
        assertEquals(StatisticalTest.CORRECTED_T, test(run(experiment(List.of(one), "nearest", "coin"))));
        assertEquals(StatisticalTest.WILCOXON, test(run(experiment(three, "nearest", "coin"))));
        assertEquals(StatisticalTest.FRIEDMAN, test(run(experiment(three, "nearest", "coin", "constant"))));
    }

    @Test
    void onOneSplitClassifiersAreComparedRowByRow() {
        var data = Toys.levels("data", 90);
        var results = run(experiment(List.of(data), "nearest", "constant").withResampling(new Resampling.Holdout(0.5)));
        var rights = Results.rights(store, name -> Optional.of(data));
        for (var cell : results.cells()) {
            var right = rights.apply(cell).orElseThrow();
            int hits = 0;
            for (boolean hit : right) {
                hits += hit ? 1 : 0;
            }
            assertEquals(Score.of((double) hits / right.length), cell.score("accuracy").orElseThrow());
        }
        var design = results.designs(Optional.of("accuracy"), rights).getFirst();
        assertEquals(StatisticalTest.MCNEMAR, Comparison.of(design, Options.standard()).test());
        assertTrue(Results.rights(store, name -> Optional.of(data.rows(0, 20))).apply(results.cells().getFirst()).isEmpty(),
                "other rows are other data");
    }

    @Test
    void recipesThatAnswerOtherQuestionsAreNotCompared() {
        var results = run(experiment(List.of(Toys.levels("data", 60)), "nearest", "constant", "middle"));
        var designs = results.designs(Optional.empty(), cell -> Optional.empty());
        assertEquals(1, designs.size(), "nobody stands beside the only clusterer");
        assertEquals(List.of("nearest", "constant"), designs.getFirst().recipes());
        assertEquals(1, results.designs(Optional.of("accuracy"), cell -> Optional.empty()).size());
    }

    @Test
    void aMeasureThatNothingWasMeasuredByIsRefused() {
        var results = run(experiment(List.of(Toys.levels("data", 60)), "nearest", "constant").withMeasures("accuracy"));
        assertEquals("nothing was measured by `auc`; there are `accuracy`", assertThrows(GliaException.class,
                () -> results.designs(Optional.of("auc"), cell -> Optional.empty())).getMessage());
    }
}
