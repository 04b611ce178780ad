package org.glia.trees;

import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.model.Prediction;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;
import org.glia.compute.elementwise.Elementary;
import org.glia.compute.elementwise.Elementwise;
import org.glia.compute.elementwise.Softmax;

/// Turns raw scores into predictions.
///
/// @param outputs scores of a row
/// @param classes codes of the classes that had training rows; empty for numeric targets
/// @param counts  whether scores are logarithms of predictions
record BoostScores(int outputs, int[] classes, boolean counts) {

    Prediction predict(Field target, double[] scores, int n) {
        if (classes.length == 0) {
            if (counts) {
                Elementwise.exp(scores, 0, scores, 0, n);
            }
            return Prediction.values(target, scores);
        }
        int levels = target.levels().size();
        var probabilities = new double[n * levels];
        if (outputs == 1) {
            for (int i = 0; i < n; i++) {
                probabilities[i * levels + classes[0]] = Elementary.logistic(-scores[i]);
                probabilities[i * levels + classes[1]] = Elementary.logistic(scores[i]);
            }
        } else {
            Softmax.rows(Strided.of(n, outputs, scores), Parallel.sequential());
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < outputs; k++) {
                    probabilities[i * levels + classes[k]] = scores[i * outputs + k];
                }
            }
        }
        return Prediction.probabilities(target, Matrix.of(n, levels, probabilities));
    }
}
