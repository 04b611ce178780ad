package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import org.glia.api.run.RandomStream;
import org.glia.experiments.store.DatabaseResults;
import org.glia.experiments.store.Place;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/// Experiments in processes of their own that are killed at instants which nobody chose. They keep what they find in a file, and
/// are judged by an [Experimenter] that nobody disturbs.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CrashTest {

    /// For each number of workers.
    private static final int KILLS = 9;

    @TempDir
    private static Path shared;
    private static Plan plan;
    /// By key, what a trial's fit is called in the file of fits.
    private static Map<String, String> fitted;
    private static List<String> undisturbed;
    /// How long it took until the first trial was kept, and from there until the last one was.
    private static long opening;
    private static long working;

    @TempDir
    private Path folder;
    private Path database;
    private Path fits;
    private int processes;
    /// What was said to be kept: by key, which process was the first one to say so.
    private final Map<String, Integer> acknowledged = new HashMap<>();
    /// What was found under keys that were acknowledged, times included.
    private final Map<String, String> found = new HashMap<>();

    @BeforeAll
    static void nobodyDisturbsTheFirst() throws Exception {
        plan = Experimenter.plan();
        var data = plan.experiment().data().stream().collect(Collectors.toMap(table -> table.name(), table -> table));
        fitted = plan.trials().stream().filter(trial -> trial.unsuitable().isEmpty())
                .collect(Collectors.toMap(Trial::key, trial -> Experimenter.fit(trial, data.get(trial.cell().data()))));
        var report = shared.resolve("undisturbed.txt");
        var child = start(shared.resolve("undisturbed.db"), shared.resolve("fits.txt"), "0", 1, report);
        var said = new ArrayList<String>();
        try (var lines = child.inputReader()) {
            assertEquals(Experimenter.READY, lines.readLine());
            begin(child);
            long begun = System.nanoTime();
            said.add(lines.readLine());
            opening = System.nanoTime() - begun;
            lines.lines().forEach(said::add);
            working = System.nanoTime() - begun - opening;
        }
        assertEquals(0, child.waitFor());
        assertEquals(plan.trials().size(), said.size());
        assertEquals(keys(), Set.copyOf(said));
        undisturbed = Files.readAllLines(report);
        assertEquals(Set.copyOf(fitted.values()), Files.readAllLines(shared.resolve("fits.txt")).stream().map(line -> line.substring(2))
                .collect(Collectors.toSet()));
        for (var part : List.of("done {accuracy=", "`lesson way=moody` failed in 2 of 10 folds", "`lesson way=moody` failed: ", "Skipped[",
                "there are 64 rows", "loss[1.0, 2.0")) {
            assertTrue(undisturbed.stream().anyMatch(line -> line.contains(part)), part + " is in " + undisturbed);
        }
    }

    private static Set<String> keys() {
        return plan.trials().stream().map(Trial::key).collect(Collectors.toSet());
    }

    @BeforeEach
    void aPlaceOfItsOwn() {
        useFreshPlace(0);
    }

    private void useFreshPlace(int number) {
        database = folder.resolve(number + ".db");
        fits = folder.resolve(number + ".txt");
        acknowledged.clear();
        found.clear();
        processes = 0;
    }

    private static Process start(Path database, Path fits, String name, int workers, Path report) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Dorg.sqlite.tmpdir=" + shared, "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), Experimenter.class.getName(), database.toString(), fits.toString(), name, Integer.toString(workers), report.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void begin(Process child) throws IOException {
        try (var in = child.getOutputStream()) {
            in.write('\n');
        }
    }

    /// A process, and what it says.
    private final class Child implements AutoCloseable {

        private final int number = ++processes;
        private final Path report = folder.resolve("report %d.txt".formatted(number));
        private final Process process;
        private final BufferedReader lines;
        private boolean ended;

        Child(int workers) throws IOException {
            process = start(database, fits, Integer.toString(number), workers, report);
            lines = process.inputReader();
            ended = !Experimenter.READY.equals(lines.readLine());
        }

        void begin() throws IOException {
            CrashTest.begin(process);
        }

        /// Listens until it has told of so many trials that nobody had told of, or is at its end.
        void listen(int news) throws IOException {
            for (int before = acknowledged.size(); !ended && acknowledged.size() - before < news; ) {
                var line = lines.readLine();
                ended = line == null || line.length() < plan.trials().getFirst().key().length();
                if (!ended) {
                    acknowledged.putIfAbsent(line, number);
                }
            }
        }

        /// Ends it without a word after so many nanoseconds.
        void kill(long delay) throws IOException, InterruptedException {
            long begin = System.nanoTime();
            process.waitFor(TimeUnit.NANOSECONDS.toMillis(delay), TimeUnit.MILLISECONDS);
            while (System.nanoTime() - begin < delay) {
                Thread.onSpinWait();
            }
            process.toHandle().destroyForcibly(); // unlike the process, it leaves open what the child has written
            listen(Integer.MAX_VALUE);
        }

        /// Whether it came to its end by itself.
        boolean hasFinished() throws InterruptedException {
            int code = process.waitFor();
            assertTrue(code == 0 || code == 128 + 9, "ended with " + code);
            return code == 0;
        }

        List<String> report() throws IOException {
            return Files.readAllLines(report);
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            lines.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void killedAgainAndAgainAnExperimentFindsWhatItFindsUndisturbed(int workers) throws Exception {
        RandomGenerator random = RandomStream.of(1, "kills", workers);
        int kills = 0;
        for (int place = 0; kills < KILLS; place++) {
            useFreshPlace(place);
            int before = kills;
            for (var finished = false; !finished; ) {
                try (var child = new Child(workers)) {
                    // while tables and plan are written, or amid the trials
                    boolean early = processes <= 2 || kills % 3 == 0;
                    child.begin();
                    child.listen(early ? 0 : random.nextInt(9));
                    child.kill(random.nextLong(1 + (early ? opening : 2 * working / plan.trials().size())));
                    finished = child.hasFinished();
                    kills += finished ? 0 : 1;
                    requireAllThatWasAcknowledged();
                    if (finished) {
                        assertEquals(undisturbed, child.report());
                    }
                }
            }
            requireDoneOnce(workers, kills - before);
            var last = last(Files.readAllLines(fits));
            fitted.forEach((key, fit) -> assertTrue(last.get(fit) <= acknowledged.get(key), "what is kept is not fitted again"));
            requireNothingIsLeftOver();
        }
    }

    /// Looks at a copy, so that it is the next process that has to deal with what the last one has left.
    private void requireAllThatWasAcknowledged() throws Exception {
        if (!Files.exists(database)) {
            assertEquals(Set.of(), acknowledged.keySet());
            return;
        }
        var copy = Files.createTempDirectory(folder, "copy").resolve("results.db");
        for (var end : List.of("", "-wal")) {
            var file = Path.of(database + end);
            if (Files.exists(file)) {
                Files.copy(file, Path.of(copy + end), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assertEquals(List.of("ok"), ask(copy, "pragma integrity_check"));
        try (var store = DatabaseResults.at(new Place(copy.toString()))) {
            for (var key : acknowledged.keySet()) {
                var kept = store.result(key);
                var finding = kept.at() + " " + Experimenter.finding(kept, store);
                assertEquals(found.computeIfAbsent(key, any -> finding), finding, "what is kept never changes");
            }
        }
    }

    private static List<String> ask(Path file, String sql) throws SQLException {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file.toUri());
        var answers = new ArrayList<String>();
        try (var connection = source.getConnection(); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }

    /// @param workers how many fits a kill may have cut off
    private void requireDoneOnce(int workers, int kills) throws IOException {
        assertEquals(keys(), acknowledged.keySet());
        var lines = Files.readAllLines(fits);
        assertEquals(Set.copyOf(lines).size(), lines.size(), "no process fits twice");
        assertTrue(lines.size() <= fitted.size() + workers * kills, "%d fits with %d kills".formatted(lines.size(), kills));
        assertEquals(Set.copyOf(fitted.values()), last(lines).keySet());
    }

    /// By fit, the last process that made it.
    private static Map<String, Integer> last(List<String> lines) {
        return lines.stream().collect(Collectors.toMap(line -> line.substring(line.indexOf(' ') + 1),
                line -> Integer.parseInt(line.substring(0, line.indexOf(' '))), Math::max));
    }

    private void requireNothingIsLeftOver() throws SQLException {
        assertEquals(List.of("ok"), ask(database, "pragma integrity_check"));
        assertEquals(List.of("0"), ask(database, "select count(*) from process"));
        assertEquals(List.of("0"), ask(database, "select count(*) from cell where owner is not null or state in ('planned', 'running')"));
    }

    @Test
    void processesThatWorkSideBySideDoEachTrialOnce() throws Exception {
        try (var one = new Child(2); var other = new Child(1)) {
            one.begin();
            other.begin();
            one.listen(Integer.MAX_VALUE);
            other.listen(Integer.MAX_VALUE);
            assertTrue(one.hasFinished() && other.hasFinished());
            assertEquals(undisturbed, one.report());
            assertEquals(undisturbed, other.report());
        }
        var lines = Files.readAllLines(fits);
        assertEquals(fitted.size(), lines.size());
        assertEquals(Set.copyOf(fitted.values()), last(lines).keySet());
        assertEquals(Set.of(1, 2), Set.copyOf(last(lines).values()), "both did some of the work");
        requireNothingIsLeftOver();
    }

    /// A living process does what a dead one had begun, without being told of its end.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatADeadProcessHadBegunIsDoneByTheOther(long seed) throws Exception {
        RandomGenerator random = RandomStream.of(seed, "kill one of two", 0);
        try (var dead = new Child(2); var other = new Child(2)) {
            dead.begin();
            other.begin();
            dead.listen(1 + random.nextInt(40));
            dead.kill(random.nextLong(2 * working / plan.trials().size()));
            assertFalse(dead.hasFinished(), "it was killed in the middle");
            var told = new HashSet<>(acknowledged.keySet());
            other.listen(Integer.MAX_VALUE);
            assertTrue(other.hasFinished());
            assertEquals(undisturbed, other.report());
            requireAllThatWasAcknowledged();
            var twice = fits(2);
            twice.retainAll(fits(1));
            assertTrue(twice.size() <= 2, "the dead one had begun no more than two: " + twice);
            told.forEach(key -> assertFalse(twice.contains(fitted.get(key)), "what is kept is not fitted again"));
        }
        requireDoneOnce(2, 1);
        requireNothingIsLeftOver();
        var all = Files.readAllLines(fits);
        try (var again = new Child(2)) {
            again.begin();
            again.listen(Integer.MAX_VALUE);
            assertTrue(again.hasFinished());
            assertEquals(undisturbed, again.report());
            assertEquals(all, Files.readAllLines(fits), "nothing is left to do");
        }
        requireNothingIsLeftOver();
    }

    private Set<String> fits(int process) throws IOException {
        return Files.readAllLines(fits).stream().filter(line -> line.startsWith(process + " ")).map(line -> line.substring(line.indexOf(' ') + 1))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
