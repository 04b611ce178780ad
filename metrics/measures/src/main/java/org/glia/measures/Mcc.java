package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The correlation of true and predicted levels, from -1 to 1; for more than two levels in the form of Gorodkin.
/// Undefined if either is constant.
@Component(service = Measure.class)
@Metric(name = "mcc", title = "Matthews correlation coefficient", tasks = Task.CLASSIFICATION,
        references = "Matthews 1975; Gorodkin 2004")
public final class Mcc implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        var actual = matrix.actualLevels();
        var predicted = matrix.predictedLevels();
        if (actual.length == 1 || predicted.length == 1) {
            throw new NoScore("all rows %s the level `%s`, and a constant correlates with nothing".formatted(
                    actual.length == 1 ? "have" : "are predicted as",
                    matrix.levels().name(actual.length == 1 ? actual[0] : predicted[0])));
        }
        double s = matrix.total();
        double covariance = matrix.correct() * s;
        double actualVariance = s * s;
        double predictedVariance = s * s;
        for (int level = 0; level < matrix.levels().size(); level++) {
            double t = matrix.actual(level);
            double p = matrix.predicted(level);
            covariance -= t * p;
            actualVariance -= t * t;
            predictedVariance -= p * p;
        }
        return covariance / (Math.sqrt(actualVariance) * Math.sqrt(predictedVariance));
    }
}
