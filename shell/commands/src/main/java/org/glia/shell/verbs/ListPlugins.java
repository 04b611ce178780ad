package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.glia.api.problem.Suggestion;
import org.glia.runtime.plugins.InstalledPlugin;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `plugins [NAME]`
final class ListPlugins implements Verb {

    private static final Part<Excerpt> NAME = Part.of("NAME", Kind.PLUGIN, "a plug-in, or something that it has: all there is to say of it").optional();

    private static final Syntax SYNTAX = Syntax.of("plugins", "lists the plug-ins, what they have, and where they came from", NAME)
            .example("plugins", "plugins org.example.knn", "plugins | grep trees");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var all = desk.plugins().installed();
        return said.find(NAME).map(name -> details(name, all)).orElseGet(() -> list(all));
    }

    private static Page list(List<InstalledPlugin> all) {
        var grid = Grid.of("plug-in", "version", "it has", "state", "author", "licence", "from");
        all.forEach(one -> grid.row(Cell.of(one.name()), Cell.of(one.version()), Cell.of(String.join(", ", one.offers())), Cell.of(state(one)),
                Cell.of(one.author()), Cell.of(one.licence()), Cell.of(one.origin())));
        var blocks = new ArrayList<Block>(List.of(grid.build()));
        all.stream().flatMap(one -> one.problem().stream()).forEach(problem -> blocks.add(new Block.Paragraph(problem)));
        return new Page(blocks);
    }

    private static Page details(Excerpt name, List<InstalledPlugin> all) {
        var wanted = name.unquoted();
        var named = all.stream().filter(one -> one.name().equals(wanted)).toList();
        var found = named.isEmpty() ? all.stream().filter(one -> one.offers().contains(wanted)).toList() : named;
        if (found.isEmpty()) {
            throw name.problem("there is no plug-in `%s`%s".formatted(wanted,
                    Suggestion.didYouMean(wanted, all.stream().map(InstalledPlugin::name).toList())));
        }
        return new Page(found.stream().<Block>map(ListPlugins::details).toList());
    }

    private static Block details(InstalledPlugin one) {
        var facts = new ArrayList<Block.Fact>();
        add(facts, one.name(), one.title().equals(one.name()) ? one.version() : one.title());
        add(facts, "version", one.version());
        add(facts, "it has", String.join(", ", one.offers()));
        add(facts, "state", state(one));
        one.problem().forEach(problem -> add(facts, "problem", problem));
        add(facts, "author", one.author());
        add(facts, "licence", one.licence());
        add(facts, "from", one.origin() + (one.brought() ? ", because another plug-in needs it" : ""));
        add(facts, "file", one.file().map(Object::toString).orElse(""));
        add(facts, "SHA-256", one.hash());
        return new Block.Facts(facts);
    }

    private static void add(List<Block.Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Block.Fact(name, value));
        }
    }

    private static String state(InstalledPlugin one) {
        return switch (one.state()) {
            case RUNS, SHIPPED -> one.problem().isEmpty() ? "runs" : "runs in part";
            default -> one.state().name().toLowerCase(Locale.ROOT);
        };
    }
}
