package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.glia.api.Catalog;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.RecipeException;
import org.glia.experiments.CellResult;
import org.glia.experiments.Conditions;
import org.glia.experiments.Evaluation;
import org.glia.experiments.Experiment;
import org.glia.experiments.Leaderboard;
import org.glia.experiments.Resampling;
import org.glia.experiments.Results;
import org.glia.runtime.Outcome;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;

/// What the verbs that judge have in common.
final class Judge {

    static final Part<List<Excerpt>> MEASURES = Part.of("MEASURES", Kind.MEASURES,
            "measures with commas between, the first of which decides; those that are standard for the task unless said")
            .after("by").optional();
    static final Part<Long> SEED = Part.option("seed", 0L, Kind.whole(Long.MIN_VALUE),
            "decides the splits and all random numbers");
    static final Part<Long> FOLDS = Part.option("folds", 10L, Kind.whole(2),
            "into how many parts the rows are split; each part is judged by models fitted on the others");
    static final Part<Long> REPEATS = Part.option("repeats", 1L, Kind.whole(1), "how often that is done, with other splits");

    static final String TIME_REMARK = "Data with a column of times (time=COLUMN) are split by time: fitted on the past, judged "
            + "on what follows.";

    private Judge() {
    }

    /// The names after `by`; none where there is no `by`.
    ///
    /// @throws RecipeException if there is no such measure; it points at the word
    static List<String> measures(Sentence said, Catalog catalog) {
        return said.find(MEASURES).orElse(List.of()).stream().map(name -> {
            try {
                catalog.measure(name.unquoted());
            } catch (RecipeException e) {
                throw name.problem(e.getMessage());
            }
            return name.unquoted();
        }).toList();
    }

    static Resampling resampling(List<Dataset> data, long folds, long repeats) {
        boolean timed = data.stream().noneMatch(table -> table.schema().withRole(Role.TIME).isEmpty());
        return timed ? new Resampling.ByTime((int) folds) : new Resampling.CrossValidation((int) folds, (int) repeats);
    }

    /// Runs an experiment to its end.
    ///
    /// @throws CancelledException if the user ended it
    static Results run(Desk desk, Desk.Bench bench, Experiment experiment) {
        var experiments = desk.experiments();
        var plan = experiments.plan(experiment);
        var results = experiments.run(plan, Conditions.standard(), (done, total, latest) -> bench.meter().reached((double) done / total,
                "%s on %s".formatted(latest.trial().cell().recipe(), latest.trial().cell().data())),
                bench.request().cancelled());
        if (desk.console().showsTraces()) {
            results.cells().stream().map(CellResult::outcome).filter(Outcome.Failed.class::isInstance)
                    .map(failed -> ((Outcome.Failed) failed).trace().stripTrailing()).distinct().forEach(desk.console()::remark);
        }
        if (results.isCancelled()) {
            throw new CancelledException("cancelled; what was done is kept, and the same command goes on from there");
        }
        return results;
    }

    /// `iris, classification, 10-fold cross-validation`
    static String title(Leaderboard board, Resampling resampling, long seed) {
        return "%s, %s, %s".formatted(board.data(), board.task().name().toLowerCase(Locale.ROOT), switch (resampling) {
            case Resampling.CrossValidation(int k, int repeats) -> "%d-fold cross-validation%s, seed %d".formatted(k,
                    repeats > 1 ? ", %d times".formatted(repeats) : "", seed);
            case Resampling.ByTime(int k) -> "%d splits by time".formatted(k);
            default -> board.split();
        });
    }

    static List<Block> notes(List<String> notes) {
        return notes.stream().<Block>map(Block.Paragraph::new).toList();
    }

    /// Measures with their values, or why there are none, and the tables behind them.
    static List<Block> page(Evaluation evaluation, String title) {
        var grid = Grid.of("measure", "value", "better").title(title);
        var undefined = new ArrayList<String>();
        for (int i = 0; i < evaluation.measures().size(); i++) {
            var measure = evaluation.measures().get(i);
            grid.row(Cell.of(measure.name()), switch (evaluation.scores().get(i)) {
                case Score.Value value -> Cell.own(value.value());
                case Score.Undefined why -> {
                    undefined.add("%s has no value: %s".formatted(measure.name(), why.reason()));
                    yield Cell.of("");
                }
            }, Cell.of(measure.greaterIsBetter() ? "larger" : "smaller"));
        }
        var blocks = new ArrayList<Block>(List.of(grid.build()));
        evaluation.tables().forEach(table -> blocks.add(Models.grid(table, "", Integer.MAX_VALUE)));
        if (!undefined.isEmpty()) {
            blocks.add(new Block.Paragraph(undefined.stream().collect(Collectors.joining("\n"))));
        }
        return blocks;
    }
}
