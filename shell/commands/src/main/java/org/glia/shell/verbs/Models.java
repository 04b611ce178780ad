package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.model.Centroids;
import org.glia.api.model.Coefficients;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Trained;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `models`
final class Models implements Verb {

    private static final Syntax SYNTAX = Syntax.of("models", "lists the models of this session").example("models");

    /// How many rows of a table are enough for a model that was just made.
    static final int PREVIEW = 20;

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        if (desk.workspace().models().isEmpty()) {
            return Page.say("there is no model yet; `fit` makes one, `open` reads one from a file");
        }
        var grid = Grid.of("model", "recipe", "task", "data", "rows");
        for (var model : desk.workspace().models()) {
            var from = model.provenance();
            grid.row(Cell.of(model.name()), Cell.of(from.recipe().toString()),
                    Cell.of(from.task().name().toLowerCase(Locale.ROOT)), Cell.of(from.data()), Cell.of(from.rows()));
        }
        return Page.of(grid.build());
    }

    /// Puts a new model on the desk and shows it.
    static Page keep(Kept model, List<Block> tables, Optional<Path> savedTo, Desk desk) {
        desk.workspace().keep(model);
        var blocks = new ArrayList<Block>();
        blocks.add(origin(model));
        blocks.addAll(tables);
        savedTo.ifPresent(path -> blocks.add(new Block.Paragraph("saved to " + path)));
        return new Page(blocks);
    }

    /// Where a model came from.
    static Block.Facts origin(Kept model) {
        var from = model.provenance();
        return new Block.Facts(List.of(
                new Block.Fact("model", model.name()),
                new Block.Fact("recipe", from.recipe().toString()),
                new Block.Fact("task", from.task().name().toLowerCase(Locale.ROOT)),
                new Block.Fact("data", "%s, %s, seed %d".formatted(from.data(), Tables.counted(from.rows(), "row"), from.seed()))));
    }

    /// What a model has learnt, as tables; computed while its plug-in is at hand.
    ///
    /// @param preview how many rows of each are enough on a terminal
    static List<Block> tables(Trained<?> model, String name, int preview) {
        var blocks = new ArrayList<Block>();
        var report = model.view(Report.class).map(Report::tables).orElse(List.of());
        report.forEach(table -> blocks.add(grid(table, name, preview)));
        if (report.stream().noneMatch(table -> table.title().toLowerCase(Locale.ROOT).contains("coefficient"))) {
            model.view(Coefficients.class).ifPresent(view -> blocks.add(coefficients(view, name, preview)));
        }
        model.view(Centroids.class).ifPresent(view -> blocks.add(centroids(view, name, preview)));
        model.view(FeatureImportances.class).ifPresent(view -> blocks.add(importances(view, name, preview)));
        return blocks;
    }

    static Grid grid(Table table, String name, int preview) {
        return limited(Columns.rows(table.rows(), 0, table.rows().rows(), true).title(table.title()), name, preview);
    }

    private static Grid limited(Grid.Builder grid, String name, int preview) {
        return grid.preview(preview, name.isEmpty() ? "" : "`show " + name + "` prints all").build();
    }

    private static Grid coefficients(Coefficients view, String name, int preview) {
        var grid = Grid.of(join("term", view.outputs())).title("coefficients");
        grid.row(join(Cell.of("(intercept)"),
                IntStream.range(0, view.outputs().size()).mapToObj(o -> Cell.own(view.intercepts()[o])).toList()));
        for (int t = 0; t < view.terms().size(); t++) {
            int term = t;
            grid.row(join(Cell.of(view.terms().get(t)),
                    IntStream.range(0, view.outputs().size()).mapToObj(o -> Cell.own(view.values().get(term, o))).toList()));
        }
        return limited(grid, name, preview);
    }

    private static Grid centroids(Centroids view, String name, int preview) {
        var grid = Grid.of(join("cluster", join("size", view.features()))).title("centroids");
        for (int c = 0; c < view.centroids().rows(); c++) {
            int cluster = c;
            grid.row(join(Cell.of(c), join(Cell.of(view.sizes()[c]), IntStream.range(0, view.features().size())
                    .mapToObj(f -> Cell.of(view.centroids().get(cluster, f))).toList())));
        }
        return limited(grid, name, preview);
    }

    private static Grid importances(FeatureImportances view, String name, int preview) {
        boolean deviations = view.deviations().length > 0;
        var grid = Grid.of(deviations ? List.of("feature", "importance", "deviation") : List.of("feature", "importance"))
                .title("importances (" + view.method() + ")");
        IntStream.range(0, view.features().size()).boxed()
                .sorted((a, b) -> Double.compare(view.importances()[b], view.importances()[a]))
                .forEach(f -> grid.row(join(Cell.of(view.features().get(f)), deviations
                        ? List.of(Cell.of(view.importances()[f]), Cell.of(view.deviations()[f]))
                        : List.of(Cell.of(view.importances()[f])))));
        return limited(grid, name, preview);
    }

    private static <T> List<T> join(T first, List<? extends T> others) {
        var all = new ArrayList<T>(others.size() + 1);
        all.add(first);
        all.addAll(others);
        return all;
    }
}
