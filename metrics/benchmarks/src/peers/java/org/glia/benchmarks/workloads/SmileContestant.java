package org.glia.benchmarks.workloads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import org.apache.commons.csv.CSVFormat;
import smile.classification.AdaBoost;
import smile.classification.DataFrameClassifier;
import smile.classification.DecisionTree;
import smile.classification.LogisticRegression;
import smile.classification.OneVersusOne;
import smile.classification.RandomForest;
import smile.classification.SVM;
import smile.clustering.CentroidClustering;
import smile.clustering.Clustering;
import smile.clustering.DBSCAN;
import smile.clustering.KMeans;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.IntVector;
import smile.feature.transform.Standardizer;
import smile.io.CSV;
import smile.math.MathEx;
import smile.math.kernel.GaussianKernel;
import smile.model.cart.Loss;
import smile.model.cart.SplitRule;
import smile.regression.ElasticNet;
import smile.regression.GradientTreeBoost;
import smile.regression.LASSO;
import smile.regression.LinearModel;
import smile.regression.OLS;
import smile.regression.RidgeRegression;
import smile.stat.distribution.MultivariateGaussianMixture;
import smile.util.function.TimeFunction;
import smile.vq.GrowingNeuralGas;
import smile.vq.Neighborhood;
import smile.vq.NeuralGas;
import smile.vq.SOM;

/// Smile; its linear algebra is the machine's OpenBLAS. Its logistic regression has no coefficients for the last class, so that its
/// penalty is another than ours.
public final class SmileContestant implements Contestant {

    private static final String TARGET = "(target)";

    @Override
    public String name() {
        return "smile";
    }

    @Override
    public String version() {
        return "6.2.5";
    }

    @Override
    public String licence() {
        return "GPL-3.0";
    }

    @Override
    public Set<String> algorithms() {
        return Set.of("csv", "standardize", "linear", "ridge", "lasso", "elasticnet", "logistic", "svc", "cart", "forest", "adaboost", "gbm",
                "kmeans", "dbscan", "gmm", "som", "neuralgas", "growingneuralgas");
    }

    @Override
    public Trial prepare(Assignment task) throws Exception {
        if (task.workload().question() == Question.READING) {
            return run -> {
                var table = new CSV(CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get()).read(task.data());
                return () -> Answer.of(table.nrow(), table.ncol(), sum(table));
            };
        }
        var layout = Layout.read(task.data());
        return switch (task.workload().algorithm()) {
            case "standardize" -> {
                var table = DataFrame.of(layout.train().arrays(), layout.names().toArray(String[]::new));
                yield run -> {
                    var output = Standardizer.fit(table).apply(table);
                    return () -> Answer.of(Arrays.stream(output.toArray()).flatMapToDouble(Arrays::stream).map(x -> x * x).sum());
                };
            }
            case "linear" -> {
                var table = table(layout, layout.train());
                yield run -> predicting(OLS.fit(Formula.lhs(TARGET), table), layout, table);
            }
            case "ridge" -> {
                var table = table(layout, layout.train());
                yield run -> predicting(RidgeRegression.fit(Formula.lhs(TARGET), table, task.number(name(), "alpha", 1)), layout, table);
            }
            case "logistic" -> {
                var x = layout.train().arrays();
                var y = layout.train().classes();
                var options = new LogisticRegression.Options(1 / task.number(name(), "c", 1), task.number(name(), "tolerance", 1e-5),
                        task.whole(name(), "maxIterations", 500));
                yield run -> {
                    var model = LogisticRegression.fit(x, y, options);
                    return () -> Answer.of(probabilities(model, x, layout.classes().size()),
                            probabilities(model, layout.test().arrays(), layout.classes().size()));
                };
            }
            case "kmeans" -> {
                var x = layout.train().arrays();
                var options = new Clustering.Options(task.whole(name(), "k", 8), task.whole(name(), "maxIterations", 100));
                boolean lloyd = "lloyd".equals(task.workload().settings(name()).get("method"));
                yield run -> {
                    MathEx.setSeed(run + 1L);
                    CentroidClustering<double[], double[]> found = lloyd ? KMeans.lloyd(x, options) : KMeans.fit(x, options);
                    return () -> Answer.of(Arrays.stream(found.centers()).flatMapToDouble(Arrays::stream).toArray());
                };
            }
            case "lasso", "elasticnet" -> {
                // it minimises the sum of squares + lambda1 |b|_1 + lambda2 |b|_2^2 of standardized columns
                var table = table(layout, layout.train());
                double ratio = task.workload().algorithm().equals("lasso") ? 1 : task.number(name(), "l1Ratio", 0.5);
                double scale = 2 * layout.train().count() * task.number(name(), "alpha", 1);
                var formula = Formula.lhs(TARGET);
                yield run -> {
                    var model = ratio == 1 ? LASSO.fit(formula, table, new LASSO.Options(scale))
                            : ElasticNet.fit(formula, table, scale * ratio, scale * (1 - ratio) / 2);
                    return () -> predicting(model, layout, table).get().withNorms(model.coefficients().toArray(new double[0]));
                };
            }
            case "svc" -> {
                var x = layout.train().arrays();
                var y = layout.train().classes();
                var kernel = new GaussianKernel(Math.sqrt(0.5 / task.number(name(), "kernel.gamma", 1)));
                var options = new SVM.Options(task.number(name(), "c", 1), task.number(name(), "tolerance", 1e-3), 1);
                yield run -> {
                    MathEx.setSeed(run + 1L);
                    // one against one, each machine told its classes as -1 and 1
                    var model = OneVersusOne.fit(x, y, (rows, signs) -> SVM.fit(rows, signs, kernel, options));
                    int classes = layout.classes().size();
                    return () -> Answer.of(labels(x, model::predict, classes), labels(layout.test().arrays(), model::predict, classes));
                };
            }
            case "cart", "forest", "adaboost" -> {
                var table = classes(layout, layout.train());
                var formula = Formula.lhs(TARGET);
                // it counts nodes on the way, not questions
                boolean boosted = task.workload().algorithm().equals("adaboost");
                int depth = 1 + task.whole(name(), boosted ? "base.maxDepth" : "maxDepth", 1000);
                int trees = task.whole(name(), boosted ? "estimators" : "trees", 100);
                int leaves = layout.train().count();
                yield run -> {
                    MathEx.setSeed(run + 1L);
                    DataFrameClassifier model = switch (task.workload().algorithm()) {
                        case "cart" -> DecisionTree.fit(formula, table, new DecisionTree.Options(SplitRule.GINI, depth, leaves, 1));
                        case "forest" -> RandomForest.fit(formula, table, new RandomForest.Options(trees, 0, depth, leaves, 1));
                        default -> AdaBoost.fit(formula, table, new AdaBoost.Options(trees, depth, leaves, 1, null, null));
                    };
                    return () -> Answer.of(probabilities(model, table, layout), probabilities(model, classes(layout, layout.test()), layout));
                };
            }
            case "gbm" -> {
                var table = table(layout, layout.train());
                var options = new GradientTreeBoost.Options(Loss.ls(), task.whole(name(), "iterations", 100), 1 + task.whole(name(), "maxDepth", 3),
                        1 << task.whole(name(), "maxDepth", 3), 1, task.number(name(), "learningRate", 0.1), 1, null, null);
                yield run -> {
                    MathEx.setSeed(run + 1L);
                    var model = GradientTreeBoost.fit(Formula.lhs(TARGET), table, options);
                    return () -> Answer.of(model.predict(table), model.predict(table(layout, layout.test())));
                };
            }
            case "dbscan" -> {
                var x = layout.train().arrays();
                yield run -> {
                    // its search leaves the row itself out, which others count
                    var found = DBSCAN.fit(x, task.whole(name(), "minPoints", 5) - 1, task.number(name(), "eps", 0.5));
                    return () -> Answer.of(Arrays.stream(found.group()).mapToDouble(group -> group == Clustering.OUTLIER ? -1 : group).toArray());
                };
            }
            case "gmm" -> {
                var x = layout.train().arrays();
                yield run -> {
                    MathEx.setSeed(run + 1L);
                    var found = MultivariateGaussianMixture.fit(task.whole(name(), "k", 1), x);
                    return () -> Answer.of(Arrays.stream(x).mapToDouble(found::logp).toArray());
                };
            }
            case "som", "neuralgas", "growingneuralgas" -> {
                var x = layout.train().arrays();
                yield run -> {
                    MathEx.setSeed(run + 1L);
                    var neurons = neurons(task, x);
                    return () -> Answer.of(Arrays.stream(neurons).flatMapToDouble(Arrays::stream).toArray());
                };
            }
            case String other -> throw new IllegalArgumentException(name() + " has no " + other);
        };
    }

    /// Row by row, in an order of each epoch.
    private double[][] neurons(Contestant.Assignment task, double[][] x) {
        int epochs = task.whole(name(), "epochs", 10);
        int steps = epochs * x.length;
        var settings = task.workload();
        int count = task.whole(name(), "neurons", 64);
        int width = task.whole(name(), "width", 10);
        int height = task.whole(name(), "height", 10);
        switch (settings.algorithm()) {
            case "som" -> {
                var map = new SOM(lattice(width, height, x), TimeFunction.linear(0.1, steps, 0.01),
                        Neighborhood.Gaussian(Math.max(width, height) / 2.0, steps / 4.0));
                show(x, epochs, map::update);
                return Arrays.stream(map.neurons()).flatMap(Arrays::stream).toArray(double[][]::new);
            }
            case "neuralgas" -> {
                var gas = new NeuralGas(Arrays.stream(MathEx.permutate(x.length)).limit(count).mapToObj(i -> x[i].clone())
                        .toArray(double[][]::new),
                        TimeFunction.exp(0.5, steps, 0.005), TimeFunction.exp(10, steps, 0.01), TimeFunction.constant(50));
                show(x, epochs, gas::update);
                return gas.neurons();
            }
            default -> {
                // it adds a neuron after so many rows and knows no most; the rows between are such that there are as many in the end
                var gas = new GrowingNeuralGas(x[0].length, 0.2, 0.006, 50, Math.max(100, steps / count), 0.5, 0.995);
                show(x, epochs, gas::update);
                return Arrays.stream(gas.neurons()).map(neuron -> neuron.w).toArray(double[][]::new);
            }
        }
    }

    /// Rows drawn at random: its own start by principal components wants a library that machines seldom have.
    private static double[][][] lattice(int width, int height, double[][] x) {
        var drawn = Arrays.stream(MathEx.permutate(x.length)).limit((long) width * height).mapToObj(i -> x[i].clone())
                .toArray(double[][]::new);
        return IntStream.range(0, height).mapToObj(i -> Arrays.copyOfRange(drawn, i * width, (i + 1) * width)).toArray(double[][][]::new);
    }

    private static void show(double[][] x, int epochs, Consumer<double[]> learn) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int row : MathEx.permutate(x.length)) {
                learn.accept(x[row]);
            }
        }
    }

    private static double[] labels(double[][] rows, ToIntFunction<double[]> model, int classes) {
        return oneOf(Arrays.stream(rows).mapToInt(model).toArray(), classes);
    }

    private static double[] oneOf(int[] codes, int classes) {
        var all = new double[codes.length * classes];
        for (int i = 0; i < codes.length; i++) {
            all[i * classes + codes[i]] = 1;
        }
        return all;
    }

    /// The rows with the class in the last column.
    private static DataFrame classes(Layout layout, Rows rows) {
        var names = IntStream.range(0, rows.columns()).mapToObj(c -> "c" + c).toArray(String[]::new);
        var target = new StructField(TARGET, DataTypes.IntType, new NominalScale(layout.classes()));
        return DataFrame.of(rows.arrays(), names).add(new IntVector(target, rows.classes()));
    }

    private static double[] probabilities(DataFrameClassifier model, DataFrame table, Layout layout) {
        int classes = layout.classes().size();
        if (!model.isSoft()) {
            return oneOf(model.predict(table), classes);
        }
        var of = new ArrayList<double[]>();
        model.predict(table, of);
        return of.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double sum(DataFrame table) {
        double sum = 0;
        for (int c = 0; c < table.ncol(); c++) {
            var column = table.column(c);
            if (column.dtype().isNumeric() || column.dtype().equals(DataTypes.NullableDoubleType)) {
                sum += IntStream.range(0, table.nrow()).mapToDouble(column::getDouble).filter(x -> !Double.isNaN(x)).sum();
            }
        }
        return sum;
    }

    /// The rows with the target in the last column.
    private static DataFrame table(Layout layout, Rows rows) {
        var cells = rows.arrays();
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Arrays.copyOf(cells[i], cells[i].length + 1);
            cells[i][cells[i].length - 1] = rows.target()[i];
        }
        var names = IntStream.range(0, rows.columns() + 1).mapToObj(c -> c == rows.columns() ? TARGET : "c" + c).toArray(String[]::new);
        return DataFrame.of(cells, names);
    }

    private static java.util.function.Supplier<Answer> predicting(LinearModel model, Layout layout, DataFrame train) {
        return () -> Answer.of(model.predict(train), model.predict(table(layout, layout.test())));
    }

    private static double[] probabilities(LogisticRegression model, double[][] rows, int classes) {
        var all = new double[rows.length * classes];
        var of = new double[classes];
        for (int i = 0; i < rows.length; i++) {
            model.predict(rows[i], of);
            System.arraycopy(of, 0, all, i * classes, classes);
        }
        return all;
    }
}
