package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// How much more truth and prediction agree than two that drew levels by chance, each with its own frequencies: 1 is
/// perfect, 0 is chance. Undefined if chance alone agrees always.
@Component(service = Measure.class)
@Metric(name = "kappa", title = "Cohen's kappa", tasks = Task.CLASSIFICATION, references = "Cohen 1960")
public final class Kappa implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        double s = matrix.total();
        double observed = matrix.correct() / s;
        double expected = 0;
        for (int level = 0; level < matrix.levels().size(); level++) {
            expected += matrix.actual(level) / s * (matrix.predicted(level) / s);
        }
        if (expected >= 1) {
            throw new NoScore("all rows have one level and are predicted as it, so agreement by chance is certain");
        }
        return (observed - expected) / (1 - expected);
    }
}
