package org.glia.experiments.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import org.glia.api.problem.GliaException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// SQLite, in a file or in memory. Its log is written through to the disk before a transaction counts as done
/// (`synchronous = full`), and readers and one writer do not hinder each other (`journal_mode = wal`).
///
/// @param file     empty for a database in memory
/// @param patience how long one waits for another process that writes
record Sqlite(Optional<Path> file, Duration patience) implements Dialect {

    private static final byte[] BEGINNING = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ELSEWHERE = "; choose another place with --results FILE";
    private static final long PAUSE_MILLIS = 20;

    static Sqlite inMemory() {
        return new Sqlite(Optional.empty(), PATIENCE);
    }

    static Sqlite file(Path path) {
        return new Sqlite(Optional.of(path.toAbsolutePath().normalize()), PATIENCE);
    }

    private String place() {
        return file.map(Path::toString).orElse("memory");
    }

    @Override
    public Connection open() throws SQLException {
        file.ifPresent(Sqlite::prepare);
        var source = new SQLiteDataSource();
        // a URI, since in a plain name all that follows a `?` would be taken for settings
        source.setUrl("jdbc:sqlite:" + file.map(path -> path.toUri().toString()).orElse(Place.MEMORY));
        var connection = source.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = " + patience.toMillis());
            requireOurs(connection);
            statement.execute("pragma auto_vacuum = incremental");
            turnOnLog(connection);
            statement.execute("pragma synchronous = full");
            statement.execute("pragma foreign_keys = on");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// Makes the folder, and sees to it that no file of another kind is touched.
    private static void prepare(Path file) {
        try {
            Files.createDirectories(file.getParent());
            if (Files.isDirectory(file)) {
                throw new GliaException("%s is a folder; name a file in it with --results FILE".formatted(file));
            }
            if (Files.exists(file) && Files.size(file) > 0) {
                try (var in = Files.newInputStream(file)) {
                    if (!Arrays.equals(BEGINNING, in.readNBytes(BEGINNING.length))) {
                        throw new GliaException("%s is no file of results%s".formatted(file, ELSEWHERE));
                    }
                }
            }
        } catch (IOException e) {
            throw new GliaException("results cannot be kept in %s: %s%s".formatted(file, reason(e), ELSEWHERE), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "%s may not be read or written".formatted(denied.getFile());
            case NoSuchFileException missing -> "%s cannot be made".formatted(missing.getFile());
            case FileAlreadyExistsException file -> "%s is a file, not a folder".formatted(file.getFile());
            case FileSystemException other when other.getReason() != null -> "%s: %s".formatted(other.getFile(), other.getReason());
            default -> String.valueOf(e.getMessage());
        };
    }

    private void requireOurs(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
             var counts = statement.executeQuery("select count(*), count(case when name = '%s' then 1 end) from sqlite_master"
                     .formatted(Schema.VERSION_TABLE))) {
            counts.next();
            if (counts.getInt(1) > 0 && counts.getInt(2) == 0) {
                throw new GliaException("%s is a database, but not one of Glia's results%s".formatted(place(), ELSEWHERE));
            }
        }
    }

    /// When two processes make a file at once, SQLite does not wait here as it does elsewhere.
    private void turnOnLog(Connection connection) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try (var statement = connection.createStatement()) {
                statement.execute("pragma journal_mode = wal");
                return;
            } catch (SQLiteException e) {
                if (primary(e) != SQLiteErrorCode.SQLITE_BUSY.code || System.nanoTime() - end >= 0) {
                    throw e;
                }
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GliaException("cancelled", e);
            }
        }
    }

    /// At once for itself: a reader that becomes a writer might find that it has read what is no longer so.
    @Override
    public void begin(Connection connection, boolean writes) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(writes ? "begin immediate" : "begin");
        }
    }

    /// Past the driver's statements, which take one step, and so give back one page.
    @Override
    public void shrink(Connection connection) throws SQLException {
        connection.unwrap(SQLiteConnection.class).getDatabase()._exec("pragma incremental_vacuum");
    }

    @Override
    public String statement(String neutral) {
        return neutral.replace("{id}", "integer primary key").replace("{blob}", "blob");
    }

    @Override
    public String now() {
        return "cast(strftime('%s', 'now') as integer)";
    }

    @Override
    public String tables() {
        return "select name from sqlite_master where type = 'table'";
    }

    @Override
    public boolean isConnectionLost(SQLException failure) {
        return false;
    }

    private static int primary(SQLiteException e) {
        return e.getResultCode().code & 0xFF;
    }

    @Override
    public GliaException explained(SQLException failure) {
        if (!(failure instanceof SQLiteException e)) {
            return new GliaException("the results in %s cannot be read or written: %s".formatted(place(), Dialect.firstLine(failure)), failure);
        }
        int code = primary(e);
        String sentence;
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            sentence = "%s is no file of results%s".formatted(place(), ELSEWHERE);
        } else if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            sentence = "results cannot be kept in %s: it cannot be opened for writing%s".formatted(place(), ELSEWHERE);
        } else if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_PERM.code) {
            sentence = "results cannot be kept in %s: it may not be written%s".formatted(place(), ELSEWHERE);
        } else if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            sentence = "there is no room left for the results in %s; make some and ask again: what is done stays done".formatted(place());
        } else if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            sentence = "another program has kept %s locked for %s s; close it and try again".formatted(place(), patience.toSeconds());
        } else if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            sentence = "%s is damaged; a copy, or `sqlite3 FILE .recover`, may bring the results back".formatted(place());
        } else {
            sentence = "the results in %s cannot be read or written: %s".formatted(place(), Dialect.firstLine(failure));
        }
        return new GliaException(sentence, failure);
    }
}
