package org.glia.shell.verbs;

import org.glia.shell.page.Page;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `version`
final class Version implements Verb {

    private static final Syntax SYNTAX = Syntax.of("version", "tells the versions of Glia and Java");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        return Page.say("Glia %s, Java %s".formatted(desk.version(), Runtime.version()));
    }
}
