package org.glia.measures;

import java.util.Comparator;
import java.util.stream.IntStream;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The median of the absolute errors, in the unit of the target: deaf to outliers. A weight of 2 is the same as the row
/// twice; where exactly half of the weight lies on either side, it is the middle between the two errors there.
@Component(service = Measure.class)
@Metric(name = "median-absolute-error", title = "median absolute error",
        tasks = Task.REGRESSION, greaterIsBetter = false)
public final class MedianAbsoluteError implements NumberMeasure {

    @Override
    public double of(Residuals residuals) {
        var errors = IntStream.range(0, residuals.rows()).boxed()
                .filter(row -> residuals.weights()[row] > 0)
                .sorted(Comparator.comparingDouble(row -> Math.abs(residuals.error(row))))
                .mapToInt(Integer::intValue).toArray();
        double half = Truth.sum(residuals.weights()) / 2;
        double below = 0;
        for (int place = 0; place < errors.length; place++) {
            double error = Math.abs(residuals.error(errors[place]));
            below += residuals.weights()[errors[place]];
            if (below == half && place + 1 < errors.length) {
                return (error + Math.abs(residuals.error(errors[place + 1]))) / 2;
            }
            if (below > half || place + 1 == errors.length) {
                return error;
            }
        }
        throw new AssertionError("some row has a weight");
    }
}
