package org.glia.shell.verbs;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.glia.api.problem.GliaException;
import org.glia.experiments.Entry;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `results list [TEXT]`
final class ResultsList implements Verb {

    private static final Part<Excerpt> TEXT = Part.of("TEXT", Kind.PHRASE, "a part of an id, a kind or a title").optional();

    private static final Syntax SYNTAX = Syntax.of("results list", "lists what was judged, compared and tuned, the latest first", TEXT)
            .remark("The same question asked again is the same study. `results show ID` tells what it has found; the first "
                    + "digits of an id are enough.")
            .example("results list", "results list iris");

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var wanted = said.find(TEXT).map(text -> text.unquoted().toLowerCase(Locale.ROOT)).orElse("");
        var all = desk.experiments().store().studies();
        if (all.isEmpty()) {
            return Page.say("there are no results yet; `experiment run`, `crossval` and `compare` make some");
        }
        var found = all.stream().filter(entry -> matches(entry, wanted)).toList();
        if (found.isEmpty()) {
            throw new GliaException("no study has `%s` in its id, kind or title; `results list` lists all".formatted(wanted));
        }
        var grid = Grid.of("id", "kind", "title", "first run", "done", "failed", "open");
        found.forEach(entry -> grid.row(Cell.of(entry.study().id()), Cell.of(entry.study().kind()), Cell.of(entry.study().title()),
                Cell.of(local(entry.entered())), Cell.of(entry.tally().done()),
                Cell.of(entry.tally().failed() + entry.tally().timedOut()), Cell.of(entry.open())));
        return Page.of(grid.build());
    }

    private static boolean matches(Entry entry, String wanted) {
        var study = entry.study();
        return (study.id() + " " + study.kind() + " " + study.title()).toLowerCase(Locale.ROOT).contains(wanted);
    }

    /// To the minute, in the user's time zone.
    static String local(Instant time) {
        return MINUTES.format(time.atZone(ZoneId.systemDefault()));
    }
}
