package org.glia.shell.verbs;

import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `head DATA [N]`
final class Head implements Verb {

    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "the data to look at");
    private static final Part<Long> ROWS = Part.of("N", Kind.whole(1), "how many rows, 10 unless said").orElse(10L);

    private static final Syntax SYNTAX = Syntax.of("head", "shows the first rows of data", DATA, ROWS)
            .example("head iris", "head penguins 20", "head blobs centers=5 3");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var table = desk.work("head", 0, bench -> new Tables(desk, bench).find(said.get(DATA)));
        int rows = (int) Math.min(said.get(ROWS), table.rows());
        return Page.of(Columns.rows(table, 0, rows, false).build());
    }
}
