package org.glia.experiments;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Task;
import org.glia.api.model.Plugin;
import org.glia.api.problem.GliaException;
import org.glia.experiments.statistics.CellScore;
import org.glia.experiments.statistics.Design;
import org.glia.runtime.Outcome;

/// What an experiment has found out.
///
/// @param study    what it is kept under
/// @param measures all measures that were used
/// @param cells    how each trial ended, in the order of the plan
public record Results(Study study, List<Yardstick> measures, List<CellResult> cells) {

    public Results {
        measures = List.copyOf(measures);
        cells = List.copyOf(cells);
    }

    /// Whether the experiment ended before its time: by the user's wish, or because its budget was spent.
    public boolean isCancelled() {
        return cells.stream().anyMatch(cell -> cell.outcome() instanceof Outcome.Cancelled);
    }

    /// One leaderboard for each data set and question: recipes that answer different questions are not compared.
    ///
    /// @throws GliaException if recipes were tested on different rows, or on the same after fitting on fewer and on more
    public List<Leaderboard> leaderboards() {
        record Contest(String data, Task task) { }
        var contests = new LinkedHashMap<Contest, List<CellResult>>();
        for (var cell : cells) {
            var contest = new Contest(cell.trial().cell().data(), cell.trial().task());
            contests.computeIfAbsent(contest, any -> new ArrayList<>()).add(cell);
        }
        var boards = contests.values().stream().map(contest -> Leaderboard.of(measures, contest)).toList();
        requireOneSize();
        return boards;
    }

    /// A mean over the folds of a learning curve says nothing, nor do differences.
    private void requireOneSize() {
        record Tested(String fingerprint, String recipe, List<Plugin> plugins, int repeat, IntBuffer rows) { }
        var sizes = new HashMap<Tested, Integer>();
        for (var cell : cells) {
            var trial = cell.trial();
            var fold = trial.cell().fold();
            var tested = new Tested(trial.fingerprint(), trial.canonical(), trial.cell().plugins(), fold.repeat(), IntBuffer.wrap(fold.test()));
            int size = fold.train().length;
            if (sizes.merge(tested, size, (before, now) -> before) != size) {
                throw new GliaException("`%s` was tested on the same rows of %s after it was fitted on fewer and on more, and a mean over that says nothing"
                        .formatted(trial.cell().recipe(), trial.cell().data()));
            }
        }
    }

    /// What there is to compare recipes by: for each question that two recipes or more answer, their scores by one measure on
    /// all data sets. [org.glia.experiments.statistics.Comparison] makes a judgement of it.
    ///
    /// @param measure a measure's name; empty for the one that decides
    /// @param correct which rows a classifier was right on, for comparisons on a single split; see [#rights]
    /// @throws GliaException if nothing was measured by that name, or the same rows were tested after fitting on fewer and on more
    public List<Design> designs(Optional<String> measure, Function<CellResult, Optional<boolean[]>> correct) {
        measure.ifPresent(this::requireValue);
        requireOneSize();
        var byTask = new LinkedHashMap<Task, List<CellResult>>();
        cells.forEach(cell -> byTask.computeIfAbsent(cell.trial().task(), any -> new ArrayList<>()).add(cell));
        return byTask.values().stream().flatMap(contest -> design(contest, measure, correct).stream())
                .filter(design -> design.recipes().size() > 1).toList();
    }

    private Optional<Design> design(List<CellResult> contest, Optional<String> measure, Function<CellResult, Optional<boolean[]>> correct) {
        var columns = new Columns(contest);
        return decisive(contest, measure).map(yardstick -> new Design(yardstick.name(), yardstick.greaterIsBetter(),
                contest.stream().map(cell -> {
                    var trial = cell.trial();
                    var fold = trial.cell().fold();
                    return new CellScore(columns.name(cell), trial.cell().data(), fold.repeat(), fold.number(), fold.train().length,
                            fold.test().length, trial.fingerprint() + " " + trial.splitFingerprint(), score(cell, yardstick.name()),
                            correct.apply(cell));
                }).toList()));
    }

    private Optional<Yardstick> decisive(List<CellResult> contest, Optional<String> wanted) {
        return valued(contest).filter(measure -> wanted.isEmpty() || wanted.get().equals(measure.name())).findFirst();
    }

    /// The measures that have a value for one of the cells, the decisive one first.
    private Stream<Yardstick> valued(List<CellResult> some) {
        return measures.stream().filter(measure -> some.stream().anyMatch(cell ->
                cell.score(measure.name()).filter(Score.Value.class::isInstance).isPresent()));
    }

    private void requireValue(String measure) {
        if (valued(cells).noneMatch(known -> known.name().equals(measure))) {
            throw new GliaException("nothing was measured by `%s`; there are %s".formatted(measure, valued(cells)
                    .map(known -> "`" + known.name() + "`").collect(Collectors.joining(", "))));
        }
    }

    private static Score score(CellResult cell, String measure) {
        return switch (cell.outcome()) {
            case Outcome.Done _ -> cell.score(measure).orElseGet(() -> Score.undefined("it was not measured"));
            case Outcome.Failed failed -> Score.undefined(failed.message());
            case Outcome.TimedOut late -> Score.undefined("it took longer than the %s it was given".formatted(Amounts.seconds(late.seconds())));
            case Outcome.Skipped skipped -> Score.undefined(skipped.reason());
            case Outcome.Cancelled _ -> Score.undefined("it was not done");
        };
    }

    /// Says which rows a classifier was right on, as far as its answers are kept and the data are at hand.
    ///
    /// @param data finds a data set by its name
    public static Function<CellResult, Optional<boolean[]>> rights(ResultsStore store, Function<String, Optional<Dataset>> data) {
        return cell -> cell.trial().task() != Task.CLASSIFICATION ? Optional.empty()
                : data.apply(cell.trial().cell().data()).filter(table -> table.fingerprint().equals(cell.trial().fingerprint()))
                .flatMap(table -> store.prediction(cell.trial().key()).map(answers ->
                        rights(answers.labels(), table.rows(cell.trial().cell().fold().test()).nominalTarget())));
    }

    private static boolean[] rights(NominalColumn answers, NominalColumn truth) {
        var rights = new boolean[truth.rows()];
        for (int row = 0; row < rights.length; row++) {
            rights[row] = !truth.isMissing(row) && !answers.isMissing(row)
                    && answers.levels().name(answers.code(row)).equals(truth.levels().name(truth.code(row)));
        }
        return rights;
    }
}
