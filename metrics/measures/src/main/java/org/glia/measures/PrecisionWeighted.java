package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The mean precision of the true levels, each with the weight of its rows. Undefined if one of them is never predicted.
@Component(service = Measure.class)
@Metric(name = "precision-weighted", title = "precision, mean of the levels by their rows",
        tasks = Task.CLASSIFICATION)
public final class PrecisionWeighted implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.weighted(matrix::precision);
    }
}
