package org.glia.experiments.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;

import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The same on a server, where one is installed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresStoreTest extends SharedStoreContract {

    private PostgresServer server;
    private int databases;

    @BeforeAll
    void startServer() throws Exception {
        var programs = PostgresServer.programs();
        assumeTrue(programs.isPresent(), "no PostgreSQL server is installed here, so what results promise on one is not tested");
        server = PostgresServer.start(programs.get());
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    private String database() {
        return "results" + databases;
    }

    @Override
    String place() {
        return server.url(database());
    }

    @Override
    DatabaseResults open() throws SQLException {
        databases++;
        server.sql("postgres", "create database " + database());
        return open(place());
    }

    private static String refusal(String place) {
        try (var store = open(place)) {
            return assertThrows(GliaException.class, store::studies).getMessage();
        }
    }

    @Test
    void tablesStandInASchemaOfTheirOwnOrInOneThatIsNamed() throws SQLException {
        store.enter(plan.study(), plan);
        server.sql(database(), "select study from glia.cells", "create schema team");
        try (var team = open(place() + "&currentSchema=team")) {
            assertEquals(0, team.studies().size());
            team.enter(plan.study(), plan);
        }
        server.sql(database(), "select study from team.cells");
    }

    @Test
    void aServerThatWasStartedAnewIsFoundAgain() throws Exception {
        store.enter(plan.study(), plan);
        assertTrue(store.claim(trial, false));
        server.restart();
        store.commit(Samples.done(trial));
        server.stop();
        var refused = assertThrows(GliaException.class, () -> store.find(trial)).getMessage();
        server.restart();
        assertEquals("the database 127.0.0.1:%d/%s cannot be reached; is its server running, and are host and port right?"
                .formatted(server.port(), database()), refused);
        Samples.assertSame(Samples.done(trial), store.find(trial).orElseThrow());
        assertFalse(store.claim(trial, false));
    }

    @Test
    void whoIsNotLetInIsToldWhy() throws IOException {
        var here = "127.0.0.1:%d/".formatted(server.port());
        var end = "; user and password can stand in the URL, the password better in ~/.pgpass";
        assertEquals("%s%s does not let you in: FATAL: password authentication failed for user \"tester\"%s".formatted(here, database(), end),
                refusal(place().replace("password=" + PostgresServer.PASSWORD, "password=wrong")));
        assertTrue(refusal(place().replace("&password=" + PostgresServer.PASSWORD, "")).startsWith(here + database() + " does not let you in: "));
        assertEquals("there is no database %snowhere; make it with `createdb`, or name another one".formatted(here), refusal(server.url("nowhere")));
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            free.close();
            assertEquals("the database 127.0.0.1:%d/x cannot be reached; is its server running, and are host and port right?".formatted(port),
                    refusal("jdbc:postgresql://127.0.0.1:%d/x?user=a&password=hidden".formatted(port)));
        }
    }

    @Test
    void whoMayNotMakeTablesIsToldSo() throws SQLException {
        server.sql(database(), "create role guest login password 'guest'");
        assertEquals("results cannot be kept in 127.0.0.1:%d/%s: ERROR: permission denied for database %2$s".formatted(server.port(), database()),
                refusal("jdbc:postgresql://127.0.0.1:%d/%s?user=guest&password=guest".formatted(server.port(), database())));
    }
}
