package org.glia.benchmarks.workloads;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.commons.csv.CSVFormat;
import smile.classification.LogisticRegression;
import smile.clustering.CentroidClustering;
import smile.clustering.Clustering;
import smile.clustering.KMeans;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.type.DataTypes;
import smile.feature.transform.Standardizer;
import smile.io.CSV;
import smile.math.MathEx;
import smile.regression.LinearModel;
import smile.regression.OLS;
import smile.regression.RidgeRegression;

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
        return Set.of("csv", "standardize", "linear", "ridge", "logistic", "kmeans");
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
            case String other -> throw new IllegalArgumentException(name() + " has no " + other);
        };
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
