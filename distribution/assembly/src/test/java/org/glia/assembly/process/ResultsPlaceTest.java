package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where results go, and that they are there for the next process.
class ResultsPlaceTest {

    private static final String WORK = "crossval majority on iris folds=2";

    @TempDir
    private Path folder;

    private Glia glia;

    @BeforeEach
    void takeGlia() throws Exception {
        glia = Glia.assembled(folder).with("GLIA_DATA", folder.resolve("data").toString());
    }

    private boolean knows(String... options) throws Exception {
        var words = new ArrayList<>(List.of(options));
        words.addAll(List.of("-c", "results list"));
        var outcome = glia.run(words.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.stderr());
        return outcome.stdout().contains("majority");
    }

    @Test
    void resultsAreKeptInTheDataFolder() throws Exception {
        assertEquals(0, glia.run("-c", "version").code());
        assertFalse(Files.exists(folder.resolve("data")), "which is made when there is something to keep");
        assertEquals(0, glia.run("-c", WORK).code());
        assertTrue(Files.exists(folder.resolve("data/results.db")));
        assertTrue(knows());
    }

    @Test
    void anOptionComesBeforeAVariableAndThatBeforeTheDataFolder() throws Exception {
        glia.with("GLIA_RESULTS", "variable.db");
        assertEquals(0, glia.run("--results", "option.db", "-c", WORK).code());
        assertTrue(Files.exists(folder.resolve("option.db")));
        assertFalse(knows());
        assertTrue(Files.exists(folder.resolve("variable.db")));
        assertTrue(knows("--results", "option.db"));
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void whereNoResultsCanBeIsSaidInASentence() throws Exception {
        var impossible = glia.run("--results", "jdbc:oracle:x", "-c", "results list");
        assertEquals(2, impossible.code());
        assertEquals("glia: results are kept in SQLite or PostgreSQL; `jdbc:oracle` is neither\n", impossible.stderr());
        var file = Files.writeString(folder.resolve("notes.txt"), "dear diary");
        var other = glia.run("--results", "notes.txt", "-c", "results list");
        assertEquals(1, other.code());
        assertTrue(other.stderr().contains(file.toRealPath() + " is no file of results; choose another place with --results FILE"), other.stderr());
        assertEquals("dear diary", Files.readString(file));
    }
}
