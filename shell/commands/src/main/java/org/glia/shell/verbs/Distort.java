package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.glia.api.data.Dataset;
import org.glia.experiments.Distortion;
import org.glia.experiments.Distortion.Curve;
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

/// `distortion RECIPES on DATA [first=1] [last=20] [setting=k] [seed=0] [to FILE]`
final class Distort implements Verb {

    private static final Part<List<Excerpt>> RECIPES = Part.of("RECIPES", Kind.RECIPES,
            "the clusterers, each in quotes or brackets, or with commas between");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "rows with numeric features").after("on");
    private static final Part<Long> FIRST = Part.option("first", 1L, Kind.whole(1), "the smallest number of clusters");
    private static final Part<Long> LAST = Part.option("last", 20L, Kind.whole(2), "the largest number of clusters");
    private static final Part<String> SETTING = Part.option("setting", "k", Kind.NAME,
            "the setting of the clusterers that is the number of clusters");
    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "a .csv or .tsv file for the curves").after("to").optional();

    private static final Syntax SYNTAX = Syntax.of("distortion", "shows how much clusterings with more and more clusters leave unexplained",
            RECIPES, DATA, FIRST, LAST, SETTING, Judge.SEED, FILE)
            .remark("The distortion is the sum of the squared distances of the rows to the mean of their own cluster, in the units of "
                    + "the data; the energy is what one cluster more would take away, relative to the most that one ever does. A `*` marks "
                    + "phase transitions: numbers of clusters that are reached by a fall out of line with all others.")
            .example("distortion kmeans, faddc on two-scales last=30", "distortion kmeans on iris to curve.csv");

    private static final int PREVIEW = 60;

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var recipes = said.get(RECIPES).stream().map(Excerpt::recipe).toList();
        said.find(FILE).ifPresent(SeparatedFile::requireKnown);
        record Drawn(String data, List<Curve> curves) { }
        var drawn = desk.work("distortion", said.get(Judge.SEED), bench -> {
            recipes.forEach(bench.catalog()::configure);
            var data = new Tables(desk, bench).find(said.get(DATA));
            var distortion = new Distortion(data, recipes, said.get(SETTING), clusters(said.get(FIRST)), clusters(said.get(LAST)),
                    said.get(Judge.SEED));
            return new Drawn(data.name(), distortion.curves(Judge.run(desk, bench, said, distortion.experiment())));
        });
        var curves = drawn.curves();
        var file = said.find(FILE);
        var blocks = new ArrayList<Block>();
        if (file.isPresent()) {
            SeparatedFile.write(table(curves), desk.file(file.get()));
            blocks.add(new Block.Paragraph("%s written to %s".formatted(Tables.counted(curves.getFirst().k().length, "row"), file.get())));
        } else {
            blocks.add(grid(curves, "distortion on " + drawn.data()));
        }
        blocks.add(new Block.Facts(curves.stream().map(curve -> new Block.Fact(curve.recipe(), transitions(curve))).toList()));
        curves.stream().flatMap(curve -> curve.problems().stream()).distinct().map(Block.Paragraph::new).forEach(blocks::add);
        return new Page(blocks);
    }

    private static int clusters(long number) {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private static String transitions(Curve curve) {
        return curve.transitions().length == 0 ? "no phase transition" : "phase transition at "
                + Arrays.stream(curve.transitions()).mapToObj(k -> "k=" + k).collect(Collectors.joining(", "));
    }

    private static Grid grid(List<Curve> curves, String title) {
        var headings = new ArrayList<>(List.of("k"));
        for (var curve : curves) {
            headings.addAll(List.of(curve.recipe(), "energy", ""));
        }
        var grid = Grid.of(headings).title(title).preview(PREVIEW, "`to FILE.csv` writes all");
        for (int i = 0; i < curves.getFirst().k().length; i++) {
            int k = curves.getFirst().k()[i];
            var cells = new ArrayList<Cell>(List.of(Cell.of(k)));
            for (var curve : curves) {
                cells.add(Cell.own(curve.distortion()[i]));
                cells.add(Cell.of(curve.energy()[i]));
                cells.add(Cell.of(Arrays.stream(curve.transitions()).anyMatch(reached -> reached == k) ? "*" : ""));
            }
            grid.row(cells);
        }
        return grid.build();
    }

    private static Dataset table(List<Curve> curves) {
        var table = Dataset.builder("distortion").numeric("k", Arrays.stream(curves.getFirst().k()).asDoubleStream().toArray());
        for (var curve : curves) {
            var reached = new double[curve.k().length];
            Arrays.setAll(reached, i -> Arrays.stream(curve.transitions()).anyMatch(k -> k == curve.k()[i]) ? 1 : 0);
            table.numeric(curve.recipe() + " distortion", curve.distortion()).numeric(curve.recipe() + " energy", curve.energy())
                    .numeric(curve.recipe() + " transition", reached);
        }
        return table.build();
    }
}
