package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;
import org.osgi.service.component.annotations.Component;

/// The mean of -ln(p), p being the probability that the prediction gave to the true level: in nats, 0 is perfect.
/// Probabilities are kept away from 0 and 1 by 2^-52, so one certain mistake costs 36 and not all.
@Component(service = Measure.class)
@Metric(name = "log-loss", title = "logarithmic loss", tasks = Task.CLASSIFICATION, greaterIsBetter = false,
        standard = true, rank = 40, references = "Good 1952")
public final class LogLoss implements Measure {

    private static final double EPSILON = 0x1p-52;

    @Override
    public Score score(Dataset truth, Prediction prediction) {
        return Judgement.of(() -> of(LevelScores.probabilities(truth, prediction)));
    }

    private static double of(LevelScores given) {
        double sum = 0;
        for (int row = 0; row < given.rows(); row++) {
            double p = Math.clamp(given.scores()[given.actual()[row]][row], EPSILON, 1 - EPSILON);
            sum -= given.weights()[row] * StrictMath.log(p);
        }
        return sum / Truth.sum(given.weights());
    }
}
