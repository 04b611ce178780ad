package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.glia.api.Catalog;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.problem.RecipeException;
import org.glia.experiments.Conditions;
import org.glia.experiments.Evaluation;
import org.glia.experiments.Experiment;
import org.glia.experiments.Leaderboard;
import org.glia.experiments.Plan;
import org.glia.experiments.Resampling;
import org.glia.experiments.Results;
import org.glia.experiments.Study;
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

    /// How splits define themselves.
    private static final Pattern FOLDS_SAID = Pattern.compile("kfold k=(\\d+) repeats=(\\d+) seed=(-?\\d+)");
    private static final Pattern TIMES_SAID = Pattern.compile("time k=(\\d+)");

    private Judge() {
    }

    /// The names after `by`; none where there is no `by`.
    ///
    /// @throws RecipeException if there is no such measure; it points at the word
    static List<String> measures(Sentence said, Catalog catalog) {
        return measures(said.find(MEASURES).orElse(List.of()), catalog);
    }

    /// @throws RecipeException as above
    static List<String> measures(List<Excerpt> names, Catalog catalog) {
        return names.stream().map(name -> {
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

    /// Runs an experiment to its end; it is kept as the study of its verb, under what was said.
    ///
    /// @throws org.glia.api.problem.CancelledException if the user ended it
    static Results run(Desk desk, Desk.Bench bench, Sentence said, Experiment experiment) {
        return run(desk, bench, plan(desk, said, experiment.definition(), experiment));
    }

    static Results run(Desk desk, Desk.Bench bench, Plan plan) {
        return new Watch(desk, bench).run(plan, Conditions.standard());
    }

    /// @param definition all that is asked, as JSON
    static Plan plan(Desk desk, Sentence said, String definition, Experiment experiment) {
        var study = new Study(said.statement().strip().split("\\s", 2)[0], said.statement(), definition);
        return desk.experiments().plan(study, experiment);
    }

    /// `iris, classification, 10-fold cross-validation, seed 0`
    static String title(Leaderboard board) {
        return "%s, %s, %s".formatted(board.data(), board.task().name().toLowerCase(Locale.ROOT), split(board.split()));
    }

    /// How data were split, for people.
    static String split(String definition) {
        var folds = FOLDS_SAID.matcher(definition);
        if (folds.matches()) {
            return "%s-fold cross-validation%s, seed %s".formatted(folds.group(1),
                    folds.group(2).equals("1") ? "" : ", %s times".formatted(folds.group(2)), folds.group(3));
        }
        var times = TIMES_SAID.matcher(definition);
        return times.matches() ? "%s splits by time".formatted(times.group(1)) : definition;
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
