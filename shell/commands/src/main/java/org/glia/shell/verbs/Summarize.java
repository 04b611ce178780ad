package org.glia.shell.verbs;

import java.util.ArrayList;

import org.glia.shell.page.Block;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `summary DATA`
final class Summarize implements Verb {

    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "the data to look at");

    private static final Syntax SYNTAX = Syntax.of("summary",
            "shows what the columns of data hold: means, deviations and quantiles, levels, missing cells", DATA)
            .example("summary penguins", "summary heroes.csv target=alignment");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        return desk.work("summary", 0, bench -> {
            var table = new Tables(desk, bench).find(said.get(DATA));
            var blocks = new ArrayList<Block>();
            blocks.add(new Block.Paragraph(Tables.described(table)));
            var numbers = Columns.numbers(table);
            if (!numbers.rows().isEmpty()) {
                blocks.add(numbers);
            }
            var others = Columns.others(table);
            if (!others.rows().isEmpty()) {
                blocks.add(others);
            }
            return new Page(blocks);
        });
    }
}
