package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// F1 with the counts of all levels added up first: for one target the same as accuracy.
@Component(service = Measure.class)
@Metric(name = "f1-micro", title = "F1 of all rows together", tasks = Task.CLASSIFICATION,
        references = "van Rijsbergen 1979")
public final class F1Micro implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.correct() / matrix.total();
    }
}
