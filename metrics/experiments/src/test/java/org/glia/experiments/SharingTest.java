package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glia.api.Catalog;
import org.glia.experiments.store.DatabaseResults;
import org.glia.experiments.store.Place;
import org.glia.runtime.Bounds;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two that do the same anew at once, each with a connection of its own to the results.
class SharingTest {

    private static final Conditions RETRY = new Conditions(Bounds.none(), Optional.empty(), true);

    private final Leases leases = Leases.of(new Hashed(Catalog.of(List.of(new Toys.Nearest(), new Toys.Moody()), Toys.MEASURES, List.of()), "1111"));
    private final List<LocalEngine> engines = List.of(new LocalEngine(leases, 1), new LocalEngine(leases, 1));

    @TempDir
    private Path folder;
    private Experiments one;
    private Experiments other;

    @BeforeEach
    void open() {
        one = experiments(engines.getFirst());
        other = experiments(engines.getLast());
    }

    private Experiments experiments(LocalEngine engine) {
        return new Experiments(leases, engine, DatabaseResults.at(new Place(folder.resolve("results.db").toString())));
    }

    @AfterEach
    void close() {
        one.store().close();
        other.store().close();
        engines.forEach(LocalEngine::close);
    }

    /// Has the other do the whole plan when the first one has done one trial; returns when each was done, by the other and in the end.
    private List<List<Instant>> interleaved(Plan plan, Conditions conditions) {
        var times = new ArrayList<List<Instant>>();
        one.run(plan, conditions, (done, total, latest) -> {
            if (done == 1) {
                times.add(times(other.run(plan, conditions, Progress.none(), () -> false)));
            }
        }, () -> false);
        times.add(times(one.store().results(plan.study().id())));
        return times;
    }

    private static List<Instant> times(Results results) {
        return results.cells().stream().map(CellResult::at).toList();
    }

    private Experiment experiment(String recipe) {
        return Experiment.of(List.of(Toys.levels("data", 60)), List.of(Toys.recipes(recipe)));
    }

    @Test
    void whatLacksAMeasureIsDoneAnewByOneOfThem() {
        one.run(experiment("nearest").withMeasures("accuracy"));
        var times = interleaved(one.plan(experiment("nearest").withMeasures("training:accuracy")), Conditions.standard());
        assertEquals(times.getFirst(), times.getLast());
    }

    @Test
    void whatFailedIsTriedAgainByOneOfThem() {
        one.run(experiment("moody").withMeasures("accuracy"));
        var times = interleaved(one.plan(experiment("moody").withMeasures("accuracy")), RETRY);
        assertEquals(times.getFirst(), times.getLast());
    }
}
