package org.glia.benchmarks.workloads;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Kind;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Tag;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.Coefficients;
import org.glia.api.model.Prediction;
import org.glia.api.model.Trained;
import org.glia.api.run.Run;
import org.glia.baselines.Majority;
import org.glia.baselines.MeanLevel;
import org.glia.clustering.Dbscan;
import org.glia.clustering.Faddc;
import org.glia.clustering.Gmm;
import org.glia.clustering.KMeans;
import org.glia.clustering.MiniBatchKMeans;
import org.glia.datasets.builtin.Diabetes;
import org.glia.datasets.builtin.Iris;
import org.glia.datasets.files.Csv;
import org.glia.measures.Accuracy;
import org.glia.measures.Inertia;
import org.glia.measures.LogLoss;
import org.glia.measures.Rmse;
import org.glia.neural.Mlp;
import org.glia.preprocessing.Impute;
import org.glia.preprocessing.MinMax;
import org.glia.preprocessing.OneHot;
import org.glia.preprocessing.Ordinal;
import org.glia.preprocessing.Polynomial;
import org.glia.preprocessing.Standardize;
import org.glia.regression.ElasticNet;
import org.glia.regression.GradientDescent;
import org.glia.regression.Lasso;
import org.glia.regression.Linear;
import org.glia.regression.Logistic;
import org.glia.regression.Ridge;
import org.glia.regression.Sgd;
import org.glia.selforganizing.GrowingNeuralGas;
import org.glia.selforganizing.Hebbian;
import org.glia.selforganizing.NeuralGas;
import org.glia.selforganizing.Som;
import org.glia.selforganizing.Wta;
import org.glia.selforganizing.Wtm;
import org.glia.svm.LinearSvm;
import org.glia.svm.LinearSvmModel;
import org.glia.svm.NuSvc;
import org.glia.svm.NuSvr;
import org.glia.svm.OneClass;
import org.glia.svm.Svc;
import org.glia.svm.Svr;
import org.glia.trees.AdaBoost;
import org.glia.trees.Cart;
import org.glia.trees.ExtraTrees;
import org.glia.trees.Forest;
import org.glia.trees.Gbm;
import org.glia.trees.HistGbm;
import org.glia.trees.Id3;

/// Our own estimators through the plain Java face.
final class GliaContestant implements Contestant {

    static final String NAME = "glia";

    /// What of ours takes part; a new algorithm is one more name here.
    static Catalog catalog() {
        return Catalog.of(
                List.of(new Standardize(), new MinMax(), new OneHot(), new Ordinal(), new Impute(), new Polynomial(), new Majority(),
                        new MeanLevel(), new Linear(), new Ridge(), new Logistic(), new Lasso(), new ElasticNet(), new Sgd(),
                        new GradientDescent(), new Svc(), new NuSvc(), new Svr(), new NuSvr(), new OneClass(), new LinearSvm(), new Cart(), new AdaBoost(),
                        new Id3(), new Forest(), new ExtraTrees(), new Gbm(), new HistGbm(), new KMeans(), new MiniBatchKMeans(), new Dbscan(), new Gmm(), new Faddc(),
                        new Mlp(), new Som(), new NeuralGas(), new GrowingNeuralGas(), new Wta(), new Wtm(), new Hebbian()),
                List.of(new Accuracy(), new LogLoss(), new Rmse(), new Inertia()),
                List.of(new Csv(), new Iris(), new Diabetes()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return "this checkout";
    }

    @Override
    public String licence() {
        return "Apache-2.0";
    }

    @Override
    public Set<String> algorithms() {
        var names = new java.util.TreeSet<>(Set.of("csv", "logistic-l1"));
        catalog().algorithms().forEach(offer -> names.add(offer.name()));
        return names;
    }

    @Override
    public Trial prepare(Assignment task) throws IOException {
        var catalog = catalog();
        if (task.workload().question() == Question.READING) {
            return run -> reading(catalog.load(task.workload().parsed(), Optional.of(task.data()), run(catalog, run, task)));
        }
        var layout = Layout.read(task.data());
        var train = dataset(layout, layout.train());
        var configured = catalog.configure(task.workload().step());
        return switch (task.workload().question()) {
            case GROUPING -> run -> {
                var output = configured.as(Task.CLUSTERING).fitRows(train, run(catalog, run, task)).output();
                return () -> Answer.of(Arrays.stream(new Prediction(output).clusters()).asDoubleStream().toArray());
            };
            case DENSITY -> run -> {
                var fitted = configured.as(Task.DENSITY).fit(train, run(catalog, run, task));
                return () -> Answer.of(fitted.predict(train).logDensities());
            };
            case TRANSFORMATION -> run -> {
                var output = configured.fitRows(train, run(catalog, run, task)).output();
                return () -> Answer.of(squares(output));
            };
            case CLUSTERING -> run -> {
                var fitted = configured.as(Task.CLUSTERING).fit(train, run(catalog, run, task));
                return () -> Answer.of(centres(fitted.view(Centroids.class).orElseThrow()));
            };
            default -> run -> {
                var fitted = configured.fit(train, run(catalog, run, task));
                return () -> answer(fitted, train, dataset(layout, layout.test()), layout.classes().size());
            };
        };
    }

    private static Run run(Catalog catalog, int seed, Assignment task) {
        return Run.local(catalog.setup(seed).withThreads(task.threads()));
    }

    private static Supplier<Answer> reading(Dataset read) {
        return () -> {
            double sum = 0;
            for (int c = 0; c < read.schema().size(); c++) {
                if (read.schema().field(c).kind() == Kind.NUMERIC) {
                    sum += Arrays.stream(read.numeric(read.schema().field(c).name()).values()).filter(x -> !Double.isNaN(x)).sum();
                }
            }
            return Answer.of(read.rows(), read.schema().size(), sum);
        };
    }

    private static double squares(Dataset output) {
        var matrix = output.features();
        var row = new double[matrix.columns()];
        double sum = 0;
        for (int i = 0; i < matrix.rows(); i++) {
            matrix.read(i, i + 1, row, 0);
            sum += Arrays.stream(row).map(x -> x * x).sum();
        }
        return sum;
    }

    private static double[] centres(Centroids found) {
        return found.centroids().toArray();
    }

    private static Answer answer(Trained<?> fitted, Dataset train, Dataset test, int classes) {
        var answer = Answer.of(numbers(fitted.predict(train), classes), numbers(fitted.predict(test), classes));
        // which terms a penalty counts is for the algorithm to say: these penalise their constant
        boolean penalised = fitted.model() instanceof LinearSvmModel;
        return fitted.view(Coefficients.class).map(weights -> answer.withNorms(DoubleStream.concat(
                Arrays.stream(weights.values().toArray()), Arrays.stream(penalised ? weights.intercepts() : new double[0])).toArray()))
                .orElse(answer);
    }

    private static double[] numbers(Prediction prediction, int classes) {
        if (classes == 0) {
            return prediction.values();
        }
        if (prediction.has(Tag.PROBABILITY)) {
            return prediction.probabilities().toArray();
        }
        return prediction.has(Tag.SCORE) && prediction.scores().columns() == classes ? prediction.scores().toArray()
                : labels(prediction.labels().codes(), classes);
    }

    /// 1 for each row's class, 0 for the others.
    static double[] labels(int[] codes, int classes) {
        var all = new double[codes.length * classes];
        for (int i = 0; i < codes.length; i++) {
            all[i * classes + codes[i]] = 1;
        }
        return all;
    }

    /// The table that a layout was made of.
    static Dataset dataset(Layout layout, Rows rows) {
        var builder = Dataset.builder("rows");
        if (rows.isSparse()) {
            builder.block("features", new CsrMatrix(rows.count(), rows.columns(), rows.starts(), rows.indices(), rows.values()));
        } else if (layout.hasNominal()) {
            for (int c = 0; c < rows.columns(); c++) {
                int column = c;
                var cells = IntStream.range(0, rows.count()).mapToDouble(i -> rows.values()[i * rows.columns() + column]);
                if (layout.nominal().get(c).isEmpty()) {
                    builder.numeric(layout.names().get(c), cells.toArray());
                } else {
                    var codes = cells.mapToInt(code -> (int) code).toArray();
                    builder.nominal(layout.names().get(c), Levels.of(layout.nominal().get(c)), codes);
                }
            }
        } else {
            builder.numeric(layout.names(), new DenseMatrix(rows.count(), rows.columns(), rows.values()));
        }
        if (rows.target().length > 0) {
            if (layout.classes().isEmpty()) {
                builder.numeric("(target)", rows.target());
            } else {
                builder.nominal("(target)", Levels.of(layout.classes()), rows.classes());
            }
            builder.target("(target)");
        }
        return builder.build();
    }

    /// A table as plain arrays: numbers and codes side by side, or sparse if it is one sparse matrix.
    static Layout layout(Dataset train, Dataset test) {
        var features = train.schema().features();
        var names = new ArrayList<String>();
        var nominal = new ArrayList<List<String>>();
        for (var field : features) {
            for (var part : field.kind() == Kind.BLOCK ? field.partNames() : List.of(field.name())) {
                names.add(part);
                nominal.add(field.kind() == Kind.NOMINAL ? field.levels().names() : List.of());
            }
        }
        var targets = train.schema().targets();
        var classes = targets.isEmpty() ? List.<String>of() : targets.getFirst().levels().names();
        boolean sparse = features.stream().anyMatch(field -> field.kind() == Kind.BLOCK);
        return new Layout(names, nominal, classes, rows(train, sparse), rows(test, sparse));
    }

    private static Rows rows(Dataset data, boolean sparse) {
        var target = data.schema().targets().isEmpty() ? new double[0]
                : data.target() instanceof NominalColumn nominal
                        ? Arrays.stream(nominal.codes()).asDoubleStream().toArray() : data.numericTarget().values();
        if (sparse) {
            var csr = data.features().csr();
            return new Rows(csr.rows(), csr.columns(), csr.values(), csr.rowStarts(), csr.columnIndices(), target);
        }
        var fields = data.schema().features();
        if (fields.stream().allMatch(field -> field.kind() == Kind.NUMERIC)) {
            return Rows.dense(fields.size(), data.features().toArray(), target);
        }
        var values = new double[Math.multiplyExact(data.rows(), fields.size())];
        for (int c = 0; c < fields.size(); c++) {
            var name = fields.get(c).name();
            for (int i = 0; i < data.rows(); i++) {
                values[i * fields.size() + c] = fields.get(c).kind() == Kind.NOMINAL ? data.nominal(name).code(i)
                        : data.numeric(name).value(i);
            }
        }
        return Rows.dense(fields.size(), values, target);
    }
}
