package org.glia.experiments.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.glia.api.problem.GliaException;

/// A kind of database: all in which they differ.
sealed interface Dialect permits Sqlite, Postgres {

    static Dialect of(Place place) {
        if (place.isServer()) {
            return new Postgres(place.words());
        }
        return place.words().equals(Place.MEMORY) ? Sqlite.inMemory() : Sqlite.file(Path.of(place.words()));
    }

    /// @throws SQLException  as the database says it
    /// @throws GliaException if the place itself is not as it must be
    Connection open() throws SQLException;

    /// Begins a transaction. One that writes has the database for itself; one that does not sees it as it is now, whatever
    /// others write meanwhile.
    void begin(Connection connection, boolean writes) throws SQLException;

    /// After much was deleted.
    void shrink(Connection connection) throws SQLException;

    /// The schema's statements in the words of this database.
    String statement(String neutral);

    /// An expression: seconds since 1970 by the clock of the database.
    String now();

    /// A query for the names of all tables.
    String tables();

    /// Whether a transaction that failed so may be tried once more, on a new connection.
    boolean isConnectionLost(SQLException failure);

    /// What went wrong, in a sentence.
    GliaException explained(SQLException failure);

    static String firstLine(SQLException failure) {
        var message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
