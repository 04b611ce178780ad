package org.glia.experiments.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.History;
import org.glia.api.model.Plugin;
import org.glia.api.model.Series;
import org.glia.api.model.Table;
import org.glia.api.run.Fold;
import org.glia.experiments.CellResult;
import org.glia.experiments.Environment;
import org.glia.experiments.Results;
import org.glia.experiments.Study;
import org.glia.experiments.Trial;
import org.glia.experiments.Yardstick;
import org.glia.experiments.statistics.Comparison;
import org.glia.experiments.statistics.Options;
import org.glia.experiments.statistics.RankDiagram;
import org.glia.experiments.statistics.StatisticalTest;
import org.glia.runtime.Cell;
import org.glia.runtime.Outcome;

/// Results made by hand.
final class Samples {

    static final Plugin MEASURES = new Plugin("org.glia.measures", "0.1.0", "ab".repeat(32));
    static final Plugin TREES = new Plugin("org.glia.trees", "0.1.0", "cd".repeat(32));
    static final Plugin NEWER_TREES = new Plugin("org.glia.trees", "0.2.0", "ef".repeat(32));
    static final Yardstick ACCURACY = new Yardstick("accuracy", "accuracy", true, MEASURES);
    static final Yardstick LOSS = new Yardstick("logloss", "logarithmic loss", false, MEASURES);
    static final Environment HERE = new Environment("25.0.1+8-LTS (Eclipse Adoptium)", "Linux 6.1 amd64", "2 x some processor",
            List.of("-Xmx2g"));
    static final Instant START = Instant.parse("2026-03-04T05:06:07.089Z");

    /// Words that each format must disarm.
    static final String NASTY = "<script>alert('x')</script> | a_b 50% $x$ #1 ~^{}\\ & \"q\", `c` *b* é λ 雪 😀\nnext";

    private Samples() {
    }

    static Trial trial(String data, String recipe, int repeat, int fold, Plugin... plugins) {
        return new Trial(new Cell(data, recipe, new Fold(repeat, fold, new int[] {0, 1, 2, 3, 4, 5, 6, 7}, new int[] {8, 9, 10, 11}), 42, List.of("accuracy", "logloss"),
                List.of(plugins)), recipe, Task.CLASSIFICATION, "fingerprint of " + data, "kfold k=3 repeats=1",
                "rows of %s %d %d".formatted(data, repeat, fold), List.of(new Plugin("org.glia.compute", "0.1.0", "12".repeat(32))),
                List.of(ACCURACY, LOSS), Optional.empty());
    }

    static CellResult cell(Trial trial, Outcome outcome) {
        return new CellResult(trial, outcome, START.plusSeconds(trial.cell().fold().number()), HERE);
    }

    static Outcome.Done done(Score accuracy, Score loss, Series... history) {
        var scores = new LinkedHashMap<String, Score>();
        scores.put("accuracy", accuracy);
        scores.put("logloss", loss);
        return new Outcome.Done(scores, Optional.empty(), new History(List.of(history)), List.of(), 0.125, 0.0625, OptionalLong.empty());
    }

    static Outcome.Done done(double accuracy, double loss, Series... history) {
        return done(Score.of(accuracy), Score.of(loss), history);
    }

    static Series falling(String name, int steps, double from) {
        var at = new double[steps];
        var values = new double[steps];
        for (int i = 0; i < steps; i++) {
            at[i] = i + 1;
            values[i] = from / (1 + 0.3 * i);
        }
        return new Series(name, at, values);
    }

    static Results results(String title, CellResult... cells) {
        return new Results(new Study("experiment", title, "{\"seed\":9007199254740993}"), List.of(ACCURACY, LOSS), List.of(cells));
    }

    /// Two recipes on one data set, all well.
    static Report plain() {
        var cells = new ArrayList<CellResult>();
        double[] trees = {0.9, 0.95, 1};
        double[] majority = {0.3, 0.3, 0.4};
        for (int fold = 0; fold < 3; fold++) {
            cells.add(cell(trial("iris", "standardize | cart maxDepth=4", 0, fold, TREES), done(trees[fold], 0.1 + fold * 0.1,
                    falling("loss", 4, 1 + fold))));
            cells.add(cell(trial("iris", "majority", 0, fold), done(majority[fold], 1.1)));
        }
        return Report.of(results("trees on iris", cells.toArray(CellResult[]::new)));
    }

    /// Everything that can go wrong, under names that could.
    static Report ugly() {
        var cells = new ArrayList<CellResult>();
        for (int fold = 0; fold < 3; fold++) {
            cells.add(cell(trial(NASTY, "tree", 0, fold, TREES), done(Score.of(0.1 + 0.2), Score.of(Double.POSITIVE_INFINITY))));
            cells.add(cell(trial(NASTY, "tree", 0, fold, NEWER_TREES), done(Score.of(1.0 / 3 + fold), Score.undefined(NASTY),
                    new Series(NASTY, new double[] {0.5, 1, 1.5}, new double[] {Double.NaN, 1e300, Double.NEGATIVE_INFINITY}))));
            cells.add(cell(trial(NASTY, NASTY, 0, fold, TREES), fold == 1
                    ? new Outcome.Failed("fit", NASTY, "java.lang.IllegalStateException: " + NASTY + "\n\tat " + NASTY) : done(1e-7, 1e12)));
            cells.add(cell(trial(NASTY, "slow", 0, fold), new Outcome.TimedOut(2.5)));
            cells.add(cell(trial(NASTY, "unfit", 0, fold), new Outcome.Skipped("it takes no `" + NASTY + "`")));
            cells.add(cell(trial(NASTY, "later", 0, fold), new Outcome.Cancelled()));
        }
        var table = new Table(NASTY, Dataset.builder("t").text("who|1", new String[] {NASTY, "b"})
                .numeric("p", new double[] {1e-9, Double.NaN}).numeric("n", new double[] {3, 4}).build());
        var ranks = new RankDiagram(List.of(new RankDiagram.Place("tree (org.glia.trees 0.2.0)", 1.25), new RankDiagram.Place(NASTY, 2),
                new RankDiagram.Place("slow", 2.75)), 1, "Nemenyi", 0.05, Optional.empty(), List.of(
                new RankDiagram.Group(1.25, 2, List.of("tree (org.glia.trees 0.2.0)", NASTY)), new RankDiagram.Group(2, 2.75, List.of(NASTY, "slow"))));
        var comparison = new Comparison("Comparison " + NASTY, StatisticalTest.FRIEDMAN, "Because " + NASTY, List.of(table), List.of("2. is no list"),
                List.of("so " + NASTY), Optional.of(ranks));
        return new Report(results(NASTY, cells.toArray(CellResult[]::new)), List.of(comparison));
    }

    /// Four recipes on two data sets, ten folds, and their comparison by ranks.
    static Report large() {
        var cells = new ArrayList<CellResult>();
        var recipes = List.of("c45", "c45 m=tuned", "c45 cf=tuned", "standardize | pca components=5 | c45 m=tuned cf=tuned minimum=[leaf size=4]");
        for (var data : List.of("adult (sample)", "breast-cancer")) {
            for (int fold = 0; fold < 10; fold++) {
                for (int r = 0; r < 4; r++) {
                    double score = 0.76 + 0.02 * r + 0.04 * Math.sin(7 * fold + r * 2 + data.length());
                    cells.add(cell(trial(data, recipes.get(r), 0, fold, TREES), done(score, 1 - score, falling("loss", 40, 2 + Math.cos(fold + r)),
                            falling("validation loss", 400, 2.5 + Math.cos(fold + r)))));
                }
            }
        }
        var results = results("C4.5 and its settings", cells.toArray(CellResult[]::new));
        var design = results.designs(Optional.of("accuracy"), cell -> Optional.empty()).getFirst();
        return new Report(results, List.of(Comparison.of(design, Options.standard()), Comparison.of(design, Options.standard().withControl("c45"))));
    }
}
