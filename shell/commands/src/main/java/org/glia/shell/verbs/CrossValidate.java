package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glia.api.Catalog;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Table;
import org.glia.experiments.Experiment;
import org.glia.experiments.Leaderboard;
import org.glia.experiments.Yardstick;
import org.glia.experiments.curves.OutOfFold;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `crossval RECIPE on DATA [folds=10] [repeats=1] [seed=0] [by MEASURES] [to FILE]`
final class CrossValidate implements Verb {

    private static final Part<Excerpt> RECIPE = Part.of("RECIPE", Kind.RECIPE, "what to judge");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "what to judge it on").after("on");

    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "a .csv or .tsv file for the answers to all rows").after("to").optional();

    private static final Syntax SYNTAX = Syntax.of("crossval", "judges a recipe by cross-validation", RECIPE, DATA, Judge.FOLDS,
            Judge.REPEATS, Judge.SEED, Judge.MEASURES, FILE)
            .remark("Of a classifier, the confusion matrix and the precision, recall and F1 of each class are shown too, added up over all "
                    + "folds; with `by`, the tables of the measures that are named there: `by accuracy, confusion`.")
            .remark("The file has the number of each row, its fold, what is true and what was answered by the model that was not "
                    + "fitted on it. With repeats, numbers are averaged over them, and the label is the level of the largest mean "
                    + "probability, or the most frequent one where there are no probabilities.")
            .remark(Judge.TIME_REMARK)
            .example("crossval standardize | logistic on wine", "crossval ridge on diabetes folds=5 repeats=3 by rmse, r2",
                    "crossval standardize | logistic on iris to answers.csv");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var recipe = said.get(RECIPE).recipe();
        said.find(FILE).ifPresent(SeparatedFile::requireKnown);
        record Judged(Leaderboard board, List<Table> tables, Optional<Dataset> answers) { }
        var judged = desk.work("crossval", said.get(Judge.SEED), bench -> {
            bench.catalog().configure(recipe);
            var data = new Tables(desk, bench).find(said.get(DATA));
            var resampling = Judge.resampling(List.of(data), said.get(Judge.FOLDS), said.get(Judge.REPEATS));
            var measures = Judge.measures(said, bench.catalog());
            var experiment = new Experiment("", List.of(data), List.of(recipe), false, resampling, measures, said.get(Judge.SEED));
            var plan = Judge.plan(desk, said, experiment.definition(), experiment);
            var boards = Judge.run(desk, bench, plan).leaderboards();
            Unsuitable.requireSome(boards);
            var board = boards.getFirst();
            if (board.task() != Task.CLASSIFICATION && !said.says(FILE)) {
                return new Judged(board, List.of(), Optional.empty());
            }
            var joined = OutOfFold.of(plan.trials(), data, desk.experiments().store());
            return new Judged(board, tables(joined, measures, board.task(), bench.catalog()),
                    said.find(FILE).map(_ -> Answers.table(joined)));
        });
        var board = judged.board();
        var blocks = new ArrayList<Block>(List.of(scores(board, "%s on %s".formatted(said.get(RECIPE).text(), Judge.title(board)))));
        judged.tables().forEach(table -> blocks.add(Models.grid(table, "", Integer.MAX_VALUE)));
        judged.answers().ifPresent(answers -> {
            SeparatedFile.write(answers, desk.file(said.find(FILE).orElseThrow()));
            blocks.add(new Block.Paragraph("%s written to %s".formatted(Tables.counted(answers.rows(), "row"), said.find(FILE).orElseThrow())));
        });
        blocks.addAll(Judge.notes(board.notes()));
        return new Page(blocks);
    }

    /// What stands behind the values, over all folds: the tables of the named measures, or else of all that judge the task.
    private static List<Table> tables(OutOfFold joined, List<String> measures, Task task, Catalog catalog) {
        var offers = measures.isEmpty() ? catalog.measures().stream().filter(offer -> offer.tasks().contains(task)).toList()
                : measures.stream().map(catalog::measure).toList();
        var truth = joined.testedRows();
        var answers = joined.stacked();
        var folds = joined.unanswered() == 0 ? "all folds"
                : "%d of %d folds".formatted(joined.parts().size(), joined.parts().size() + joined.unanswered());
        var title = "%%s, %s%s".formatted(folds, joined.repeats() == 1 ? ""
                : " of %d repeats: each row counts %1$d times".formatted(joined.repeats()));
        return offers.stream().flatMap(offer -> catalog.open(offer).table(truth, answers).stream())
                .map(table -> new Table(title.formatted(table.title()), table.rows())).toList();
    }

    private static Grid scores(Leaderboard board, String title) {
        var grid = Grid.of("measure", "mean", "deviation", "lowest", "highest", "better")
                .title(title);
        var summaries = board.standings().getFirst().summaries();
        for (int i = 0; i < board.measures().size(); i++) {
            var measure = board.measures().get(i);
            var values = values(board, measure);
            var summary = summaries.get(i);
            grid.row(Cell.of(measure.name()), Cell.own(summary.mean().orElse(Double.NaN)),
                    Cell.own(summary.deviation().orElse(Double.NaN)), Cell.own(values.stream().min(Double::compare).orElse(Double.NaN)),
                    Cell.own(values.stream().max(Double::compare).orElse(Double.NaN)),
                    Cell.of(measure.greaterIsBetter() ? "larger" : "smaller"));
        }
        return grid.build();
    }

    private static List<Double> values(Leaderboard board, Yardstick measure) {
        return board.cells().stream().flatMap(cell -> cell.score(measure.name()).stream())
                .filter(Score.Value.class::isInstance).map(score -> ((Score.Value) score).value()).toList();
    }
}
