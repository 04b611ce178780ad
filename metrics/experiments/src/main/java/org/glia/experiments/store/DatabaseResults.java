package org.glia.experiments.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.glia.api.model.Prediction;
import org.glia.api.problem.GliaException;
import org.glia.experiments.CellResult;
import org.glia.experiments.Entry;
import org.glia.experiments.Plan;
import org.glia.experiments.Results;
import org.glia.experiments.ResultsStore;
import org.glia.experiments.Study;
import org.glia.experiments.Trial;
import org.glia.runtime.Outcome;
import org.glia.runtime.file.DataBytes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/// Results in a database: SQLite in a file or in memory, or PostgreSQL. It is opened, and made if need be, when it is first
/// used. The module's README describes the tables.
///
/// What `commit` has returned from is on the disk, whatever happens to the process or the machine; what it has not returned from
/// is there whole or not at all. A claim is one's own until one gives it back or ends; that of a process which is gone is free
/// at once on the same machine, and elsewhere when it has been silent for a minute.
@Component(service = ResultsStore.class)
public final class DatabaseResults implements ResultsStore {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]*");

    private final Session session;
    private final Claims claims;

    /// Where the service [Place] says; no longer than the process where there is none.
    @Activate
    public DatabaseResults(@Reference Optional<Place> place) {
        this(Dialect.of(place.orElse(new Place(Place.MEMORY))), Schema.migrations(), Worker.self());
    }

    DatabaseResults(Dialect dialect, List<String> migrations, Worker self) {
        this.session = new Session(dialect, migrations);
        this.claims = new Claims(session, self);
    }

    /// Results that last.
    public static DatabaseResults at(Place place) {
        return new DatabaseResults(Optional.of(place));
    }

    /// Results that last no longer than the process.
    public static DatabaseResults inMemory() {
        return at(new Place(Place.MEMORY));
    }

    @Override
    public void enter(Study study, Plan plan) {
        session.write(sql -> {
            claims.forgetTheDead(sql);
            new Entering(sql).enter(study, plan);
            return null;
        });
    }

    @Override
    public Optional<CellResult> find(Trial trial) {
        return session.read(sql -> new Reading(sql).find(trial));
    }

    @Override
    public boolean claim(Trial trial, boolean again) {
        return claims.claim(trial.key(), again);
    }

    @Override
    public void release(Trial trial) {
        claims.release(trial.key());
    }

    @Override
    public void commit(CellResult result) {
        var key = result.trial().key();
        if (result.outcome() instanceof Outcome.Cancelled) {
            claims.release(key);
            return;
        }
        var answers = result.outcome() instanceof Outcome.Done done
                ? done.prediction().map(made -> Recording.Answers.of(DataBytes.of(made.table()))) : Optional.<Recording.Answers>empty();
        synchronized (session) { // or another thread might claim it before it counts as ended
            try {
                session.write(sql -> {
                    new Recording(sql, result).record(key, answers);
                    return null;
                });
            } finally {
                claims.ended(key);
            }
        }
    }

    @Override
    public Optional<Prediction> prediction(String key) {
        return session.read(sql -> sql.first("""
                select prediction.hash, prediction.bytes from cell join prediction on prediction.hash = cell.prediction
                where cell.key = ?""", row -> new Recording.Answers(row.getString(1), row.getBytes(2)), key)).map(answers -> {
            if (!Text.digest(answers.bytes()).equals(answers.hash())) {
                throw new GliaException("the answers of trial %s are damaged in the results; repeat it with `results rerun`"
                        .formatted(key.substring(0, Math.min(key.length(), 12))));
            }
            return new Prediction(DataBytes.table(answers.bytes()));
        });
    }

    @Override
    public List<Entry> studies() {
        return session.read(sql -> new Reading(sql).studies());
    }

    @Override
    public Results results(String id) {
        return session.read(sql -> new Reading(sql).results(only(sql, "study", "id", id, "study")));
    }

    @Override
    public CellResult result(String key) {
        return session.read(sql -> new Reading(sql).result(only(sql, "cell", "key", key, "result")));
    }

    /// The one name that begins so. Names are hexadecimal digits, so all that begin with `ab` stand before `abg`.
    private static String only(Statements sql, String table, String column, String beginning, String what) throws SQLException {
        var found = DIGITS.matcher(beginning).matches() ? sql.list("select %2$s from %1$s where %2$s >= ? and %2$s < ? limit 2"
                .formatted(table, column), row -> row.getString(1), beginning, beginning + "g") : List.<String>of();
        if (found.size() != 1) {
            throw new GliaException("%s begins with `%s`".formatted(found.isEmpty() ? "no " + what : "more than one " + what, beginning));
        }
        return found.getFirst();
    }

    @Override
    public int delete(String id) {
        int forgotten = session.write(sql -> {
            var study = only(sql, "study", "id", id, "study");
            claims.requireIdle(sql, study);
            return new Deleting(sql).delete(study);
        });
        session.shrink();
        return forgotten;
    }

    /// For whoever has to look at the tables.
    Session session() {
        return session;
    }

    /// Gives back what this process has claimed.
    @Override
    @Deactivate
    public void close() {
        try {
            claims.close();
        } finally {
            session.close();
        }
    }
}
