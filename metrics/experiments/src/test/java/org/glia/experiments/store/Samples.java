package org.glia.experiments.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Tag;
import org.glia.api.data.Task;
import org.glia.api.model.History;
import org.glia.api.model.Plugin;
import org.glia.api.model.Prediction;
import org.glia.api.model.Series;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.api.run.RandomStream;
import org.glia.experiments.CellResult;
import org.glia.experiments.Environment;
import org.glia.experiments.Experiment;
import org.glia.experiments.Plan;
import org.glia.experiments.Trial;
import org.glia.experiments.Yardstick;
import org.glia.runtime.Cell;
import org.glia.runtime.Outcome;

/// Studies, trials and results made by hand.
final class Samples {

    static final Plugin MEASURES = new Plugin("org.glia.measures", "0.1.0", "aa11");
    static final Yardstick ACCURACY = new Yardstick("accuracy", "accuracy", true, MEASURES);
    static final Yardstick LOG_LOSS = new Yardstick("logloss", "log loss", false, MEASURES);
    static final Plugin TREES = new Plugin("org.glia.trees", "0.1.0", "bb22");
    static final Plugin API = new Plugin("org.glia.api", "0.1.0", "cc33");
    static final Environment HERE = new Environment("25.0.1+8 (Somebody)", "Linux 6.8 amd64", "2 x \u00B5Processor", List.of("-Xmx1g", "-Dx=\"y\""));
    static final Instant NOW = Instant.parse("2026-03-01T12:34:56.123456789Z");
    static final Levels LEVELS = Levels.of("low", "h\u00F6her \"1\"", "\uD83C\uDF33");

    private Samples() {
    }

    static Dataset data(String name) {
        return Dataset.builder(name).numeric("x", IntStream.range(0, 30).mapToDouble(i -> i).toArray())
                .nominal("y", LEVELS, IntStream.range(0, 30).map(i -> i % 3).toArray()).target("y").build().withOrigin(name + " n=30");
    }

    /// Each recipe on each fold of one data set.
    static Plan plan(String title, Dataset data, int folds, String... recipes) {
        return plan(title, data, folds, List.of(ACCURACY, LOG_LOSS), recipes);
    }

    static Plan plan(String title, Dataset data, int folds, List<Yardstick> measures, String... recipes) {
        var split = Folds.kFold(data, folds, 1, 0);
        var experiment = Experiment.of(List.of(data), IntStream.range(0, recipes.length).mapToObj(i -> Recipe.parse(recipes[i])).toList())
                .withTitle(title).withMeasures(measures.stream().map(Yardstick::name).toList());
        var trials = new ArrayList<Trial>();
        for (var fold : split.all()) {
            for (var recipe : recipes) {
                trials.add(trial(data, split.definition(), fold, recipe, measures, List.of(TREES)));
            }
        }
        return new Plan(experiment.study(), experiment, measures, trials);
    }

    static Trial trial(Dataset data, String split, Fold fold, String recipe, List<Yardstick> measures, List<Plugin> plugins) {
        var cell = new Cell(data.name(), recipe, fold, Long.MIN_VALUE + fold.number(), measures.stream().map(Yardstick::name).toList(), plugins);
        return new Trial(cell, recipe + " depth=3", Task.CLASSIFICATION, data.fingerprint(), split,
                Folds.of("", List.of(fold)).fingerprint(), List.of(API), measures, Optional.empty());
    }

    static CellResult result(Trial trial, Outcome outcome) {
        return new CellResult(trial, outcome, NOW, HERE);
    }

    static CellResult done(Trial trial) {
        return result(trial, done(trial, probabilities(trial.cell().fold().test().length, trial.cell().fold().number())));
    }

    static Outcome.Done done(Trial trial, Prediction prediction) {
        var scores = new LinkedHashMap<String, Score>();
        for (var measure : trial.cell().measures()) {
            scores.put(measure, Score.of(1.0 / 3 + trial.cell().fold().number() + measure.length()));
        }
        return new Outcome.Done(scores, Optional.of(prediction), History.none(), List.of(), 0.1, 0.02, OptionalLong.empty());
    }

    static Outcome.Done done(Map<String, Score> scores) {
        return new Outcome.Done(scores, Optional.empty(), History.none(), List.of(), 0.1, 0.02, OptionalLong.empty());
    }

    static Prediction probabilities(int rows, long seed) {
        var p = RandomStream.of(seed, "probabilities", 0).doubles(3L * rows).toArray();
        return Prediction.probabilities(Field.nominal("y", LEVELS), Matrix.of(rows, 3, p));
    }

    static List<Prediction> predictions() {
        var numbers = new double[] {1.0 / 3, Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE};
        return List.of(probabilities(5, 1), probabilities(20_000, 2),
                Prediction.labels(Field.nominal("y", LEVELS), new int[] {0, 2, 1, -1}),
                Prediction.clusters(3, new int[] {0, -1, 2}),
                Prediction.values(Field.numeric("price"), numbers),
                Prediction.builder().column("a", Tag.of(Tag.VALUE, "a"), numbers).column("b \u4E2D", Tag.of(Tag.VALUE, "b \u4E2D"), numbers)
                        .column("q", new Tag(Tag.QUANTILE, "a", "0.9"), numbers).build());
    }

    static List<Outcome> outcomes() {
        var history = new History(List.of(
                new Series("loss", new double[] {1, 2, 3.5}, new double[] {0.1 + 0.2, Double.NaN, Double.NEGATIVE_INFINITY}),
                new Series("\u00DCbung \"2\"", new double[0], new double[0])));
        return List.of(
                new Outcome.Done(Map.of("accuracy", Score.of(0.1 + 0.2)), Optional.of(probabilities(3, 3)), history,
                        List.of("it is late", "\u043F\u0440\u0438\u0432\u0435\u0442\n\"quoted\" \\ 'single'"), 1e-9, 12345.678, OptionalLong.of(1L << 40)),
                done(Map.of("accuracy", Score.of(Double.POSITIVE_INFINITY), "logloss", Score.of(Double.NEGATIVE_INFINITY))),
                done(Map.of("accuracy", Score.undefined("only one level: \u201Clow\u201D"), "logloss", Score.of(Double.MIN_VALUE))),
                done(Map.of("accuracy", Score.of(Math.nextUp(1)), "logloss", Score.of(-Double.MAX_VALUE))),
                done(Map.of()),
                new Outcome.Failed("fit", "it cannot; \u26A0 'x' -- \"y\"; drop table cell", "at a\n\tat b\n".repeat(1000)),
                new Outcome.Failed("", "", ""),
                new Outcome.Skipped("`svc` takes no text"),
                new Outcome.TimedOut(0.25));
    }

    /// Whether two results say the same. Records that hold arrays do not know it themselves.
    static void assertSame(CellResult expected, CellResult actual) {
        assertSame(expected.trial(), actual.trial());
        assertEquals(expected.at(), actual.at());
        assertEquals(expected.environment(), actual.environment());
        if (expected.outcome() instanceof Outcome.Done made && actual.outcome() instanceof Outcome.Done kept) {
            assertEquals(made.scores(), kept.scores());
            assertEquals(made.warnings(), kept.warnings());
            assertEquals(made.fitSeconds(), kept.fitSeconds());
            assertEquals(made.predictSeconds(), kept.predictSeconds());
            assertEquals(made.peakBytes(), kept.peakBytes());
            assertEquals(made.history().series().size(), kept.history().series().size());
            for (int i = 0; i < made.history().series().size(); i++) {
                assertEquals(made.history().series().get(i).name(), kept.history().series().get(i).name());
                assertArrayEquals(made.history().series().get(i).steps(), kept.history().series().get(i).steps());
                assertArrayEquals(made.history().series().get(i).values(), kept.history().series().get(i).values());
            }
        } else {
            assertEquals(expected.outcome(), actual.outcome());
        }
    }

    static void assertSame(Trial expected, Trial actual) {
        assertArrayEquals(expected.cell().fold().train(), actual.cell().fold().train());
        assertArrayEquals(expected.cell().fold().test(), actual.cell().fold().test());
        assertEquals(with(expected, actual.cell().fold()), actual);
        assertEquals(expected.key(), actual.key());
    }

    private static Trial with(Trial trial, Fold fold) {
        var cell = trial.cell();
        return new Trial(new Cell(cell.data(), cell.recipe(), fold, cell.seed(), cell.measures(), cell.plugins()), trial.canonical(),
                trial.task(), trial.fingerprint(), trial.split(), trial.splitFingerprint(), trial.platform(), trial.measures(), trial.unsuitable());
    }

    /// How many rows a table has.
    static int count(DatabaseResults store, String table) {
        return store.session().read(sql -> sql.first("select count(*) from " + table, row -> row.getInt(1)).orElseThrow());
    }
}
