package org.glia.experiments.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import org.glia.api.problem.GliaException;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class FileStoreTest extends SharedStoreContract {

    @TempDir
    private Path folder;

    @Override
    String place() {
        return folder.resolve("not yet there/r\u00E9sultats? 100% #1.db").toString();
    }

    @Override
    DatabaseResults open() {
        return open(place());
    }

    private static String refusal(Path file) {
        try (var store = open(file.toString())) {
            return assertThrows(GliaException.class, store::studies).getMessage();
        }
    }

    private static void sql(Path file, String... statements) throws SQLException {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file.toUri());
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        }
    }

    @Test
    void aStoreIsOpenedWhenItIsFirstUsed() {
        var file = folder.resolve("new/results.db");
        try (var lazy = open(file.toString())) {
            assertFalse(Files.exists(file.getParent()));
            lazy.studies();
            assertTrue(Files.exists(file));
        }
    }

    @Test
    void nothingIsLeftBesideTheFileOnceAllHaveClosedIt() throws IOException {
        store.enter(plan.study(), plan);
        store.close();
        try (var files = Files.list(Path.of(place()).getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void whatWasDeletedTakesNoRoom() throws IOException {
        store.enter(plan.study(), plan);
        store.commit(Samples.result(trial, Samples.done(trial, Samples.probabilities(100_000, 1))));
        store.delete(plan.study().id());
        store.close();
        assertTrue(Files.size(Path.of(place())) < 500_000, Files.size(Path.of(place())) + " bytes");
    }

    @Test
    void aFileOfAnotherKindIsNotTouched() throws IOException {
        var file = Files.writeString(folder.resolve("table.csv"), "a,b\n1,2\n");
        assertEquals(file + " is no file of results; choose another place with --results FILE", refusal(file));
        assertEquals("a,b\n1,2\n", Files.readString(file));
        assertEquals(folder + " is a folder; name a file in it with --results FILE", refusal(folder));
        assertEquals("results cannot be kept in %s: %s is a file, not a folder; choose another place with --results FILE"
                .formatted(file.resolve("results.db"), file), refusal(file.resolve("results.db")));
    }

    @Test
    void aDatabaseOfSomebodyElseIsNotTouched() throws Exception {
        var file = folder.resolve("other.db");
        sql(file, "create table study (a)");
        var before = Files.readAllBytes(file);
        assertEquals(file + " is a database, but not one of Glia's results; choose another place with --results FILE", refusal(file));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void anEmptyFileBecomesOneOfResults() throws IOException {
        var file = Files.createFile(folder.resolve("empty.db"));
        try (var fresh = open(file.toString())) {
            assertEquals(0, fresh.studies().size());
        }
    }

    @Test
    void aFileThatIsCutOffSaysSo() throws IOException {
        store.enter(plan.study(), plan);
        store.close();
        var whole = Files.readAllBytes(Path.of(place()));
        var file = Files.write(folder.resolve("cut.db"), Arrays.copyOf(whole, whole.length / 3));
        assertEquals(file + " is damaged; a copy, or `sqlite3 FILE .recover`, may bring the results back", refusal(file));
        var torn = whole.clone();
        Arrays.fill(torn, 100, 4096, (byte) 0x5A);
        assertEquals(folder.resolve("torn.db") + " is damaged; a copy, or `sqlite3 FILE .recover`, may bring the results back",
                refusal(Files.write(folder.resolve("torn.db"), torn)));
        var header = Arrays.copyOf(whole, 40);
        var begun = Files.write(folder.resolve("begun.db"), header);
        assertTrue(refusal(begun).startsWith(begun + " is "), refusal(begun));
    }

    @Test
    void answersThatWereChangedAreNotBelieved() throws SQLException {
        store.enter(plan.study(), plan);
        store.commit(Samples.done(trial));
        store.close();
        sql(Path.of(place()), "update prediction set bytes = x'00'");
        store = open();
        assertEquals("the answers of trial %s are damaged in the results; repeat it with `results rerun`".formatted(trial.key().substring(0, 12)),
                assertThrows(GliaException.class, () -> store.prediction(trial.key())).getMessage());
    }

    @Test
    void recordsThatWereChangedAreNotBelieved() throws SQLException {
        store.enter(plan.study(), plan);
        store.commit(Samples.done(trial));
        for (var change : new String[] {"update cell set history = '[{]'", "update cell set history = '[]', warnings = '{}'",
            "update cell set warnings = '[]', state = 'gone'", "update cell set state = 'finished'; update split set train = x'1234'"}) {
            sql(Path.of(place()), change.split("; "));
            assertEquals("the results hold something that is not as Glia writes it; are they damaged?",
                    assertThrows(GliaException.class, () -> store.results(plan.study().id())).getMessage(), change);
        }
    }

    @Test
    void whoIsLockedOutSaysSo() throws SQLException {
        store.enter(plan.study(), plan);
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + Path.of(place()).toUri());
        try (var connection = source.getConnection(); var statement = connection.createStatement();
             var hasty = new DatabaseResults(new Sqlite(Optional.of(Path.of(place())), Duration.ofMillis(1)), Schema.migrations(), Worker.self())) {
            assertEquals(1, hasty.studies().size());
            statement.execute("begin immediate");
            assertEquals(1, hasty.studies().size(), "who reads is not hindered");
            assertEquals("another program has kept %s locked for 0 s; close it and try again".formatted(place()),
                    assertThrows(GliaException.class, () -> hasty.commit(Samples.done(trial))).getMessage());
            statement.execute("rollback");
            hasty.commit(Samples.done(trial));
        }
    }

    @Test
    void whatDisksAndFoldersRefuseIsSaidInSentences() {
        var dialect = new Sqlite(Optional.of(Path.of("/r.db")), Duration.ofSeconds(30));
        var said = Map.of(
                SQLiteErrorCode.SQLITE_FULL, "there is no room left for the results in /r.db; make some and ask again: what is done stays done",
                SQLiteErrorCode.SQLITE_READONLY_DIRECTORY, "results cannot be kept in /r.db: it may not be written; choose another place with --results FILE",
                SQLiteErrorCode.SQLITE_CANTOPEN, "results cannot be kept in /r.db: it cannot be opened for writing; choose another place with --results FILE",
                SQLiteErrorCode.SQLITE_IOERR_FSYNC, "the results in /r.db cannot be read or written: disk I/O",
                SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT, "another program has kept /r.db locked for 30 s; close it and try again");
        said.forEach((code, sentence) -> assertEquals(sentence, dialect.explained(new SQLiteException("disk I/O\nmore", code)).getMessage()));
    }

    @Test
    void aFullDatabaseLosesNothingThatWasKept() throws Exception {
        store.enter(plan.study(), plan);
        store.commit(Samples.done(trial));
        limit(20);
        var next = plan.trials().get(1);
        var large = Samples.result(next, Samples.done(next, Samples.probabilities(50_000, 4)));
        assertTrue(assertThrows(GliaException.class, () -> store.commit(large)).getMessage().startsWith("there is no room left"));
        assertTrue(store.find(next).isEmpty());
        Samples.assertSame(Samples.done(trial), store.find(trial).orElseThrow());
        limit(1 << 30);
        store.commit(large);
        assertEquals(((Outcome.Done) large.outcome()).prediction(), store.prediction(next.key()));
    }

    private void limit(int pages) {
        store.session().read(sql -> sql.list("pragma max_page_count = " + pages, row -> row.getInt(1)));
    }
}
