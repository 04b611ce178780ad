package org.glia.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.Score;
import org.glia.api.problem.CancelledException;
import org.glia.api.run.Folds;
import org.glia.api.run.RunListener;
import org.junit.jupiter.api.Test;

class LocalEngineTest {

    private static final Leases LEASES = Leases.of(Catalog.of(List.of(new Plain.Level()), List.of(new Plain.Worst(), new Plain.Broken()), List.of()));

    private static List<Cell> cells(String... recipes) {
        var cells = new ArrayList<Cell>();
        for (var fold : Folds.kFold(Plain.line(100), 5, 2, 1).all()) {
            for (var recipe : recipes) {
                cells.add(new Cell("line", recipe, fold, 7 + fold.number(), List.of("worst"), List.of()));
            }
        }
        return cells;
    }

    private static Map<Cell, Outcome> run(int workers, List<Cell> cells, Request request) {
        var outcomes = new HashMap<Cell, Outcome>();
        try (var engine = new LocalEngine(LEASES, workers)) {
            engine.run(request, Bounds.none(), cells, name -> Plain.line(100), outcomes::put);
        }
        return outcomes;
    }

    @Test
    void theNumberOfWorkersChangesNoOutcome() {
        var cells = cells("level");
        var results = IntStream.of(1, 2, 7).mapToObj(workers -> {
            var outcomes = run(workers, cells, Request.plain());
            return cells.stream().map(cell -> {
                var done = assertInstanceOf(Outcome.Done.class, outcomes.get(cell));
                return List.of(done.scores(), done.prediction(), done.history().series().getFirst().last());
            }).toList();
        }).distinct().toList();
        assertEquals(1, results.size());
        assertEquals(5, results.getFirst().stream().map(List::getLast).distinct().count(), "each cell has a seed of its own");
    }

    @Test
    void whateverGoesWrongInACellStaysInIt() {
        var outcomes = run(2, cells("level", "level trouble=exception", "level trouble=error", "level trouble=refusal", "level trouble=mute",
                "level trouble=quit", "levl"), Request.plain());
        outcomes.forEach((cell, outcome) -> {
            switch (cell.recipe()) {
                case "level" -> assertInstanceOf(Score.Value.class, assertInstanceOf(Outcome.Done.class, outcome).scores().get("worst"));
                case "levl" -> assertEquals(new Outcome.Failed("recipe", "there is no algorithm `levl`; did you mean `level`?", ""),
                        withoutTrace(outcome));
                case "level trouble=refusal" -> assertEquals(new Outcome.Failed("fit", "these rows are no good", ""),
                        withoutTrace(outcome));
                case "level trouble=mute" -> assertEquals(new Outcome.Failed("fit", "Mute, which fails when it is asked what it says", ""), outcome);
                case "level trouble=quit" -> assertEquals(new Outcome.Failed("fit", "I do not feel like it", ""), withoutTrace(outcome));
                case "level trouble=error" -> assertEquals(new Outcome.Failed("fit", "StackOverflowError", ""), withoutTrace(outcome));
                default -> {
                    assertEquals(new Outcome.Failed("fit", "IllegalStateException: out of order", ""), withoutTrace(outcome));
                    assertTrue(((Outcome.Failed) outcome).trace().contains("at org.glia.runtime.Plain"));
                }
            }
        });
        assertEquals(70, outcomes.size());
    }

    private static Outcome withoutTrace(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed ? new Outcome.Failed(failed.phase(), failed.message(), "") : outcome;
    }

    @Test
    void aMeasureThatFailsLeavesTheOtherScores() {
        var cells = cells("level").stream().map(cell -> new Cell(cell.data(), cell.recipe(), cell.fold(), cell.seed(),
                List.of("broken", "worst"), List.of())).toList();
        for (var outcome : run(2, cells, Request.plain()).values()) {
            var scores = assertInstanceOf(Outcome.Done.class, outcome).scores();
            assertEquals(Score.undefined("`broken` failed: UnsupportedOperationException: not today"), scores.get("broken"));
            assertInstanceOf(Score.Value.class, scores.get("worst"));
        }
    }

    @Test
    void aRecipeThatDoesNotSuitTheDataIsSkippedWithTheReason() {
        var outcomes = new ArrayList<Outcome>();
        try (var engine = new LocalEngine(LEASES, 2)) {
            engine.run(Request.plain(), Bounds.none(), cells("level"), name -> Plain.line(100).withTarget("side"), (cell, outcome) -> outcomes.add(outcome));
        }
        assertEquals(1, outcomes.stream().distinct().count());
        assertEquals("`level` predicts numbers, and the target `side` is nominal; choose an algorithm for classification",
                assertInstanceOf(Outcome.Skipped.class, outcomes.getFirst()).reason());
    }

    @Test
    void dataThatCannotBeFoundFailTheirCellsOnly() {
        var outcomes = new ArrayList<Outcome>();
        try (var engine = new LocalEngine(LEASES, 2)) {
            engine.run(Request.plain(), Bounds.none(), cells("level"), name -> {
                throw new IllegalArgumentException("no " + name);
            }, (cell, outcome) -> outcomes.add(outcome));
            engine.run(Request.plain(), Bounds.none(), cells("level"), name -> {
                throw new NoClassDefFoundError("its library");
            }, (cell, outcome) -> outcomes.add(outcome));
        }
        assertTrue(outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Failed failed && failed.phase().equals("data")));
        assertEquals(20, outcomes.size());
    }

    @Test
    void cellsThatHaveNotBegunEndAsCancelled() {
        var cancelled = new AtomicBoolean();
        var outcomes = new ArrayList<Outcome>();
        try (var engine = new LocalEngine(LEASES, 1)) {
            engine.run(new Request(0, RunListener.none(), cancelled::get), Bounds.none(), cells("level"), name -> Plain.line(100), (cell, outcome) -> {
                outcomes.add(outcome);
                cancelled.set(outcomes.size() == 3);
            });
        }
        assertEquals(10, outcomes.size());
        assertInstanceOf(Outcome.Done.class, outcomes.get(2));
        assertInstanceOf(Outcome.Cancelled.class, outcomes.get(3));
    }

    @Test
    void engineThreadsInheritNothingOfThoseThatAskFirst() throws Exception {
        var own = new InheritableThreadLocal<String>();
        own.set("where results are written");
        try (var engine = new LocalEngine(LEASES, 2)) {
            var seen = engine.submit(Request.plain(), (catalog, run) -> run.parallel().map(64, i -> "saw " + own.get())).get();
            assertEquals(Set.of("saw null"), Set.copyOf(seen));
        } finally {
            own.remove();
        }
    }

    @Test
    void workRunsOnEngineThreadsUntilItIsCancelled() throws Exception {
        try (var engine = new LocalEngine(LEASES, 2)) {
            assertTrue(engine.submit(Request.plain(), (catalog, run) -> Thread.currentThread().getName()).get().startsWith("glia-work"));
            var failure = assertThrows(ExecutionException.class, () -> engine.submit(Request.plain(), (catalog, run) -> {
                throw new OutOfMemoryError("of its own making");
            }).get());
            assertInstanceOf(OutOfMemoryError.class, failure.getCause());

            var cancelled = new AtomicBoolean();
            var begun = new CountDownLatch(1);
            var work = engine.submit(new Request(0, RunListener.none(), cancelled::get), (catalog, run) -> {
                begun.countDown();
                while (true) {
                    run.checkCancelled();
                    Thread.onSpinWait();
                }
            });
            begun.await();
            cancelled.set(true);
            assertInstanceOf(CancelledException.class, assertThrows(ExecutionException.class, work::get).getCause());
        }
    }
}
