package org.glia.experiments.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static Dialect dialect(String words) {
        return Dialect.of(new Place(words));
    }

    private static String refusal(String words) {
        return assertThrows(GliaException.class, () -> new Place(words)).getMessage();
    }

    @Test
    void aNameIsAFileAndAUrlIsWhatItSays() {
        assertEquals(Path.of("results.db").toAbsolutePath(), assertInstanceOf(Sqlite.class, dialect("results.db")).file().orElseThrow());
        assertEquals(Path.of("/a/b.db"), assertInstanceOf(Sqlite.class, dialect("jdbc:sqlite:/a/b.db")).file().orElseThrow());
        assertTrue(assertInstanceOf(Sqlite.class, dialect(":memory:")).file().isEmpty());
        assertTrue(assertInstanceOf(Sqlite.class, dialect("jdbc:sqlite::memory:")).file().isEmpty());
        assertInstanceOf(Postgres.class, dialect("jdbc:postgresql://host/db?user=me"));
    }

    @Test
    void whatIsNoPlaceIsRefused() {
        assertEquals("results are kept in SQLite or PostgreSQL; `jdbc:mysql` is neither", refusal("jdbc:mysql://host/db?password=secret"));
        assertEquals("results are kept on a server by a URL such as jdbc:postgresql://host/database?user=name", refusal("postgresql://me:secret@host/db"));
        assertEquals("results need a file to be kept in: --results FILE", refusal(" "));
        assertTrue(refusal("a\0b").startsWith("`a\0b` is no name of a file: "));
    }

    @Test
    void aUrlThatCannotBeReadIsRefusedWithoutRepeatingItsPassword() {
        var refused = assertThrows(GliaException.class, () -> dialect("jdbc:postgresql://host:port/db?password=secret").open()).getMessage();
        assertEquals("this is no URL of a PostgreSQL database; it should be as jdbc:postgresql://host/database?user=name", refused);
    }
}
