package org.glia.shell.verbs;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

import org.glia.api.AlgorithmOffer;
import org.glia.api.problem.GliaException;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `algorithms [TEXT]`
final class Algorithms implements Verb {

    private static final Part<Excerpt> TEXT = Part.of("TEXT", Kind.TEXT, "a task, or a part of a name or title").optional();

    private static final Syntax SYNTAX = Syntax.of("algorithms", "lists the installed algorithms", TEXT)
            .example("algorithms", "algorithms clustering", "algorithms | grep k");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        desk.warnOfUnusable();
        var wanted = said.find(TEXT).map(text -> text.unquoted().toLowerCase(Locale.ROOT)).orElse("");
        var found = desk.look(catalog -> catalog.algorithms().stream().filter(offer -> matches(offer, wanted))
                .sorted(Comparator.comparing(AlgorithmOffer::name)).toList());
        if (found.isEmpty()) {
            throw new GliaException(wanted.isEmpty() ? "no algorithm is installed"
                    : "no algorithm has `%s` in its name, title or tasks; `algorithms` lists all".formatted(wanted));
        }
        var grid = Grid.of("algorithm", "title", "tasks", "plug-in");
        found.forEach(offer -> grid.row(offer.name(), offer.title(), tasks(offer), offer.plugin().name()));
        return Page.of(grid.build());
    }

    private static boolean matches(AlgorithmOffer offer, String wanted) {
        return (offer.name() + " " + offer.title() + " " + tasks(offer)).toLowerCase(Locale.ROOT).contains(wanted);
    }

    static String tasks(AlgorithmOffer offer) {
        return offer.tasks().stream().sorted().map(task -> task.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
