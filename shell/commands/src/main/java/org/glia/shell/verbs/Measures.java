package org.glia.shell.verbs;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

import org.glia.api.MeasureOffer;
import org.glia.api.problem.GliaException;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `measures [TEXT]`
final class Measures implements Verb {

    private static final Part<Excerpt> TEXT = Part.of("TEXT", Kind.TEXT, "a task, or a part of a name or title").optional();

    private static final Syntax SYNTAX = Syntax.of("measures", "lists the measures that judge predictions", TEXT)
            .remark("Standard measures are shown when nobody names any with `by`.")
            .example("measures regression");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        desk.warnOfUnusable();
        var wanted = said.find(TEXT).map(text -> text.unquoted().toLowerCase(Locale.ROOT)).orElse("");
        var found = desk.look(catalog -> catalog.measures().stream()
                .filter(offer -> (offer.name() + " " + offer.title() + " " + tasks(offer)).toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(Comparator.comparing(MeasureOffer::name)).toList());
        if (found.isEmpty()) {
            throw new GliaException(wanted.isEmpty() ? "no measure is installed"
                    : "no measure has `%s` in its name, title or tasks; `measures` lists all".formatted(wanted));
        }
        var grid = Grid.of("measure", "title", "tasks", "better", "standard");
        found.forEach(offer -> grid.row(offer.name(), offer.title(), tasks(offer),
                offer.greaterIsBetter() ? "larger" : "smaller", offer.standard() ? "yes" : ""));
        return Page.of(grid.build());
    }

    static String tasks(MeasureOffer offer) {
        return offer.tasks().stream().sorted().map(task -> task.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
