package org.glia.experiments.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.glia.api.Score;
import org.glia.api.data.Task;
import org.glia.api.model.Plugin;
import org.glia.api.run.Fold;
import org.glia.experiments.CellResult;
import org.glia.experiments.Entry;
import org.glia.experiments.Environment;
import org.glia.experiments.Results;
import org.glia.experiments.Study;
import org.glia.experiments.Tally;
import org.glia.experiments.Trial;
import org.glia.experiments.Yardstick;
import org.glia.runtime.Cell;
import org.glia.runtime.Outcome;

/// Reads what is kept: a few queries for whole studies, never one for each trial.
final class Reading {

    /// What is needed of a cell to say how it ended.
    private static final String OUTCOME = "cell.state, cell.ended, cell.machine, cell.fit_seconds, cell.predict_seconds, cell.peak_bytes, "
            + "cell.phase, cell.message, cell.trace, cell.limit_seconds, cell.warnings, cell.history";
    private static final int OUTCOME_COLUMNS = 12;
    private static final String YARDSTICK = "measure.name, measure.title, measure.greater_is_better, plugin.name, plugin.version, plugin.hash";

    private final Statements sql;
    private final Map<Long, Environment> machines = new HashMap<>();
    private final Map<Long, Code> codes = new HashMap<>();
    private final Map<String, Fold> folds = new HashMap<>();

    private record Code(List<Plugin> plugins, List<Plugin> platform) {
    }

    /// How a cell ended, the scores left out.
    private record Ended(Outcome outcome, Instant at, long machine) {

        boolean isDone() {
            return outcome instanceof Outcome.Done;
        }

        Outcome with(Map<String, Score> scores) {
            return outcome instanceof Outcome.Done done ? done.withScores(scores) : outcome;
        }
    }

    Reading(Statements sql) {
        this.sql = sql;
    }

    /// How a trial ended, if it has.
    Optional<CellResult> find(Trial trial) throws SQLException {
        record Found(long cell, Ended ended) { }
        var found = sql.first("select cell.id, " + OUTCOME + " from cell where key = ? and ended is not null",
                row -> new Found(row.getLong(1), ended(row, 2)), trial.key());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var ended = found.get().ended();
        var scores = ended.isDone() ? scores(found.get().cell(), trial.measures()) : Map.<String, Score>of();
        return Optional.of(new CellResult(trial, ended.with(scores), ended.at(), environment(ended.machine())));
    }

    /// Of the scores of a cell, those by these very measures.
    private Map<String, Score> scores(long cell, List<Yardstick> measures) throws SQLException {
        record Known(Yardstick measure, Score score) { }
        var known = sql.list("select score.value, score.undefined, " + YARDSTICK + """
                 from score join measure on measure.id = score.measure join plugin on plugin.id = measure.plugin
                where score.cell = ?""", row -> new Known(yardstick(row, 3), score(row, 1)), cell);
        var scores = new LinkedHashMap<String, Score>();
        for (var measure : measures) {
            known.stream().filter(one -> one.measure().name().equals(measure.name()) && one.measure().plugin().equals(measure.plugin()))
                    .findFirst().ifPresent(one -> scores.put(measure.name(), one.score()));
        }
        return scores;
    }

    List<Entry> studies() throws SQLException {
        return sql.list("""
                select study.kind, study.title, study.definition, study.entered,
                    count(case when cell.state = 'finished' then 1 end), count(case when cell.state = 'failed' then 1 end),
                    count(case when cell.state = 'timed out' then 1 end), count(case when cell.state = 'skipped' then 1 end),
                    count(case when cell.state in ('planned', 'running') then 1 end)
                from study left join trial on trial.study = study.id left join cell on cell.id = trial.cell
                group by study.id, study.kind, study.title, study.definition, study.entered
                order by study.entered desc, study.id""", row -> {
            int open = row.getInt(9);
            return new Entry(new Study(row.getString(1), row.getString(2), row.getString(3)), Text.time(row.getString(4)),
                    new Tally(row.getInt(5), row.getInt(6), row.getInt(7), row.getInt(8), open), open);
        });
    }

    Results results(String id) throws SQLException {
        var study = sql.first("select kind, title, definition from study where id = ?",
                row -> new Study(row.getString(1), row.getString(2), row.getString(3)), id).orElseThrow();
        var measures = sql.list("select " + YARDSTICK + """
                 from study_measure join measure on measure.id = study_measure.measure join plugin on plugin.id = measure.plugin
                where study_measure.study = ? order by study_measure.position""", row -> yardstick(row, 1), id);
        return new Results(study, measures, cells("trial.study = ?", id));
    }

    /// The result of a cell, as the study sees it that asked for it last.
    CellResult result(String key) throws SQLException {
        return cells("""
                cell.key = ? and trial.study = (select study.id from study join trial as other on other.study = study.id
                where other.cell = cell.id order by study.entered desc limit 1)""", key).getFirst();
    }

    /// The trials that a condition holds for, in the order of their study.
    private List<CellResult> cells(String condition, String parameter) throws SQLException {
        record Row(Trial trial, Optional<Ended> ended, Instant entered) { }
        var panels = panels(condition, parameter);
        readFolds(condition, parameter);
        readCodes(condition, parameter);
        var rows = sql.list("select " + OUTCOME + """
                , trial.data, trial.recipe, trial.panel, trial.unsuitable, cell.split, cell.seed, cell.code, cell.recipe, cell.task,
                cell.data, cell.definition, study.entered
                from trial join cell on cell.id = trial.cell join study on study.id = trial.study where\s""" + condition + " order by trial.position", row -> {
            int next = OUTCOME_COLUMNS + 1;
            var measures = panels.getOrDefault(row.getLong(next + 2), List.of());
            var split = row.getString(next + 4);
            var code = codes.get(row.getLong(next + 6));
            var cell = new Cell(row.getString(next), row.getString(next + 1), folds.get(split), row.getLong(next + 5),
                    measures.stream().map(Yardstick::name).toList(), code.plugins());
            var trial = new Trial(cell, row.getString(next + 7), Task.valueOf(row.getString(next + 8)), row.getString(next + 9),
                    row.getString(next + 10), split, code.platform(), measures, Optional.ofNullable(row.getString(next + 3)));
            return new Row(trial, row.getString(2) == null ? Optional.empty() : Optional.of(ended(row, 1)), Text.time(row.getString(next + 11)));
        }, parameter);
        var scores = scores(condition, parameter);
        var here = Environment.current();
        var cells = new ArrayList<CellResult>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.ended().isPresent()) {
                var ended = row.ended().get();
                cells.add(new CellResult(row.trial(), ended.with(scores.getOrDefault(i, Map.of())), ended.at(), environment(ended.machine())));
            } else {
                cells.add(new CellResult(row.trial(), new Outcome.Cancelled(), row.entered(), here));
            }
        }
        return cells;
    }

    private Map<Long, List<Yardstick>> panels(String condition, String parameter) throws SQLException {
        var panels = new HashMap<Long, List<Yardstick>>();
        sql.list("select panel_measure.panel, " + YARDSTICK + """
                 from panel_measure join measure on measure.id = panel_measure.measure join plugin on plugin.id = measure.plugin
                where panel_measure.panel in (select trial.panel from trial join cell on cell.id = trial.cell where\s""" + condition + """
                ) order by panel_measure.panel, panel_measure.position""",
                row -> panels.computeIfAbsent(row.getLong(1), any -> new ArrayList<>()).add(yardstick(row, 2)), parameter);
        return panels;
    }

    private void readFolds(String condition, String parameter) throws SQLException {
        sql.list("""
                select fingerprint, repetition, fold, train, train_count, test, test_count from split
                where fingerprint in (select cell.split from trial join cell on cell.id = trial.cell where\s""" + condition + ")",
                row -> folds.put(row.getString(1), new Fold(row.getInt(2), row.getInt(3), Packed.rows(row.getBytes(4), row.getInt(5)),
                        Packed.rows(row.getBytes(6), row.getInt(7)))), parameter);
    }

    private void readCodes(String condition, String parameter) throws SQLException {
        sql.list("select id from code where id in (select cell.code from trial join cell on cell.id = trial.cell where " + condition + ")",
                row -> codes.put(row.getLong(1), new Code(new ArrayList<>(), new ArrayList<>())), parameter);
        sql.list("""
                select code_plugin.code, code_plugin.platform, plugin.name, plugin.version, plugin.hash
                from code_plugin join plugin on plugin.id = code_plugin.plugin
                where code_plugin.code in (select cell.code from trial join cell on cell.id = trial.cell where\s""" + condition + """
                ) order by code_plugin.code, code_plugin.position""", row -> {
            var code = codes.get(row.getLong(1));
            return (row.getInt(2) == 1 ? code.platform() : code.plugins()).add(plugin(row, 3));
        }, parameter);
    }

    /// By the place of the trial among all, then by measure, in the order of the trial's.
    private Map<Integer, Map<String, Score>> scores(String condition, String parameter) throws SQLException {
        var scores = new HashMap<Integer, Map<String, Score>>();
        var places = new HashMap<Long, Integer>();
        sql.list("select trial.position from trial join cell on cell.id = trial.cell where " + condition + " order by trial.position",
                row -> places.put(row.getLong(1), places.size()), parameter);
        sql.list("""
                select trial.position, measure.name, score.value, score.undefined
                from trial join cell on cell.id = trial.cell join panel_measure on panel_measure.panel = trial.panel
                join measure on measure.id = panel_measure.measure
                join score on score.cell = cell.id and score.measure = measure.id where\s""" + condition + " order by trial.position, panel_measure.position", row ->
                scores.computeIfAbsent(places.get(row.getLong(1)), any -> new LinkedHashMap<>()).put(row.getString(2), score(row, 3)), parameter);
        return scores;
    }

    private Environment environment(long machine) throws SQLException {
        var known = machines.get(machine);
        if (known == null) {
            known = sql.first("select java, system, processor, flags from machine where id = ?", row -> new Environment(row.getString(1),
                    row.getString(2), row.getString(3), Text.texts(row.getString(4))), machine).orElseThrow();
            machines.put(machine, known);
        }
        return known;
    }

    private static Ended ended(ResultSet row, int first) throws SQLException {
        var outcome = switch (row.getString(first)) {
            case "finished" -> new Outcome.Done(Map.of(), Optional.empty(), Text.history(row.getString(first + 11)),
                    Text.texts(row.getString(first + 10)), row.getDouble(first + 3), row.getDouble(first + 4), whole(row, first + 5));
            case "failed" -> new Outcome.Failed(row.getString(first + 6), row.getString(first + 7), row.getString(first + 8));
            case "skipped" -> new Outcome.Skipped(row.getString(first + 7));
            case "timed out" -> new Outcome.TimedOut(row.getDouble(first + 9));
            default -> throw Text.damaged(new IllegalStateException(row.getString(first)));
        };
        return new Ended(outcome, Text.time(row.getString(first + 1)), row.getLong(first + 2));
    }

    private static OptionalLong whole(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Score score(ResultSet row, int first) throws SQLException {
        double value = row.getDouble(first);
        return row.wasNull() ? Score.undefined(row.getString(first + 1)) : Score.of(value);
    }

    private static Yardstick yardstick(ResultSet row, int first) throws SQLException {
        return new Yardstick(row.getString(first), row.getString(first + 1), row.getInt(first + 2) == 1, plugin(row, first + 3));
    }

    private static Plugin plugin(ResultSet row, int first) throws SQLException {
        return new Plugin(row.getString(first), row.getString(first + 1), row.getString(first + 2));
    }
}
