package org.glia.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Fitted;
import org.glia.api.FitsRows;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.BlockColumn;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.Coefficients;
import org.glia.api.model.History;
import org.glia.api.model.Mixture;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Sampler;
import org.glia.api.model.Trained;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;

/// Small sound estimators, one of each shape.
final class References {

    private References() {
    }

    public record None() {
    }

    private static double[] weights(Dataset data) {
        return data.weights().orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
    }

    private static double distance(double[] a, Matrix b, int row) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b.get(row, j)) * (a[j] - b.get(row, j));
        }
        return sum;
    }

    // ---- a classifier

    @Algorithm(name = "nearestmean", title = "nearest class mean", tasks = Task.CLASSIFICATION,
            accepts = {Accepts.NUMERIC, Accepts.WEIGHTS}, views = Centroids.class, references = "Rocchio 1971")
    public static final class NearestMean implements Estimator<None, Means> {

        @Override
        public Means fit(Dataset data, None settings, Run run) {
            run.checkCancelled();
            var features = data.features();
            var target = data.nominalTarget();
            var weights = weights(data);
            int d = features.columns();
            var means = new double[target.levels().size() * d];
            var sums = new double[target.levels().size()];
            for (int row = 0; row < data.rows(); row++) {
                int level = target.code(row);
                sums[level] += weights[row];
                for (int j = 0; j < d; j++) {
                    means[level * d + j] += weights[row] * features.get(row, j);
                }
            }
            for (int i = 0; i < means.length; i++) {
                means[i] = sums[i / d] > 0 ? means[i] / sums[i / d] : 0;
            }
            return new Means(Matrix.of(sums.length, d, means), sums);
        }
    }

    /// @param means of the classes, 0 where a class has no rows
    /// @param sizes the weight of the rows of each class
    public record Means(Matrix means, double[] sizes) implements Model {

        @Override
        public Predictor predictor(Schema schema) {
            var target = schema.targets().getFirst();
            return rows -> {
                var features = rows.features();
                int k = sizes.length;
                var all = new double[rows.rows() * k];
                for (int row = 0; row < rows.rows(); row++) {
                    double sum = 0;
                    for (int level = 0; level < k; level++) {
                        all[row * k + level] = sizes[level] > 0 ? 1 / (1 + distance(features.row(row), means, level))
                                : 0;
                        sum += all[row * k + level];
                    }
                    for (int level = 0; level < k; level++) {
                        all[row * k + level] /= sum;
                    }
                }
                return Prediction.probabilities(target, Matrix.of(rows.rows(), k, all));
            };
        }

        @Override
        public <V> Optional<V> view(Class<V> type, Schema schema) {
            return View.of(type, new Centroids(schema.featureNames(), means, sizes));
        }
    }

    // ---- regressors

    @Algorithm(name = "meanvalue", title = "mean of the target", tasks = Task.REGRESSION,
            accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.TEXT, Accepts.TIME, Accepts.SEQUENCE, Accepts.SPARSE,
                    Accepts.MISSING, Accepts.INFINITE, Accepts.UNSEEN, Accepts.WEIGHTS, Accepts.MULTI_TARGET},
            references = "Gauss 1809")
    public static final class MeanValue implements Estimator<None, Values> {

        @Override
        public Values fit(Dataset data, None settings, Run run) {
            run.checkCancelled();
            var weights = weights(data);
            return new Values(data.schema().targets().stream().mapToDouble(target -> {
                var values = data.numeric(target.name()).values();
                return IntStream.range(0, values.length).mapToDouble(row -> weights[row] * values[row]).sum()
                        / Arrays.stream(weights).sum();
            }).toArray());
        }
    }

    /// One value for each target.
    public record Values(double[] values) implements Model {

        @Override
        public Predictor predictor(Schema schema) {
            return rows -> {
                var builder = Prediction.builder();
                for (int t = 0; t < values.length; t++) {
                    var target = schema.targets().get(t).name();
                    var same = new double[rows.rows()];
                    Arrays.fill(same, values[t]);
                    builder.column("predicted_" + target, Tag.of(Tag.VALUE, target), same);
                }
                return builder.build();
            };
        }
    }

    @Algorithm(name = "ridgelet", title = "least squares with a little penalty", tasks = Task.REGRESSION,
            accepts = {Accepts.NUMERIC, Accepts.WEIGHTS}, views = Coefficients.class,
            references = "Hoerl and Kennard 1970")
    public static final class Ridgelet implements Estimator<None, Line> {

        private static final double PENALTY = 1e-6;

        @Override
        public Line fit(Dataset data, None settings, Run run) {
            run.checkCancelled();
            var features = data.features();
            var target = data.numericTarget();
            var weights = weights(data);
            int p = features.columns() + 1;
            var system = new double[p][p + 1];
            for (int row = 0; row < data.rows(); row++) {
                var x = Arrays.copyOf(features.row(row), p);
                x[p - 1] = 1;
                for (int i = 0; i < p; i++) {
                    for (int j = 0; j < p; j++) {
                        system[i][j] += weights[row] * x[i] * x[j];
                    }
                    system[i][p] += weights[row] * x[i] * target.value(row);
                }
            }
            for (int i = 0; i < p; i++) {
                system[i][i] += PENALTY;
            }
            return new Line(solve(system));
        }

        /// Gauss and Jordan; the penalty keeps the pivots from vanishing.
        private static double[] solve(double[][] system) {
            int p = system.length;
            for (int i = 0; i < p; i++) {
                for (int other = 0; other < p; other++) {
                    double factor = system[other][i] / system[i][i];
                    for (int j = i; j <= p && other != i; j++) {
                        system[other][j] -= factor * system[i][j];
                    }
                }
            }
            return IntStream.range(0, p).mapToDouble(i -> system[i][p] / system[i][i]).toArray();
        }
    }

    /// The intercept comes last.
    public record Line(double[] coefficients) implements Model {

        @Override
        public Predictor predictor(Schema schema) {
            return rows -> {
                var features = rows.features();
                var values = new double[rows.rows()];
                for (int row = 0; row < values.length; row++) {
                    values[row] = coefficients[coefficients.length - 1];
                    for (int j = 0; j < features.columns(); j++) {
                        values[row] += coefficients[j] * features.get(row, j);
                    }
                }
                return Prediction.values(schema.targets().getFirst(), values);
            };
        }

        @Override
        public <V> Optional<V> view(Class<V> type, Schema schema) {
            int terms = coefficients.length - 1;
            return View.of(type, new Coefficients(schema.featureNames(), List.of(schema.targets().getFirst().name()),
                    Matrix.of(terms, 1, Arrays.copyOf(coefficients, terms)), new double[] {coefficients[terms]}));
        }
    }

    // ---- clusterings

    @Algorithm(name = "fewmeans", title = "means from random rows", tasks = Task.CLUSTERING,
            accepts = {Accepts.NUMERIC, Accepts.WEIGHTS}, views = {Centroids.class, History.class}, random = true,
            references = "Forgy 1965")
    public static final class FewMeans implements Estimator<FewMeans.Settings, Centres> {

        public record Settings(@Setting(value = "number of clusters", min = 1) int k,
                               @Setting(value = "most rounds", min = 1) int rounds) {

            public Settings() {
                this(4, 20);
            }
        }

        @Override
        public Centres fit(Dataset data, Settings settings, Run run) {
            if (data.rows() < settings.k()) {
                throw new DataException("%d clusters need as many rows, and %s has %d; ask for fewer clusters"
                        .formatted(settings.k(), data.name(), data.rows()));
            }
            var features = data.features();
            var weights = weights(data);
            int d = features.columns();
            var chosen = Arrays.copyOf(run.random("seeding", 0).permutation(data.rows()), settings.k());
            var centres = new Centres(features.rows(chosen).dense(), new double[settings.k()]);
            for (int round = 0; round < settings.rounds(); round++) {
                run.checkCancelled();
                run.progress((double) round / settings.rounds(), "moving the means");
                var old = centres;
                var nearest = run.parallel().map(data.rows(), row -> old.nearest(features.row(row)));
                var sums = new double[settings.k() * d];
                var sizes = new double[settings.k()];
                double inertia = 0;
                for (int row = 0; row < data.rows(); row++) {
                    int cluster = nearest.get(row);
                    sizes[cluster] += weights[row];
                    inertia += weights[row] * distance(features.row(row), old.centres(), cluster);
                    for (int j = 0; j < d; j++) {
                        sums[cluster * d + j] += weights[row] * features.get(row, j);
                    }
                }
                for (int i = 0; i < sums.length; i++) {
                    sums[i] = sizes[i / d] > 0 ? sums[i] / sizes[i / d] : old.centres().get(i / d, i % d);
                }
                run.record("inertia", round, inertia);
                centres = new Centres(Matrix.of(settings.k(), d, sums), sizes);
            }
            return centres;
        }
    }

    public record Centres(Matrix centres, double[] sizes) implements Model {

        int nearest(double[] row) {
            return IntStream.range(0, sizes.length).boxed()
                    .min(Comparator.comparingDouble(k -> distance(row, centres, k))).orElseThrow();
        }

        @Override
        public Predictor predictor(Schema schema) {
            return rows -> {
                var features = rows.features();
                return Prediction.clusters(sizes.length,
                        IntStream.range(0, rows.rows()).map(row -> nearest(features.row(row))).toArray());
            };
        }

        @Override
        public <V> Optional<V> view(Class<V> type, Schema schema) {
            return View.of(type, new Centroids(schema.featureNames(), centres, sizes));
        }
    }

    @Algorithm(name = "components", title = "connected components", tasks = Task.CLUSTERING,
            accepts = {Accepts.NUMERIC, Accepts.WEIGHTS}, references = "Sneath 1957")
    public static final class Components implements FitsRows<Components.Settings, Labels> {

        public record Settings(
                @Setting(value = "largest distance of neighbours", min = 0, minExclusive = true) double eps) {

            public Settings() {
                this(2.5);
            }
        }

        /// Rows without weight are noise.
        @Override
        public Fitted<Labels> fitRows(Dataset data, Settings settings, Run run) {
            var features = data.features();
            var weights = weights(data);
            var clusters = new int[data.rows()];
            Arrays.fill(clusters, -1);
            int count = 0;
            for (int seed = 0; seed < data.rows(); seed++) {
                run.checkCancelled();
                if (clusters[seed] >= 0 || weights[seed] == 0) {
                    continue;
                }
                var open = new ArrayList<>(List.of(seed));
                clusters[seed] = count;
                while (!open.isEmpty()) {
                    var at = features.row(open.removeLast());
                    for (int row = 0; row < data.rows(); row++) {
                        if (clusters[row] < 0 && weights[row] > 0
                                && distance(at, features, row) <= settings.eps() * settings.eps()) {
                            clusters[row] = count;
                            open.add(row);
                        }
                    }
                }
                count++;
            }
            return new Fitted<>(new Labels(count, clusters), Prediction.clusters(count, clusters).table());
        }
    }

    /// Knows the training rows only.
    public record Labels(int count, int[] clusters) implements Model {
    }

    // ---- densities

    @Algorithm(name = "bell", title = "one normal distribution with independent columns",
            tasks = {Task.DENSITY, Task.ANOMALY}, accepts = {Accepts.NUMERIC, Accepts.WEIGHTS},
            views = {Mixture.class, Sampler.class}, references = "Laplace 1774")
    public static final class Bell implements Estimator<None, Normal> {

        @Override
        public Normal fit(Dataset data, None settings, Run run) {
            run.checkCancelled();
            var features = data.features();
            var weights = weights(data);
            double total = Arrays.stream(weights).sum();
            int d = features.columns();
            var means = new double[d];
            var variances = new double[d];
            for (int row = 0; row < data.rows(); row++) {
                for (int j = 0; j < d; j++) {
                    means[j] += weights[row] * features.get(row, j) / total;
                }
            }
            for (int row = 0; row < data.rows(); row++) {
                for (int j = 0; j < d; j++) {
                    double off = features.get(row, j) - means[j];
                    variances[j] += weights[row] * off * off / total;
                }
            }
            return new Normal(means, Arrays.stream(variances).map(variance -> variance + 1e-9).toArray());
        }
    }

    public record Normal(double[] means, double[] variances) implements Model {

        @Override
        public Predictor predictor(Schema schema) {
            return rows -> {
                var features = rows.features();
                var densities = new double[rows.rows()];
                var strangeness = new double[rows.rows()];
                for (int row = 0; row < densities.length; row++) {
                    for (int j = 0; j < means.length; j++) {
                        double off = features.get(row, j) - means[j];
                        strangeness[row] += off * off / variances[j];
                        densities[row] -= 0.5 * (off * off / variances[j] + StrictMath.log(2 * Math.PI * variances[j]));
                    }
                }
                return Prediction.builder().column("log density", Tag.of(Tag.LOG_DENSITY), densities)
                        .column("strangeness", Tag.of(Tag.ANOMALY), strangeness).build();
            };
        }

        @Override
        public <V> Optional<V> view(Class<V> type, Schema schema) {
            int d = means.length;
            var covariance = new double[d * d];
            for (int j = 0; j < d; j++) {
                covariance[j * d + j] = variances[j];
            }
            Sampler sampler = (count, random) -> {
                var table = Dataset.builder("invented rows");
                int at = 0;
                for (var field : schema.features()) {
                    var cells = new double[count * field.width()];
                    for (int i = 0; i < cells.length; i++) {
                        int j = at + i % field.width();
                        cells[i] = means[j] + Math.sqrt(variances[j]) * random.nextGaussian();
                    }
                    at += field.width();
                    table.column(field, field.kind() == Kind.NUMERIC ? new NumericColumn(cells)
                            : new BlockColumn(Matrix.of(count, field.width(), cells)));
                }
                return table.build();
            };
            return View.of(type, new Mixture(schema.featureNames(), new double[] {1}, Matrix.of(1, d, means),
                    List.of(Matrix.of(d, d, covariance))), sampler);
        }
    }

    // ---- transformers

    @Algorithm(name = "scaler", title = "mean 0 and deviation 1", tasks = Task.TRANSFORMATION,
            accepts = {Accepts.NUMERIC, Accepts.MISSING, Accepts.WEIGHTS}, references = "Pearson 1894")
    public static final class Scaler implements Estimator<None, Scales> {

        @Override
        public Scales fit(Dataset data, None settings, Run run) {
            run.checkCancelled();
            var features = data.features();
            var weights = weights(data);
            var means = new double[features.columns()];
            var deviations = new double[features.columns()];
            for (int j = 0; j < means.length; j++) {
                double total = 0;
                double sum = 0;
                double squares = 0;
                for (int row = 0; row < data.rows(); row++) {
                    double value = features.get(row, j);
                    if (!Double.isNaN(value)) {
                        total += weights[row];
                        sum += weights[row] * value;
                    }
                }
                means[j] = total > 0 ? sum / total : 0;
                for (int row = 0; row < data.rows(); row++) {
                    double off = features.get(row, j) - means[j];
                    squares += Double.isNaN(off) ? 0 : weights[row] * off * off;
                }
                deviations[j] = squares > 0 ? Math.sqrt(squares / total) : 1;
            }
            return new Scales(means, deviations);
        }
    }

    public record Scales(double[] means, double[] deviations) implements Model {

        @Override
        public Transformer transformer(Schema schema) {
            return rows -> {
                var table = Dataset.builder(rows.name());
                int at = 0;
                for (var field : rows.schema().fields()) {
                    var cells = rows.matrix(field::equals).toArray();
                    for (int i = 0; i < cells.length; i++) {
                        int j = at + i % field.width();
                        cells[i] = (cells[i] - means[j]) / deviations[j];
                    }
                    at += field.width();
                    table.column(field, field.kind() == Kind.NUMERIC ? new NumericColumn(cells)
                            : new BlockColumn(Matrix.of(rows.rows(), field.width(), cells)));
                }
                return table.build();
            };
        }
    }

    @Algorithm(name = "indicators", title = "one column for each level", tasks = Task.TRANSFORMATION,
            accepts = {Accepts.NOMINAL, Accepts.MISSING, Accepts.UNSEEN, Accepts.WEIGHTS},
            removes = {Accepts.NOMINAL, Accepts.MISSING},
            adds = {Accepts.NUMERIC, Accepts.SPARSE}, references = "Suits 1957")
    public static final class Indicators implements Estimator<None, Known> {

        @Override
        public Known fit(Dataset data, None settings, Run run) {
            run.checkCancelled();
            return new Known(data.schema().features().stream().map(field -> field.levels().names()).toList());
        }
    }

    /// The levels of each column; others, and missing ones, are all zeros.
    public record Known(List<List<String>> levels) implements Model {

        @Override
        public Transformer transformer(Schema schema) {
            return rows -> {
                var table = Dataset.builder(rows.name());
                for (int c = 0; c < levels.size(); c++) {
                    var field = schema.features().get(c);
                    var names = levels.get(c);
                    var codes = ((NominalColumn) rows.column(c)).codes();
                    var known = IntStream.range(0, codes.length)
                            .filter(row -> codes[row] >= 0 && codes[row] < names.size()).toArray();
                    var starts = new int[codes.length + 1];
                    for (int row = 0; row < codes.length; row++) {
                        starts[row + 1] = starts[row] + (codes[row] >= 0 && codes[row] < names.size() ? 1 : 0);
                    }
                    var ones = new double[known.length];
                    Arrays.fill(ones, 1);
                    var parts = names.stream().map(level -> field.name() + "=" + level).toList();
                    table.column(Field.block(field.name() + " levels", List.of(names.size())).withParts(parts)
                            .withOrigin(List.of(field.name())),
                            new BlockColumn(new CsrMatrix(codes.length, names.size(), starts, Arrays.stream(known)
                            .map(row -> codes[row]).toArray(), ones)));
                }
                return table.build();
            };
        }
    }

    @Algorithm(name = "shadow", title = "projections that know their own rows only", tasks = Task.TRANSFORMATION,
            accepts = {Accepts.NUMERIC, Accepts.WEIGHTS}, random = true, references = "Johnson and Lindenstrauss 1984")
    public static final class Shadow implements FitsRows<None, Cast> {

        @Override
        public Fitted<Cast> fitRows(Dataset data, None settings, Run run) {
            run.checkCancelled();
            var features = data.features();
            var direction = new double[features.columns()];
            RandomStream random = run.random("direction", 0);
            Arrays.setAll(direction, j -> random.nextGaussian());
            var cast = new double[data.rows()];
            for (int row = 0; row < cast.length; row++) {
                for (int j = 0; j < direction.length; j++) {
                    cast[row] += direction[j] * features.get(row, j);
                }
            }
            var origin = data.schema().features().stream().map(Field::name).toList();
            return new Fitted<>(new Cast(cast), Dataset.builder("shadow")
                    .column(Field.numeric("shadow").withOrigin(origin), new NumericColumn(cast)).build());
        }
    }

    public record Cast(double[] rows) implements Model {
    }

    // ---- a wrapper

    @Algorithm(name = "cautious", title = "what another one says, half mixed with equal shares",
            tasks = Task.CLASSIFICATION,
            accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.TEXT, Accepts.TIME, Accepts.SEQUENCE, Accepts.SPARSE,
                    Accepts.MISSING, Accepts.INFINITE, Accepts.UNSEEN, Accepts.WEIGHTS, Accepts.MISSING_TARGET},
            references = "Laplace 1814")
    public static final class Cautious implements Estimator<Cautious.Settings, Mixed> {

        public record Settings(@Setting("what is asked") Recipe base) {

            public Settings() {
                this(Recipe.of("nearestmean"));
            }
        }

        @Override
        public Traits traits(Settings settings, Catalog catalog) {
            return catalog.configure(settings.base()).traits();
        }

        @Override
        public Mixed fit(Dataset data, Settings settings, Run run) {
            return new Mixed(run.recipes().fit(settings.base(), data, run.child("base")));
        }
    }

    public record Mixed(Trained<?> base) implements Model {

        @Override
        public Predictor predictor(Schema schema) {
            return rows -> {
                var said = base.predict(rows).probabilities();
                var mixed = said.toArray();
                for (int i = 0; i < mixed.length; i++) {
                    mixed[i] = mixed[i] / 2 + 0.5 / said.columns();
                }
                return Prediction.probabilities(schema.targets().getFirst(),
                        Matrix.of(said.rows(), said.columns(), mixed));
            };
        }
    }
}
