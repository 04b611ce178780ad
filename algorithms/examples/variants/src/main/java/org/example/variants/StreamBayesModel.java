package org.example.variants;

import java.util.Arrays;

import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.problem.DataException;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;
import org.glia.compute.elementwise.Softmax;

/// What has been seen of each class.
///
/// @param sizes     the weight of the rows of each class
/// @param seen      `classes x d`, the weight of the rows that have the feature
/// @param means     `classes x d`, of those
/// @param squares   `classes x d`, the sum of squares of their distances to the mean
/// @param smoothing the share of the largest variance that is added to all
public record StreamBayesModel(double[] sizes, Matrix seen, Matrix means, Matrix squares, double smoothing) implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        int classes = sizes.length;
        double total = Arrays.stream(sizes).sum();
        if (total == 0) {
            throw new DataException("the model has seen no rows yet; let it learn some");
        }
        var variances = variances();
        return rows -> {
            var features = rows.features();
            var row = new double[features.columns()];
            var scores = new double[rows.rows() * classes];
            for (int i = 0; i < rows.rows(); i++) {
                features.read(i, i + 1, row, 0);
                for (int level = 0; level < classes; level++) {
                    scores[i * classes + level] = StrictMath.log(sizes[level] / total) + logLikelihood(row, level, variances);
                }
            }
            Softmax.rows(Strided.of(rows.rows(), classes, scores), Parallel.sequential());
            return Prediction.probabilities(target, Matrix.of(rows.rows(), classes, scores));
        };
    }

    /// Missing cells say nothing, nor does a feature that some class has never shown: there is nothing to compare with.
    private double logLikelihood(double[] row, int level, double[][] variances) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            if (!Double.isNaN(row[j]) && isComparable(j)) {
                double way = row[j] - means.get(level, j);
                sum -= (StrictMath.log(variances[level][j]) + way * way / variances[level][j]) / 2;
            }
        }
        return sum;
    }

    private boolean isComparable(int feature) {
        for (int level = 0; level < sizes.length; level++) {
            if (sizes[level] > 0 && seen.get(level, feature) == 0) {
                return false;
            }
        }
        return true;
    }

    private double[][] variances() {
        var variances = new double[sizes.length][seen.columns()];
        double largest = 0;
        for (int level = 0; level < sizes.length; level++) {
            for (int j = 0; j < variances[level].length; j++) {
                variances[level][j] = squares.get(level, j) / Math.max(seen.get(level, j), Double.MIN_NORMAL);
                largest = Math.max(largest, variances[level][j]);
            }
        }
        double added = largest > 0 ? smoothing * largest : 1;
        for (var ofClass : variances) {
            Arrays.setAll(ofClass, j -> ofClass[j] + added);
        }
        return variances;
    }
}
