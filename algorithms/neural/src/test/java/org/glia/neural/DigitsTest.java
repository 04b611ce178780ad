package org.glia.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.AlgorithmType;
import org.glia.api.DataSource;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.run.Run;
import org.glia.datasets.builtin.Digits;
import org.junit.jupiter.api.Test;

/// Handwritten digits of 8 x 8 grey levels, as scikit-learn has them.
class DigitsTest {

    /// The mean accuracy of five networks of scikit-learn with these layers and steps: `sklearn_digits.py`.
    private static final double SKLEARN = 0.9158;
    private static final int TRAINING = 1348;

    private static Dataset digits() {
        var source = new Digits();
        var digits = source.load(Optional.empty(), DataSource.settings(source).read(""), Run.local(1));
        var cells = digits.features().toArray();
        for (int i = 0; i < cells.length; i++) {
            cells[i] /= 16;
        }
        return Dataset.builder("digits").block("pixels", Matrix.of(digits.rows(), 64, cells)).build()
                .beside(digits.columns(field -> field.role() == Role.TARGET));
    }

    private static double accuracy(MlpModel model, Dataset rows) {
        var labels = model.predictor(rows.schema()).predict(rows).labels();
        var truth = rows.nominalTarget();
        return IntStream.range(0, rows.rows()).filter(row -> labels.code(row) == truth.code(row)).count()
                / (double) rows.rows();
    }

    @Test
    void digitsAreReadAsWellAsByScikitLearn() {
        var digits = digits();
        var test = digits.rows(TRAINING, digits.rows());
        double mean = IntStream.range(0, 5).mapToDouble(seed -> accuracy(new Mlp().with("layers=64 batch=32 epochs=30 patience=0")
                .fit(digits.rows(0, TRAINING), Run.local(seed)).model(), test)).average().orElseThrow();
        assertEquals(SKLEARN, mean, 0.01);
    }

    @Test
    void digitsAreLearntFromAStreamToo() {
        var digits = digits();
        var settings = AlgorithmType.of(new Mlp()).settings().read("layers=64,[dropout rate=0.1] learningRate=0.003");
        var learner = new Mlp().open(digits.schema(), settings, Run.local(1));
        for (int epoch = 0; epoch < 20; epoch++) {
            for (int from = 0; from < TRAINING; from += 100) {
                learner.learn(digits.rows(from, Math.min(from + 100, TRAINING)));
            }
        }
        assertTrue(accuracy(learner.model(), digits.rows(TRAINING, digits.rows())) > 0.9);
    }
}
