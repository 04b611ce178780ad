package org.glia.shell.verbs;

import java.net.URI;
import java.util.List;

import org.glia.runtime.plugins.Change;
import org.glia.runtime.plugins.Plugins;
import org.glia.runtime.plugins.Terms;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `install FILE|NAME`
final class Install implements Verb {

    private static final Part<Excerpt> WHAT = Part.of("FILE|NAME", Kind.JAR_OR_PLUGIN,
            "a jar, its address, or the name of a plug-in or algorithm in a repository, with @VERSION behind it or without");

    private static final Syntax SYNTAX = Syntax.of("install", "brings a plug-in into this Glia while it runs, and keeps it", WHAT,
            PluginChanges.SIMULATE, PluginChanges.BUSY)
            .remark("What is in a jar is used when all of it works; until then nothing has changed. From a repository comes also what the "
                    + "plug-in needs. Another version of a plug-in takes the place of the one before, which `rollback` brings back.")
            .remark("A plug-in may do whatever you may: install what you trust. `etc/plugins.properties` says whose jars may come in at all.")
            .remark(PluginChanges.BUSY_REMARK)
            .example("install knn-1.0.0.jar", "install knn-1.0.0.jar --simulate", "install org.example.knn@1.0.0", "install https://example.org/knn.jar");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        return PluginChanges.perform(said, desk, "", (plugins, terms, remark) -> install(said.get(WHAT), desk, plugins, terms));
    }

    private static List<Change> install(Excerpt what, Desk desk, Plugins plugins, Terms terms) {
        var words = what.unquoted();
        if (words.matches("[a-zA-Z]{2,}://?.*")) {
            return plugins.install(address(what), terms);
        }
        return words.endsWith(".jar") || words.contains("/") ? plugins.install(desk.file(Kind.path(what)), terms) : plugins.install(words, terms);
    }

    private static URI address(Excerpt what) {
        try {
            return URI.create(what.unquoted());
        } catch (IllegalArgumentException e) {
            throw what.problem("`%s` is no address: %s".formatted(what.unquoted(), e.getMessage()));
        }
    }
}
