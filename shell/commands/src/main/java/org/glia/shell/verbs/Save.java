package org.glia.shell.verbs;

import java.nio.file.Path;

import org.glia.runtime.file.ModelFile;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `save MODEL [to] FILE`
final class Save implements Verb {

    private static final Part<Excerpt> MODEL = Part.of("MODEL", Kind.MODEL, "a model of this session");
    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "the file to write, usually ending in .glia").maybeAfter("to");

    private static final Syntax SYNTAX = Syntax.of("save", "writes a model into a file", MODEL, FILE)
            .example("save flowers flowers.glia");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var model = desk.workspace().model(said.get(MODEL));
        var file = said.get(FILE);
        desk.work("save", 0, bench -> {
            ModelFile.write(model.saved().wake(bench.catalog()), desk.file(file));
            return file;
        });
        return Page.say("%s is saved to %s".formatted(model.name(), file));
    }
}
