package org.glia.experiments.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.glia.api.problem.GliaException;

/// The one connection of this process to the database, opened when it is first used. One transaction at a time.
final class Session implements AutoCloseable {

    private final Dialect dialect;
    private final List<String> migrations;
    private Connection connection;
    private Statements statements;
    private boolean closed;

    /// What a transaction does. It may be done twice: when the connection is lost before it is known to be kept.
    @FunctionalInterface
    interface Work<T> {
        T in(Statements statements) throws SQLException;
    }

    Session(Dialect dialect, List<String> migrations) {
        this.dialect = dialect;
        this.migrations = migrations;
    }

    Dialect dialect() {
        return dialect;
    }

    /// Sees the database as it is at one instant.
    <T> T read(Work<T> work) {
        return perform(false, work);
    }

    /// When this returns, all of it is kept; when it throws, nothing.
    <T> T write(Work<T> work) {
        return perform(true, work);
    }

    private synchronized <T> T perform(boolean writes, Work<T> work) {
        if (closed) {
            throw new GliaException("the results have been closed");
        }
        try {
            try {
                return attempt(writes, work);
            } catch (SQLException e) {
                if (connection == null || !dialect.isConnectionLost(e)) {
                    throw e;
                }
                drop();
                return attempt(writes, work);
            }
        } catch (SQLException e) {
            throw dialect.explained(e);
        }
    }

    private <T> T attempt(boolean writes, Work<T> work) throws SQLException {
        open();
        dialect.begin(connection, writes);
        T result;
        try {
            result = work.in(statements);
            statements.execute("commit");
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
        return result;
    }

    private void rollBack(Throwable failure) {
        statements.forget(); // drivers may have closed those that failed
        try {
            statements.execute("rollback");
        } catch (SQLException e) {
            failure.addSuppressed(e); // some failures have rolled back already
        }
    }

    private void open() throws SQLException {
        if (connection == null) {
            var opened = dialect.open();
            try {
                Schema.migrate(opened, dialect, migrations);
            } catch (SQLException | RuntimeException e) {
                opened.close();
                throw e;
            }
            connection = opened;
            statements = new Statements(opened);
        }
    }

    private void drop() {
        try {
            connection.close();
        } catch (SQLException e) {
            // it is gone anyway
        }
        connection = null;
    }

    /// After much was deleted: gives the room back.
    synchronized void shrink() {
        try {
            dialect.shrink(connection);
        } catch (SQLException e) {
            throw dialect.explained(e);
        }
    }

    synchronized boolean isOpen() {
        return connection != null && !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null) {
            drop();
        }
    }
}
