package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// Recall with the counts of all levels added up first: for one target the same as accuracy.
@Component(service = Measure.class)
@Metric(name = "recall-micro", title = "recall of all rows together", tasks = Task.CLASSIFICATION)
public final class RecallMicro implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.correct() / matrix.total();
    }
}
