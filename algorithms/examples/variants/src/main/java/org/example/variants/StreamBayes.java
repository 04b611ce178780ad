package org.example.variants;

import org.glia.api.Algorithm;
import org.glia.api.Incremental;
import org.glia.api.Learner;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.Estimator;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Naive Bayes with a normal distribution for each class and feature, learnt from a stream of rows.
///
/// *When to use it.* For more rows than can be held, and as a first classifier: it has hardly anything to set. Not where features
/// tell much the same, for they count as if each were news.
///
/// *How it works.* Means and variances are brought up to date row by row (Welford 1962). *Missing values* say nothing: neither in
/// training nor later. *Weights* count like repeated rows.
///
/// *Complexity.* O(n d), and O(classes d) of memory.
///
/// *Example.* `fit streambayes on iris as bayes; learn bayes on iris`
@Component(service = Estimator.class)
@Algorithm(name = "streambayes", title = "naive Bayes from a stream", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NUMERIC, Accepts.MISSING, Accepts.WEIGHTS}, references = "Welford 1962; Hand and Yu 2001")
public final class StreamBayes implements Incremental<StreamBayes.Settings, StreamBayesModel> {

    /// @param smoothing the share of the largest variance that is added to all
    public record Settings(
            @Setting(value = "the share of the largest variance that is added to all", min = 0, minExclusive = true, tune = "1e-12..1:log")
            double smoothing) {

        public Settings() {
            this(1e-9);
        }
    }

    @Override
    public StreamBayesModel fit(Dataset data, Settings settings, Run run) {
        var learner = open(data.schema(), settings, run);
        learner.learn(data);
        return learner.model();
    }

    @Override
    public Learner<StreamBayesModel> open(Schema schema, Settings settings, Run run) {
        int classes = schema.targets().getFirst().levels().size();
        int cells = classes * schema.featureWidth();
        return new Moments(new double[classes], new double[cells], new double[cells], new double[cells], settings.smoothing(), run);
    }

    @Override
    public Learner<StreamBayesModel> resume(StreamBayesModel model, Schema schema, Settings settings, Run run) {
        return new Moments(model.sizes().clone(), model.seen().toArray(), model.means().toArray(), model.squares().toArray(),
                settings.smoothing(), run);
    }

    /// Sums that grow with each row.
    ///
    /// @param sizes   the weight of the rows of each class
    /// @param seen    the weight of the rows of each class that have each feature, row-major
    /// @param means   of those
    /// @param squares the sum of squares of their distances to the mean
    private record Moments(double[] sizes, double[] seen, double[] means, double[] squares, double smoothing, Run run)
            implements Learner<StreamBayesModel> {

        private static final int ROWS_BETWEEN_LOOKS = 1000;

        @Override
        public void learn(Dataset batch) {
            var features = batch.features();
            var target = batch.nominalTarget();
            var weights = batch.weights();
            var row = new double[features.columns()];
            for (int i = 0; i < batch.rows(); i++) {
                if (i % ROWS_BETWEEN_LOOKS == 0) {
                    run.checkCancelled();
                }
                features.read(i, i + 1, row, 0);
                add(target.code(i), weights.isPresent() ? weights.get()[i] : 1, row);
            }
        }

        private void add(int level, double weight, double[] row) {
            if (weight == 0) {
                return;
            }
            sizes[level] += weight;
            for (int j = 0; j < row.length; j++) {
                int cell = level * row.length + j;
                if (!Double.isNaN(row[j])) {
                    seen[cell] += weight;
                    double way = row[j] - means[cell];
                    means[cell] += way * weight / seen[cell];
                    squares[cell] += weight * way * (row[j] - means[cell]);
                }
            }
        }

        /// A copy: what is learnt later does not change it.
        @Override
        public StreamBayesModel model() {
            int features = seen.length / sizes.length;
            return new StreamBayesModel(sizes.clone(), Matrix.of(sizes.length, features, seen.clone()),
                    Matrix.of(sizes.length, features, means.clone()), Matrix.of(sizes.length, features, squares.clone()), smoothing);
        }
    }
}
