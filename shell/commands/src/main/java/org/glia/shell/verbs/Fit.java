package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.List;

import org.glia.runtime.file.ModelFile;
import org.glia.shell.page.Block;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `fit RECIPE on DATA [seed=0] [as NAME] [to FILE]`
final class Fit implements Verb {

    private static final Part<Excerpt> RECIPE = Part.of("RECIPE", Kind.RECIPE, "what to fit");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "what to fit it on").after("on");
    static final Part<Long> SEED = Part.option("seed", 0L, Kind.whole(Long.MIN_VALUE), "decides all random numbers");
    private static final Part<String> NAME = Part.of("NAME", Kind.NAME, "what to call the model").after("as").optional();
    static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "where to save the model").after("to").optional();

    private static final Syntax SYNTAX = Syntax.of("fit", "learns from data and keeps the model", RECIPE, DATA, SEED, NAME, FILE)
            .remark("Without `as`, the model gets the name of its last step.")
            .example("fit kmeans k=3 on iris", "fit standardize | logistic c=10 on iris as flowers to flowers.glia");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var recipe = said.get(RECIPE).recipe();
        var name = said.find(NAME).orElseGet(() -> desk.workspace().freeModelName(recipe.last().algorithm()));
        var file = said.find(FILE);
        record Fitted(Kept model, List<Block> tables) { }
        var fitted = desk.work("fit", said.get(SEED), bench -> {
            var configured = bench.catalog().configure(recipe);
            bench.meter().parts(configured.algorithms().size());
            var trained = configured.fit(new Tables(desk, bench).find(said.get(DATA)), bench.run());
            file.ifPresent(path -> ModelFile.write(trained, desk.file(path)));
            return new Fitted(Kept.of(name, trained), Models.tables(trained, name, Models.PREVIEW));
        });
        return Models.keep(fitted.model(), fitted.tables(), file, desk);
    }
}
