package org.glia.shell.verbs;

import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `results delete ID`
final class ResultsDelete implements Verb {

    private static final Part<Excerpt> ID = Part.of("ID", Kind.STUDY, "the whole id of a study");

    private static final Syntax SYNTAX = Syntax.of("results delete", "forgets a study, and its cells that no other study has", ID)
            .remark("Nobody is asked whether that is meant, so the id must be whole.")
            .example("results delete 3fa2c0ffee12");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var id = said.get(ID);
        var study = Studies.study(id, desk).study();
        if (!study.id().equals(id.unquoted())) {
            throw id.problem("`%s` is not a whole id; `results delete %s` deletes \"%s\"".formatted(id.unquoted(), study.id(),
                    study.title()));
        }
        int cells = desk.store().delete(study.id());
        return Page.say("\"%s\" is deleted, with %s that no other study has".formatted(study.title(), Tables.counted(cells, "cell")));
    }
}
