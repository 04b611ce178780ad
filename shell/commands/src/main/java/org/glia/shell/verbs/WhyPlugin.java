package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;

import org.glia.shell.page.Block;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `why NAME`
final class WhyPlugin implements Verb {

    private static final Part<Excerpt> NAME = Part.of("NAME", Kind.PLUGIN, "a plug-in, or one that a repository has");
    private static final Part<Boolean> WIRING = Part.flag("--wiring", "tells also what it needs, and who has it");

    private static final Syntax SYNTAX = Syntax.of("why", "tells why a plug-in runs, or why not: what is missing, what is there instead, what to do",
            NAME, WIRING)
            .example("why org.glia.trees", "why org.example.knn --wiring");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var why = desk.work("why", 0, bench -> desk.plugins().why(said.get(NAME).unquoted()));
        var blocks = new ArrayList<Block>();
        why.sentences().forEach(sentence -> blocks.add(new Block.Paragraph(sentence)));
        if (said.get(WIRING)) {
            blocks.add(why.wiring().isEmpty() ? new Block.Paragraph("it is wired to nothing, for it does not run")
                    : new Block.Facts(List.of(new Block.Fact("needs", String.join("\n", why.wiring())))));
        }
        return new Page(blocks);
    }
}
