package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.Plugin;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.experiments.store.DatabaseResults;
import org.glia.runtime.Bounds;
import org.glia.runtime.Cell;
import org.glia.runtime.CellListener;
import org.glia.runtime.Engine;
import org.glia.runtime.Lease;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;
import org.glia.runtime.Outcome;
import org.glia.runtime.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentsTest {

    private final List<LocalEngine> engines = new ArrayList<>();

    @AfterEach
    void closeEngines() {
        engines.forEach(LocalEngine::close);
    }

    private LocalEngine engine(Catalog catalog, int workers) {
        var engine = new LocalEngine(Leases.of(catalog), workers);
        engines.add(engine);
        return engine;
    }

    private Experiments experiments(Catalog catalog, int workers, ResultsStore store) {
        return new Experiments(Leases.of(catalog), engine(catalog, workers), store);
    }

    private Results run(Experiment experiment) {
        return experiments(Toys.catalog(), 2, DatabaseResults.inMemory()).run(experiment);
    }

    private static Experiment experiment(Dataset data, String... recipes) {
        return Experiment.of(List.of(data), List.of(Toys.recipes(recipes)));
    }

    /// The same with a row whose `a` is 0, which `moody` wants to learn from.
    private static Dataset withZero(Dataset data) {
        var a = data.numeric("a").values();
        a[0] = 0;
        return data.with(data.schema().field(0), new NumericColumn(a));
    }

    private static int finished(ResultsStore store) {
        return store.studies().stream().map(Entry::tally).mapToInt(tally -> tally.total() - tally.cancelled()).sum();
    }

    private static String scores(Results results) {
        var text = new StringBuilder();
        for (var cell : results.cells()) {
            text.append(cell.trial().key()).append(' ').append(switch (cell.outcome()) {
                case Outcome.Done done -> done.scores() + " " + done.history();
                case Outcome.Failed failed -> failed.phase() + " " + failed.message(); // the trace has the threads in it
                case Outcome other -> other;
            }).append('\n');
        }
        return text.toString();
    }

    @Test
    void everyRecipeMeetsTheSameFoldsOfADataSet() {
        var results = run(experiment(Toys.levels("first", 60), "nearest", "constant", "coin")
                .withResampling(new Resampling.CrossValidation(4, 2)));
        assertEquals(3 * 4 * 2, results.cells().size());
        var splits = new HashSet<String>();
        for (var cell : results.cells()) {
            var fold = cell.trial().cell().fold();
            assertInstanceOf(Outcome.Done.class, cell.outcome());
            splits.add(fold.repeat() + " " + fold.number() + " " + cell.trial().splitFingerprint());
        }
        assertEquals(8, splits.size());
    }

    @Test
    void theLeaderboardHasTheMeanAndTheDeviationOverFolds() {
        var data = Toys.levels("data", 63);
        var results = run(experiment(data, "constant level=1", "nearest"));
        var board = results.leaderboards().getFirst();
        assertEquals("data", board.data());
        assertEquals(Task.CLASSIFICATION, board.task());
        assertEquals("kfold k=5 repeats=1 seed=0", board.split());
        assertEquals(List.of("accuracy", "balanced-accuracy", "auc", "log-loss"),
                board.measures().stream().map(Yardstick::name).toList());
        assertEquals(List.of("nearest", "constant level=1"), board.standings().stream().map(Standing::recipe).toList());
        assertEquals(OptionalInt.of(1), board.standings().getFirst().rank());
        assertEquals(OptionalInt.of(2), board.standings().getLast().rank());
        var shares = results.cells().stream().filter(cell -> cell.trial().canonical().equals("constant level=1")).mapToDouble(cell -> {
            var test = data.rows(cell.trial().cell().fold().test()).nominalTarget();
            return test.counts()[1] / (double) test.rows();
        }).toArray();
        double mean = (shares[0] + shares[1] + shares[2] + shares[3] + shares[4]) / 5;
        double squares = 0;
        for (double share : shares) {
            squares += (share - mean) * (share - mean);
        }
        var accuracy = board.standings().getLast().summaries().getFirst();
        assertEquals(mean, accuracy.mean().getAsDouble(), 1e-15);
        assertEquals(Math.sqrt(squares / 4), accuracy.deviation().getAsDouble(), 1e-15);
        assertEquals(5, accuracy.values());
        assertEquals(new Tally(5, 0, 0, 0, 0), board.standings().getLast().tally());
        assertEquals(10, board.cells().size());
        assertEquals("nearest", board.cells().getFirst().trial().canonical());
    }

    @Test
    void aMeasureWithoutAValueForOneRecipeIsSaidInANote() {
        var board = run(experiment(Toys.levels("data", 60), "nearest", "constant")).leaderboards().getFirst();
        var constant = board.standings().getLast();
        assertTrue(constant.summaries().get(2).mean().isEmpty());
        assertEquals(5, constant.summaries().get(2).undefined());
        assertEquals(List.of("auc of `constant` has no value: the prediction has neither probabilities nor scores to order the rows by",
                "log-loss of `constant` has no value: the prediction has no probabilities"), board.notes());
    }

    @Test
    void measuresWithoutAnyValueAreLeftOutAndSaidSo() {
        var board = run(experiment(Toys.levels("data", 60), "constant", "coin")).leaderboards().getFirst();
        assertEquals(List.of("accuracy", "balanced-accuracy"), board.measures().stream().map(Yardstick::name).toList());
        assertEquals("auc is left out, since it has no value anywhere: the prediction has neither probabilities nor scores to order the rows by",
                board.notes().getFirst());
    }

    @Test
    void equalMeansShareARank() {
        var board = run(experiment(Toys.levels("data", 60), "constant", "nearest", "wrapper", "chatty")).leaderboards().getFirst();
        assertEquals(List.of("nearest", "constant", "wrapper", "chatty"), board.standings().stream().map(Standing::recipe).toList());
        assertEquals(List.of(1, 2, 2, 2), board.standings().stream().map(standing -> standing.rank().getAsInt()).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void theNumberOfWorkersChangesNothing(int workers) {
        var experiment = new Experiment("", List.of(Toys.levels("one", 50), withZero(Toys.levels("two", 70))),
                List.of(Toys.recipes("coin", "nearest", "doubled | nearest", "moody")), false, new Resampling.CrossValidation(3, 3),
                List.of(), 11);
        var alone = experiments(Toys.catalog(), 1, DatabaseResults.inMemory()).run(experiment);
        var many = experiments(Toys.catalog(), workers, DatabaseResults.inMemory()).run(experiment);
        assertEquals(scores(alone), scores(many));
        assertEquals(alone.leaderboards().getLast().notes(), many.leaderboards().getLast().notes());
    }

    @Test
    void theSeedDecidesSplitsAndFits() {
        var experiment = experiment(Toys.levels("data", 60), "coin").withMeasures("accuracy");
        assertEquals(scores(run(experiment)), scores(run(experiment)));
        assertNotEquals(scores(run(experiment)), scores(run(experiment.withSeed(1))));
        var store = DatabaseResults.inMemory();
        var drawn = experiments(Toys.catalog(), 2, store).run(experiment.withResampling(new Resampling.CrossValidation(10, 2))).cells()
                .stream().map(cell -> store.prediction(cell.trial().key()).orElseThrow().labels().code(0)).distinct().count();
        assertEquals(2, drawn, "each fold has a seed of its own");
    }

    @Test
    void aFurtherRecipeOrDataSetDoesNotChangeTheOthers() {
        var one = Toys.levels("one", 60);
        var alone = run(experiment(one, "coin").withMeasures("accuracy"));
        var together = run(new Experiment("", List.of(Toys.levels("two", 40), one), List.of(Toys.recipes("constant", "coin")), false,
                Resampling.standard(), List.of("accuracy"), 0));
        var cells = together.cells().stream().filter(cell -> cell.trial().cell().data().equals("one")
                && cell.trial().cell().recipe().equals("coin")).toList();
        assertEquals(scores(alone), scores(new Results(together.study(), together.measures(), cells)));
    }

    @Test
    void aRecipeThatFailsHurtsNoOther() {
        var board = run(experiment(withZero(Toys.levels("data", 60)), "moody", "constant level=1").withMeasures("accuracy"))
                .leaderboards().getFirst();
        assertEquals(List.of("constant level=1", "moody"), board.standings().stream().map(Standing::recipe).toList());
        assertEquals(new Tally(5, 0, 0, 0, 0), board.standings().getFirst().tally());
        var moody = board.standings().getLast();
        assertEquals(new Tally(4, 1, 0, 0, 0), moody.tally());
        assertTrue(moody.rank().isEmpty());
        assertEquals(4, moody.summaries().getFirst().values());
        assertEquals(1, board.notes().size());
        assertTrue(board.notes().getFirst().matches("`moody` failed in 1 of 5 folds, its means are over the others and it has no rank: "
                + "IllegalStateException: no row with a = 0 \\(fit, fold \\d\\)"), board.notes().getFirst());
    }

    @Test
    void aRecipeThatAlwaysFailsIsListed() {
        var board = run(experiment(Toys.levels("data", 60), "moody")).leaderboards().getFirst();
        assertEquals(List.of(), board.measures());
        assertEquals(new Tally(0, 5, 0, 0, 0), board.standings().getFirst().tally());
        assertEquals(List.of("`moody` failed: IllegalStateException: no row with a = 0 (fit, fold 1)"), board.notes());
    }

    @Test
    void aRecipeThatDoesNotSuitTheDataIsSkippedWithTheReason() {
        var nominal = Dataset.builder("words").nominal("a", "u", "v", "u", "v", "u", "v").nominal("y", "n", "n", "n", "y", "y", "y")
                .target("y").build();
        var results = experiments(Toys.catalog(), 2, DatabaseResults.inMemory())
                .run(new Experiment("", List.of(nominal, Toys.levels("numbers", 40)), List.of(Toys.recipes("nearest", "doubled", "oddity")), false,
                        new Resampling.CrossValidation(3, 1), List.of(), 0));
        var words = results.leaderboards().getFirst();
        assertEquals(new Tally(0, 0, 0, 3, 0), words.standings().getFirst().tally());
        assertEquals("`nearest` was skipped: `nearest` takes numeric columns, and `a` is not", words.notes().getFirst());
        var numbers = results.leaderboards().get(1);
        assertEquals(new Tally(3, 0, 0, 0, 0), numbers.standings().getFirst().tally());
        assertEquals(List.of("`doubled` was skipped: `doubled` transforms rows and predicts nothing; put an algorithm that does behind it",
                "`oddity` was skipped: no installed measure judges anomaly; name measures that do"), numbers.notes());
    }

    @Test
    void recipesThatAnswerOtherQuestionsHaveALeaderboardOfTheirOwn() {
        var boards = run(experiment(Toys.levels("data", 60), "nearest", "middle")).leaderboards();
        assertEquals(List.of(Task.CLASSIFICATION, Task.CLUSTERING), boards.stream().map(Leaderboard::task).toList());
        assertEquals(List.of("silhouette"), boards.getLast().measures().stream().map(Yardstick::name).toList());
        assertEquals(List.of("middle"), boards.getLast().standings().stream().map(Standing::recipe).toList());
    }

    @Test
    void namedMeasuresDecideInTheirOrder() {
        var board = run(experiment(Toys.levels("data", 60), "constant", "nearest").withMeasures("confusion", "accuracy"))
                .leaderboards().getFirst();
        assertEquals(List.of("confusion", "accuracy"), board.measures().stream().map(Yardstick::name).toList());
        assertFalse(board.measures().getFirst().greaterIsBetter());
        assertEquals("nearest", board.standings().getFirst().recipe(), "the smaller error is the better one");
    }

    @Test
    void warningsAreToldOnce() {
        var board = run(experiment(Toys.levels("data", 60), "chatty").withMeasures("accuracy")).leaderboards().getFirst();
        assertEquals(List.of("`chatty` warned: it is late"), board.notes());
    }

    @Test
    void recipesThatSayTheSameAreTriedOnce() {
        var results = run(experiment(Toys.levels("data", 60), "constant", "constant level=0", "constant level=1"));
        assertEquals(10, results.cells().size());
    }

    @Test
    void progressCountsEveryTrial() {
        var experiments = experiments(Toys.catalog(), 3, DatabaseResults.inMemory());
        var plan = experiments.plan(experiment(Toys.levels("data", 60), "doubled", "nearest", "constant"));
        var told = new ArrayList<String>();
        experiments.run(plan, Conditions.standard(), (done, total, latest) -> told.add(done + "/" + total), () -> false);
        assertEquals(15, told.size());
        assertEquals("1/15", told.getFirst());
        assertEquals("15/15", told.getLast());
    }

    @Test
    void whatHasNotBegunWhenTheUserCancelsEndsAsCancelled() {
        var cancelled = new AtomicBoolean();
        var store = DatabaseResults.inMemory();
        var experiments = experiments(Toys.catalog(), 1, store);
        var plan = experiments.plan(experiment(Toys.levels("data", 60), "nearest", "constant").withMeasures("accuracy"));
        var results = experiments.run(plan, Conditions.standard(), (done, total, latest) -> cancelled.compareAndSet(false, done == 3), cancelled::get);
        assertTrue(results.isCancelled());
        var tallies = results.leaderboards().getFirst().standings().stream().map(Standing::tally).toList();
        assertEquals(List.of(new Tally(2, 0, 0, 0, 3), new Tally(1, 0, 0, 0, 4)), tallies);
        assertEquals(3, finished(store));
    }

    @Test
    void aFitThatRunsWhenTheUserCancelsEnds() {
        var asked = new AtomicInteger();
        var experiments = experiments(Toys.catalog(), 2, DatabaseResults.inMemory());
        var plan = experiments.plan(experiment(Toys.levels("data", 60), "endless"));
        var results = experiments.run(plan, Conditions.standard(), Progress.none(), () -> asked.incrementAndGet() > 1000);
        assertEquals(new Tally(0, 0, 0, 0, 5), results.leaderboards().getFirst().standings().getFirst().tally());
    }

    @Test
    void aCancelledExperimentGoesOnWhereItEnded() {
        var catalog = new Hashed(Toys.catalog(), "1111");
        var store = DatabaseResults.inMemory();
        var counting = new Counting(engine(catalog, 1));
        var experiments = new Experiments(Leases.of(catalog), counting, store);
        var plan = experiments.plan(experiment(Toys.levels("data", 60), "nearest", "coin").withMeasures("accuracy"));
        var stop = new AtomicBoolean();
        experiments.run(plan, Conditions.standard(), (done, total, latest) -> stop.compareAndSet(false, done >= 4), stop::get);
        assertEquals(4, finished(store));
        var resumed = experiments.run(plan, Conditions.standard(), Progress.none(), () -> false);
        assertEquals(10, counting.cells);
        assertFalse(resumed.isCancelled());
        assertEquals(scores(experiments(catalog, 2, DatabaseResults.inMemory()).run(plan, Conditions.standard(), Progress.none(), () -> false)), scores(resumed));
    }

    @Test
    void whatIsDoneIsNotDoneAgain() {
        var catalog = new Hashed(Toys.catalog(), "1111");
        var store = DatabaseResults.inMemory();
        var counting = new Counting(engine(catalog, 2));
        var experiments = new Experiments(Leases.of(catalog), counting, store);
        var data = Toys.levels("data", 60);
        var first = experiments.run(experiment(data, "nearest").withMeasures("accuracy", "auc"));
        assertEquals(5, counting.cells);
        var second = experiments.run(experiment(data.withName("renamed"), "coin", "nearest").withMeasures("auc"));
        assertEquals(10, counting.cells, "only the new recipe was run");
        var known = second.cells().stream().filter(cell -> cell.trial().canonical().startsWith("nearest")).toList();
        for (int i = 0; i < 5; i++) {
            assertEquals("renamed", known.get(i).trial().cell().data());
            assertEquals(List.of("auc"), List.copyOf(((Outcome.Done) known.get(i).outcome()).scores().keySet()));
            assertEquals(first.cells().get(i).score("auc"), known.get(i).score("auc"));
        }
        experiments.run(experiment(data, "nearest").withMeasures("accuracy", "f1-macro"));
        assertEquals(10, counting.cells, "a score that was not kept is measured on the answers that were");
        experiments.run(experiment(data, "nearest").withMeasures("training:accuracy"));
        assertEquals(15, counting.cells, "the training rows are predicted anew");
        experiments.run(experiment(data, "nearest").withMeasures("accuracy").withSeed(1));
        assertEquals(20, counting.cells, "another seed is another experiment");
        var updated = new Hashed(Toys.catalog(), "2222");
        new Experiments(Leases.of(updated), counting, store).run(experiment(data, "nearest").withMeasures("accuracy"));
        assertEquals(25, counting.cells, "another jar is another algorithm");
    }

    @Test
    void failuresAreTriedAgainOnRequest() {
        var catalog = new Hashed(Toys.catalog(), "1111");
        var counting = new Counting(engine(catalog, 1));
        var experiments = new Experiments(Leases.of(catalog), counting, DatabaseResults.inMemory());
        var plan = experiments.plan(experiment(withZero(Toys.levels("data", 60)), "moody").withMeasures("accuracy"));
        experiments.run(plan, Conditions.standard(), Progress.none(), () -> false);
        experiments.run(plan, Conditions.standard(), Progress.none(), () -> false);
        assertEquals(5, counting.cells);
        experiments.run(plan, new Conditions(Bounds.none(), Optional.empty(), true), Progress.none(), () -> false);
        assertEquals(5 + 1, counting.cells);
    }

    @Test
    void whenTheBudgetIsSpentNothingFurtherBegins() {
        var store = DatabaseResults.inMemory();
        var experiments = experiments(Toys.catalog(), 2, store);
        var plan = experiments.plan(experiment(Toys.levels("data", 60), "nearest").withMeasures("accuracy"));
        var spent = new Conditions(Bounds.none(), Optional.of(Duration.ofNanos(1)), false);
        assertEquals(new Tally(0, 0, 0, 0, 5), Tally.of(experiments.run(plan, spent, Progress.none(), () -> false).cells()));
        assertEquals(new Tally(5, 0, 0, 0, 0), Tally.of(experiments.run(plan, Conditions.standard(), Progress.none(), () -> false).cells()));
    }

    @Test
    void workThatNoNamedMeasureJudgesIsNotBegun() {
        var catalog = Catalog.of(List.of(new Toys.Constant()), Toys.MEASURES, List.of());
        var store = DatabaseResults.inMemory();
        var asked = Experiment.of(List.of(Toys.levels("data", 60)), List.of(Toys.recipes("constant"))).withMeasures("silhouette");
        var problem = assertThrows(GliaException.class, () -> experiments(catalog, 2, store).run(asked)).getMessage();
        assertTrue(problem.startsWith("no classification here is judged by silhouette; name a measure such as accuracy"), problem);
        assertEquals(List.of(), store.studies());
    }

    @Test
    void everyInstalledAlgorithmThatSuitsTakesPartWhereThatIsAsked() {
        var catalog = Catalog.of(List.of(new Toys.Nearest(), new Toys.Constant(), new Toys.Coin(), new Toys.Doubled()), Toys.MEASURES, List.of());
        var board = experiments(catalog, 2, DatabaseResults.inMemory()).run(Experiment.of(List.of(Toys.levels("data", 60)),
                List.of(Toys.recipes("constant level=1"))).withEvery().withMeasures("accuracy")).leaderboards().getFirst();
        var recipes = board.standings().stream().map(Standing::recipe).toList();
        assertTrue(recipes.containsAll(List.of("constant level=1", "constant", "nearest", "coin")), recipes.toString());
        assertFalse(recipes.contains("doubled"), "it only transforms");
    }

    /// What is installed changes when somebody says so.
    private static final class Changing implements Leases {
        private volatile Catalog now;

        Changing(Catalog first) {
            now = first;
        }

        @Override
        public Lease lease() {
            return Leases.of(now).lease();
        }
    }

    private Results runWhile(Changing leases, Catalog then, Experiment experiment) {
        var engine = new LocalEngine(leases, 1);
        engines.add(engine);
        var experiments = new Experiments(leases, engine, DatabaseResults.inMemory());
        return experiments.run(experiments.plan(experiment), Conditions.standard(), (done, total, latest) -> {
            if (done == 2) {
                leases.now = then;
            }
        }, () -> false);
    }

    @Test
    void aPluginThatIsUpdatedMeanwhileIsANewColumnBesideTheOld() {
        var experiment = experiment(Toys.levels("data", 60), "nearest").withMeasures("accuracy");
        var results = runWhile(new Changing(new Hashed(Toys.catalog(), "1111")), new Hashed(Toys.catalog(), "2222"), experiment);
        var standings = results.leaderboards().getFirst().standings();
        assertEquals(List.of("nearest (org.example 1.0 2222)", "nearest (org.example 1.0 1111)"),
                standings.stream().map(Standing::recipe).toList());
        assertEquals(List.of(new Tally(5, 0, 0, 0, 0), new Tally(2, 3, 0, 0, 0)), standings.stream().map(Standing::tally).toList());
        assertEquals("`nearest (org.example 1.0 1111)` failed in 3 of 5 folds, its means are over the others and it has no rank: `nearest` was "
                + "planned with another org.example than the one that is installed now (1.0); run the experiment again (recipe, fold 3)",
                results.leaderboards().getFirst().notes().getFirst());
    }

    @Test
    void aPluginThatIsUninstalledMeanwhileFailsItsOwnTrialsOnly() {
        var without = new Hashed(Catalog.of(List.of(new Toys.Constant()), Toys.MEASURES, List.of()), "1111");
        var results = runWhile(new Changing(new Hashed(Toys.catalog(), "1111")), without,
                experiment(Toys.levels("data", 60), "nearest", "constant").withMeasures("accuracy"));
        assertEquals(List.of(new Tally(5, 0, 0, 0, 0), new Tally(1, 4, 0, 0, 0)),
                results.leaderboards().getFirst().standings().stream().map(Standing::tally).toList());
    }

    @Test
    void anAlgorithmThatIsInstalledMeanwhileJoins() {
        var few = new Hashed(Catalog.of(List.of(new Toys.Constant()), Toys.MEASURES, List.of()), "1111");
        var more = new Hashed(Catalog.of(List.of(new Toys.Constant(), new Toys.Nearest()), Toys.MEASURES, List.of()), "1111");
        var results = runWhile(new Changing(few), more, Experiment.ofEvery(List.of(Toys.levels("data", 60)))
                .withMeasures("accuracy"));
        assertEquals(List.of("nearest", "constant"), results.leaderboards().getFirst().standings().stream().map(Standing::recipe).toList());
        assertEquals(new Tally(10, 0, 0, 0, 0), Tally.of(results.cells()));
    }

    @Test
    void withoutKnowingTheJarNothingIsTakenFromTheStore() {
        var catalog = Toys.catalog();
        var counting = new Counting(engine(catalog, 1));
        var experiments = new Experiments(Leases.of(catalog), counting, DatabaseResults.inMemory());
        experiments.run(experiment(Toys.levels("data", 60), "nearest"));
        experiments.run(experiment(Toys.levels("data", 60), "nearest"));
        assertEquals(10, counting.cells);
    }

    @Test
    void theKeyKnowsThePluginsOfNestedRecipes() {
        var catalog = new Hashed(Toys.catalog(), "1111") {
            @Override
            Plugin plugin(String name) {
                return new Plugin("org.example." + name, "1", "hash of " + name);
            }
        };
        var plan = experiments(catalog, 1, DatabaseResults.inMemory())
                .plan(experiment(Toys.levels("data", 60), "wrapper base=[doubled | nearest]").withMeasures("accuracy"));
        assertEquals(List.of("org.example.doubled", "org.example.nearest", "org.example.wrapper"),
                plan.trials().getFirst().cell().plugins().stream().map(Plugin::name).toList());
    }

    @Test
    void whatTheUserMustChangeIsSaidBeforeWorkBegins() {
        var experiments = experiments(Toys.catalog(), 1, DatabaseResults.inMemory());
        var data = Toys.levels("data", 20);
        assertEquals("there is no algorithm `nearset`; did you mean `nearest`?", assertThrows(RecipeException.class,
                () -> experiments.plan(experiment(data, "constant", "nearset"))).getMessage());
        assertEquals("there is no measure `acuracy`; did you mean `accuracy`?", assertThrows(RecipeException.class,
                () -> experiments.plan(experiment(data, "constant").withMeasures("acuracy"))).getMessage());
        assertEquals("data has 20 rows, fewer than the 30 that the split needs", assertThrows(DataException.class,
                () -> experiments.plan(experiment(data, "constant").withResampling(new Resampling.CrossValidation(30, 1)))).getMessage());
        assertEquals("data has no column with the role TIME to order its rows by", assertThrows(DataException.class,
                () -> experiments.plan(experiment(data, "constant").withResampling(new Resampling.ByTime(3)))).getMessage());
        assertEquals("two data sets are named `data`; give one of them another name", assertThrows(DataException.class,
                () -> Experiment.of(List.of(data, data.rows(0, 10)), List.of(Toys.recipes("constant")))).getMessage());
        assertEquals("an experiment needs a recipe", assertThrows(GliaException.class,
                () -> Experiment.of(List.of(data), List.of())).getMessage());
        assertEquals("an experiment needs a data set", assertThrows(GliaException.class,
                () -> Experiment.of(List.of(), List.of(Toys.recipes("constant")))).getMessage());
    }

    @Test
    void aHoldoutIsOneFoldWithoutADeviation() {
        var board = run(experiment(Toys.levels("data", 60), "nearest").withResampling(new Resampling.Holdout(0.25)))
                .leaderboards().getFirst();
        assertEquals(1, board.cells().size());
        assertEquals(15, board.cells().getFirst().trial().cell().fold().test().length);
        assertTrue(board.standings().getFirst().summaries().getFirst().deviation().isEmpty());
    }

    @Test
    void timeIsSplitIntoPastAndFuture() {
        var data = Toys.levels("data", 40).withRole(Role.TIME, "b");
        var results = run(experiment(data, "constant").withResampling(new Resampling.ByTime(3)).withMeasures("accuracy"));
        assertEquals(3, results.cells().size());
        for (var cell : results.cells()) {
            var fold = cell.trial().cell().fold();
            double latest = Arrays.stream(data.rows(fold.train()).numeric("b").values()).max().getAsDouble();
            double earliest = Arrays.stream(data.rows(fold.test()).numeric("b").values()).min().getAsDouble();
            assertTrue(latest < earliest);
        }
    }

    @Test
    void groupsStayTogether() {
        var plain = Toys.levels("data", 60);
        var groups = new double[60];
        Arrays.setAll(groups, row -> row / 4);
        var data = plain.with(Field.numeric("family").withRole(Role.GROUP), new NumericColumn(groups));
        for (var cell : run(experiment(data, "constant").withMeasures("accuracy")).cells()) {
            var train = new HashSet<Double>();
            for (int row : cell.trial().cell().fold().train()) {
                train.add(groups[row]);
            }
            for (int row : cell.trial().cell().fold().test()) {
                assertFalse(train.contains(groups[row]));
            }
        }
    }

    @Test
    void givenFoldsMustFitTheData() {
        var data = Toys.levels("data", 4);
        assertEquals("fold 1 has a row 5, and data has 4 rows", assertThrows(DataException.class,
                () -> given(new int[] {0, 4}, new int[] {1}).folds(data, 0)).getMessage());
        assertEquals("row 2 of data is in the training and in the test rows of fold 1", assertThrows(DataException.class,
                () -> given(new int[] {0, 1}, new int[] {1, 2}).folds(data, 0)).getMessage());
        assertEquals(1, given(new int[] {0, 1}, new int[] {2}).folds(data, 0).all().size());
    }

    private static Resampling given(int[] train, int[] test) {
        return new Resampling.Given(Folds.of("given", List.of(new Fold(0, 0, train, test))));
    }

    @Test
    void resamplingsSayWhichNumbersTheyTake() {
        assertEquals("cross-validation needs 2 folds or more, not 1",
                assertThrows(DataException.class, () -> new Resampling.CrossValidation(1, 1)).getMessage());
        assertEquals("cross-validation is done once or more often, not 0 times",
                assertThrows(DataException.class, () -> new Resampling.CrossValidation(2, 0)).getMessage());
        assertEquals("the test share must lie between 0 and 1, not be 1.0",
                assertThrows(DataException.class, () -> new Resampling.Holdout(1)).getMessage());
        assertEquals("the test share must lie between 0 and 1, not be NaN",
                assertThrows(DataException.class, () -> new Resampling.Holdout(Double.NaN)).getMessage());
        assertEquals("a split by time needs 1 fold or more, not 0",
                assertThrows(DataException.class, () -> new Resampling.ByTime(0)).getMessage());
    }

    /// Counts the cells that are asked of an engine.
    private static final class Counting implements Engine {

        private final Engine engine;
        private int cells;

        Counting(Engine engine) {
            this.engine = engine;
        }

        @Override
        public int workers() {
            return engine.workers();
        }

        @Override
        public <T> Future<T> submit(Request request, Work<T> work) {
            return engine.submit(request, work);
        }

        @Override
        public void run(Request request, Bounds bounds, List<Cell> asked, Function<String, Dataset> data, CellListener listener) {
            engine.run(request, bounds, asked, data, new CellListener() {
                @Override
                public boolean begins(Cell cell) {
                    boolean begins = listener.begins(cell);
                    cells += begins ? 1 : 0;
                    return begins;
                }

                @Override
                public void ended(Cell cell, Outcome outcome) {
                    listener.ended(cell, outcome);
                }
            });
        }
    }
}
