package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.model.Plugin;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.experiments.store.DatabaseResults;
import org.glia.runtime.Cell;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RerunTest {

    private final Dataset data = Toys.levels("data", 40).withOrigin("levels n=40");
    private final ResultsStore store = DatabaseResults.inMemory();
    private final Leases leases = Leases.of(Toys.catalog());
    private final LocalEngine engine = new LocalEngine(leases, 2);

    @AfterEach
    void close() {
        engine.close();
    }

    private CellResult cell(String recipe) {
        var experiment = Experiment.of(List.of(data), List.of(Toys.recipes(recipe))).withSeed(4);
        return new Experiments(leases, engine, store).run(experiment).cells().get(1);
    }

    private Rerun again(CellResult record, Supplier<Dataset> found) {
        return Rerun.of(record, store.prediction(record.trial().key()), Rerun.source(record.trial(), store), found, leases, engine, () -> false);
    }

    private static CellResult with(CellResult record, Fold fold, List<Plugin> plugins, Environment environment) {
        var trial = record.trial();
        var cell = trial.cell();
        return new CellResult(new Trial(new Cell(cell.data(), cell.recipe(), fold, cell.seed(), cell.measures(), plugins),
                trial.canonical(), trial.task(), trial.fingerprint(), trial.split(), trial.splitFingerprint(), trial.platform(),
                trial.measures(), trial.unsuitable()), record.outcome(), record.at(), environment);
    }

    @Test
    void aCellHasTheSameAnswersAgain() {
        for (var recipe : List.of("nearest", "coin", "doubled | nearest")) {
            var again = again(cell(recipe), () -> data);
            assertEquals(List.of(), again.differences());
            assertEquals(OptionalInt.of(0), again.changed());
            assertTrue(again.isIdentical());
        }
    }

    @Test
    void theWordsThatBringTheDataAreFoundInTheStudies() {
        assertEquals(Optional.of(new Rerun.Source("levels n=40", Optional.of("kfold k=5 repeats=1"), 4)),
                Rerun.source(cell("nearest").trial(), store));
        var nameless = Experiment.of(List.of(Toys.levels("nameless", 30)), List.of(Toys.recipes("nearest")));
        assertEquals(Optional.empty(), Rerun.source(new Experiments(leases, engine, store).run(nameless).cells().getFirst().trial(), store));
    }

    @Test
    void dataThatHaveChangedAreTold() {
        var again = again(cell("nearest"), () -> Toys.levels("data", 41));
        assertTrue(again.now().isEmpty());
        assertTrue(again.differences().getFirst().startsWith("the data have changed: data"), again.differences().toString());
        assertFalse(again.isIdentical());
    }

    @Test
    void dataThatAreGoneAreTold() {
        var again = again(cell("nearest"), () -> {
            throw new GliaException("there is no file x.csv");
        });
        assertEquals(List.of("the data cannot be found: there is no file x.csv"), again.differences());
        assertTrue(again.now().isEmpty());
    }

    @Test
    void anotherPluginAndAnotherMachineAreToldAndTheCellIsRepeatedNevertheless() {
        var record = cell("nearest");
        var own = record.trial().cell().plugins().getFirst();
        var then = with(record, record.trial().cell().fold(), List.of(new Plugin(own.name(), "0.0.1", "abcdef0123456789"),
                new Plugin("org.gone", "2.0", "")), new Environment("Java of old", record.environment().system(),
                record.environment().processor(), List.of("-Xmx1g")));
        var again = Rerun.of(then, store.prediction(record.trial().key()), Optional.empty(), () -> data, leases, engine, () -> false);
        assertTrue(again.differences().get(0).contains("0.0.1 (abcdef012345) is another now"), again.differences().toString());
        assertEquals("the plug-in org.gone 2.0 takes no part any more", again.differences().get(1));
        assertTrue(again.differences().get(2).startsWith("Java is another: "), again.differences().toString());
        assertTrue(again.differences().get(3).endsWith("and was -Xmx1g"), again.differences().toString());
        assertEquals(OptionalInt.of(0), again.changed());
    }

    @Test
    void answersThatDifferAreCounted() {
        var record = cell("constant level=0");
        var other = cell("constant level=1");
        var again = Rerun.of(record, store.prediction(other.trial().key()), Optional.empty(), () -> data, leases, engine, () -> false);
        assertEquals(record.trial().cell().fold().test().length, again.changed().getAsInt());
        assertFalse(again.isIdentical());
    }

    @Test
    void rowsThatWereNotKeptAreMadeFromTheSplit() {
        var record = cell("nearest");
        var fold = record.trial().cell().fold();
        var bare = with(record, new Fold(fold.repeat(), fold.number(), new int[0], new int[0]), record.trial().cell().plugins(),
                record.environment());
        assertTrue(again(bare, () -> data).isIdentical());
        var lost = Rerun.of(bare, Optional.empty(), Optional.empty(), () -> data, leases, engine, () -> false);
        assertEquals(List.of("the rows of the fold are not known any more"), lost.differences());
        var swapped = new Fold(fold.repeat(), fold.number(), fold.test(), fold.train());
        var trial = record.trial();
        var other = with(new CellResult(new Trial(trial.cell(), trial.canonical(), trial.task(), trial.fingerprint(), trial.split(),
                Folds.of("", List.of(swapped)).fingerprint(), trial.platform(), trial.measures(), trial.unsuitable()), record.outcome(),
                record.at(), record.environment()), swapped, trial.cell().plugins(), record.environment());
        assertEquals(List.of("the same split makes other rows now"), again(other, () -> data).differences());
    }

    @Test
    void anotherSplitOfTheSameDataIsNoDifference() {
        var record = cell("nearest");
        for (var split : List.of(new Rerun.Source("levels n=40", Optional.of("kfold k=5 repeats=1"), 5),
                new Rerun.Source("levels n=40", Optional.of("kfold k=10 repeats=1"), 4))) {
            var again = Rerun.of(record, store.prediction(record.trial().key()), Optional.of(split), () -> data, leases, engine, () -> false);
            assertEquals(List.of(), again.differences());
            assertTrue(again.isIdentical());
        }
    }

    @Test
    void aFailureThatFailsAgainIsTheSame() {
        var record = cell("moody");
        assertInstanceOf(Outcome.Failed.class, record.outcome());
        var again = again(record, () -> data);
        assertTrue(again.isIdentical(), again.toString());
        assertTrue(again.changed().isEmpty());
    }

    @Test
    void aRecipeWhoseAlgorithmIsGoneCannotBeRepeated() {
        var record = cell("nearest");
        var none = Leases.of(Catalog.of());
        var again = Rerun.of(record, store.prediction(record.trial().key()), Optional.empty(), () -> data, none, engine, () -> false);
        assertTrue(again.now().isEmpty());
        assertTrue(again.differences().getFirst().startsWith("the recipe cannot be fitted here: there is no algorithm `nearest`"),
                again.differences().toString());
    }
}
