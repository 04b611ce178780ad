package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;
import org.osgi.service.component.annotations.Component;

/// The mean squared difference between probabilities and what came true (1 or 0). For two levels that of the positive
/// one, from 0 to 1; for more, summed over all levels as Brier has it, from 0 to 2.
@Component(service = Measure.class)
@Metric(name = "brier", title = "Brier score", tasks = Task.CLASSIFICATION, greaterIsBetter = false,
        references = "Brier 1950")
public final class Brier implements Measure {

    @Override
    public Score score(Dataset truth, Prediction prediction) {
        return Judgement.of(() -> of(LevelScores.probabilities(truth, prediction)));
    }

    private static double of(LevelScores given) {
        int first = given.isBinary() ? given.positive() : 0;
        int last = given.isBinary() ? first : given.levels().size() - 1;
        double sum = 0;
        for (int row = 0; row < given.rows(); row++) {
            double squares = 0;
            for (int level = first; level <= last; level++) {
                double difference = given.scores()[level][row] - (given.actual()[row] == level ? 1 : 0);
                squares += difference * difference;
            }
            sum += given.weights()[row] * squares;
        }
        return sum / Truth.sum(given.weights());
    }
}
