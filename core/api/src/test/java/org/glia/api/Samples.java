package org.glia.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Trained;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;

/// Small algorithms that use every side of the contract.
public final class Samples {

    private Samples() {
    }

    /// Moves columns to the mean 0.
    @Algorithm(name = "centre", title = "centring", tasks = Task.TRANSFORMATION, accepts = {Accepts.NUMERIC, Accepts.WEIGHTS},
               references = "none")
    public static final class Centre implements Estimator<Centre.Settings, Centre.Means> {

        public record Settings(@Setting("a number to add") double shift) {
            public Settings() {
                this(0);
            }
        }

        public record Means(double[] means) implements Model {
            @Override
            public Transformer transformer(Schema schema) {
                return features -> {
                    var builder = Dataset.builder("centred");
                    var matrix = features.features();
                    for (int j = 0; j < matrix.columns(); j++) {
                        var column = matrix.column(j);
                        for (int i = 0; i < column.length; i++) {
                            column[i] -= means[j];
                        }
                        builder.numeric(features.schema().field(j).name(), column);
                    }
                    return builder.build();
                };
            }
        }

        @Override
        public Means fit(Dataset data, Settings settings, Run run) {
            var matrix = data.features();
            var means = new double[matrix.columns()];
            for (int j = 0; j < means.length; j++) {
                means[j] = java.util.Arrays.stream(matrix.column(j)).average().orElseThrow() - settings.shift();
            }
            return new Means(means);
        }
    }

    /// Turns nominal columns into their codes, unseen levels into -1.
    @Algorithm(name = "codes", title = "level codes", tasks = Task.TRANSFORMATION,
               accepts = {Accepts.NOMINAL, Accepts.MISSING, Accepts.UNSEEN}, removes = Accepts.NOMINAL, adds = Accepts.NUMERIC,
               references = "none")
    public static final class Codes implements Estimator<Codes.Settings, Codes.Nothing> {

        public record Settings() {
        }

        public record Nothing() implements Model {
            @Override
            public Transformer transformer(Schema schema) {
                return features -> {
                    var builder = Dataset.builder("codes");
                    for (var field : features.schema().fields()) {
                        var column = features.nominal(field.name());
                        int known = schema.find(field.name()).orElseThrow().levels().size();
                        var codes = java.util.Arrays.stream(column.codes()).mapToDouble(code -> code < known ? code : -1).toArray();
                        builder.column(Field.numeric("code_" + field.name()).withOrigin(List.of(field.name())),
                                new NumericColumn(codes));
                    }
                    return builder.build();
                };
            }
        }

        @Override
        public Nothing fit(Dataset data, Settings settings, Run run) {
            return new Nothing();
        }
    }

    /// The level whose mean row is nearest.
    @Algorithm(name = "nearest", title = "nearest mean", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC,
               views = Centroids.class, references = "none")
    public static final class NearestMean implements Estimator<NearestMean.Settings, NearestMean.Means> {

        public record Settings(@Setting(value = "added to each distance, of no use", min = 0) double offset) {
            public Settings() {
                this(0);
            }
        }

        public record Means(Matrix means, double[] sizes) implements Model {
            @Override
            public Predictor predictor(Schema schema) {
                return rows -> {
                    var matrix = rows.features();
                    var codes = new int[matrix.rows()];
                    for (int i = 0; i < codes.length; i++) {
                        double best = Double.POSITIVE_INFINITY;
                        for (int c = 0; c < means.rows(); c++) {
                            double distance = 0;
                            for (int j = 0; j < means.columns(); j++) {
                                double difference = matrix.get(i, j) - means.get(c, j);
                                distance += difference * difference;
                            }
                            if (distance < best) {
                                best = distance;
                                codes[i] = c;
                            }
                        }
                    }
                    return Prediction.labels(schema.targets().getFirst(), codes);
                };
            }

            @Override
            public <V> Optional<V> view(Class<V> type, Schema schema) {
                return View.of(type, new Centroids(schema.featureNames(), means, sizes));
            }
        }

        @Override
        public Means fit(Dataset data, Settings settings, Run run) {
            var matrix = data.features();
            NominalColumn target = data.nominalTarget();
            var sums = new double[target.levels().size()][matrix.columns()];
            var sizes = new double[sums.length];
            for (int i = 0; i < matrix.rows(); i++) {
                sizes[target.code(i)]++;
                for (int j = 0; j < matrix.columns(); j++) {
                    sums[target.code(i)][j] += matrix.get(i, j);
                }
            }
            for (int c = 0; c < sums.length; c++) {
                if (sizes[c] == 0) {
                    throw new DataException("no row of `%s`".formatted(target.levels().name(c)));
                }
                for (int j = 0; j < sums[c].length; j++) {
                    sums[c][j] /= sizes[c];
                }
            }
            run.record("spread", 1, sums.length);
            run.warn("means are simple");
            return new Means(Matrix.of(sums), sizes);
        }
    }

    /// The mean of a numeric target, over all batches.
    @Algorithm(name = "average", title = "running mean", tasks = Task.REGRESSION, accepts = {Accepts.NUMERIC, Accepts.WEIGHTS},
               references = "none")
    public static final class Average implements Incremental<Average.Settings, Average.Mean> {

        public record Settings() {
        }

        public record Mean(double sum, double weight) implements Model {
            @Override
            public Predictor predictor(Schema schema) {
                return rows -> {
                    var values = new double[rows.rows()];
                    Arrays.fill(values, sum / weight);
                    return Prediction.values(schema.targets().getFirst(), values);
                };
            }
        }

        @Override
        public Mean fit(Dataset data, Settings settings, Run run) {
            var learner = open(data.schema(), settings, run);
            learner.learn(data);
            return learner.model();
        }

        @Override
        public Learner<Mean> open(Schema schema, Settings settings, Run run) {
            return resume(new Mean(0, 0), schema, settings, run);
        }

        @Override
        public Learner<Mean> resume(Mean model, Schema schema, Settings settings, Run run) {
            return new Learner<>() {

                private Mean mean = model;

                @Override
                public void learn(Dataset batch) {
                    for (int i = 0; i < batch.rows(); i++) {
                        double weight = batch.weights().isPresent() ? batch.weights().get()[i] : 1;
                        mean = new Mean(mean.sum + weight * batch.numericTarget().value(i), mean.weight + weight);
                    }
                    run.record("weight", 1, mean.weight);
                    run.warn("means are simple");
                }

                @Override
                public Mean model() {
                    return mean;
                }
            };
        }
    }

    /// Lets several fits of another recipe on random rows vote.
    @Algorithm(name = "bag", title = "bagging", tasks = Task.CLASSIFICATION,
               accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.MISSING}, random = true, references = "none")
    public static final class Bag implements Estimator<Bag.Settings, Bag.Members> {

        public record Settings(@Setting("what is fitted") Recipe base,
                               @Setting(value = "how many fits", min = 1) int size) {
            public Settings() {
                this(Recipe.of("nearest"), 5);
            }
        }

        public record Members(List<Trained<?>> members, Map<String, Integer> votes) implements Model {
            @Override
            public Predictor predictor(Schema schema) {
                return rows -> {
                    var target = schema.targets().getFirst();
                    var votes = new double[rows.rows()][target.levels().size()];
                    for (var member : members) {
                        var labels = member.predict(rows).labels();
                        for (int i = 0; i < votes.length; i++) {
                            votes[i][labels.code(i)] += 1.0 / members.size();
                        }
                    }
                    return Prediction.probabilities(target, Matrix.of(votes));
                };
            }
        }

        @Override
        public Traits traits(Settings settings, Catalog catalog) {
            var base = catalog.configure(settings.base()).traits();
            return Traits.declared(getClass()).withAccepts(Set.copyOf(base.accepts()));
        }

        @Override
        public Members fit(Dataset data, Settings settings, Run run) {
            var members = run.parallel().map(settings.size(), member -> {
                var child = run.child("member " + member);
                var random = child.random("rows", 0);
                var rows = random.ints(data.rows() * 4L, 0, data.rows()).toArray();
                return (Trained<?>) run.recipes().fit(settings.base(), data.rows(rows), child);
            });
            return new Members(new ArrayList<>(members), Map.of("a", 1, "b", 2));
        }
    }

    /// Answers for the training rows only.
    @Algorithm(name = "parity", title = "odd and even rows", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC, references = "none")
    public static final class Parity implements FitsRows<Parity.Settings, Parity.Nothing> {

        public record Settings() {
        }

        public record Nothing() implements Model {
        }

        @Override
        public Fitted<Nothing> fitRows(Dataset data, Settings settings, Run run) {
            var numbers = java.util.stream.IntStream.range(0, data.rows()).map(row -> row % 2).toArray();
            return new Fitted<>(new Nothing(), Prediction.clusters(2, numbers).table());
        }
    }
}
