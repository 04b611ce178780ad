package org.glia.measures;

import java.util.stream.IntStream;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The share of the variance of the target that the prediction explains: 1 is perfect, 0 is no better than the mean of
/// these rows, negative is worse. Undefined for fewer than two rows, or if the target is constant.
@Component(service = Measure.class)
@Metric(name = "r2", title = "coefficient of determination", tasks = Task.REGRESSION, standard = true, rank = 30)
public final class R2 implements NumberMeasure {

    @Override
    public double of(Residuals residuals) {
        if (residuals.rows() < 2) {
            throw new NoScore("one row has no variance to explain");
        }
        if (isConstant(residuals)) {
            throw new NoScore("the target is the same in all rows, so there is no variance to explain");
        }
        double mean = residuals.mean(row -> residuals.actual()[row]);
        double variance = residuals.mean(row -> {
            double deviation = residuals.actual()[row] - mean;
            return deviation * deviation;
        });
        return 1 - residuals.mean(row -> residuals.error(row) * residuals.error(row)) / variance;
    }

    /// Asked of the numbers themselves: the mean of equal numbers need not be that number, nor their variance 0.
    private static boolean isConstant(Residuals residuals) {
        return IntStream.range(0, residuals.rows()).filter(row -> residuals.weights()[row] > 0)
                .mapToDouble(row -> residuals.actual()[row]).distinct().limit(2).count() < 2;
    }
}
