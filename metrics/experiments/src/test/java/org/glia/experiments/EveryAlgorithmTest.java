package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.glia.api.Catalog;
import org.glia.experiments.store.DatabaseResults;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;
import org.junit.jupiter.api.Test;

class EveryAlgorithmTest {

    private static List<String> recipes(Experiment experiment) {
        var leases = Leases.of(Catalog.of(List.of(new Toys.Constant(), new Toys.Doubled(), new Toys.Middle()), Toys.MEASURES, List.of()));
        try (var engine = new LocalEngine(leases, 1); var store = DatabaseResults.inMemory()) {
            return new Experiments(leases, engine, store).plan(experiment).trials().stream().map(trial -> trial.cell().recipe())
                    .distinct().toList();
        }
    }

    @Test
    void anAlgorithmThatNoNamedMeasureJudgesIsLeftOut() {
        var every = Experiment.ofEvery(List.of(Toys.levels("data", 40)));
        assertEquals(List.of("constant", "middle"), recipes(every));
        assertEquals(List.of("constant"), recipes(every.withMeasures("accuracy")));
        assertEquals(List.of("middle"), recipes(every.withMeasures("training:silhouette")));
        assertEquals(List.of("constant", "middle"), recipes(every.withMeasures("accuracy", "silhouette")));
    }
}
