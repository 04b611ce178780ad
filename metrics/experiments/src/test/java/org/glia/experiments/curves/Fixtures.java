package org.glia.experiments.curves;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.api.run.Run;
import org.glia.baselines.Majority;
import org.glia.clustering.KMeans;
import org.glia.datasets.builtin.BreastCancer;
import org.glia.datasets.builtin.Diabetes;
import org.glia.datasets.builtin.Iris;
import org.glia.experiments.Experiments;
import org.glia.experiments.Resampling;
import org.glia.experiments.store.DatabaseResults;
import org.glia.measures.Accuracy;
import org.glia.measures.Confusion;
import org.glia.measures.F1Macro;
import org.glia.measures.Inertia;
import org.glia.measures.LogLoss;
import org.glia.measures.R2;
import org.glia.measures.Rmse;
import org.glia.measures.Silhouette;
import org.glia.preprocessing.Standardize;
import org.glia.regression.Logistic;
import org.glia.regression.Ridge;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;

/// Data, algorithms and folds of the tests here; see `oracles/curves.py`.
final class Fixtures {

    static final Catalog CATALOG = Catalog.of(List.of(new Standardize(), new Logistic(), new Majority(), new Ridge(), new KMeans(),
            new Picky()), List.of(new Accuracy(), new LogLoss(), new Confusion(), new F1Macro(), new R2(), new Rmse(), new Silhouette(),
            new Inertia()), List.of(new BreastCancer(), new Diabetes(), new Iris()));

    private Fixtures() {
    }

    static List<String> lines(String file) {
        try (var stream = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/oracles/" + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The cells of a table, without its headings.
    static List<String[]> cells(String file) {
        return lines("curves/" + file).stream().skip(1).map(line -> line.split(",")).toList();
    }

    static Resampling.Given folds(String set) {
        var foldOf = lines(set + ".folds.csv").stream().skip(1).mapToInt(Integer::parseInt).toArray();
        var folds = new ArrayList<Fold>();
        for (int fold = 0; fold <= IntStream.of(foldOf).max().orElseThrow(); fold++) {
            int number = fold;
            folds.add(new Fold(0, number, IntStream.range(0, foldOf.length).filter(row -> foldOf[row] != number).toArray(),
                    IntStream.range(0, foldOf.length).filter(row -> foldOf[row] == number).toArray()));
        }
        return new Resampling.Given(Folds.of("given", folds));
    }

    static List<Recipe> recipes(String... texts) {
        return Arrays.stream(texts).map(Recipe::parse).toList();
    }

    /// Something that is done with experiments on a number of threads.
    static <T> T with(int workers, Function<Experiments, T> work) {
        var leases = Leases.of(CATALOG);
        try (var engine = new LocalEngine(leases, workers)) {
            return work.apply(new Experiments(leases, engine, DatabaseResults.inMemory()));
        }
    }

    /// Says the level of a number, without probabilities; fails on few rows.
    @Algorithm(name = "picky", title = "one level", tasks = Task.CLASSIFICATION, accepts = {Accepts.NUMERIC, Accepts.WEIGHTS}, references = "-")
    public static final class Picky implements Estimator<Picky.Settings, Picky.Same> {

        public record Settings(@Setting(value = "the level's number", min = 0) int level,
                               @Setting(value = "how many rows it needs", min = 0) int rows) {
            public Settings() {
                this(0, 0);
            }
        }

        public record Same(int code) implements Model {

            @Override
            public Predictor predictor(Schema schema) {
                return rows -> {
                    var codes = new int[rows.rows()];
                    Arrays.fill(codes, code);
                    return Prediction.labels(schema.targets().getFirst(), codes);
                };
            }
        }

        @Override
        public Same fit(Dataset data, Settings settings, Run run) {
            if (data.rows() < settings.rows()) {
                throw new IllegalStateException("%d rows are too few".formatted(data.rows()));
            }
            return new Same(settings.level());
        }
    }
}
