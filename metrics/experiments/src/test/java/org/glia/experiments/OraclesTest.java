package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.baselines.Majority;
import org.glia.baselines.MeanLevel;
import org.glia.datasets.builtin.BreastCancer;
import org.glia.datasets.builtin.Diabetes;
import org.glia.datasets.builtin.Iris;
import org.glia.datasets.builtin.Wine;
import org.glia.experiments.store.DatabaseResults;
import org.glia.preprocessing.Standardize;
import org.glia.regression.Linear;
import org.glia.regression.Logistic;
import org.glia.regression.Ridge;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole experiments with our algorithms, against those of scikit-learn with the same folds; see `oracles/README.md`.
class OraclesTest {

    private static final Catalog CATALOG = Catalog.of(List.of(new Standardize(), new Logistic(), new Majority(), new Linear(),
            new Ridge(), new MeanLevel()), Toys.MEASURES, List.of(new Iris(), new Wine(), new BreastCancer(), new Diabetes()));

    /// One line of a `scores.csv`.
    private record Line(String recipe, String of, String measure, double value) {
    }

    private static List<String> lines(String file) {
        try (var stream = Objects.requireNonNull(OraclesTest.class.getResourceAsStream("/oracles/" + file), file)) {
            var lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Resampling.Given folds(String set) {
        var foldOf = lines(set + ".folds.csv").stream().mapToInt(Integer::parseInt).toArray();
        var folds = new ArrayList<Fold>();
        for (int fold = 0; fold <= IntStream.of(foldOf).max().orElseThrow(); fold++) {
            int number = fold;
            folds.add(new Fold(0, number, IntStream.range(0, foldOf.length).filter(row -> foldOf[row] != number).toArray(),
                    IntStream.range(0, foldOf.length).filter(row -> foldOf[row] == number).toArray()));
        }
        return new Resampling.Given(Folds.of("given", folds));
    }

    private static Leaderboard compare(Dataset data, Resampling resampling, List<String> measures, String... recipes) {
        var leases = Leases.of(CATALOG);
        try (var engine = new LocalEngine(leases, 2)) {
            return new Experiments(leases, engine, DatabaseResults.inMemory())
                    .run(new Experiment("", List.of(data), List.of(Toys.recipes(recipes)), false, resampling, measures, 0))
                    .leaderboards().getFirst();
        }
    }

    /// Every fold's score, every mean and every deviation.
    private static void assertAgrees(String set, String name, String recipe, Leaderboard board, double tolerance) {
        var lines = lines(set + ".scores.csv").stream().map(line -> line.split(","))
                .map(cells -> new Line(cells[0], cells[1], cells[2].replace("f1.macro", "f1-macro").replace('_', '-'),
                        Double.parseDouble(cells[3]))).filter(line -> line.recipe().equals(name)).toList();
        var standing = board.standings().stream().filter(one -> one.recipe().equals(recipe)).findFirst().orElseThrow();
        var cells = board.cells().stream().filter(cell -> cell.trial().cell().recipe().equals(recipe)).toList();
        int checked = 0;
        for (var line : lines) {
            int measure = board.measures().stream().map(Yardstick::name).toList().indexOf(line.measure());
            var summary = standing.summaries().get(measure);
            double found = switch (line.of()) {
                case "mean" -> summary.mean().orElseThrow();
                case "deviation" -> summary.deviation().orElseThrow();
                default -> ((Score.Value) cells.get(Integer.parseInt(line.of().substring("fold.".length())))
                        .score(line.measure()).orElseThrow()).value();
            };
            assertEquals(line.value(), found, tolerance * Math.max(1, Math.abs(line.value())), line.toString());
            checked++;
        }
        assertEquals(3 * (cells.size() + 2), checked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "wine", "breast-cancer"})
    void classifiersScoreAsInScikitLearn(String set) {
        var board = compare(CATALOG.load(set), folds(set), List.of("accuracy", "f1-macro", "log-loss"),
                "standardize | logistic", "majority");
        assertAgrees(set, "standardize-logistic", "standardize | logistic", board, 2e-5);
        assertAgrees(set, "majority", "majority", board, 1e-13);
        assertEquals(List.of("standardize | logistic", "majority"), board.standings().stream().map(Standing::recipe).toList());
    }

    @Test
    void regressionsScoreAsInScikitLearn() {
        var board = compare(CATALOG.load("diabetes"), folds("diabetes"), List.of("rmse", "mae", "r2"),
                "linear", "standardize | ridge alpha=10", "mean");
        assertAgrees("diabetes", "linear", "linear", board, 1e-10);
        assertAgrees("diabetes", "standardize-ridge-10", "standardize | ridge alpha=10", board, 1e-10);
        assertAgrees("diabetes", "mean", "mean", board, 1e-12);
    }

    @Test
    void logisticRegressionOfIrisIsRightInNineteenOfTwentyFlowers() {
        var board = compare(CATALOG.load("iris"), new Resampling.CrossValidation(10, 1), List.of(), "standardize | logistic", "majority");
        double accuracy = board.standings().getFirst().summaries().getFirst().mean().orElseThrow();
        assertTrue(accuracy >= 0.94 && accuracy <= 0.98, "accuracy " + accuracy);
        assertEquals(1.0 / 3, board.standings().getLast().summaries().getFirst().mean().orElseThrow(), 1e-12);
        assertEquals(0.5, board.standings().getLast().summaries().get(2).mean().orElseThrow(), 1e-12, "a constant has AUC 1/2");
    }
}
