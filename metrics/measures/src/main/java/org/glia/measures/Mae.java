package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The mean of the absolute errors, in the unit of the target.
@Component(service = Measure.class)
@Metric(name = "mae", title = "mean absolute error",
        tasks = Task.REGRESSION, greaterIsBetter = false, standard = true, rank = 20)
public final class Mae implements NumberMeasure {

    @Override
    public double of(Residuals residuals) {
        return residuals.mean(row -> Math.abs(residuals.error(row)));
    }
}
