package org.glia.shell.verbs;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.glia.api.data.Dataset;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.experiments.Amounts;
import org.glia.experiments.Conditions;
import org.glia.experiments.Experiment;
import org.glia.experiments.ExperimentFile;
import org.glia.experiments.Resampling;
import org.glia.experiments.Results;
import org.glia.runtime.Bounds;
import org.glia.shell.page.Block;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `experiment run RECIPES on DATA, ...` and `experiment run FILE`
final class RunExperiment implements Verb {

    private static final Part<List<Excerpt>> WHAT = Part.of("RECIPES|FILE", Kind.RECIPES_OR_FILE,
            "recipes, each in quotes or brackets, or with commas between, `every` for all algorithms that suit; or a .json file");
    private static final Part<List<DataWords>> DATA = Part.of("DATA, ...", Kind.DATA_SETS, "data sets with commas between")
            .after("on").optional();
    private static final Part<Resampling> SPLIT = new Part<>("SPLIT", "another way to split, in quotes: \"holdout test=0.3\", "
            + "\"time k=5\", \"kfold k=5 repeats=2\", training", "split=", false, false, Optional.empty(),
            Kind.reading(List.of("kfold", "holdout", "time", "training"), Resampling::parse));
    static final Part<Duration> TIMEOUT = time("timeout", "how long each cell may take: 60s, 5m");
    static final Part<Long> MEMORY = new Part<>("SIZE", "how much memory each cell may take: 512m, 2g", "memory=", false, false,
            Optional.empty(), Kind.reading(List.of(), Amounts::bytes));
    static final Part<Duration> BUDGET = time("budget", "when no further cell begins: 10m, 1h30m");
    static final Part<Boolean> RETRY = Part.flag("retry", "does cells again that failed or took too long");
    private static final Part<Excerpt> TITLE = Part.of("TITLE", Kind.PHRASE, "what to call the study").after("as").optional();

    private static final Syntax SYNTAX = Syntax.of("experiment run", "judges recipes on data sets, keeps every result, and goes on where "
            + "it ended", WHAT, DATA, Judge.FOLDS, Judge.REPEATS, SPLIT, Judge.SEED, TIMEOUT, MEMORY, BUDGET, RETRY, Judge.MEASURES, TITLE)
            .remark("A cell is one recipe on one fold of one data set. What is done is kept, whatever happens to Glia, and never done "
                    + "twice: the same command goes on where it ended. `every` stands among the recipes for each installed algorithm "
                    + "that suits the data, with its defaults. A cell that breaks its bounds is ended, and hurts no other.")
            .remark("A file says the same in JSON, with comments: {\"data\": [\"iris\"], \"recipes\": [\"majority\"], \"split\": \"kfold "
                    + "k=5\"}; it may also have title, every, measures, seed, timeout, memory, budget and retry. Behind a file, "
                    + "timeout=, memory=, budget= and `retry` count before what it says. `results show STUDY definition` writes one.")
            .remark(Judge.TIME_REMARK)
            .example("experiment run majority, standardize | logistic on iris, wine repeats=3 by accuracy",
                    "experiment run every on iris timeout=60s budget=1h as all that there is",
                    "experiment run [standardize | logistic] majority on breast-cancer split=\"holdout test=0.3\" retry",
                    "experiment run flowers.json budget=10m");

    private static Part<Duration> time(String key, String help) {
        return new Part<>("TIME", help, key + "=", false, false, Optional.empty(), Kind.reading(List.of(), Amounts::duration));
    }

    /// What is to be done, before the data are there.
    private interface Asked {
        Experiment experiment(Desk.Bench bench);
    }

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var file = file(said);
        var read = file.map(path -> read(path, desk));
        file.ifPresent(path -> requireNothingElse(path, said));
        var conditions = conditions(said, read.map(ExperimentFile::conditions).orElse(Conditions.standard()));
        var asked = read.isPresent() ? asked(read.get(), file.get(), desk) : asked(said, desk);
        record Ran(Results results, int known, List<Block> comparison) { }
        var ran = desk.work("experiment", 0, bench -> {
            var plan = desk.experiments().plan(asked.experiment(bench));
            var watch = new Watch(desk, bench);
            var results = watch.run(plan, conditions);
            return new Ran(results, watch.known(), new Comparisons(results, Tables.among(plan.experiment().data()), desk).brief());
        });
        return page(ran.results(), ran.known(), ran.comparison());
    }

    private static Page page(Results results, int known, List<Block> comparison) {
        var id = results.study().id();
        if (!results.isCancelled()) {
            requireSome(results, id);
        }
        var blocks = new ArrayList<Block>(Boards.of(results));
        blocks.addAll(comparison);
        blocks.add(new Block.Facts(List.of(
                new Block.Fact("study", "%s; `results show %s` shows this again".formatted(id, id)),
                new Block.Fact("result", Studies.counted(Studies.tally(results), known)
                        + (results.isCancelled() ? "; the same command goes on from here" : "")))));
        return new Page(blocks);
    }

    /// An experiment without any score has failed, and is kept nevertheless.
    private static void requireSome(Results results, String id) {
        try {
            Unsuitable.requireSome(results.leaderboards());
        } catch (GliaException nothing) {
            var tally = Studies.tally(results);
            throw new GliaException("%s\n%s; `results show %s%s".formatted(nothing.getMessage(), Studies.counted(tally, 0), id,
                    tally.done() == tally.total() ? " cells` lists them" : " failures` lists them"), nothing);
        }
    }

    /// What was said of bounds, time and retrying, and else what counts otherwise.
    static Conditions conditions(Sentence said, Conditions otherwise) {
        var bounds = new Bounds(said.find(TIMEOUT).or(otherwise.bounds()::time),
                said.find(MEMORY).map(OptionalLong::of).orElse(otherwise.bounds().memory()));
        return new Conditions(bounds, said.find(BUDGET).or(otherwise::budget), said.get(RETRY) || otherwise.retry());
    }

    /// The file, where one is named and no recipe.
    private static Optional<Path> file(Sentence said) {
        var only = said.get(WHAT).getFirst();
        return only.unquoted().endsWith(".json") ? Optional.of(Kind.path(only)) : Optional.empty();
    }

    /// Behind a file, only the conditions may be said.
    private static void requireNothingElse(Path file, Sentence said) {
        var parts = List.of(DATA, Judge.FOLDS, Judge.REPEATS, SPLIT, Judge.SEED, Judge.MEASURES, TITLE);
        parts.stream().filter(said::says).findFirst().ifPresent(part -> {
            throw new GliaException("%s says all but timeout=, memory=, budget= and `retry`: change it there instead of saying `%s`"
                    .formatted(file, part.keyword()));
        });
    }

    private static ExperimentFile read(Path file, Desk desk) {
        try {
            return ExperimentFile.parse(Files.readString(desk.file(file)));
        } catch (NoSuchFileException e) {
            throw new GliaException("there is no file `%s`".formatted(file), e);
        } catch (MalformedInputException e) {
            throw new GliaException("`%s` is not UTF-8 text".formatted(file), e);
        } catch (IOException e) {
            throw new GliaException("`%s` cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (GliaException e) {
            throw new GliaException("`%s` cannot be run:\n%s".formatted(file, e.getMessage()), e);
        }
    }

    private static Asked asked(ExperimentFile file, Path path, Desk desk) {
        return bench -> {
            var problems = new ArrayList<String>();
            var tables = new ArrayList<Dataset>();
            file.recipes().forEach(recipe -> attempt(problems, "", () -> bench.catalog().configure(recipe)));
            file.measures().forEach(measure -> attempt(problems, "", () -> bench.catalog().measure(measure)));
            file.data().forEach(table -> attempt(problems, "line %d: ".formatted(table.line()),
                    () -> tables.add(table.named(Load.bring(table.words(), desk, bench)))));
            if (!problems.isEmpty()) {
                throw new GliaException("`%s` cannot be run:\n%s".formatted(path, String.join("\n", problems)));
            }
            return file.experiment(tables, Judge.resampling(tables, Judge.FOLDS.fallback().orElseThrow(), 1));
        };
    }

    private static void attempt(List<String> problems, String place, Runnable part) {
        try {
            part.run();
        } catch (RecipeException e) {
            problems.add(place + e.pointed());
        } catch (GliaException e) {
            problems.add(e.getMessage().startsWith("line ") ? e.getMessage() : place + e.getMessage());
        }
    }

    private static Asked asked(Sentence said, Desk desk) {
        var data = said.find(DATA).orElseThrow(() -> new RecipeException("`experiment run` needs `on DATA`, or the file of an experiment, "
                + "which ends in .json; it is: " + SYNTAX.usage(), said.statement(), said.statement().length(), said.statement().length()));
        if (said.says(SPLIT) && (said.says(Judge.FOLDS) || said.says(Judge.REPEATS))) {
            throw new GliaException("split= says all; leave out folds= and repeats=, or say split=\"kfold k=%d repeats=%d\""
                    .formatted(said.get(Judge.FOLDS), said.get(Judge.REPEATS)));
        }
        boolean every = said.get(WHAT).stream().anyMatch(RunExperiment::isEvery);
        var recipes = Compare.recipes(said.get(WHAT).stream().filter(excerpt -> !isEvery(excerpt)).toList());
        return bench -> {
            recipes.forEach(bench.catalog()::configure);
            var tables = new Tables(desk, bench).find(data);
            var split = said.find(SPLIT).orElseGet(() -> Judge.resampling(tables, said.get(Judge.FOLDS), said.get(Judge.REPEATS)));
            return new Experiment(said.find(TITLE).map(Excerpt::unquoted).orElse(""), tables, recipes, every, split,
                    Judge.measures(said, bench.catalog()), said.get(Judge.SEED));
        };
    }

    private static boolean isEvery(Excerpt excerpt) {
        return excerpt.text().equals(Kind.EVERY);
    }
}
