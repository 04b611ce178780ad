package ${package};

import java.util.Arrays;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Gives a row the class whose centroid is nearest.
///
/// *What it learns.* A centroid for each class, and for each feature the spread around them. Features whose class means differ by
/// no more than chance can be taken out by `shrinkage`.
///
/// *When to use it.* For many features and few rows, and to see which features matter. Not where a class has several centres, or
/// features only tell something together.
///
/// *How it works.* Distances are measured in spreads, so no `standardize` is needed. Shrinkage draws the centroids of the classes
/// towards that of all rows, by so many standard errors; a feature whose centroids all get there makes no difference any more.
///
/// *Complexity.* O(n d) for n rows of d features. *Weights* count like repeated rows. *Missing values and nominal columns* are not
/// taken: `impute | onehot | ${algorithm.toLowerCase()}`.
///
/// *Example.* `crossval ${algorithm.toLowerCase()} shrinkage=0.5 on iris`
@Component(service = Estimator.class)
@Algorithm(name = "${algorithm.toLowerCase()}", title = "nearest shrunken centroid", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NUMERIC, Accepts.WEIGHTS}, views = Centroids.class,
        references = "Tibshirani, Hastie, Narasimhan and Chu 2002")
public final class ${algorithm} implements Estimator<${algorithm}.Settings, ${algorithm}Model> {

    /// Rows that are summed together: the same on any number of threads, so that the sums have the same bits.
    private static final int CHUNK = 512;

    /// How likely the classes are before anything is known of a row.
    public enum Priors {
        /// As frequent as among the training rows.
        FREQUENCIES,
        /// All alike.
        EQUAL
    }

    /// @param shrinkage standard errors by which the centroids of classes are drawn to that of all rows
    /// @param priors    how likely the classes are before anything is known of a row
    public record Settings(
            @Setting(value = "standard errors by which the centroids are drawn together", min = 0, tune = "0..5") double shrinkage,
            @Setting("how likely the classes are before anything is known of a row") Priors priors) {

        public Settings() {
            this(0, Priors.FREQUENCIES); // the defaults
        }
    }

    /// @throws DataException if all rows have the weight 0
    @Override
    public ${algorithm}Model fit(Dataset data, Settings settings, Run run) {
        int classes = data.nominalTarget().levels().size();
        int features = data.schema().featureWidth();

        var sizes = sum(data, classes, run, (level, weight, row, sums) -> sums[level] += weight);
        double size = Arrays.stream(sizes).sum();
        if (size == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }

        var means = sum(data, classes * features, run, (level, weight, row, sums) -> {
            for (int j = 0; j < features; j++) {
                sums[level * features + j] += weight * row[j];
            }
        });
        var centre = new double[features];
        for (int i = 0; i < means.length; i++) {
            centre[i % features] += means[i] / size;
            means[i] /= sizes[i / features];
        }

        var squares = sum(data, features, run, (level, weight, row, sums) -> {
            for (int j = 0; j < features && weight > 0; j++) {
                double way = row[j] - means[level * features + j];
                sums[j] += weight * way * way;
            }
        });
        var spreads = spreads(squares, size, present(sizes));

        var centroids = new double[means.length];
        for (int i = 0; i < centroids.length; i++) {
            int level = i / features;
            int j = i % features;
            double error = Math.sqrt(1 / sizes[level] - 1 / size) * spreads[j];
            double way = means[i] - centre[j];
            // a class without rows has no mean: its place is in the middle, and its prior is 0
            centroids[i] = sizes[level] == 0 ? centre[j]
                    : centre[j] + Math.signum(way) * Math.max(0, Math.abs(way) - settings.shrinkage() * error);
        }
        return new ${algorithm}Model(Matrix.of(classes, features, centroids), sizes, spreads, priors(sizes, size, settings));
    }

    /// What a row adds to the sums.
    @FunctionalInterface
    private interface Term {
        void add(int level, double weight, double[] row, double[] sums);
    }

    /// Sums over all rows, made of the sums of chunks in a fixed order.
    private static double[] sum(Dataset data, int length, Run run, Term term) {
        var features = data.features();
        var target = data.nominalTarget();
        var weights = data.weights();
        return run.parallel().reduce(data.rows(), CHUNK, (chunk, from, to) -> {
            var sums = new double[length];
            var row = new double[features.columns()];
            for (int i = from; i < to; i++) {
                features.read(i, i + 1, row, 0);
                term.add(target.code(i), weights.isPresent() ? weights.get()[i] : 1, row, sums);
            }
            return sums;
        }, (left, right) -> {
            Arrays.setAll(left, i -> left[i] + right[i]);
            return left;
        });
    }

    private static long present(double[] sizes) {
        return Arrays.stream(sizes).filter(size -> size > 0).count();
    }

    /// Standard deviations within the classes, and to each their median, so that features that hardly vary do not decide alone.
    private static double[] spreads(double[] squares, double size, long classes) {
        double freedom = size > classes ? size - classes : size;
        var deviations = Arrays.stream(squares).map(sum -> Math.sqrt(sum / freedom)).toArray();
        var varying = Arrays.stream(deviations).filter(deviation -> deviation > 0).sorted().toArray();
        if (varying.length == 0) {
            Arrays.fill(deviations, 1); // all rows of a class are the same: then any unit will do
            return deviations;
        }
        double median = (varying[(varying.length - 1) / 2] + varying[varying.length / 2]) / 2;
        return Arrays.stream(deviations).map(deviation -> deviation + median).toArray();
    }

    private static double[] priors(double[] sizes, double size, Settings settings) {
        double equal = 1.0 / present(sizes);
        return Arrays.stream(sizes).map(own -> switch (settings.priors()) {
            case FREQUENCIES -> own / size;
            case EQUAL -> own > 0 ? equal : 0;
        }).toArray();
    }
}
