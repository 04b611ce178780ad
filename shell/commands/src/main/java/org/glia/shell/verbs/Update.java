package org.glia.shell.verbs;


import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `update [NAME|all]`
final class Update implements Verb {

    private static final String ALL = "all";
    private static final Part<Excerpt> NAME = Part.of("NAME|all", Kind.PLUGIN, "a plug-in, or `all`").optional();

    private static final Syntax SYNTAX = Syntax.of("update", "brings newer versions of plug-ins from the repositories", NAME,
            PluginChanges.SIMULATE, PluginChanges.BUSY)
            .remark("The newer version starts beside the older one and takes its place when it works; if it does not, nothing has changed. "
                    + "A version that is in no repository is installed from its file: `install FILE`.")
            .remark(PluginChanges.BUSY_REMARK)
            .example("update", "update org.example.knn", "update all --simulate");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var name = said.find(NAME).map(Excerpt::unquoted).filter(word -> !word.equals(ALL));
        return PluginChanges.perform(said, desk, name.map("no repository has a newer version of `%s`"::formatted).orElse("nothing is newer in the repositories"),
                (plugins, terms, remark) -> name.map(one -> plugins.update(one, terms)).orElseGet(() -> plugins.updateAll(terms, problem -> remark.accept("not updated: " + problem))));
    }
}
