package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// Of the rows that have the positive level, the share predicted as it. Undefined if no row has it.
@Component(service = Measure.class)
@Metric(name = "recall", title = "recall of the positive level", tasks = Task.CLASSIFICATION)
public final class Recall implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.recall(matrix.positive());
    }
}
