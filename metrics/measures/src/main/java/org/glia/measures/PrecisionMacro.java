package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The mean precision of the levels that occur in the truth or in the prediction. Undefined if one of them is never
/// predicted.
@Component(service = Measure.class)
@Metric(name = "precision-macro", title = "precision, mean of the levels", tasks = Task.CLASSIFICATION)
public final class PrecisionMacro implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.macro(matrix::precision);
    }
}
