package org.glia.measures;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Tag;
import org.glia.api.model.Prediction;

/// Predicted numbers beside the true ones.
///
/// @param actual    one for each row
/// @param predicted one for each row
/// @param weights   one for each row
record Residuals(double[] actual, double[] predicted, double[] weights) {

    static Residuals of(Dataset truth, Prediction prediction) {
        var known = Truth.known(truth, prediction);
        var target = Truth.numbers(truth);
        if (!prediction.has(Tag.VALUE)) {
            throw new NoScore("the prediction has no numbers");
        }
        var values = prediction.values();
        for (int row : known) {
            if (!Double.isFinite(values[row])) {
                throw new NoScore("the predicted number of row %d is %s".formatted(row + 1,
                        Double.isNaN(values[row]) ? "missing" : "infinite"));
            }
        }
        return new Residuals(IntStream.of(known).mapToDouble(target::value).toArray(),
                IntStream.of(known).mapToDouble(row -> values[row]).toArray(), Truth.weights(truth, known));
    }

    int rows() {
        return actual.length;
    }

    double error(int row) {
        return predicted[row] - actual[row];
    }

    /// The weighted mean over the rows.
    double mean(IntToDoubleFunction ofRow) {
        double sum = 0;
        for (int row = 0; row < rows(); row++) {
            sum += weights[row] * ofRow.applyAsDouble(row);
        }
        return sum / Truth.sum(weights);
    }
}
