package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.glia.api.data.Dataset;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.Recipe;
import org.glia.experiments.Conditions;
import org.glia.experiments.Resampling;
import org.glia.experiments.Summary;
import org.glia.experiments.tune.Attempt;
import org.glia.experiments.tune.Search;
import org.glia.experiments.tune.Tuned;
import org.glia.experiments.tune.Tuner;
import org.glia.experiments.tune.Tuning;
import org.glia.runtime.file.ModelFile;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `tune RECIPE on DATA [method=tpe] [trials=50] ... [by MEASURES] [as NAME] [to FILE]`
final class Tune implements Verb {

    private static final int PREVIEW = 10;
    /// More dimensions than these are shown as recipes rather than as columns.
    private static final int COLUMNS = 6;

    private enum Method {
        GRID, RANDOM, HALVING, HYPERBAND, TPE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Part<Excerpt> RECIPE = Part.of("RECIPE", Kind.RECIPE_SPACE,
            "a recipe with ranges: c=0.1..100:log, k=2..20, kernel={linear,[rbf gamma=0.01..10:log]}");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "what to judge it on").after("on");
    private static final Part<Method> METHOD = Part.option("method", Method.TPE, Kind.of(Method.class),
            "grid, random, halving, hyperband, or tpe, which learns from what it has tried");
    private static final Part<Long> TRIALS = number("trials", 1, "how many recipes are tried (50); for halving, at first");
    private static final Part<Long> POINTS = number("points", 2, "for grid: how many values of a range (5)");
    private static final Part<Long> ETA = number("eta", 2,
            "for halving and hyperband: one in so many goes on, with so many times the resource (3)");
    private static final Part<Search.Resource> RESOURCE = new Part<>("SETTING", "for halving and hyperband: what candidates get more of: "
            + "rows, or a setting of whole numbers with a range (rows)", "resource=", false, false, Optional.empty(),
            Kind.reading(List.of("rows"), word -> word.equals("rows") ? new Search.Resource.Rows() : new Search.Resource.Setting(word)));
    private static final Part<Long> MINIMUM = number("minimum", 1, "for halving and hyperband: how much of it they get at first");
    private static final Part<Long> STARTUP = number("startup", 1, "for tpe: how many are random before it learns (10)");
    private static final Part<Long> BATCH = number("batch", 1, "for tpe: how many are picked at a time (4)");
    private static final Part<Boolean> MULTIVARIATE = Part.flag("multivariate",
            "for tpe: learns of settings together rather than of each for itself");
    private static final Part<Long> FOLDS = Part.option("folds", 5L, Kind.whole(2),
            "into how many parts the rows are split to judge a recipe");
    private static final Part<Long> NESTED = number("nested", 2,
            "into how many outer parts the rows are split to judge the whole search; in each it is done anew");
    private static final Part<String> NAME = Part.of("NAME", Kind.NAME, "keeps the best, fitted on all rows, as a model").after("as")
            .optional();

    private static final Map<Part<?>, Set<Method>> ONLY_FOR = onlyFor();

    private static final Syntax SYNTAX = Syntax.of("tune", "searches the settings with which a recipe does best", RECIPE, DATA, METHOD, TRIALS,
            POINTS, ETA, RESOURCE, MINIMUM, STARTUP, BATCH, MULTIVARIATE, FOLDS, Judge.REPEATS, NESTED, Judge.SEED, RunExperiment.TIMEOUT,
            RunExperiment.MEMORY, RunExperiment.BUDGET, RunExperiment.RETRY, Judge.MEASURES, NAME, Fit.FILE)
            .remark("`low..high` is a range, `:log` behind it searches evenly in the logarithm, `{a,b}` are alternatives, which may hold "
                    + "ranges of their own. Without any, the ranges that the algorithms declare are searched, for all settings that are "
                    + "not given, of every step; what was searched is shown with the result.")
            .remark("Every recipe is judged on the same folds by the first measure. Whatever is tried is kept: the same command goes on "
                    + "where it ended, and the number of processors changes no result. Recipes that are refused or fail are counted and told.")
            .remark("The best score of many is too good to be true for new rows. nested=5 searches anew in each of 5 outer folds and judges "
                    + "what is found on the rows that were left out; that score is honest.")
            .remark(Judge.TIME_REMARK)
            .example("tune standardize | logistic c=0.01..100:log on iris method=grid points=5 folds=5",
                    "tune ridge on diabetes trials=20 nested=3 by rmse as tuned",
                    "tune svc c=0.1..100:log kernel={linear,[rbf gamma=0.01..10:log]} on wine budget=10m",
                    "tune forest trees=10..270 maxFeatures={sqrt,all} minLeaf=1..10 on wine method=halving resource=trees to forest.glia");

    private static Part<Long> number(String key, long least, String help) {
        return new Part<>("N", help, key + "=", false, false, Optional.empty(), Kind.whole(least));
    }

    private static Map<Part<?>, Set<Method>> onlyFor() {
        var halving = EnumSet.of(Method.HALVING, Method.HYPERBAND);
        var parts = new LinkedHashMap<Part<?>, Set<Method>>();
        parts.put(TRIALS, EnumSet.of(Method.RANDOM, Method.HALVING, Method.TPE));
        parts.put(POINTS, EnumSet.of(Method.GRID));
        parts.put(ETA, halving);
        parts.put(RESOURCE, halving);
        parts.put(MINIMUM, halving);
        parts.put(STARTUP, EnumSet.of(Method.TPE));
        parts.put(BATCH, EnumSet.of(Method.TPE));
        parts.put(MULTIVARIATE, EnumSet.of(Method.TPE));
        return parts;
    }

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    /// What a search has found, and the model that was asked for.
    private record Found(Tuned tuned, Optional<Kept> model, List<Block> tables, int known) {
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var space = said.get(RECIPE).space();
        var search = search(said);
        var file = said.find(Fit.FILE);
        var name = said.find(NAME).or(() -> file.map(_ -> desk.workspace().freeModelName(space.steps().getLast().algorithm())));
        var conditions = RunExperiment.conditions(said, Conditions.standard());
        var found = desk.work("tune", said.get(Judge.SEED), bench -> {
            var data = new Tables(desk, bench).find(said.get(DATA));
            var tuning = new Tuning(space, data, search, Judge.resampling(List.of(data), said.get(FOLDS), said.get(Judge.REPEATS)),
                    said.find(NESTED).map(folds -> Judge.resampling(List.of(data), folds, 1)), Judge.measures(said, bench.catalog()),
                    said.get(Judge.SEED));
            var tuner = new Tuner(desk.experiments(), bench.catalog());
            var outlook = tuner.outlook(tuning);
            bench.meter().remark("%s to try, %s at most".formatted(Tables.counted(outlook.recipes(), "recipe"),
                    Tables.counted(outlook.fits(), "fit")));
            var watch = new Watch(desk, bench);
            var tuned = tuner.run(tuning, conditions, watch, bench.request().cancelled());
            if (bench.request().cancelled().getAsBoolean() && !tuned.complete()) {
                throw cancelled(tuned);
            }
            var best = tuned.best().orElseThrow(() -> new GliaException(tuned.notes().isEmpty() ? "no recipe could be judged"
                    : String.join("\n", tuned.notes())));
            return name.map(called -> fitted(tuned, best, called, data, file, watch, desk, bench))
                    .orElseGet(() -> new Found(tuned, Optional.empty(), List.of(), watch.known()));
        });
        var blocks = new ArrayList<>(blocks(found, said));
        found.model().ifPresent(model -> blocks.addAll(Models.keep(model, found.tables(), file, desk).blocks()));
        return new Page(blocks);
    }

    private static Found fitted(Tuned tuned, Attempt best, String name, Dataset data, Optional<Path> file, Watch watch, Desk desk,
                                Desk.Bench bench) {
        var trained = bench.catalog().configure(Recipe.parse(best.recipe())).fit(data, bench.run());
        file.ifPresent(path -> ModelFile.write(trained, desk.file(path)));
        return new Found(tuned, Optional.of(Kept.of(name, trained)), Models.tables(trained, name, Models.PREVIEW), watch.known());
    }

    private static CancelledException cancelled(Tuned tuned) {
        return new CancelledException("cancelled; %s; the same command goes on from there".formatted(tuned.best().map(best ->
                "the best so far is `%s` with %s %s".formatted(best.recipe(), tuned.measure().orElseThrow().name(),
                        Columns.number(best.mean().orElseThrow()))).orElse("nothing was judged yet")));
    }

    /// @throws GliaException if something is said that the method does not know
    private static Search search(Sentence said) {
        var method = said.get(METHOD);
        ONLY_FOR.forEach((part, methods) -> {
            if (said.says(part) && !methods.contains(method)) {
                throw new GliaException("`%s` is not for method=%s but for %s".formatted(part.keyword(), method,
                        String.join(", ", methods.stream().map(Method::toString).toList())));
            }
        });
        var resource = said.find(RESOURCE).orElseGet(Search.Resource.Rows::new);
        var minimum = said.find(MINIMUM).map(least -> OptionalInt.of(whole(least))).orElse(OptionalInt.empty());
        return switch (method) {
            case GRID -> new Search.Grid(number(said, POINTS, 5));
            case RANDOM -> new Search.Random(number(said, TRIALS, 50));
            case HALVING -> new Search.Halving(number(said, TRIALS, 50), number(said, ETA, 3), resource, minimum);
            case HYPERBAND -> new Search.Hyperband(number(said, ETA, 3), resource, minimum);
            case TPE -> new Search.Tpe(number(said, TRIALS, 50), number(said, STARTUP, 10), number(said, BATCH, 4), said.get(MULTIVARIATE));
        };
    }

    private static int number(Sentence said, Part<Long> part, int otherwise) {
        return said.find(part).map(Tune::whole).orElse(otherwise);
    }

    private static int whole(long number) {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private static List<Block> blocks(Found found, Sentence said) {
        var tuned = found.tuned();
        var best = tuned.best().orElseThrow();
        var blocks = new ArrayList<Block>();
        var facts = new ArrayList<Block.Fact>();
        facts.add(new Block.Fact("best", best.recipe()));
        if (!best.canonical().equals(best.recipe())) {
            facts.add(new Block.Fact("with all settings", best.canonical()));
        }
        facts.add(new Block.Fact("study", "%1$s; `results show %1$s` lists its trials%2$s".formatted(tuned.study().id(),
                found.known() == 0 ? "" : "; %s known already".formatted(Tables.counted(found.known(), "result")))));
        blocks.add(new Block.Facts(facts));
        blocks.add(scores(tuned, best));
        blocks.add(trials(tuned, said));
        blocks.add(dimensions(tuned));
        tuned.nested().ifPresent(nested -> blocks.add(outer(tuned, nested)));
        blocks.addAll(Judge.notes(tuned.notes()));
        if (said.find(NESTED).isEmpty()) {
            blocks.add(new Block.Paragraph("the best score of several is a little too good to be true for new rows; "
                    + "nested=5 judges the search itself"));
        }
        return blocks;
    }

    private static Grid scores(Tuned tuned, Attempt best) {
        var measure = tuned.measure().orElseThrow();
        var grid = Grid.of("score", measure.name(), "folds");
        grid.row(Cell.of("of the best"), cell(best.end()), Cell.of(((Attempt.Judged) best.end()).score().values()));
        tuned.nested().ifPresent(nested -> grid.row(Cell.of("nested, honest"), spread(nested.score()), Cell.of(nested.score().values())));
        return grid.build();
    }

    private static Grid trials(Tuned tuned, Sentence said) {
        var measure = tuned.measure().orElseThrow().name();
        boolean wide = tuned.reaches().size() > COLUMNS;
        // a setting that grows has a column anyway
        boolean grows = said.find(RESOURCE).filter(Search.Resource.Setting.class::isInstance).isEmpty()
                && tuned.attempts().getFirst().resource().isPresent();
        var headings = new ArrayList<>(List.of("rank", "trial"));
        if (wide) {
            headings.add("recipe");
        } else {
            tuned.reaches().forEach(reach -> headings.add(reach.name()));
        }
        if (grows) {
            headings.add("rows");
        }
        headings.add(measure.equals("rank") || measure.equals("trial") ? measure + " " : measure);
        var ranked = tuned.ranked();
        var grid = Grid.of(headings).title("%d of %d recipes judged, the best first".formatted(ranked.size(), tuned.attempts().size()))
                .preview(PREVIEW, "`results show " + tuned.study().id() + "` has all");
        for (int place = 0; place < ranked.size(); place++) {
            var attempt = ranked.get(place);
            var row = new ArrayList<>(List.of(Cell.of(place + 1L), Cell.of((long) attempt.number())));
            if (wide) {
                row.add(Cell.of(attempt.recipe()));
            } else {
                attempt.values().forEach(value -> row.add(value(value)));
            }
            if (grows) {
                row.add(Cell.of((long) attempt.resource().orElseThrow()));
            }
            row.add(cell(attempt.end()));
            grid.row(row);
        }
        return grid.build();
    }

    /// A number as a number, so that a column of them is set as one.
    private static Cell value(String text) {
        try {
            return text.isEmpty() ? Cell.of("") : Cell.own(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Cell.of(text);
        }
    }

    private static Grid dimensions(Tuned tuned) {
        var grid = Grid.of("setting", "searched", "tried", "best");
        tuned.reaches().forEach(reach -> grid.row(reach.name(), reach.searched(), reach.tried(), reach.best()));
        return grid.build();
    }

    private static Grid outer(Tuned tuned, Tuned.Nested nested) {
        var grid = Grid.of("outer fold", "best recipe", "inner score", "outer score").title("the search in each outer fold, by "
                + tuned.measure().orElseThrow().name());
        nested.folds().forEach(fold -> grid.row(Cell.of((long) fold.number()), Cell.of(fold.best().map(Attempt::recipe).orElse("")),
                fold.best().map(best -> cell(best.end())).orElse(Cell.of("")), fold.end() instanceof Attempt.Judged(var score)
                        ? Cell.own(score.mean().orElseThrow()) : Cell.of("")));
        return grid.build();
    }

    private static Cell cell(Attempt.End end) {
        return end instanceof Attempt.Judged(var score) ? spread(score) : Cell.of("");
    }

    private static Cell spread(Summary score) {
        return new Cell.Spread(score.mean().orElseThrow(), score.deviation());
    }
}
