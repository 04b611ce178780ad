package org.glia.experiments;

import java.util.Arrays;
import java.util.List;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Measure;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Transformer;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.measures.Accuracy;
import org.glia.measures.Auc;
import org.glia.measures.BalancedAccuracy;
import org.glia.measures.Confusion;
import org.glia.measures.F1Macro;
import org.glia.measures.LogLoss;
import org.glia.measures.Mae;
import org.glia.measures.R2;
import org.glia.measures.Rmse;
import org.glia.measures.Silhouette;

/// Small algorithms whose behaviour is known, and data for them.
final class Toys {

    private Toys() {
    }

    static final List<Measure> MEASURES = List.of(new Accuracy(), new BalancedAccuracy(), new Auc(), new LogLoss(),
            new F1Macro(), new Confusion(), new Rmse(), new Mae(), new R2(), new Silhouette());

    static Catalog catalog() {
        return Catalog.of(List.of(new Nearest(), new Constant(), new Coin(), new Moody(), new Chatty(), new Doubled(),
                new Wrapper(), new Middle(), new Oddity(), new Endless()), MEASURES, List.of());
    }

    /// `n` rows of two numbers and a level that follows from the first, but for every seventh row.
    static Dataset levels(String name, int n) {
        var random = RandomStream.of(5, name, n);
        var x = random.doubles(2L * n).toArray();
        var y = new String[n];
        Arrays.setAll(y, i -> (x[2 * i] < 0.5) == (i % 7 != 0) ? "low" : "high");
        return Dataset.builder(name).numeric(List.of("a", "b"), Matrix.of(n, 2, x)).nominal("y", y).target("y").build();
    }

    static Recipe[] recipes(String... texts) {
        return Arrays.stream(texts).map(Recipe::parse).toArray(Recipe[]::new);
    }

    /// Says what the nearest training row has.
    @Algorithm(name = "nearest", title = "nearest row", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, references = "-")
    public static final class Nearest implements Estimator<Nearest.Settings, Nearest.Rows> {

        public record Settings() {
        }

        public record Rows(Matrix rows, int[] codes) implements Model {

            @Override
            public Predictor predictor(Schema schema) {
                return asked -> {
                    var target = schema.targets().getFirst();
                    var p = new double[asked.rows()][target.levels().size()];
                    for (int i = 0; i < p.length; i++) {
                        p[i][codes[nearest(asked.features().row(i))]] = 1;
                    }
                    return Prediction.probabilities(target, Matrix.of(p));
                };
            }

            private int nearest(double[] row) {
                int nearest = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int i = 0; i < rows.rows(); i++) {
                    double distance = 0;
                    for (int j = 0; j < row.length; j++) {
                        distance += (rows.get(i, j) - row[j]) * (rows.get(i, j) - row[j]);
                    }
                    if (distance < least) {
                        least = distance;
                        nearest = i;
                    }
                }
                return nearest;
            }
        }

        @Override
        public Rows fit(Dataset data, Settings settings, Run run) {
            return new Rows(data.features().dense(), data.nominalTarget().codes());
        }
    }

    /// Always says one level.
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

    /// Says the level of a number, without probabilities.
    @Algorithm(name = "constant", title = "one level", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, references = "-")
    public static final class Constant implements Estimator<Constant.Settings, Same> {

        public record Settings(@Setting(value = "the level's number", min = 0) int level) {
            public Settings() {
                this(0);
            }
        }

        @Override
        public Same fit(Dataset data, Settings settings, Run run) {
            return new Same(settings.level());
        }
    }

    /// Draws one level for all rows.
    @Algorithm(name = "coin", title = "one level by chance", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, random = true,
            references = "-")
    public static final class Coin implements Estimator<Constant.Settings, Same> {

        @Override
        public Same fit(Dataset data, Constant.Settings settings, Run run) {
            return new Same(run.random("coin", 0).nextInt(data.nominalTarget().levels().size()));
        }
    }

    /// Fails wherever the first of all rows (the one with a = 0) is not among the training rows.
    @Algorithm(name = "moody", title = "fails at times", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, references = "-")
    public static final class Moody implements Estimator<Constant.Settings, Same> {

        @Override
        public Same fit(Dataset data, Constant.Settings settings, Run run) {
            for (double a : data.numeric("a").values()) {
                if (a == 0) {
                    return new Same(settings.level());
                }
            }
            throw new IllegalStateException("no row with a = 0");
        }
    }

    /// Warns.
    @Algorithm(name = "chatty", title = "warns", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, references = "-")
    public static final class Chatty implements Estimator<Constant.Settings, Same> {

        @Override
        public Same fit(Dataset data, Constant.Settings settings, Run run) {
            run.warn("it is late");
            return new Same(settings.level());
        }
    }

    /// Doubles all numbers.
    @Algorithm(name = "doubled", title = "twice as much", tasks = Task.TRANSFORMATION, accepts = Accepts.NUMERIC, references = "-")
    public static final class Doubled implements Estimator<Constant.Settings, Doubled.Twice> {

        public record Twice() implements Model {

            @Override
            public Transformer transformer(Schema schema) {
                return rows -> {
                    var built = Dataset.builder(rows.name());
                    rows.schema().names().forEach(name -> built.numeric(name,
                            Arrays.stream(rows.numeric(name).values()).map(x -> 2 * x).toArray()));
                    return built.build();
                };
            }
        }

        @Override
        public Twice fit(Dataset data, Constant.Settings settings, Run run) {
            return new Twice();
        }
    }

    /// Wraps a recipe.
    @Algorithm(name = "wrapper", title = "another recipe", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, references = "-")
    public static final class Wrapper implements Estimator<Wrapper.Settings, Same> {

        public record Settings(@Setting("what is wrapped") Recipe base) {
            public Settings() {
                this(Recipe.of("constant"));
            }
        }

        @Override
        public Same fit(Dataset data, Settings settings, Run run) {
            return (Same) run.recipes().fit(settings.base(), data, run.child("base")).model();
        }
    }

    /// Halves the rows at 0.5 of the first feature.
    @Algorithm(name = "middle", title = "two halves", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC, references = "-")
    public static final class Middle implements Estimator<Constant.Settings, Middle.Halves> {

        public record Halves() implements Model {

            @Override
            public Predictor predictor(Schema schema) {
                return rows -> Prediction.clusters(2, Arrays.stream(rows.features().column(0)).mapToInt(a -> a < 0.5 ? 0 : 1).toArray());
            }
        }

        @Override
        public Halves fit(Dataset data, Constant.Settings settings, Run run) {
            return new Halves();
        }
    }

    /// A task that no measure judges.
    @Algorithm(name = "oddity", title = "strange rows", tasks = Task.ANOMALY, accepts = Accepts.NUMERIC, references = "-")
    public static final class Oddity implements Estimator<Constant.Settings, Middle.Halves> {

        @Override
        public Middle.Halves fit(Dataset data, Constant.Settings settings, Run run) {
            return new Middle.Halves();
        }
    }

    /// Never ends by itself.
    @Algorithm(name = "endless", title = "endless", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, references = "-")
    public static final class Endless implements Estimator<Constant.Settings, Same> {

        @Override
        public Same fit(Dataset data, Constant.Settings settings, Run run) {
            while (true) {
                run.checkCancelled();
                Thread.onSpinWait();
            }
        }
    }
}
