package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.glia.api.problem.Suggestion;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `help [VERB]`
final class Help implements Verb {

    private static final Part<Excerpt> VERB = Part.of("VERB", Kind.VERB, "a verb").optional();

    private static final Syntax SYNTAX = Syntax.of("help", "lists the verbs, or tells all about one", VERB)
            .example("help", "help compare", "help results", "help results show");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        return said.find(VERB).map(Help::one).orElseGet(Help::all);
    }

    private static Page all() {
        var grid = Grid.of("verb", "what it does");
        Verbs.all().forEach(verb -> grid.row(verb.syntax().verb(), verb.syntax().help()));
        return Page.of(grid.build(),
                new Block.Paragraph("`help VERB` tells how to say it. A recipe is an algorithm with settings, and steps before it: "
                        + "standardize | logistic c=10. Data are named by a built-in set, a loaded name, a generator with "
                        + "settings, or a file."),
                new Block.Paragraph("The other commands are those of Gogo: grep, tail, wc, sort, echo, each, if ...; what a verb "
                        + "prints can be piped into them: algorithms | grep k."));
    }

    private static Page one(Excerpt name) {
        var wanted = name.text().replaceAll("\\s+", " ");
        if (Verbs.NAMES.contains(wanted)) {
            return page(Verbs.named(wanted).syntax());
        }
        var seconds = Verbs.secondWords(wanted);
        if (seconds.isEmpty()) {
            throw name.problem("there is no verb `%s`%s".formatted(wanted, Suggestion.didYouMean(wanted,
                    Stream.concat(Verbs.NAMES.stream(), Verbs.firstWords().stream()).distinct().toList())));
        }
        var grid = Grid.of("verb", "what it does");
        seconds.stream().map(second -> Verbs.named(wanted + " " + second).syntax()).forEach(syntax -> grid.row(syntax.verb(), syntax.help()));
        return Page.of(grid.build(), new Block.Paragraph("`help %s %s` tells how to say it.".formatted(wanted, seconds.getFirst())));
    }

    private static Page page(Syntax syntax) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Facts(List.of(new Block.Fact(syntax.verb(), syntax.help()))));
        blocks.add(new Block.Examples(List.of(syntax.usage())));
        if (!syntax.parts().isEmpty()) {
            var grid = Grid.of("word", "meaning");
            for (var part : syntax.parts()) {
                grid.row(Cell.of(part.isOption() || part.isFlag() ? part.keyword() : part.keyword().isEmpty() ? part.label()
                        : part.keyword() + " " + part.label()), Cell.of(part.help()));
            }
            blocks.add(grid.build());
        }
        syntax.remarks().forEach(remark -> blocks.add(new Block.Paragraph(remark)));
        if (!syntax.examples().isEmpty()) {
            blocks.add(new Block.Examples(syntax.examples()));
        }
        return new Page(blocks);
    }
}
