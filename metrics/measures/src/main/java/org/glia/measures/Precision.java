package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// Of the rows predicted as the positive level, the share that has it. Undefined if it is never predicted.
@Component(service = Measure.class)
@Metric(name = "precision", title = "precision of the positive level", tasks = Task.CLASSIFICATION)
public final class Precision implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.precision(matrix.positive());
    }
}
