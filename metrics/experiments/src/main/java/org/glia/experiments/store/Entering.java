package org.glia.experiments.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.model.Plugin;
import org.glia.experiments.Plan;
import org.glia.experiments.Study;
import org.glia.experiments.Trial;
import org.glia.experiments.Yardstick;

/// Writes down what a study plans. What the trials have in common is written once, the trials themselves in bulk.
final class Entering {

    private final Statements sql;
    private final Map<Plugin, Long> plugins = new HashMap<>();
    private final Map<Yardstick, Long> measures = new HashMap<>();
    private final Map<List<Yardstick>, Long> panels = new HashMap<>();
    private final Map<Code, Long> codes = new HashMap<>();

    private record Code(List<Plugin> plugins, List<Plugin> platform) {
    }

    /// What a study's trials are told apart by.
    private record Name(String key, String data) {
    }

    Entering(Statements sql) {
        this.sql = sql;
    }

    void enter(Study study, Plan plan) throws SQLException {
        sql.update("insert into study (id, kind, title, definition, entered) values (?, ?, ?, ?, ?) on conflict (id) do nothing",
                study.id(), study.kind(), study.title(), study.definition(), Text.time(Instant.now()));
        enterMeasures(study, plan.measures());
        var trials = fresh(study, plan.trials());
        enterData(plan.experiment().data(), trials.values());
        enterSplits(trials.values());
        enterCells(trials);
        enterTrials(study, trials);
    }

    /// Those that the study does not have yet, by key.
    private Map<Name, Trial> fresh(Study study, List<Trial> planned) throws SQLException {
        var known = new HashSet<>(sql.list("select cell.key, trial.data from trial join cell on cell.id = trial.cell where trial.study = ?",
                row -> new Name(row.getString(1), row.getString(2)), study.id()));
        var fresh = new LinkedHashMap<Name, Trial>();
        for (var trial : planned) {
            var name = new Name(trial.key(), trial.cell().data());
            if (!known.contains(name)) {
                fresh.putIfAbsent(name, trial);
            }
        }
        return fresh;
    }

    private void enterMeasures(Study study, List<Yardstick> yardsticks) throws SQLException {
        var known = sql.list("select measure from study_measure where study = ? order by position", row -> row.getLong(1), study.id());
        int position = known.size();
        for (var yardstick : yardsticks) {
            long measure = measure(yardstick);
            if (!known.contains(measure)) {
                sql.update("insert into study_measure (study, position, measure) values (?, ?, ?)", study.id(), position++, measure);
            }
        }
    }

    private void enterData(List<Dataset> tables, Iterable<Trial> trials) throws SQLException {
        var upsert = """
                insert into data (fingerprint, name, origin, row_count, column_count) values (?, ?, ?, ?, ?)
                on conflict (fingerprint) do update set name = excluded.name,
                    origin = case when excluded.origin = '' then data.origin else excluded.origin end""";
        var entered = new HashSet<String>();
        for (var table : tables) {
            if (entered.add(table.fingerprint())) {
                sql.update(upsert, table.fingerprint(), table.name(), table.origin(), table.rows(), table.schema().size());
            }
        }
        for (var trial : trials) {
            if (entered.add(trial.fingerprint())) {
                sql.update(upsert, trial.fingerprint(), trial.cell().data(), "", null, null);
            }
        }
    }

    private void enterSplits(Iterable<Trial> trials) throws SQLException {
        var known = known("select fingerprint from split");
        var rows = new ArrayList<Object[]>();
        for (var trial : trials) {
            if (known.add(trial.splitFingerprint())) {
                var fold = trial.cell().fold();
                rows.add(new Object[] {trial.splitFingerprint(), fold.repeat(), fold.number(), fold.train().length, fold.test().length,
                        Packed.of(fold.train()), Packed.of(fold.test())});
            }
        }
        sql.updateAll("insert into split (fingerprint, repetition, fold, train_count, test_count, train, test) "
                + "values (?, ?, ?, ?, ?, ?, ?)", rows);
    }

    private Set<String> known(String query) throws SQLException {
        return new HashSet<>(sql.list(query, row -> row.getString(1)));
    }

    private void enterCells(Map<Name, Trial> trials) throws SQLException {
        var rows = new ArrayList<Object[]>();
        for (var entry : trials.entrySet()) {
            var trial = entry.getValue();
            rows.add(new Object[] {entry.getKey().key(), trial.fingerprint(), trial.splitFingerprint(), trial.split(), trial.canonical(),
                    trial.task().name(), trial.cell().seed(), code(trial)});
        }
        sql.updateAll("""
                insert into cell (key, data, split, definition, recipe, task, seed, code, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'planned') on conflict (key) do nothing""", rows);
    }

    private void enterTrials(Study study, Map<Name, Trial> trials) throws SQLException {
        int position = sql.first("select coalesce(max(position) + 1, 0) from trial where study = ?", row -> row.getInt(1), study.id())
                .orElseThrow();
        var rows = new ArrayList<Object[]>();
        for (var entry : trials.entrySet()) {
            var trial = entry.getValue();
            rows.add(new Object[] {study.id(), position++, entry.getKey().key(), trial.cell().data(), trial.cell().recipe(),
                    panel(trial.measures()), trial.unsuitable().orElse(null)});
        }
        sql.updateAll("insert into trial (study, position, cell, data, recipe, panel, unsuitable) "
                + "values (?, ?, (select id from cell where key = ?), ?, ?, ?, ?)", rows);
    }

    private long code(Trial trial) throws SQLException {
        var code = new Code(trial.cell().plugins(), trial.platform());
        var known = codes.get(code);
        return known != null ? known : remembered(codes, code, enter(code));
    }

    private long enter(Code code) throws SQLException {
        var digest = Text.digest(Stream.concat(Stream.of(Integer.toString(code.plugins().size())),
                Stream.concat(code.plugins().stream(), code.platform().stream())
                        .flatMap(plugin -> Stream.of(plugin.name(), plugin.version(), plugin.hash()))).toList());
        var known = sql.first("select id from code where digest = ?", row -> row.getLong(1), digest);
        if (known.isPresent()) {
            return known.get();
        }
        var words = code.plugins().stream().map(plugin -> "%s %s".formatted(plugin.name(), plugin.version()).strip()).distinct()
                .collect(Collectors.joining(", "));
        long id = sql.first("insert into code (digest, words) values (?, ?) returning id", row -> row.getLong(1), digest, words)
                .orElseThrow();
        int position = 0;
        for (var plugin : code.plugins()) {
            sql.update("insert into code_plugin (code, position, plugin, platform) values (?, ?, ?, 0)", id, position++, plugin(plugin));
        }
        for (var plugin : code.platform()) {
            sql.update("insert into code_plugin (code, position, plugin, platform) values (?, ?, ?, 1)", id, position++, plugin(plugin));
        }
        return id;
    }

    private long panel(List<Yardstick> judges) throws SQLException {
        var known = panels.get(judges);
        return known != null ? known : remembered(panels, judges, enter(judges));
    }

    private long enter(List<Yardstick> judges) throws SQLException {
        var members = new ArrayList<Long>();
        for (var judge : judges) {
            members.add(measure(judge));
        }
        var digest = Text.digest(members.stream().map(member -> Long.toString(member)).toList());
        var known = sql.first("select id from panel where digest = ?", row -> row.getLong(1), digest);
        if (known.isPresent()) {
            return known.get();
        }
        long id = sql.first("insert into panel (digest) values (?) returning id", row -> row.getLong(1), digest).orElseThrow();
        for (int position = 0; position < members.size(); position++) {
            sql.update("insert into panel_measure (panel, position, measure) values (?, ?, ?)", id, position, members.get(position));
        }
        return id;
    }

    /// A measure is known by its name and its plug-in; what it is called and which way it points follows from these.
    long measure(Yardstick yardstick) throws SQLException {
        var known = measures.get(yardstick);
        return known != null ? known : remembered(measures, yardstick, enter(yardstick));
    }

    private long enter(Yardstick yardstick) throws SQLException {
        record Known(long id, boolean same) { }
        long plugin = plugin(yardstick.plugin());
        int direction = yardstick.greaterIsBetter() ? 1 : 0;
        var known = sql.first("select id, title, greater_is_better from measure where name = ? and plugin = ?", row -> new Known(
                row.getLong(1), row.getString(2).equals(yardstick.title()) && row.getInt(3) == direction), yardstick.name(), plugin);
        if (known.isEmpty()) {
            return sql.first("insert into measure (name, title, greater_is_better, plugin) values (?, ?, ?, ?) returning id",
                    row -> row.getLong(1), yardstick.name(), yardstick.title(), direction, plugin).orElseThrow();
        }
        if (!known.get().same()) {
            sql.update("update measure set title = ?, greater_is_better = ? where id = ?", yardstick.title(), direction, known.get().id());
        }
        return known.get().id();
    }

    private long plugin(Plugin plugin) throws SQLException {
        var known = plugins.get(plugin);
        return known != null ? known : remembered(plugins, plugin, enter(plugin));
    }

    private long enter(Plugin plugin) throws SQLException {
        var known = sql.first("select id from plugin where name = ? and version = ? and hash = ?", row -> row.getLong(1), plugin.name(),
                plugin.version(), plugin.hash());
        return known.isPresent() ? known.get() : sql.first("insert into plugin (name, version, hash) values (?, ?, ?) returning id",
                row -> row.getLong(1), plugin.name(), plugin.version(), plugin.hash()).orElseThrow();
    }

    private static <K> long remembered(Map<K, Long> known, K key, long id) {
        known.put(key, id);
        return id;
    }
}
