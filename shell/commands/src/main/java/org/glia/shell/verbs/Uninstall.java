package org.glia.shell.verbs;

import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `uninstall NAME`
final class Uninstall implements Verb {

    private static final Part<Excerpt> NAME = Part.of("NAME", Kind.PLUGIN, "a plug-in");

    private static final Syntax SYNTAX = Syntax.of("uninstall", "takes a plug-in away, with what came along for it and nobody else needs", NAME,
            PluginChanges.SIMULATE, PluginChanges.BUSY)
            .remark("Models that it made stay: they say what to install, and work again when it is back. So do results.")
            .remark(PluginChanges.BUSY_REMARK)
            .example("uninstall org.example.knn", "uninstall knn busy=wait");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        return PluginChanges.perform(said, desk, "", (plugins, terms, remark) -> plugins.uninstall(said.get(NAME).unquoted(), terms));
    }
}
