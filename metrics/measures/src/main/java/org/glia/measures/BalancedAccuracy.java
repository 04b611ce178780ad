package org.glia.measures;

import java.util.stream.IntStream;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The mean over the levels that rows have of the share of rows that got it: rare levels count as much as common ones.
@Component(service = Measure.class)
@Metric(name = "balanced-accuracy", title = "balanced accuracy", tasks = Task.CLASSIFICATION, standard = true,
        rank = 20, references = "Brodersen et al. 2010")
public final class BalancedAccuracy implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return IntStream.of(matrix.actualLevels()).mapToDouble(matrix::recall).average().orElseThrow();
    }
}
