package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The share of rows that got their level.
@Component(service = Measure.class)
@Metric(name = "accuracy", title = "accuracy", tasks = Task.CLASSIFICATION, standard = true, rank = 10)
public final class Accuracy implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.correct() / matrix.total();
    }
}
