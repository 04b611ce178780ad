package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The harmonic mean of precision and recall of the positive level. Undefined if no row has it and none is predicted
/// as it.
@Component(service = Measure.class)
@Metric(name = "f1", title = "F1 of the positive level", tasks = Task.CLASSIFICATION,
        references = "van Rijsbergen 1979")
public final class F1 implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.f1(matrix.positive());
    }
}
