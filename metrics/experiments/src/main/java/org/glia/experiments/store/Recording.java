package org.glia.experiments.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glia.api.Score;
import org.glia.api.model.Plugin;
import org.glia.experiments.CellResult;
import org.glia.experiments.Environment;
import org.glia.experiments.Yardstick;
import org.glia.runtime.Outcome;

/// Writes down how a cell ended.
final class Recording {

    private final Statements sql;
    private final CellResult result;

    /// @param id         its row
    /// @param state      how it stood
    /// @param prediction the hash of its answers
    private record Known(long id, String state, Optional<String> prediction) {
    }

    /// Answers, made ready before the database is asked for.
    record Answers(String hash, byte[] bytes) {

        static Answers of(byte[] bytes) {
            return new Answers(Text.digest(bytes), bytes);
        }
    }

    Recording(Statements sql, CellResult result) {
        this.sql = sql;
        this.result = result;
    }

    void record(String key, Optional<Answers> answers) throws SQLException {
        var known = sql.first("select id, state, prediction from cell where key = ?",
                row -> new Known(row.getLong(1), row.getString(2), Optional.ofNullable(row.getString(3))), key).orElseThrow(Claims::deleted);
        switch (result.outcome()) {
            case Outcome.Done done -> record(known, done, answers);
            case Outcome.Failed failed -> record(known, "failed", failed.phase(), failed.message(), failed.trace(), null);
            case Outcome.Skipped skipped -> record(known, "skipped", null, skipped.reason(), null, null);
            case Outcome.TimedOut late -> record(known, "timed out", null, null, null, late.seconds());
            case Outcome.Cancelled cancelled -> throw new IllegalArgumentException("what was cancelled has not ended");
        }
    }

    private void record(Known known, String state, String phase, String message, String trace, Double limit) throws SQLException {
        sql.update("delete from score where cell = ?", known.id());
        sql.update("""
                update cell set state = ?, owner = null, ended = ?, machine = ?, fit_seconds = null, predict_seconds = null,
                    peak_bytes = null, prediction = null, phase = ?, message = ?, trace = ?, limit_seconds = ?, warnings = null,
                    history = null
                where id = ?""", state, Text.time(result.at()), machine(), phase, message, trace, limit, known.id());
        forgetUnless(known.prediction(), Optional.empty());
    }

    private void record(Known known, Outcome.Done done, Optional<Answers> answers) throws SQLException {
        if (answers.isPresent()) {
            sql.update("insert into prediction (hash, bytes) values (?, ?) on conflict (hash) do nothing",
                    answers.get().hash(), answers.get().bytes());
        }
        // Scores go with the answers that they judge: without new ones they stand beside those that are known.
        var hash = answers.map(Answers::hash).or(() -> known.state().equals("finished") ? known.prediction() : Optional.empty());
        if (!known.state().equals("finished") || !hash.equals(known.prediction())) {
            sql.update("delete from score where cell = ?", known.id());
        }
        sql.update("""
                update cell set state = 'finished', owner = null, ended = ?, machine = ?, fit_seconds = ?, predict_seconds = ?,
                    peak_bytes = ?, prediction = ?, phase = null, message = null, trace = null, limit_seconds = null, warnings = ?,
                    history = ?
                where id = ?""", Text.time(result.at()), machine(), done.fitSeconds(), done.predictSeconds(),
                done.peakBytes().isPresent() ? done.peakBytes().getAsLong() : null, hash.orElse(null), Text.texts(done.warnings()),
                Text.history(done.history()), known.id());
        recordScores(known.id(), done.scores());
        forgetUnless(known.prediction(), hash);
    }

    private void recordScores(long cell, Map<String, Score> scores) throws SQLException {
        var entering = new Entering(sql);
        var rows = new ArrayList<Object[]>();
        for (var score : scores.entrySet()) {
            var measure = result.trial().measures().stream().filter(yardstick -> yardstick.name().equals(score.getKey())).findFirst()
                    .orElseGet(() -> new Yardstick(score.getKey(), score.getKey(), true, Plugin.classPath()));
            rows.add(switch (score.getValue()) {
                // SQLite forgets the sign of zero, so no database is told of it
                case Score.Value value -> new Object[] {cell, entering.measure(measure), value.value() + 0.0, null};
                case Score.Undefined undefined -> new Object[] {cell, entering.measure(measure), null, undefined.reason()};
            });
        }
        sql.updateAll("""
                insert into score (cell, measure, value, undefined) values (?, ?, ?, ?)
                on conflict (cell, measure) do update set value = excluded.value, undefined = excluded.undefined""", rows);
    }

    private void forgetUnless(Optional<String> before, Optional<String> now) throws SQLException {
        if (before.isPresent() && !before.equals(now)) {
            sql.update("delete from prediction where hash = ? and not exists (select 1 from cell where cell.prediction = hash)",
                    before.get());
        }
    }

    private long machine() throws SQLException {
        return machine(result.environment());
    }

    private long machine(Environment environment) throws SQLException {
        var flags = Text.texts(environment.flags());
        var digest = Text.digest(List.of(environment.java(), environment.system(), environment.processor(), flags));
        var known = sql.first("select id from machine where digest = ?", row -> row.getLong(1), digest);
        return known.isPresent() ? known.get() : sql.first(
                "insert into machine (digest, java, system, processor, flags) values (?, ?, ?, ?, ?) returning id", row -> row.getLong(1),
                digest, environment.java(), environment.system(), environment.processor(), flags).orElseThrow();
    }
}
