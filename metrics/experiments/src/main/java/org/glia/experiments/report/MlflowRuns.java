package org.glia.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

import org.glia.api.Score;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.experiments.Yardstick;
import org.glia.experiments.report.MlflowRun.Metric;
import org.glia.experiments.report.MlflowRun.Status;

/// A study as MLflow tells it: a run for each recipe on each data set, with its means and a nested run for each trial that has
/// ended.
final class MlflowRuns {

    private final String study;
    private final List<MlflowRun> runs = new ArrayList<>();

    private MlflowRuns(String study) {
        this.study = study;
    }

    /// Each run behind the one that it is nested in.
    static List<MlflowRun> of(Report report) {
        var made = new MlflowRuns(report.results().study().id());
        var boards = report.boards().all();
        for (var board : boards) {
            board.lines().forEach(line -> made.add(line.recipe(), line.cells(), Optional.of(board), Optional.of(line)));
        }
        if (boards.isEmpty()) {
            record Column(String data, String recipe, String plugins) { }
            var columns = new LinkedHashMap<Column, List<Facts>>();
            report.cells().forEach(cell -> columns.computeIfAbsent(new Column(cell.data(), cell.recipe(),
                    Facts.told(cell.cell().trial().cell().plugins())), any -> new ArrayList<>()).add(cell));
            columns.forEach((column, cells) -> made.add(column.recipe(), cells, Optional.empty(), Optional.empty()));
        }
        return made.runs;
    }

    private void add(String recipe, List<Facts> all, Optional<Board> board, Optional<Board.Line> line) {
        var cells = all.stream().filter(Facts::isEnded).toList();
        if (cells.isEmpty()) {
            return; // nothing is known of it
        }
        var first = cells.getFirst().cell().trial();
        var identity = MlflowRun.hash(study, first.cell().data(), first.fingerprint(), first.task().name(), first.cell().recipe(), first.canonical(),
                Facts.told(first.cell().plugins()), Facts.told(first.platform()));
        var nested = cells.stream().map(cell -> nested(cell, identity)).toList();
        var tags = tags(identity, cells.getFirst());
        var states = all.stream().collect(Collectors.groupingBy(Facts::state, LinkedHashMap::new, Collectors.counting()));
        tags.put("glia.cells", states.entrySet().stream().map(state -> state.getValue() + " " + state.getKey()).collect(Collectors.joining(", ")));
        line.flatMap(standing -> standing.standing().rank().stream().boxed().findFirst())
                .ifPresent(rank -> tags.put("glia.rank", Integer.toString(rank)));
        board.ifPresent(source -> tags.put("mlflow.note.content", note(source)));
        var metrics = new ArrayList<Metric>();
        long end = nested.stream().mapToLong(MlflowRun::end).max().orElseThrow();
        if (board.isPresent()) {
            var names = new MlflowNames();
            for (int m = 0; m < board.get().measures().size(); m++) {
                var name = names.next(board.get().measures().get(m).name().replace('/', '_'));
                var summary = line.orElseThrow().standing().summaries().get(m);
                summary.mean().ifPresent(mean -> metrics.add(new Metric(names.next(name + ".mean"), mean, end, 0)));
                summary.deviation().ifPresent(deviation -> metrics.add(new Metric(names.next(name + ".deviation"), deviation, end, 0)));
            }
        }
        var params = params(cells.getFirst());
        runs.add(new MlflowRun(identity, Optional.empty(), MlflowNames.value("%s on %s".formatted(recipe, first.cell().data()),
                MlflowNames.RUN_NAME_BYTES), cells.stream().anyMatch(cell -> cell.state().equals("finished")) ? Status.FINISHED : Status.FAILED,
                nested.stream().mapToLong(MlflowRun::start).min().orElseThrow(), end, params, cut(tags), metrics, ""));
        runs.addAll(nested);
    }

    private static String note(Board board) {
        return board.title() + board.source().notes().stream().map(note -> "\n\n" + MarkdownReport.escape(note)).collect(Collectors.joining());
    }

    private MlflowRun nested(Facts cell, String parent) {
        var identity = MlflowRun.hash(study, parent, cell.key());
        long end = cell.cell().at().toEpochMilli();
        long start = end - Math.round(1000 * (cell.fitSeconds().orElse(0) + cell.predictSeconds().orElse(0)));
        var params = params(cell);
        params.put("repeat", Integer.toString(cell.repeat()));
        params.put("fold", Integer.toString(cell.fold()));
        params.put("seed", Long.toString(cell.cell().trial().cell().seed()));
        var tags = tags(identity, cell);
        tags.put("glia.cell", cell.key());
        tags.put("glia.state", cell.state());
        put(tags, "glia.phase", cell.phase());
        put(tags, "glia.error", cell.problem());
        put(tags, "glia.trace", cell.trace());
        put(tags, "glia.warnings", String.join("\n", cell.warnings()));
        put(tags, "glia.java", cell.cell().environment().java());
        put(tags, "glia.system", cell.cell().environment().system());
        put(tags, "glia.processor", cell.cell().environment().processor());
        var status = switch (cell.state()) {
            case "finished" -> Status.FINISHED;
            case "skipped" -> Status.KILLED; // nothing went wrong, yet there is no result
            default -> Status.FAILED;
        };
        var metrics = metrics(cell, end, tags);
        return new MlflowRun(identity, Optional.of(parent), MlflowNames.value("%s: %s".formatted(cell.recipe(), cell.place()),
                MlflowNames.RUN_NAME_BYTES), status, start, end, params, cut(tags), metrics, cell.trace());
    }

    /// Scores and times; what the fit recorded stands behind `fit/`, with its steps.
    private static List<Metric> metrics(Facts cell, long end, SequencedMap<String, String> tags) {
        var metrics = new ArrayList<Metric>();
        var names = new MlflowNames("fit"); // a file of that name would be in the way of the folder
        for (var measure : cell.cell().trial().cell().measures()) {
            cell.cell().score(measure).ifPresent(score -> {
                var name = names.next(measure.replace('/', '_'));
                switch (score) {
                    case Score.Value value -> metrics.add(new Metric(name, value.value(), end, 0));
                    case Score.Undefined why -> tags.put(MlflowNames.name("glia.undefined." + name), why.reason());
                }
            });
        }
        cell.fitSeconds().ifPresent(seconds -> metrics.add(new Metric(names.next("fit seconds"), seconds, end, 0)));
        cell.predictSeconds().ifPresent(seconds -> metrics.add(new Metric(names.next("predict seconds"), seconds, end, 0)));
        cell.peakBytes().ifPresent(bytes -> metrics.add(new Metric(names.next("peak bytes"), bytes, end, 0)));
        var recorded = new MlflowNames();
        for (var line : cell.history().series()) {
            var name = MlflowNames.name("fit/" + recorded.next(line.name().replace('/', '_')));
            boolean whole = true;
            for (double step : line.steps()) {
                whole &= step == Math.rint(step) && Math.abs(step) < 1L << 53;
            }
            for (int i = 0; i < line.steps().length; i++) {
                metrics.add(new Metric(name, line.values()[i], end, whole ? (long) line.steps()[i] : i));
            }
        }
        return metrics;
    }

    private SequencedMap<String, String> tags(String identity, Facts cell) {
        var trial = cell.cell().trial();
        var tags = new LinkedHashMap<String, String>();
        tags.put(MlflowRun.STUDY, study);
        tags.put(MlflowRun.IDENTITY, identity);
        tags.put("glia.data", cell.data());
        tags.put("glia.fingerprint", trial.fingerprint());
        tags.put("glia.split", trial.split());
        put(tags, "glia.plugins", Facts.told(trial.cell().plugins()));
        put(tags, "glia.platform", Facts.told(trial.platform()));
        return tags;
    }

    private static void put(SequencedMap<String, String> tags, String key, String value) {
        if (!value.isEmpty()) {
            tags.put(key, value);
        }
    }

    private static SequencedMap<String, String> cut(SequencedMap<String, String> tags) {
        tags.replaceAll((key, value) -> MlflowNames.value(value, MlflowNames.TAG_BYTES));
        return tags;
    }

    /// The recipe, its settings one by one behind the names of their steps, the data and the split.
    private static SequencedMap<String, String> params(Facts cell) {
        var params = new LinkedHashMap<String, String>();
        var names = new MlflowNames();
        put(params, names, "recipe", cell.recipe());
        put(params, names, "data", cell.data());
        put(params, names, "split", cell.cell().trial().split());
        try {
            var recipe = Recipe.parse(cell.cell().trial().canonical());
            recipe.steps().forEach(step -> step.arguments().forEach(argument -> put(params, names,
                    step.algorithm() + "." + argument.key(), argument.value().toString())));
        } catch (RecipeException e) {
            // of a grammar that this Glia does not know: the recipe as a whole says it
        }
        return params;
    }

    private static void put(SequencedMap<String, String> params, MlflowNames names, String key, String value) {
        params.put(names.next(key), MlflowNames.value(value, MlflowNames.PARAM_BYTES));
    }
}
