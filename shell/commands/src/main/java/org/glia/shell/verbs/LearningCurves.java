package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.glia.api.data.Dataset;
import org.glia.api.problem.GliaException;
import org.glia.experiments.Summary;
import org.glia.experiments.curves.LearningCurve;
import org.glia.experiments.curves.LearningCurve.Curve;
import org.glia.experiments.curves.LearningCurve.Point;
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

/// `learningcurve RECIPES on DATA [sizes=0.1,0.5,1] [folds=10] [repeats=1] [seed=0] [by MEASURE] [to FILE]`
final class LearningCurves implements Verb {

    /// Numbers with commas between.
    private record Sizes(List<Double> values) {

        static Sizes parse(String text) {
            try {
                return new Sizes(Arrays.stream(text.split(",", -1)).map(String::strip).map(Double::valueOf).toList());
            } catch (NumberFormatException e) {
                throw new GliaException("`%s` is no list of sizes; write numbers with commas between: 0.1,0.5,1 or 50,100,200".formatted(text));
            }
        }

        @Override
        public String toString() {
            return values.stream().map(size -> size == 1 ? "1" : Double.toString(size)).collect(Collectors.joining(","));
        }
    }

    private static final Part<List<Excerpt>> RECIPES = Part.of("RECIPES", Kind.RECIPES,
            "the recipes, each in quotes or brackets, or with commas between");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "what to judge them on").after("on");
    private static final Part<Sizes> SIZES = Part.option("sizes", new Sizes(LearningCurve.SIZES), Kind.reading(List.of(), Sizes::parse),
            "how many rows are fitted on: up to 1 shares of the training rows, above 1 numbers of rows");
    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "a .csv or .tsv file for the curves").after("to").optional();

    private static final Syntax SYNTAX = Syntax.of("learningcurve", "shows how scores change with the number of training rows", RECIPES, DATA,
            SIZES, Judge.FOLDS, Judge.REPEATS, Judge.SEED, Scores.MEASURE, FILE)
            .remark("Of the training rows of each fold, larger and larger sets are fitted on, each of which holds the smaller ones and "
                    + "has about the same share of each class; groups stay whole. All are judged on the same test rows, and on their own "
                    + "training rows. If the test score still rises at the end, more rows would help; if the training score stays far "
                    + "above it, a simpler recipe may.")
            .remark(Judge.TIME_REMARK)
            .example("learningcurve standardize | logistic, majority on wine folds=5",
                    "learningcurve ridge on diabetes sizes=20,50,100,200,400 by rmse to curve.csv");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    /// A point of one of several curves.
    private record Placed(String recipe, Point point) {
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var recipes = said.get(RECIPES).stream().map(Excerpt::recipe).toList();
        said.find(FILE).ifPresent(SeparatedFile::requireKnown);
        record Drawn(LearningCurve asked, List<Curve> curves) { }
        var drawn = desk.work("learningcurve", said.get(Judge.SEED), bench -> {
            recipes.forEach(bench.catalog()::configure);
            var data = new Tables(desk, bench).find(said.get(DATA));
            var asked = LearningCurve.of(bench.catalog(), data, recipes, said.get(SIZES).values(), Judge.resampling(List.of(data),
                    said.get(Judge.FOLDS), said.get(Judge.REPEATS)), Scores.measure(said, bench.catalog()), said.get(Judge.SEED));
            var plan = Judge.plan(desk, said, asked.study().definition(), asked.experiment());
            return new Drawn(asked, asked.curves(Judge.run(desk, bench, plan)));
        });
        var asked = drawn.asked();
        boolean several = drawn.curves().size() > 1;
        var points = drawn.curves().stream().flatMap(curve -> curve.points().stream().map(point -> new Placed(curve.recipe(), point))).toList();
        var problems = Scores.problems(points, placed -> placed.point().scores(), placed -> several
                ? "`%s` with %s rows".formatted(placed.recipe(), rows(placed.point())) : "with %s rows".formatted(rows(placed.point())));
        var blocks = new ArrayList<Block>();
        var file = said.find(FILE);
        if (file.isPresent()) {
            SeparatedFile.write(table(points), desk.file(file.get()));
            blocks.add(new Block.Paragraph("%s written to %s".formatted(Tables.counted(points.size(), "row"), file.get())));
        } else {
            blocks.add(grid(points, several, "%s%s on %s, %s".formatted(asked.measure().name(),
                    several ? "" : " of " + drawn.curves().getFirst().recipe(), asked.data().name(), Scores.split(asked.resampling(), asked.seed()))));
        }
        blocks.addAll(Judge.notes(asked.notes()));
        blocks.addAll(problems);
        return new Page(blocks);
    }

    private static String rows(Point point) {
        return point.rows() == Math.rint(point.rows()) ? Long.toString((long) point.rows()) : "%.1f".formatted(point.rows());
    }

    private static Grid grid(List<Placed> points, boolean several, String title) {
        var headings = List.of("recipe", "rows", "training", "test", "fit seconds");
        var grid = Grid.of(several ? headings : headings.subList(1, headings.size())).title(title);
        for (var placed : points) {
            var scores = placed.point().scores();
            var cells = new ArrayList<Cell>();
            if (several) {
                cells.add(Cell.of(placed.recipe()));
            }
            cells.addAll(List.of(Cell.of(placed.point().rows()), Scores.cell(scores.training()), Scores.cell(scores.test()),
                    Cell.of(Scores.number(scores.fitSeconds().mean()))));
            grid.row(cells);
        }
        return grid.build();
    }

    private static Dataset table(List<Placed> points) {
        return Dataset.builder("learning curve")
                .text("recipe", points.stream().map(Placed::recipe).toArray(String[]::new))
                .numeric("rows", points.stream().mapToDouble(placed -> placed.point().rows()).toArray())
                .numeric("training", means(points, placed -> placed.point().scores().training()))
                .numeric("training deviation", deviations(points, placed -> placed.point().scores().training()))
                .numeric("test", means(points, placed -> placed.point().scores().test()))
                .numeric("test deviation", deviations(points, placed -> placed.point().scores().test()))
                .numeric("folds", points.stream().mapToDouble(placed -> placed.point().scores().test().values()).toArray())
                .numeric("fit seconds", means(points, placed -> placed.point().scores().fitSeconds()))
                .build();
    }

    private static double[] means(List<Placed> points, Function<Placed, Summary> summary) {
        return points.stream().map(summary).mapToDouble(one -> Scores.number(one.mean())).toArray();
    }

    private static double[] deviations(List<Placed> points, Function<Placed, Summary> summary) {
        return points.stream().map(summary).mapToDouble(one -> Scores.number(one.deviation())).toArray();
    }
}
