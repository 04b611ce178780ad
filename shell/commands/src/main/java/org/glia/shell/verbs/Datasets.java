package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import org.glia.api.SourceOffer;
import org.glia.api.data.Field;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.Key;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `datasets`
final class Datasets implements Verb {

    private static final Syntax SYNTAX = Syntax.of("datasets",
            "lists what was loaded, the built-in data sets, the generators, and the kinds of files that can be read")
            .example("datasets", "datasets | grep iris");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        desk.warnOfUnusable();
        var sources = desk.look(catalog -> catalog.sources().stream().sorted(Comparator.comparing(SourceOffer::name)).toList());
        var blocks = new ArrayList<Block>();
        if (!desk.workspace().tables().isEmpty()) {
            var loaded = Grid.of("data set", "rows", "columns", "target").title("loaded");
            desk.workspace().tables().forEach(table -> loaded.row(Cell.of(table.name()), Cell.of(table.rows()),
                    Cell.of(table.schema().size()), Cell.of(String.join(", ",
                            table.schema().targets().stream().map(Field::name).toList()))));
            blocks.add(loaded.build());
        }
        add(blocks, "built in", sources, offer -> !offer.readsFiles() && offer.settings().isEmpty(), false);
        add(blocks, "generators", sources, offer -> !offer.readsFiles() && !offer.settings().isEmpty(), true);
        add(blocks, "files", sources, SourceOffer::readsFiles, false);
        if (blocks.isEmpty()) {
            throw new GliaException("no data source is installed");
        }
        return new Page(blocks);
    }

    private static void add(List<Block> blocks, String title, List<SourceOffer> sources, Predicate<SourceOffer> chosen,
                            boolean settings) {
        var found = sources.stream().filter(chosen).toList();
        if (found.isEmpty()) {
            return;
        }
        boolean files = found.getFirst().readsFiles();
        var grid = (settings || files ? Grid.of("name", "title", files ? "endings" : "settings") : Grid.of("name", "title"))
                .title(title);
        for (var offer : found) {
            var more = files ? String.join(", ", offer.extensions().stream().sorted().toList())
                    : String.join(" ", offer.settings().stream().map(Key::name).toList());
            grid.row(settings || files ? new String[] {offer.name(), offer.title(), more}
                    : new String[] {offer.name(), offer.title()});
        }
        blocks.add(grid.build());
    }
}
