package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The mean recall of the true levels, each with the weight of its rows: the same as accuracy.
@Component(service = Measure.class)
@Metric(name = "recall-weighted", title = "recall, mean of the levels by their rows", tasks = Task.CLASSIFICATION)
public final class RecallWeighted implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.weighted(matrix::recall);
    }
}
