package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The root of the mean squared error, in the unit of the target.
@Component(service = Measure.class)
@Metric(name = "rmse", title = "root mean squared error",
        tasks = Task.REGRESSION, greaterIsBetter = false, standard = true, rank = 10)
public final class Rmse implements NumberMeasure {

    @Override
    public double of(Residuals residuals) {
        return Math.sqrt(residuals.mean(row -> residuals.error(row) * residuals.error(row)));
    }
}
