package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.glia.api.model.AbsentModelException;
import org.glia.runtime.file.ModelFile;
import org.glia.shell.page.Block;
import org.glia.shell.page.Page;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `open FILE [as NAME]`
final class Open implements Verb {

    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "a file that `save` or `fit ... to FILE` wrote");
    private static final Part<String> NAME = Part.of("NAME", Kind.NAME, "what to call the model").after("as").optional();

    private static final Syntax SYNTAX = Syntax.of("open", "reads a model from a file", FILE, NAME)
            .remark("A model whose plug-in is not installed opens too: `show` tells all that needs no plug-in, and predicting "
                    + "says what to install.")
            .example("open flowers.glia", "open flowers.glia as old");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var file = said.get(FILE);
        var name = said.find(NAME);
        record Opened(Kept model, List<Block> remarks) { }
        var opened = desk.work("open", 0, bench -> {
            var saved = ModelFile.read(desk.file(file));
            var model = new Kept(name.orElseGet(() -> desk.workspace().freeModelName(wish(file))), saved);
            var remarks = new ArrayList<Block>();
            try {
                saved.wake(bench.catalog());
            } catch (AbsentModelException dormant) {
                remarks.add(new Block.Paragraph(dormant.getMessage()));
            }
            return new Opened(model, remarks);
        });
        desk.workspace().keep(opened.model());
        var blocks = new ArrayList<Block>();
        blocks.add(Models.origin(opened.model()));
        blocks.addAll(opened.remarks());
        return new Page(blocks);
    }

    /// The name of the file without its ending, as far as a name can hold its characters.
    private static String wish(Path file) {
        var name = file.getFileName().toString().replaceFirst("\\.glia$", "").replaceAll("[^\\p{L}\\p{N}_-]", "-");
        return name.isEmpty() || !Character.isLetter(name.charAt(0)) ? "model" : name;
    }
}
