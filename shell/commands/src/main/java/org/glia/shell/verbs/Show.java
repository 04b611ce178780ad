package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Field;
import org.glia.api.data.Schema;
import org.glia.api.model.History;
import org.glia.api.problem.GliaException;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `show MODEL`
final class Show implements Verb {

    private static final Part<Excerpt> MODEL = Part.of("MODEL", Kind.MODEL, "a model of this session");

    private static final Syntax SYNTAX = Syntax.of("show", "shows what a model has learnt and where it came from", MODEL)
            .example("show kmeans");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var model = desk.workspace().model(said.get(MODEL));
        var from = model.provenance();
        var blocks = new ArrayList<Block>();
        blocks.add(Models.origin(model));
        blocks.add(new Block.Facts(List.of(
                new Block.Fact("plug-in", (from.plugin().name() + " " + from.plugin().version()).strip()),
                new Block.Fact("features", String.join(", ", names(model.saved().schema(), false))),
                new Block.Fact("targets", String.join(", ", names(model.saved().schema(), true))),
                new Block.Fact("fingerprint", from.fingerprint()))));
        try {
            blocks.addAll(desk.look(catalog -> {
                var awake = model.saved().wake(catalog);
                var tables = new ArrayList<>(Models.tables(awake, model.name(), Integer.MAX_VALUE));
                history(awake.history()).ifPresent(tables::add);
                return tables;
            }));
        } catch (GliaException dormant) {
            // all that needs no plug-in is shown nevertheless
            blocks.add(new Block.Paragraph(dormant.getMessage()));
        }
        return new Page(blocks);
    }

    private static List<String> names(Schema schema, boolean targets) {
        return targets ? schema.targets().stream().map(Field::name).toList() : schema.featureNames();
    }

    private static Optional<Grid> history(History history) {
        var lines = history.series().stream().filter(line -> line.values().length > 0).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var grid = Grid.of("line", "points", "first", "last").title("history");
        lines.forEach(line -> grid.row(Cell.of(line.name()), Cell.of(line.values().length), Cell.own(line.values()[0]),
                Cell.own(line.last())));
        return Optional.of(grid.build());
    }
}
