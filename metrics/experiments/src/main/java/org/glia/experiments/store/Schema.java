package org.glia.experiments.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.problem.GliaException;

/// The tables and their versions. Version `n` is reached from `n - 1` by the statements of `schema-n.sql`, in one transaction.
final class Schema {

    static final String VERSION_TABLE = "schema_version";
    static final int VERSION = 1;

    private Schema() {
    }

    /// The statements of all versions, the first one first.
    static List<String> migrations() {
        return IntStream.rangeClosed(1, VERSION).mapToObj(version -> {
            try (var in = Schema.class.getResourceAsStream("schema-%d.sql".formatted(version))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    /// Brings a database to the latest version. Of processes that do so at once, each step is taken by one.
    ///
    /// @throws GliaException if the database is of a later version
    static void migrate(Connection connection, Dialect dialect, List<String> migrations) throws SQLException {
        var statements = new Statements(connection);
        if (version(statements, dialect) == migrations.size()) {
            return;
        }
        boolean done = false;
        while (!done) {
            dialect.begin(connection, true);
            try {
                int version = version(statements, dialect);
                if (version > migrations.size()) {
                    throw new GliaException(("the results were kept by a newer Glia: their schema is number %d, and this one knows "
                            + "%d; use a newer Glia, or choose another place with --results").formatted(version, migrations.size()));
                }
                done = version == migrations.size();
                if (!done) {
                    step(statements, dialect, migrations.get(version), version + 1);
                }
                statements.execute("commit");
            } catch (SQLException | RuntimeException e) {
                statements.execute("rollback");
                throw e;
            }
        }
    }

    private static int version(Statements statements, Dialect dialect) throws SQLException {
        boolean known = statements.list(dialect.tables(), row -> row.getString(1)).contains(VERSION_TABLE);
        return known ? statements.first("select version from " + VERSION_TABLE, row -> row.getInt(1)).orElse(0) : 0;
    }

    private static void step(Statements statements, Dialect dialect, String script, int version) throws SQLException {
        for (var statement : dialect.statement(script).split(";\\R")) {
            if (!statement.isBlank()) {
                statements.execute(statement);
            }
        }
        statements.update("delete from " + VERSION_TABLE);
        statements.update("insert into %s (version) values (?)".formatted(VERSION_TABLE), version);
    }
}
