package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// Precision with the counts of all levels added up first: for one target the same as accuracy.
@Component(service = Measure.class)
@Metric(name = "precision-micro", title = "precision of all rows together", tasks = Task.CLASSIFICATION)
public final class PrecisionMicro implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.correct() / matrix.total();
    }
}
