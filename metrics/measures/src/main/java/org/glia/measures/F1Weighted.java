package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The mean F1 of the true levels, each with the weight of its rows.
@Component(service = Measure.class)
@Metric(name = "f1-weighted", title = "F1, mean of the levels by their rows", tasks = Task.CLASSIFICATION,
        references = "van Rijsbergen 1979")
public final class F1Weighted implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.weighted(matrix::f1);
    }
}
