package org.glia.trees;

import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.model.Trained;
import org.glia.compute.elementwise.Elementary;

/// The scores that rows begin with.
final class GbmFirst {

    /// No probability that a model gives is taken to be closer to 0 or 1.
    private static final double SURE = 1e-7;

    private GbmFirst() {
    }

    /// `rows x outputs`
    static double[] scores(double[] start, Optional<Trained<?>> first, int[] classes, boolean counts, Dataset rows) {
        int n = rows.rows();
        int outputs = start.length;
        var scores = new double[Math.multiplyExact(n, outputs)];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = start[i % outputs];
        }
        if (first.isEmpty() || n == 0) {
            return scores;
        }
        var said = first.get().predict(rows);
        if (classes.length == 0) {
            var values = said.values();
            for (int i = 0; i < n; i++) {
                scores[i] += counts ? Elementary.log(Math.max(SURE, values[i])) : values[i];
            }
            return scores;
        }
        var probabilities = said.probabilities();
        for (int i = 0; i < n; i++) {
            if (outputs == 1) {
                double p = sure(probabilities.get(i, classes[1]));
                scores[i] += Elementary.log(p) - Elementary.log(1 - p);
                continue;
            }
            double sum = 0;
            for (int k = 0; k < outputs; k++) {
                double log = Elementary.log(sure(probabilities.get(i, classes[k])));
                scores[i * outputs + k] += log;
                sum += log;
            }
            for (int k = 0; k < outputs; k++) {
                scores[i * outputs + k] -= sum / outputs;
            }
        }
        return scores;
    }

    private static double sure(double probability) {
        return Math.clamp(probability, SURE, 1 - SURE);
    }
}
