package org.glia.experiments.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.RecipeSpace;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.datasets.builtin.Diabetes;
import org.glia.datasets.builtin.Iris;
import org.glia.experiments.Conditions;
import org.glia.experiments.Experiments;
import org.glia.experiments.Progress;
import org.glia.experiments.Resampling;
import org.glia.experiments.ResultsStore;
import org.glia.experiments.store.DatabaseResults;
import org.glia.experiments.store.DatabaseResults;
import org.glia.measures.Accuracy;
import org.glia.measures.Rmse;
import org.glia.preprocessing.Standardize;
import org.glia.regression.Logistic;
import org.glia.regression.Ridge;
import org.glia.runtime.Bounds;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TunerTest {

    /// A smaller space than [#BOWL].
    private static final String SMALL = "bowl c=0.01..100:log k=1..20 shape={flat,[round radius=0.5..8:log]}";
    private static final String BOWL = "bowl c=0.01..100:log k=1..20 shape={flat,[round radius=0.5..8:log],[square sides=1..4]} sharp={true,false}";

    private final AtomicInteger fits = new AtomicInteger();
    private final Catalog catalog = Landscapes.catalog(fits);
    private final List<LocalEngine> engines = new ArrayList<>();

    @AfterEach
    void closeEngines() {
        engines.forEach(LocalEngine::close);
    }

    private Tuner tuner(Catalog catalog, int workers, ResultsStore store) {
        var engine = new LocalEngine(Leases.of(catalog), workers);
        engines.add(engine);
        return new Tuner(new Experiments(Leases.of(catalog), engine, store), catalog);
    }

    private Tuned run(Tuning tuning) {
        return tuner(catalog, 2, DatabaseResults.inMemory()).run(tuning);
    }

    private static Tuning tuning(String recipe, Search search) {
        return Tuning.of(RecipeSpace.parse(recipe), Landscapes.zeros(30), search).withMeasures("mae")
                .withInner(new Resampling.CrossValidation(3, 1));
    }

    static List<Search> searches() {
        return List.of(new Search.Grid(2), new Search.Random(16), new Search.Tpe(16, 6, 4, false), new Search.Tpe(16, 6, 3, true),
                new Search.Halving(9, 3, new Search.Resource.Rows(), OptionalInt.of(2)),
                new Search.Hyperband(3, new Search.Resource.Rows(), OptionalInt.of(3)),
                new Search.Halving(9, 2, new Search.Resource.Setting("k"), OptionalInt.of(2)));
    }

    @Test
    void aGridFindsTheBestOfItsPoints() {
        var tuned = run(tuning("bowl c=0.01..100:log k=1..20 shape=[round radius=2] sharp=true", new Search.Grid(5)));
        assertEquals(25, tuned.attempts().size());
        var best = tuned.best().orElseThrow();
        assertEquals("bowl c=1 k=6 shape=[round radius=2] sharp=true", best.recipe());
        assertEquals(0.2, best.mean().orElseThrow(), 1e-12);
        assertEquals("bowl c=1 k=6 shape=[round radius=2] sharp=true", best.canonical());
        assertEquals(0, ((Attempt.Judged) best.end()).score().deviation().orElseThrow(), 1e-12);
        assertTrue(tuned.complete());
        assertEquals(best, tuned.ranked().getFirst());
        assertEquals("mae", tuned.measure().orElseThrow().name());
        assertEquals(new Tuner.Outlook(25, 75), tuner(catalog, 1, DatabaseResults.inMemory())
                .outlook(tuning("bowl c=0.01..100:log k=1..20 shape=[round radius=2] sharp=true", new Search.Grid(5))));
    }

    @Test
    void theSummaryTellsWhatWasTriedOfEachDimension() {
        var tuned = run(tuning(BOWL, new Search.Grid(2)));
        assertEquals(List.of(new Tuned.Reach("bowl.c", "0.01..100:log", "0.01 .. 100", "0.01"),
                new Tuned.Reach("bowl.k", "1..20", "1 .. 20", "1"),
                new Tuned.Reach("bowl.shape", "{flat,[round radius=0.5..8:log],[square sides=1..4]}", "flat 8, round 16, square 16", "round"),
                new Tuned.Reach("bowl.shape.round.radius", "0.5..8:log", "0.5 .. 8", "0.5"),
                new Tuned.Reach("bowl.shape.square.sides", "1..4", "1 .. 4", ""),
                new Tuned.Reach("bowl.sharp", "{true,false}", "true 20, false 20", "true")), tuned.reaches());
    }

    @Test
    void itWarnsWhereTheBestLiesAtTheEndOfARangeUnlessTheSettingEndsThere() {
        assertEquals(List.of("the best `bowl.c` lies at the lower end of 10..100:log; a wider range may hold better ones"),
                run(tuning("bowl c=10..100:log k=7 sharp=true", new Search.Grid(3))).notes());
        assertEquals(List.of("the best `bowl.k` lies at the upper end of 1..5; a wider range may hold better ones"),
                run(tuning("bowl k=1..5", new Search.Random(5))).notes());
        assertEquals(List.of(), run(tuning("bowl shape=[square sides=1..5]", new Search.Grid(5))).notes());
        // 9 is the most sides that there can be, and 0 the least radius
        assertEquals(List.of(), run(tuning("hungry promise=1 rounds=1..9", new Search.Grid(9)).withMeasures("mae")).notes().stream()
                .filter(note -> note.contains("lower")).toList());
        assertEquals(List.of(), run(tuning("bowl k=1..3 shape=[round radius=0..1]", new Search.Grid(2))).notes().stream()
                .filter(note -> note.contains("radius") && note.contains("lower")).toList());
    }

    @Test
    void theProgressIsTheBestSoFar() {
        var tuned = run(tuning(BOWL, new Search.Random(20)));
        assertEquals("best mae", tuned.progress().name());
        double best = Double.POSITIVE_INFINITY;
        int point = 0;
        for (var attempt : tuned.attempts()) {
            best = Math.min(best, attempt.mean().orElse(Double.POSITIVE_INFINITY));
            if (best < Double.POSITIVE_INFINITY) {
                assertEquals(attempt.number(), tuned.progress().steps()[point]);
                assertEquals(best, tuned.progress().values()[point++]);
            }
        }
        assertEquals(tuned.best().orElseThrow().mean().getAsDouble(), tuned.progress().last());
    }

    @Test
    void refusedAndFailedRecipesAreCountedAndTold() {
        var tuned = run(tuning("bowl c=0.01..100:log k=11..20 sharp={true,false}", new Search.Grid(10)));
        assertEquals(200, tuned.attempts().size());
        // c = 100 with k of 16 to 20 is refused (36 and 13 are not above 50), twice
        assertEquals(10, tuned.attempts().stream().filter(attempt -> attempt.end() instanceof Attempt.Refused).count());
        assertEquals(20, tuned.attempts().stream().filter(attempt -> attempt.end() instanceof Attempt.Failed).count());
        assertEquals("10 of 200 recipes were refused: `c` above 50 and `k` above 15 do not go together", tuned.notes().getFirst());
        assertEquals("20 of 200 recipes failed: IllegalStateException: 13 brings bad luck (fit)", tuned.notes().get(1));
        assertEquals(170, tuned.ranked().size());
    }

    @Test
    void whereNothingCanBeJudgedThereIsNoBest() {
        var tuned = run(tuning("bowl k=13 c=1..2", new Search.Random(4)));
        assertEquals(Optional.empty(), tuned.best());
        assertTrue(tuned.complete());
        assertEquals("4 of 4 recipes failed: IllegalStateException: 13 brings bad luck (fit)", tuned.notes().getFirst());
    }

    @Test
    void mistakesAreToldBeforeWorkBegins() {
        var levels = Dataset.builder("levels").numeric("x", new double[20]).nominal("y", IntStream.range(0, 20)
                .mapToObj(i -> "" + i % 2).toArray(String[]::new)).target("y").build();
        assertTrue(assertThrows(DataException.class, () -> run(Tuning.of(RecipeSpace.parse("bowl k=1..3"), levels, new Search.Random(2))))
                .getMessage().contains("predicts numbers"));
        assertThrows(GliaException.class, () -> run(tuning("bowl k=1..3 sharp={true,false}", new Search.Halving(4, 2,
                new Search.Resource.Setting("k"), OptionalInt.of(9)))));
        assertThrows(DataException.class, () -> run(tuning("bowl k=1..3", new Search.Random(2)).withInner(new Resampling.CrossValidation(31, 1))));
        assertThrows(GliaException.class, () -> new Search.Random(0));
        assertEquals(0, fits.get());
    }

    @Test
    void aTooLargeGridIsRefusedWithItsSize() {
        assertEquals("the grid has 1000000 recipes, more than the 100000 that a grid may have; take fewer points, narrow the ranges, or search at "
                + "random", assertThrows(GliaException.class, () -> run(tuning("branin x=-5..10 y=0..15", new Search.Grid(1000)))).getMessage());
        assertEquals("`points` of a grid must be at most 100000, not 2000000000",
                assertThrows(GliaException.class, () -> new Search.Grid(2_000_000_000)).getMessage());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void theNumberOfWorkersChangesNothing(Search search) {
        var tuning = tuning(SMALL, search).withSeed(5);
        var one = tuner(catalog, 1, DatabaseResults.inMemory()).run(tuning);
        var four = tuner(catalog, 4, DatabaseResults.inMemory()).run(tuning);
        assertEquals(one.attempts(), four.attempts());
        assertEquals(one.best(), four.best());
        assertTrue(one.complete());
    }

    /// Cancelled after every few trials and run again, the search does each of them once and ends as if nothing had happened.
    @ParameterizedTest
    @MethodSource("searches")
    void aSearchThatIsCancelledGoesOnWhereItStood(Search search) {
        var tuning = tuning(SMALL, search).withInner(new Resampling.CrossValidation(2, 1)).withOuter(new Resampling.CrossValidation(2, 1));
        var whole = tuner(catalog, 2, DatabaseResults.inMemory()).run(tuning);
        int once = fits.getAndSet(0);
        var store = DatabaseResults.inMemory();
        int runs = 0;
        Tuned pieces;
        do {
            int enough = fits.get() + once / 4;
            var cancelled = new AtomicBoolean();
            // with one worker and between two trials, so that none is lost on its way
            pieces = tuner(catalog, 1, store).run(tuning, Conditions.standard(), (done, total, latest) -> cancelled.set(fits.get() >= enough),
                    cancelled::get);
            runs++;
        } while (!pieces.complete() && runs < 10);
        assertTrue(runs > 3, "it was never cancelled");
        assertEquals(whole.attempts(), pieces.attempts());
        assertEquals(whole.best(), pieces.best());
        assertEquals(whole.nested(), pieces.nested());
        assertEquals(whole.notes(), pieces.notes());
        assertEquals(once, fits.get());
    }

    @Test
    void whatIsCancelledReportsTheBestSoFar() {
        var ended = new AtomicInteger();
        var tuned = tuner(catalog, 1, DatabaseResults.inMemory()).run(tuning(BOWL, new Search.Random(80)), Conditions.standard(),
                (done, total, latest) -> {
                    ended.set(done);
                    assertEquals(240, total);
                }, () -> ended.get() >= 100);
        assertFalse(tuned.complete());
        assertEquals(tuned.ranked().getFirst(), tuned.best().orElseThrow());
        assertTrue(tuned.ranked().size() >= 20 && tuned.ranked().size() < 40, "" + tuned.ranked().size());
        assertTrue(tuned.notes().stream().anyMatch(note -> note.contains("of 80 recipes; run it again")), tuned.notes().toString());
    }

    @Test
    void whenTimeIsUpNoFurtherTrialBegins() {
        var tuned = tuner(catalog, 1, DatabaseResults.inMemory()).run(tuning(BOWL, new Search.Random(50)),
                new Conditions(Bounds.none(), Optional.of(Duration.ofNanos(1)), false), Progress.none(), () -> false);
        assertFalse(tuned.complete());
        assertEquals(0, fits.get());
        assertEquals(Optional.empty(), tuned.best());
    }

    @Test
    void halvingGivesTheBetterPartMore() {
        var tuned = run(tuning("hungry promise=0..1 rounds=1..81", new Search.Halving(27, 3, new Search.Resource.Setting("rounds"),
                OptionalInt.empty())));
        assertEquals(27 + 9 + 3 + 1, tuned.attempts().size());
        assertEquals(List.of(3, 9, 27, 81), tuned.attempts().stream().map(attempt -> attempt.resource().getAsInt()).distinct().toList());
        var first = tuned.attempts().subList(0, 27);
        // the promise with which one starts decides, for all have the same rounds
        var expected = first.stream().sorted(Tuned.better(false)).limit(9).map(attempt -> attempt.values().getFirst()).toList();
        assertEquals(expected, tuned.attempts().subList(27, 36).stream().map(attempt -> attempt.values().getFirst()).toList());
        assertEquals(81, tuned.best().orElseThrow().resource().getAsInt());
        assertEquals(expected.getFirst(), tuned.best().get().values().getFirst());
        assertTrue(tuned.best().get().recipe().contains("rounds=81"));
        assertEquals(List.of(), tuned.notes().stream().filter(note -> note.contains("rounds")).toList()); // it has the most there is anyway
    }

    @Test
    void halvingByRowsFitsOnMoreAndMoreOfThem() {
        var tuned = run(tuning("hungry promise=0..1 rounds=50", new Search.Halving(4, 2, new Search.Resource.Rows(), OptionalInt.of(5))));
        assertEquals(List.of(5, 10, 20), tuned.attempts().stream().map(attempt -> attempt.resource().getAsInt()).distinct().toList());
        for (var attempt : tuned.attempts()) {
            double promise = Double.parseDouble(attempt.values().getFirst());
            assertEquals(promise + 1.0 / 50 + 1.0 / attempt.resource().getAsInt(), attempt.mean().orElseThrow(), 1e-12);
        }
    }

    @Test
    void hyperbandHasBracketsOfDifferentGreed() {
        var tuned = run(tuning("hungry promise=0..1 rounds=1..9", new Search.Hyperband(3, new Search.Resource.Setting("rounds"), OptionalInt.empty())));
        assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9, 3, 3, 3, 3, 3, 9, 9, 9, 9),
                tuned.attempts().stream().map(attempt -> attempt.resource().getAsInt()).toList());
        assertEquals(9, tuned.best().orElseThrow().resource().getAsInt());
        var candidates = new HashSet<String>();
        tuned.attempts().forEach(attempt -> candidates.add(attempt.values().getFirst()));
        assertEquals(9 + 5 + 3, candidates.size());
    }

    @Test
    void nestedFoldsAreSearchedAnewAndJudgedOnRowsThatTheSearchHasNotSeen() {
        var tuned = run(tuning(BOWL, new Search.Random(15)).withOuter(new Resampling.CrossValidation(4, 1)));
        var nested = tuned.nested().orElseThrow();
        assertEquals(4, nested.folds().size());
        assertEquals(4, nested.score().values());
        assertEquals(15, tuned.attempts().size());
        for (var fold : nested.folds()) {
            // the landscape is the same on all rows
            assertEquals(fold.best().orElseThrow().mean().getAsDouble(),
                    assertInstanceOf(Attempt.Judged.class, fold.end()).score().mean().orElseThrow(), 1e-12);
        }
        assertTrue(nested.folds().stream().map(fold -> fold.best().get().recipe()).distinct().count() > 1, "each fold has picks of its own");
        assertEquals((15 * 3 + 1) * 4 + 15 * 3, tuner(catalog, 1, DatabaseResults.inMemory())
                .outlook(tuning(BOWL, new Search.Random(15)).withOuter(new Resampling.CrossValidation(4, 1))).fits());
    }

    @Test
    void theStudyNamesAllThatWasAsked() {
        var study = tuning("bowl k=1..3", new Search.Random(5)).withOuter(new Resampling.CrossValidation(2, 1)).study();
        assertEquals("tune", study.kind());
        assertEquals("bowl k=1..3 on zeros", study.title());
        for (var part : List.of("\"recipe\":\"bowl k=1..3\"", "random trials", "kfold k", "\"measures\":[\"mae\"]", "\"seed\":0", "\"nested\":\"kfold")) {
            assertTrue(study.definition().contains(part), study.definition());
        }
        var ids = new HashSet<String>();
        searches().forEach(search -> ids.add(tuning(BOWL, search).study().id()));
        assertEquals(searches().size(), ids.size());
    }

    /// scikit-learn 1.6.1, `GridSearchCV` with the same folds; see `src/test/oracles/tuning.py`.
    @Test
    void aGridOfRidgesIsThatOfScikitLearn() throws IOException {
        var real = Catalog.of(List.of(new Standardize(), new Ridge(), new Logistic()), List.of(new Rmse(), new Accuracy()),
                List.of(new Diabetes(), new Iris()));
        var foldOf = lines("diabetes.folds.csv").stream().mapToInt(Integer::parseInt).toArray();
        var folds = IntStream.rangeClosed(0, IntStream.of(foldOf).max().orElseThrow()).mapToObj(number -> new Fold(0, number,
                IntStream.range(0, foldOf.length).filter(row -> foldOf[row] != number).toArray(),
                IntStream.range(0, foldOf.length).filter(row -> foldOf[row] == number).toArray())).toList();
        var tuned = tuner(real, 2, DatabaseResults.inMemory()).run(Tuning.of(RecipeSpace.parse("standardize | ridge alpha=0.01..1000:log"),
                real.load("diabetes"), new Search.Grid(11)).withInner(new Resampling.Given(Folds.of("given", folds))).withMeasures("rmse"));
        var lines = lines("tune/grid.csv");
        assertEquals(lines.size(), tuned.attempts().size());
        for (int i = 0; i < lines.size(); i++) {
            var cells = lines.get(i).split(",");
            var attempt = tuned.attempts().get(i);
            var score = ((Attempt.Judged) attempt.end()).score();
            assertEquals(Double.parseDouble(cells[0]), Double.parseDouble(attempt.values().getFirst()), 1e-6 * Double.parseDouble(cells[0]));
            assertEquals(Double.parseDouble(cells[1]), score.mean().orElseThrow(), 1e-5); // the grid has six digits of alpha
            assertEquals(Double.parseDouble(cells[2]), score.deviation().orElseThrow(), 1e-5);
            assertEquals(Integer.parseInt(cells[3]), tuned.ranked().indexOf(attempt) + 1);
        }
        assertEquals("standardize | ridge alpha=10", tuned.best().orElseThrow().recipe());
    }

    private static List<String> lines(String file) throws IOException {
        try (var stream = TunerTest.class.getResourceAsStream("/oracles/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
        }
    }
}
