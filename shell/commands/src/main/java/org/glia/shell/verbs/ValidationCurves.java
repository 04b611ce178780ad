package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

import org.glia.api.data.Dataset;
import org.glia.experiments.curves.ValidationCurve;
import org.glia.experiments.curves.ValidationCurve.Curve;
import org.glia.experiments.curves.ValidationCurve.Point;
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

/// `validationcurve RECIPE on DATA [points=9] [folds=10] [repeats=1] [seed=0] [by MEASURE] [to FILE]`
final class ValidationCurves implements Verb {

    private static final Part<Excerpt> RECIPE = Part.of("RECIPE", Kind.RECIPE_SPACE,
            "a recipe with a range or alternatives where one value stands: `c=0.01..100:log`, `maxDepth={1,2,4,8}`");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "what to judge it on").after("on");
    private static final Part<Long> POINTS = Part.option("points", 9L, Kind.whole(2), "how many values of a range are tried, its ends among them");
    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "a .csv or .tsv file for the curve").after("to").optional();

    private static final Syntax SYNTAX = Syntax.of("validationcurve", "shows how scores change with a setting", RECIPE, DATA, POINTS, Judge.FOLDS,
            Judge.REPEATS, Judge.SEED, Scores.MEASURE, FILE)
            .remark("Values lie evenly between the ends of a range, or evenly in the logarithm behind `:log`; of whole numbers "
                    + "none is tried twice. A `*` marks the best mean test score. A `+` marks the choice within one standard error: of the "
                    + "values whose test score is not worse than the best by more than its standard error, the one that fits the "
                    + "training rows least.")
            .remark("The best score of several is a little too good to be true for new rows; `tune` can judge the choice itself.")
            .remark(Judge.TIME_REMARK)
            .example("validationcurve standardize | ridge alpha=0.1..1000:log on diabetes points=5",
                    "validationcurve standardize | logistic c={0.01,1,100} on wine by log-loss");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var space = said.get(RECIPE).space();
        said.find(FILE).ifPresent(SeparatedFile::requireKnown);
        record Drawn(ValidationCurve asked, Curve curve) { }
        var drawn = desk.work("validationcurve", said.get(Judge.SEED), bench -> {
            var data = new Tables(desk, bench).find(said.get(DATA));
            var asked = ValidationCurve.of(bench.catalog(), data, space, (int) Math.min(said.get(POINTS), Integer.MAX_VALUE),
                    Judge.resampling(List.of(data), said.get(Judge.FOLDS), said.get(Judge.REPEATS)), Scores.measure(said, bench.catalog()),
                    said.get(Judge.SEED));
            return new Drawn(asked, asked.curve(Judge.run(desk, bench, said, asked.experiment())));
        });
        var asked = drawn.asked();
        var curve = drawn.curve();
        var problems = Scores.problems(curve.points(), Point::scores, point -> "%s=%s".formatted(asked.setting(), point.value()));
        var blocks = new ArrayList<Block>();
        var file = said.find(FILE);
        if (file.isPresent()) {
            SeparatedFile.write(table(curve), desk.file(file.get()));
            blocks.add(new Block.Paragraph("%s written to %s".formatted(Tables.counted(curve.points().size(), "row"), file.get())));
        } else {
            blocks.add(grid(asked.setting(), curve, "%s of %s on %s, %s".formatted(asked.measure().name(), space, asked.data().name(),
                    Scores.split(asked.resampling(), asked.seed()))));
        }
        var facts = new ArrayList<Block.Fact>();
        curve.best().ifPresent(best -> facts.add(new Block.Fact("* best", curve.points().get(best).recipe())));
        curve.oneStandardError().ifPresent(choice -> facts.add(new Block.Fact("+ within one error", curve.points().get(choice).recipe())));
        blocks.add(new Block.Facts(facts));
        blocks.addAll(problems);
        return new Page(blocks);
    }

    private static Grid grid(String setting, Curve curve, String title) {
        var grid = Grid.of(setting, "training", "test", "").title(title);
        for (int i = 0; i < curve.points().size(); i++) {
            var point = curve.points().get(i);
            grid.row(Cell.of(point.value()), Scores.cell(point.scores().training()), Scores.cell(point.scores().test()),
                    Cell.of((is(curve.best(), i) ? "*" : "") + (is(curve.oneStandardError(), i) ? "+" : "")));
        }
        return grid.build();
    }

    private static boolean is(OptionalInt chosen, int point) {
        return chosen.isPresent() && chosen.getAsInt() == point;
    }

    private static Dataset table(Curve curve) {
        var points = curve.points();
        var best = new double[points.size()];
        var choice = new double[points.size()];
        for (int i = 0; i < points.size(); i++) {
            best[i] = is(curve.best(), i) ? 1 : 0;
            choice[i] = is(curve.oneStandardError(), i) ? 1 : 0;
        }
        return Dataset.builder("validation curve").text("value", points.stream().map(Point::value).toArray(String[]::new))
                .numeric("training", column(points, point -> Scores.number(point.scores().training().mean())))
                .numeric("training deviation", column(points, point -> Scores.number(point.scores().training().deviation())))
                .numeric("test", column(points, point -> Scores.number(point.scores().test().mean())))
                .numeric("test deviation", column(points, point -> Scores.number(point.scores().test().deviation())))
                .numeric("folds", column(points, point -> point.scores().test().values()))
                .numeric("fit seconds", column(points, point -> Scores.number(point.scores().fitSeconds().mean())))
                .numeric("best", best).numeric("within one error", choice).build();
    }

    private static double[] column(List<Point> points, ToDoubleFunction<Point> value) {
        return points.stream().mapToDouble(value).toArray();
    }
}
