package ${package};

import java.util.Optional;

import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Centroids;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.View;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;
import org.glia.compute.elementwise.Softmax;

/// Centroids of classes. Being a record of data, it is saved, compared and shown without anything else.
///
/// @param centroids `classes x d`, in the features' units
/// @param sizes     the weight of the training rows of each class
/// @param spreads   the unit in which the distance along each feature is measured
/// @param priors    how likely each class is before anything is known of a row
public record ${algorithm}Model(Matrix centroids, double[] sizes, double[] spreads, double[] priors) implements Model {

    /// Probabilities of the classes, as if rows lay normally around the centroids.
    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        return rows -> {
            var features = rows.features();
            var row = new double[features.columns()];
            var scores = new double[rows.rows() * priors.length];
            for (int i = 0; i < rows.rows(); i++) {
                features.read(i, i + 1, row, 0);
                for (int level = 0; level < priors.length; level++) {
                    scores[i * priors.length + level] = StrictMath.log(priors[level]) - squaredDistance(row, level) / 2;
                }
            }
            Softmax.rows(Strided.of(rows.rows(), priors.length, scores), Parallel.sequential());
            return Prediction.probabilities(target, Matrix.of(rows.rows(), priors.length, scores));
        };
    }

    private double squaredDistance(double[] row, int level) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            double way = (row[j] - centroids.get(level, j)) / spreads[j];
            sum += way * way;
        }
        return sum;
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, new Centroids(schema.featureNames(), centroids, sizes));
    }
}
