package org.glia.benchmarks.workloads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import weka.classifiers.Classifier;
import weka.classifiers.functions.LinearRegression;
import weka.classifiers.functions.Logistic;
import weka.classifiers.functions.SMO;
import weka.classifiers.functions.supportVector.RBFKernel;
import weka.classifiers.meta.AdaBoostM1;
import weka.classifiers.trees.Id3;
import weka.classifiers.trees.REPTree;
import weka.classifiers.trees.RandomForest;
import weka.clusterers.SimpleKMeans;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.EuclideanDistance;
import weka.core.Instances;
import weka.core.SelectedTag;
import weka.core.SparseInstance;
import weka.core.converters.CSVLoader;
import weka.filters.Filter;
import weka.filters.unsupervised.attribute.NominalToBinary;
import weka.filters.unsupervised.attribute.Standardize;

/// Weka. Its ridge is that of standardized columns, and its logistic regression has no coefficients for the last class, so that its
/// penalty is another than ours.
public final class WekaContestant implements Contestant {

    @Override
    public String name() {
        return "weka";
    }

    @Override
    public String version() {
        return "3.8.7";
    }

    @Override
    public String licence() {
        return "GPL-3.0";
    }

    @Override
    public Set<String> algorithms() {
        return Set.of("csv", "standardize", "onehot", "linear", "ridge", "logistic", "svc", "id3", "cart", "forest", "adaboost", "kmeans");
    }

    /// Its matrices in Java: the native libraries of this netlib are of 2013, and want processors and systems of that time.
    private static void chooseJava() {
        for (var part : new String[] {"BLAS", "LAPACK", "ARPACK"}) {
            System.setProperty("com.github.fommil.netlib." + part, "com.github.fommil.netlib.F2j" + part);
        }
    }

    @Override
    public Trial prepare(Assignment task) throws Exception {
        chooseJava();
        if (task.workload().question() == Question.READING) {
            return run -> {
                var loader = new CSVLoader();
                loader.setSource(task.data().toFile());
                var table = loader.getDataSet();
                return () -> Answer.of(table.numInstances(), table.numAttributes(), IntStream.range(0, table.numAttributes())
                        .filter(c -> table.attribute(c).isNumeric()).mapToDouble(c -> Arrays.stream(table.attributeToDoubleArray(c))
                                .filter(x -> !Double.isNaN(x)).sum()).sum());
            };
        }
        var layout = Layout.read(task.data());
        var train = instances(layout, layout.train());
        return switch (task.workload().algorithm()) {
            case "standardize" -> run -> filtered(new Standardize(), train);
            case "onehot" -> run -> filtered(new NominalToBinary(), train);
            case "linear", "ridge" -> run -> {
                var regression = new LinearRegression();
                regression.setAttributeSelectionMethod(new SelectedTag(LinearRegression.SELECTION_NONE, LinearRegression.TAGS_SELECTION));
                regression.setEliminateColinearAttributes(false);
                regression.setMinimal(true);
                regression.setRidge(task.number(name(), "alpha", 0));
                regression.buildClassifier(train);
                return () -> Answer.of(values(regression, train), values(regression, instances(layout, layout.test())));
            };
            case "logistic" -> run -> {
                var regression = new Logistic();
                regression.setRidge(0.5 / task.number(name(), "c", 1));
                regression.setMaxIts(task.whole(name(), "maxIterations", -1));
                regression.buildClassifier(train);
                return () -> Answer.of(probabilities(regression, train), probabilities(regression, instances(layout, layout.test())));
            };
            case "svc", "id3", "cart", "forest", "adaboost" -> run -> {
                var model = classifier(task, run, layout.train().columns());
                model.buildClassifier(train);
                return () -> Answer.of(probabilities(model, train), probabilities(model, instances(layout, layout.test())));
            };
            case "kmeans" -> run -> {
                var clusterer = new SimpleKMeans();
                clusterer.setNumClusters(task.whole(name(), "k", 8));
                clusterer.setMaxIterations(task.whole(name(), "maxIterations", 500));
                clusterer.setInitializationMethod(new SelectedTag(SimpleKMeans.KMEANS_PLUS_PLUS, SimpleKMeans.TAGS_SELECTION));
                clusterer.setDontReplaceMissingValues(true);
                clusterer.setFastDistanceCalc(true);
                clusterer.setNumExecutionSlots(task.threads());
                clusterer.setSeed(run);
                var distance = new EuclideanDistance();
                distance.setDontNormalize(true);
                clusterer.setDistanceFunction(distance);
                clusterer.buildClusterer(train);
                return () -> Answer.of(clusterer.getClusterCentroids().stream().flatMapToDouble(centre -> Arrays.stream(centre.toDoubleArray()))
                        .toArray());
            };
            case String other -> throw new IllegalArgumentException(name() + " has no " + other);
        };
    }

    private Classifier classifier(Assignment task, int run, int columns) {
        return switch (task.workload().algorithm()) {
            case "id3" -> new Id3();
            case "svc" -> {
                var machine = new SMO();
                machine.setC(task.number(name(), "c", 1));
                machine.setToleranceParameter(task.number(name(), "tolerance", 1e-3));
                machine.setFilterType(new SelectedTag(SMO.FILTER_NONE, SMO.TAGS_FILTER));
                machine.setBuildCalibrationModels("true".equals(task.workload().settings(name()).get("probability")));
                var kernel = new RBFKernel();
                kernel.setGamma(task.number(name(), "kernel.gamma", 1));
                machine.setKernel(kernel);
                yield machine;
            }
            case "cart" -> tree(run, task.whole(name(), "maxDepth", -1));
            case "forest" -> {
                var forest = new RandomForest();
                forest.setNumIterations(task.whole(name(), "trees", 100));
                forest.setNumFeatures((int) Math.sqrt(columns));
                forest.setMaxDepth(task.whole(name(), "maxDepth", 0));
                forest.setNumExecutionSlots(task.threads());
                forest.setSeed(run);
                yield forest;
            }
            default -> {
                var boost = new AdaBoostM1();
                boost.setNumIterations(task.whole(name(), "estimators", 50));
                boost.setClassifier(tree(run, task.whole(name(), "base.maxDepth", 1)));
                boost.setSeed(run);
                yield boost;
            }
        };
    }

    /// REPTree without pruning is Weka's fastest tree, by information gain.
    private static REPTree tree(int run, int depth) {
        var tree = new REPTree();
        tree.setNoPruning(true);
        tree.setMinNum(1);
        tree.setMinVarianceProp(0);
        tree.setMaxDepth(depth);
        tree.setSeed(run);
        return tree;
    }

    private static Supplier<Answer> filtered(Filter filter, Instances train) throws Exception {
        filter.setInputFormat(train);
        var output = Filter.useFilter(train, filter);
        return () -> Answer.of(output.stream().mapToDouble(row -> Arrays.stream(row.toDoubleArray()).map(x -> x * x).sum()).sum());
    }

    private static Instances instances(Layout layout, Rows rows) {
        var attributes = new ArrayList<Attribute>();
        for (int c = 0; c < rows.columns(); c++) {
            attributes.add(layout.nominal().get(c).isEmpty() ? new Attribute("c" + c) : new Attribute("c" + c, layout.nominal().get(c)));
        }
        boolean predicts = rows.target().length > 0;
        if (predicts) {
            attributes.add(layout.classes().isEmpty() ? new Attribute("(target)") : new Attribute("(target)", layout.classes()));
        }
        var instances = new Instances("rows", attributes, rows.count());
        for (int i = 0; i < rows.count(); i++) {
            instances.add(rows.isSparse() ? sparse(rows, i) : dense(rows, i, predicts));
        }
        if (predicts) {
            instances.setClassIndex(rows.columns());
        }
        return instances;
    }

    private static DenseInstance dense(Rows rows, int i, boolean predicts) {
        var cells = Arrays.copyOfRange(rows.values(), i * rows.columns(), (i + 1) * rows.columns() + (predicts ? 1 : 0));
        if (predicts) {
            cells[rows.columns()] = rows.target()[i];
        }
        return new DenseInstance(1, cells);
    }

    private static SparseInstance sparse(Rows rows, int i) {
        int count = rows.starts()[i + 1] - rows.starts()[i];
        var values = Arrays.copyOfRange(rows.values(), rows.starts()[i], rows.starts()[i] + count + 1);
        var indices = Arrays.copyOfRange(rows.indices(), rows.starts()[i], rows.starts()[i] + count + 1);
        values[count] = rows.target()[i];
        indices[count] = rows.columns();
        return new SparseInstance(1, values, indices, rows.columns() + 1);
    }

    private static double[] values(Classifier model, Instances rows) {
        return Arrays.stream(distributions(model, rows)).mapToDouble(d -> d[0]).toArray();
    }

    private static double[] probabilities(Classifier model, Instances rows) {
        return Arrays.stream(distributions(model, rows)).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[][] distributions(Classifier model, Instances rows) {
        var all = new double[rows.numInstances()][];
        for (int i = 0; i < all.length; i++) {
            try {
                all[i] = model.distributionForInstance(rows.instance(i));
            } catch (Exception e) {
                throw new IllegalStateException("Weka cannot predict row " + i, e);
            }
        }
        return all;
    }
}
