package org.glia.shell.verbs;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import org.glia.api.recipe.Recipe;
import org.glia.experiments.Experiment;
import org.glia.experiments.Results;
import org.glia.shell.page.Block;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `compare RECIPES on DATA, DATA ... [folds=10] [repeats=1] [seed=0] [by MEASURES]`
final class Compare implements Verb {

    private static final Part<List<Excerpt>> RECIPES = Part.of("RECIPES", Kind.RECIPES,
            "the recipes, each in quotes or brackets, or with commas between");
    private static final Part<List<DataWords>> DATA = Part.of("DATA, ...", Kind.DATA_SETS, "data sets with commas between")
            .after("on");

    private static final Syntax SYNTAX = Syntax.of("compare", "judges recipes on the same parts of data sets, the best first",
            RECIPES, DATA, Judge.FOLDS, Judge.REPEATS, Judge.SEED, Judge.MEASURES)
            .remark("Recipes stand in quotes or brackets side by side, or bare with commas between: `compare standardize | "
                    + "logistic, majority on iris` and `compare [standardize | logistic] majority on iris` say the same. Each "
                    + "value is the mean over the folds and the deviation around it; the first measure decides.")
            .remark(Judge.TIME_REMARK)
            .example("compare \"standardize | logistic\" \"majority\" on iris, wine, breast-cancer",
                    "compare linear, ridge, mean on diabetes by rmse, r2");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var recipes = recipes(said.get(RECIPES));
        record Judged(Results results, List<Block> comparison) { }
        var judged = desk.work("compare", said.get(Judge.SEED), bench -> {
            recipes.forEach(bench.catalog()::configure);
            var data = new Tables(desk, bench).find(said.get(DATA));
            var resampling = Judge.resampling(data, said.get(Judge.FOLDS), said.get(Judge.REPEATS));
            var results = Judge.run(desk, bench, said, new Experiment("", data, recipes, false, resampling,
                    Judge.measures(said, bench.catalog()), said.get(Judge.SEED)));
            return new Judged(results, new Comparisons(results, Tables.among(data), desk).brief());
        });
        Unsuitable.requireSome(judged.results().leaderboards());
        return new Page(Stream.concat(Boards.of(judged.results()).stream(), judged.comparison().stream()).toList());
    }

    /// The recipes that are named, each once.
    static List<Recipe> recipes(List<Excerpt> words) {
        var known = new HashSet<Recipe>();
        return words.stream().map(word -> {
            var recipe = word.recipe();
            if (!known.add(recipe)) {
                throw word.problem("`%s` is named twice; name it once".formatted(recipe));
            }
            return recipe;
        }).toList();
    }
}
