package org.glia.shell.verbs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Schema;
import org.glia.api.model.History;
import org.glia.api.model.TreeView;
import org.glia.api.problem.GliaException;
import org.glia.runtime.file.WholeFile;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `show MODEL [as FORM] [to FILE]`
final class Show implements Verb {

    private static final Part<Excerpt> MODEL = Part.of("MODEL", Kind.MODEL, "a model of this session");

    private static final Part<Form> FORM = Part.of("FORM", Kind.of(Form.class), "rules or dot of a tree, or the history of the fit")
            .after("as").optional();
    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "a file for the form").after("to").optional();

    private static final Syntax SYNTAX = Syntax.of("show", "shows what a model has learnt and where it came from", MODEL, FORM, FILE)
            .remark("`as rules` writes a tree as indented questions, `as dot` as a drawing for Graphviz (`dot -Tsvg tree.dot`), "
                    + "`as history` the lines that the fit recorded, point by point; to a file, that is a .csv or .tsv one.")
            .example("show kmeans", "show cart as rules", "show cart as dot to tree.dot", "show kmeans as history to inertia.csv");

    /// What a model can be shown as.
    private enum Form { RULES, DOT, HISTORY }

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var model = desk.workspace().model(said.get(MODEL));
        var form = said.find(FORM);
        var file = said.find(FILE);
        if (form.isEmpty() && file.isPresent()) {
            throw new GliaException("say what to write: `show %s as history to %s`; the model itself is written by `save`"
                    .formatted(model.name(), file.get()));
        }
        return form.isEmpty() ? all(model, desk) : in(form.get(), file, model, desk);
    }

    private static Page in(Form form, Optional<Path> file, Kept model, Desk desk) {
        if (form == Form.HISTORY) {
            var history = desk.look(catalog -> points(model.name(), model.saved().wake(catalog).history()));
            if (file.isEmpty()) {
                return Page.of(Columns.rows(history, 0, history.rows(), false).build());
            }
            SeparatedFile.requireKnown(file.get());
            SeparatedFile.write(history, desk.file(file.get()));
            return Page.say("%s written to %s".formatted(Tables.counted(history.rows(), "point"), file.get()));
        }
        var text = desk.look(catalog -> {
            var tree = model.saved().wake(catalog).view(TreeView.class).orElseThrow(() ->
                    new GliaException("`%s` is no tree, so it has no %s".formatted(model.name(), form == Form.DOT ? "drawing" : "rules")));
            return form == Form.DOT ? tree.dot() : tree.rules();
        });
        if (file.isEmpty()) {
            return Page.of(new Block.Verbatim(text));
        }
        WholeFile.write(desk.file(file.get()), draft -> Files.writeString(draft, text));
        return Page.say("%s written to %s".formatted(Tables.counted((int) text.lines().count(), "line"), file.get()));
    }

    /// The lines that a fit recorded, point by point.
    ///
    /// @param name of what was fitted
    static Dataset points(String name, History history) {
        var lines = history.series().stream().filter(line -> line.values().length > 0).toList();
        if (lines.isEmpty()) {
            throw new GliaException("the fit of `%s` recorded nothing".formatted(name));
        }
        return Dataset.builder("history")
                .nominal("line", lines.stream().flatMap(line -> Collections.nCopies(line.values().length, line.name()).stream())
                        .toArray(String[]::new))
                .numeric("step", lines.stream().flatMapToDouble(line -> Arrays.stream(line.steps())).toArray())
                .numeric("value", lines.stream().flatMapToDouble(line -> Arrays.stream(line.values())).toArray()).build();
    }

    private static Page all(Kept model, Desk desk) {
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
