package org.glia.shell.verbs;

import java.util.List;

import org.glia.api.Configured;
import org.glia.api.data.Dataset;
import org.glia.api.model.Model;
import org.glia.api.model.Trained;
import org.glia.api.run.Run;
import org.glia.runtime.file.ModelFile;
import org.glia.shell.page.Block;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `learn MODEL on DATA [seed=0] [as NAME] [to FILE]`
final class Learn implements Verb {

    private static final Part<Excerpt> MODEL = Part.of("MODEL", Kind.MODEL, "a model of this session");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "more rows to learn from").after("on");
    private static final Part<String> NAME = Part.of("NAME", Kind.NAME, "what to call the new model").after("as").optional();

    private static final Syntax SYNTAX = Syntax.of("learn", "goes on learning from more rows", MODEL, DATA, Fit.SEED, NAME,
            Fit.FILE)
            .remark("`describe` tells which algorithms can. Steps before the last stay as they were fitted. Without `as`, the new "
                    + "model takes the name of the old one.")
            .example("learn sgd on more.csv", "learn sgd on tuesday.csv as both to both.glia");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var model = desk.workspace().model(said.get(MODEL));
        var name = said.find(NAME).orElse(model.name());
        var file = said.find(Fit.FILE);
        record Learnt(Kept model, List<Block> tables) { }
        var learnt = desk.work("learn", said.get(Fit.SEED), bench -> {
            var configured = bench.catalog().configure(model.provenance().recipe());
            var trained = resume(configured, model.saved().wake(bench.catalog()), new Tables(desk, bench).find(said.get(DATA)), bench.run());
            file.ifPresent(path -> ModelFile.write(trained, desk.file(path)));
            return new Learnt(Kept.of(name, trained), Models.tables(trained, name, Models.PREVIEW));
        });
        return Models.keep(learnt.model(), learnt.tables(), file, desk);
    }

    /// A model and its recipe are of the same type, for they have the same text.
    @SuppressWarnings("unchecked")
    private static <M extends Model> Trained<M> resume(Configured<M> recipe, Trained<?> earlier, Dataset more, Run run) {
        return recipe.resume((Trained<M>) earlier, more, run);
    }
}
