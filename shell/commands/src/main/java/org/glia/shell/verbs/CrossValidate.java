package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.Score;
import org.glia.experiments.Experiment;
import org.glia.experiments.Leaderboard;
import org.glia.experiments.Yardstick;
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

/// `crossval RECIPE on DATA [folds=10] [repeats=1] [seed=0] [by MEASURES]`
final class CrossValidate implements Verb {

    private static final Part<Excerpt> RECIPE = Part.of("RECIPE", Kind.RECIPE, "what to judge");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "what to judge it on").after("on");

    private static final Syntax SYNTAX = Syntax.of("crossval", "judges a recipe by cross-validation", RECIPE, DATA, Judge.FOLDS,
            Judge.REPEATS, Judge.SEED, Judge.MEASURES)
            .remark(Judge.TIME_REMARK)
            .example("crossval standardize | logistic on wine", "crossval ridge on diabetes folds=5 repeats=3 by rmse, r2");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var recipe = said.get(RECIPE).recipe();
        var results = desk.work("crossval", said.get(Judge.SEED), bench -> {
            bench.catalog().configure(recipe);
            var data = List.of(new Tables(desk, bench).find(said.get(DATA)));
            var resampling = Judge.resampling(data, said.get(Judge.FOLDS), said.get(Judge.REPEATS));
            return Judge.run(desk, bench, said, new Experiment("", data, List.of(recipe), false, resampling,
                    Judge.measures(said, bench.catalog()), said.get(Judge.SEED)));
        });
        var boards = results.leaderboards();
        Unsuitable.requireSome(boards);
        var board = boards.getFirst();
        var blocks = new ArrayList<Block>(List.of(scores(board, "%s on %s".formatted(said.get(RECIPE).text(),
                Judge.title(board)))));
        blocks.addAll(Judge.notes(board.notes()));
        return new Page(blocks);
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
