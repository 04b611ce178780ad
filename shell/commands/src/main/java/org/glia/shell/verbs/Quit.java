package org.glia.shell.verbs;

import org.glia.shell.page.Page;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `quit`, also called `exit`.
final class Quit implements Verb {

    private final Syntax syntax;

    Quit(String verb) {
        this.syntax = Syntax.of(verb, "leaves Glia; so does Ctrl-D");
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        desk.leave();
        return Page.none();
    }
}
