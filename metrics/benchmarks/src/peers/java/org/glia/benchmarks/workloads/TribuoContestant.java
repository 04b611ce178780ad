package org.glia.benchmarks.workloads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.common.tree.ExtraTreesTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.slm.ElasticNetCDTrainer;
import org.tribuo.regression.slm.LARSTrainer;

/// Tribuo. Its least squares is the end of a least-angle path; its logistic regression knows no penalty and goes a number of
/// times through the rows by AdaGrad, so the objective is not ours. Cells of 0 are left out, as its rows are sparse.
public final class TribuoContestant implements Contestant {

    private static final int EPOCHS = 20;

    @Override
    public String name() {
        return "tribuo";
    }

    @Override
    public String version() {
        return "4.3.2";
    }

    @Override
    public String licence() {
        return "Apache-2.0";
    }

    @Override
    public Set<String> algorithms() {
        return Set.of("linear", "elasticnet", "logistic", "sgd", "cart", "forest", "extratrees", "kmeans");
    }

    @Override
    public Trial prepare(Assignment task) throws Exception {
        var layout = Layout.read(task.data());
        return switch (task.workload().algorithm()) {
            case "linear" -> {
                IntFunction<Regressor> outputs = i -> new Regressor("y", layout.train().target()[i]);
                var train = dataset(examples(layout.train(), outputs), new RegressionFactory());
                yield run -> {
                    var model = new LARSTrainer().train(train);
                    return () -> Answer.of(values(model, layout.train()), values(model, layout.test()));
                };
            }
            case "logistic" -> {
                var codes = layout.train().classes();
                var train = dataset(examples(layout.train(), i -> new Label(String.valueOf(codes[i]))), new LabelFactory());
                yield run -> {
                    var model = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1), EPOCHS, 32, run).train(train);
                    return () -> Answer.of(probabilities(model, layout.train(), layout.classes().size()),
                            probabilities(model, layout.test(), layout.classes().size()));
                };
            }
            case "elasticnet" -> {
                // its alpha is ours times the number of rows, its columns are scaled to length 1
                IntFunction<Regressor> outputs = i -> new Regressor("y", layout.train().target()[i]);
                var train = dataset(examples(layout.train(), outputs), new RegressionFactory());
                double alpha = task.number(name(), "alpha", 1);
                yield run -> {
                    var model = new ElasticNetCDTrainer(alpha, task.number(name(), "l1Ratio", 0.5), task.number(name(), "tolerance", 1e-4),
                            10_000, false, run).train(train);
                    return () -> Answer.of(values(model, layout.train()), values(model, layout.test()));
                };
            }
            case "sgd", "cart", "forest", "extratrees" -> {
                var codes = layout.train().classes();
                var train = dataset(examples(layout.train(), i -> new Label(String.valueOf(codes[i]))), new LabelFactory());
                yield run -> {
                    var model = trainer(task, run, layout.train().columns()).train(train);
                    return () -> Answer.of(probabilities(model, layout.train(), layout.classes().size()),
                            probabilities(model, layout.test(), layout.classes().size()));
                };
            }
            case "kmeans" -> {
                var train = dataset(examples(layout.train(), i -> ClusteringFactory.UNASSIGNED_CLUSTER_ID), new ClusteringFactory());
                yield run -> {
                    var model = new KMeansTrainer(task.whole(name(), "k", 8), task.whole(name(), "maxIterations", 100), new L2Distance(),
                            KMeansTrainer.Initialisation.PLUSPLUS, task.threads(), run).train(train);
                    // columns that are always 0 are unknown to it, the others stand in the order of their names
                    var known = IntStream.range(0, layout.train().columns()).filter(c -> model.getFeatureIDMap().getID(column(c)) >= 0).toArray();
                    return () -> Answer.of(Arrays.stream(model.getCentroidVectors()).flatMapToDouble(centre -> {
                        var full = new double[layout.train().columns()];
                        Arrays.stream(known).forEach(c -> full[c] = centre.get(model.getFeatureIDMap().getID(column(c))));
                        return Arrays.stream(full);
                    }).toArray());
                };
            }
            case String other -> throw new IllegalArgumentException(name() + " has no " + other);
        };
    }

    /// Its trees see rows that are sparse, in one thread.
    private Trainer<Label> trainer(Assignment task, int run, int columns) {
        int depth = task.whole(name(), "maxDepth", Integer.MAX_VALUE);
        int trees = task.whole(name(), "trees", 100);
        float share = (float) (Math.sqrt(columns) / columns);
        return switch (task.workload().algorithm()) {
            case "sgd" -> new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1), task.whole(name(), "epochs", 5), 1, run);
            case "cart" -> new CARTClassificationTrainer(depth, 1, 0, 1, false, new GiniIndex(), run);
            case "forest" -> new RandomForestTrainer<>(new CARTClassificationTrainer(depth, 1, 0, share, false, new GiniIndex(), run),
                    new VotingCombiner(), trees, run);
            default -> new ExtraTreesTrainer<>(new CARTClassificationTrainer(depth, 1, 0, share, true, new GiniIndex(), run),
                    new VotingCombiner(), trees, run);
        };
    }

    private static String column(int c) {
        return "c%05d".formatted(c);
    }

    private static <T extends Output<T>> MutableDataset<T> dataset(List<Example<T>> examples, OutputFactory<T> factory) {
        return new MutableDataset<>(new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("rows", factory)));
    }

    private static <T extends Output<T>> List<Example<T>> examples(Rows rows, IntFunction<T> output) {
        var names = IntStream.range(0, rows.columns()).mapToObj(TribuoContestant::column).toArray(String[]::new);
        var examples = new ArrayList<Example<T>>(rows.count());
        for (int i = 0; i < rows.count(); i++) {
            examples.add(example(rows, i, names, output.apply(i)));
        }
        return examples;
    }

    private static <T extends Output<T>> Example<T> example(Rows rows, int i, String[] names, T output) {
        int from = rows.isSparse() ? rows.starts()[i] : i * rows.columns();
        int to = rows.isSparse() ? rows.starts()[i + 1] : from + rows.columns();
        var stored = IntStream.range(from, to).filter(at -> rows.values()[at] != 0).toArray();
        var present = Arrays.stream(stored).mapToObj(at -> names[rows.isSparse() ? rows.indices()[at] : at - from]).toArray(String[]::new);
        return new ArrayExample<>(output, present, Arrays.stream(stored).mapToDouble(at -> rows.values()[at]).toArray());
    }

    private static double[] values(Model<Regressor> model, Rows rows) {
        return examples(rows, i -> new Regressor("y", Double.NaN)).stream().mapToDouble(row -> model.predict(row).getOutput().getValues()[0])
                .toArray();
    }

    private static double[] probabilities(Model<Label> model, Rows rows, int classes) {
        var all = new double[rows.count() * classes];
        var examples = examples(rows, i -> LabelFactory.UNKNOWN_LABEL);
        for (int i = 0; i < examples.size(); i++) {
            int row = i;
            model.predict(examples.get(i)).getOutputScores()
                    .forEach((name, label) -> all[row * classes + Integer.parseInt(name)] = label.getScore());
        }
        return all;
    }
}
