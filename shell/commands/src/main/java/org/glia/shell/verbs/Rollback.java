package org.glia.shell.verbs;

import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `rollback NAME`
final class Rollback implements Verb {

    private static final Part<Excerpt> NAME = Part.of("NAME", Kind.PLUGIN, "a plug-in");

    private static final Syntax SYNTAX = Syntax.of("rollback", "brings back the version of a plug-in that was installed before this one", NAME,
            PluginChanges.SIMULATE, PluginChanges.BUSY)
            .remark("One version is kept: a second `rollback` undoes the first.")
            .remark(PluginChanges.BUSY_REMARK)
            .example("rollback org.example.knn");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        return PluginChanges.perform(said, desk, "", (plugins, terms, remark) -> plugins.rollback(said.get(NAME).unquoted(), terms));
    }
}
