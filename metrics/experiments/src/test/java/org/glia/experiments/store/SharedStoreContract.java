package org.glia.experiments.store;

import static org.glia.experiments.store.Samples.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.glia.api.problem.GliaException;
import org.glia.api.run.RandomStream;
import org.glia.experiments.Tally;
import org.glia.experiments.Trial;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stores promise besides when several processes share one place.
abstract class SharedStoreContract extends StoreContract {

    private static final int KILLS = 12;

    /// Where processes that are killed leave the library of the driver.
    @TempDir
    private Path natives;

    /// The place, in the words that a process is given.
    abstract String place();

    /// A dialect for the same place.
    private Dialect dialect() {
        return Dialect.of(new Place(place()));
    }

    private DatabaseResults as(Worker worker) {
        return new DatabaseResults(dialect(), Schema.migrations(), worker);
    }

    @Test
    void resultsOutliveTheProcess() throws Exception {
        store.enter(plan.study(), plan);
        plan.trials().forEach(one -> store.commit(Samples.done(one)));
        var before = store.results(plan.study().id());
        var answers = store.prediction(trial.key());
        store.close();
        store = open(place());
        var after = store.results(plan.study().id());
        for (int i = 0; i < before.cells().size(); i++) {
            assertSame(before.cells().get(i), after.cells().get(i));
        }
        assertEquals(answers, store.prediction(trial.key()));
        assertEquals(before.leaderboards().getFirst().standings(), after.leaderboards().getFirst().standings());
    }

    static DatabaseResults open(String place) {
        return DatabaseResults.at(new Place(place));
    }

    @Test
    void whatALivingProcessHasClaimedIsItsOwn() {
        store.enter(plan.study(), plan);
        try (var other = open(place())) {
            assertTrue(store.claim(trial, false));
            assertFalse(other.claim(trial, false));
            assertFalse(other.claim(trial, true));
            store.release(trial);
            assertTrue(other.claim(trial, false));
            assertFalse(store.claim(trial, false));
            other.commit(Samples.done(trial));
            assertFalse(store.claim(trial, false));
            assertSame(Samples.done(trial), store.find(trial).map(found -> Samples.result(trial, found.outcome())).orElseThrow());
        }
    }

    @Test
    void whatAProcessHasClaimedIsFreeWhenItEnds() {
        store.enter(plan.study(), plan);
        try (var other = open(place())) {
            assertTrue(other.claim(trial, false));
        }
        assertTrue(store.claim(trial, false));
        assertEquals(1, Samples.count(store, "process"));
    }

    @Test
    void theClaimsOfADeadProcessAreFreeAtOnceOnThisMachine() throws Exception {
        store.enter(plan.study(), plan);
        var child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version").start();
        child.waitFor();
        var self = Worker.self();
        var dead = as(new Worker(self.host(), child.pid(), self.started()));
        assertTrue(dead.claim(trial, false));
        assertTrue(dead.claim(plan.trials().get(1), false));
        assertTrue(store.claim(trial, false));
        assertEquals(1, Samples.count(store, "process"), "the dead one is forgotten");
        assertTrue(store.claim(plan.trials().get(1), false));
        dead.close();
        assertFalse(open(place()).claim(trial, false), "whoever was taken for dead gives back nothing of others");
    }

    @Test
    void aDeadProcessThatHadNothingToDoIsForgotten() throws Exception {
        store.enter(plan.study(), plan);
        var child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version").start();
        child.waitFor();
        var dead = as(new Worker(Worker.self().host(), child.pid(), Worker.self().started()));
        assertTrue(dead.claim(trial, false));
        dead.commit(Samples.done(trial));
        assertEquals(1, Samples.count(store, "process"));
        store.enter(plan.study(), plan);
        assertEquals(0, Samples.count(store, "process"));
        dead.close();
    }

    @Test
    void aProcessWithTheNumberOfAnotherIsNotThatOne() {
        store.enter(plan.study(), plan);
        var self = Worker.self();
        var former = as(new Worker(self.host(), self.pid(), self.started() - 3_600_000));
        assertTrue(former.claim(trial, false));
        assertTrue(store.claim(trial, false));
    }

    @Test
    void onOtherMachinesSilenceTells() {
        store.enter(plan.study(), plan);
        var far = as(new Worker("far away", 1, 0));
        assertTrue(far.claim(trial, false));
        assertFalse(store.claim(trial, false));
        age(far, Claims.SILENCE.toSeconds() - 5);
        assertFalse(store.claim(trial, false));
        age(far, 10);
        assertTrue(store.claim(trial, false));
        assertTrue(far.claim(plan.trials().get(1), false), "one that was only slow goes on under a new name");
        far.commit(Samples.done(plan.trials().get(1)));
        far.close();
        assertFalse(open(place()).claim(trial, false));
    }

    private static void age(DatabaseResults store, long seconds) {
        store.session().write(sql -> sql.update("update process set heartbeat = heartbeat - ?", seconds));
    }

    @Test
    void manyProcessesMakeAStoreAtOnce() throws Exception {
        var children = new ArrayList<Process>();
        for (int i = 0; i < 3; i++) {
            children.add(child("open", place()));
        }
        for (var child : children) {
            assertEquals("1", lines(child).getLast());
            assertEquals(0, child.waitFor());
        }
    }

    @Test
    void twoProcessesShareTheWork() throws Exception {
        var large = Samples.plan(Committer.TITLE, Samples.data("d"), 5, Committer.recipes(6));
        var children = List.of(child("work", place(), "6"), child("work", place(), "6"));
        var done = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (Future<List<String>> lines : threads.invokeAll(children.stream().map(child -> (Callable<List<String>>) () -> lines(child)).toList())) {
                done.addAll(lines.get());
            }
        }
        for (var child : children) {
            assertEquals(0, child.waitFor());
        }
        assertEquals(30, done.size(), "nothing is done twice");
        assertEquals(keys(large.trials()), Set.copyOf(done));
        assertEquals(new Tally(30, 0, 0, 0, 0), store.studies().getFirst().tally());
    }

    /// Every time the process has to go on where the one before was killed, at an instant that nobody chose.
    @Test
    void killedAtAnyInstantNothingIsLostOrDoneTwice() throws Exception {
        var large = Samples.plan(Committer.TITLE, Samples.data("d"), 5, Committer.recipes(60));
        RandomGenerator random = RandomStream.of(1, "kills", 0);
        var acknowledged = new HashSet<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            var child = child("work", place(), "60");
            int patience = random.nextInt(20);
            try (var reader = child.inputReader()) {
                for (int line = 0; line < patience; line++) {
                    acknowledge(reader, acknowledged);
                }
                for (long spin = random.nextInt(3_000_000); spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                child.toHandle().destroyForcibly(); // unlike the process, it leaves open what the child has written
                while (acknowledge(reader, acknowledged)) {
                    // what it said before it died
                }
            }
            child.waitFor();
            for (var key : acknowledged) {
                var result = store.result(key);
                assertSame(Samples.done(result.trial()), result);
                assertEquals(((Outcome.Done) Samples.done(result.trial()).outcome()).prediction(), store.prediction(key));
            }
            requireWhole();
        }
        var last = lines(child("work", place(), "60"));
        for (var key : last) {
            assertTrue(acknowledged.add(key), "done once");
        }
        // One that was kept and not said to be so, for each kill at most, is in neither list.
        assertTrue(acknowledged.size() >= large.trials().size() - KILLS, acknowledged.size() + " were acknowledged");
        assertEquals(new Tally(300, 0, 0, 0, 0), store.studies().getFirst().tally());
        for (var cell : store.results(large.study().id()).cells()) {
            assertSame(Samples.done(cell.trial()), cell);
        }
    }

    private static boolean acknowledge(BufferedReader reader, Set<String> acknowledged) throws IOException {
        var line = reader.readLine();
        if (line == null || line.length() < 64) {
            return false;
        }
        assertTrue(acknowledged.add(line), "done once");
        return true;
    }

    /// No cell is half written: what has ended has all that belongs to it.
    private void requireWhole() {
        assertEquals(0, Samples.count(store, "cell where state = 'finished' and (prediction is null or ended is null or history is null)"));
        assertEquals(0, Samples.count(store, "cell where state = 'finished' and (select count(*) from score where score.cell = cell.id) <> 2"));
        assertEquals(0, Samples.count(store, "cell where state <> 'finished' and exists (select 1 from score where score.cell = cell.id)"));
        assertEquals(0, Samples.count(store, "prediction where not exists (select 1 from cell where cell.prediction = prediction.hash)"));
    }

    @Test
    void aStepOfTheSchemaIsTakenOnceAndKeepsWhatThereIs() {
        store.enter(plan.study(), plan);
        store.commit(Samples.done(trial));
        var migrations = IntStream.range(0, 2).mapToObj(i -> i == 0 ? Schema.migrations().getFirst()
                : "-- one more\nalter table study add column note text;\nupdate study set note = 'old';\n").toList();
        var later = new DatabaseResults(dialect(), migrations, Worker.self());
        assertSame(Samples.done(trial), later.find(trial).orElseThrow());
        assertEquals(1, Samples.count(later, "study where note = 'old'"));
        later.close();
        var again = new DatabaseResults(dialect(), migrations, Worker.self());
        assertEquals(1, again.studies().size());
        again.close();
        store.close();
        assertEquals("the results were kept by a newer Glia: their schema is number 2, and this one knows 1; use a newer Glia, or choose "
                + "another place with --results", assertThrows(GliaException.class, () -> open(place()).studies()).getMessage());
    }

    @Test
    void aStepOfTheSchemaThatFailsChangesNothing() {
        store.enter(plan.study(), plan);
        var migrations = List.of(Schema.migrations().getFirst(), "alter table study add column note text;\nselect nonsense;\n");
        try (var later = new DatabaseResults(dialect(), migrations, Worker.self())) {
            assertTrue(assertThrows(GliaException.class, later::studies).getMessage().contains("cannot be read or written"));
        }
        assertEquals(1, store.studies().size());
        assertEquals(1, Samples.count(store, "schema_version where version = 1"));
    }

    private static Set<String> keys(List<Trial> trials) {
        return Set.copyOf(trials.stream().map(Trial::key).toList());
    }

    private Process child(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dorg.sqlite.tmpdir=" + natives, "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Committer.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static List<String> lines(Process child) throws IOException {
        try (var reader = child.inputReader()) {
            return reader.lines().toList();
        }
    }
}
