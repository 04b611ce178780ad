package org.glia.measures;

import java.util.stream.IntStream;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// What the clusters tell about the levels of the target, as a share of the mean of both entropies: 1 is the same
/// partition, 0 is independence. Not corrected for chance: it grows with the number of clusters. Undefined without a
/// nominal target.
@Component(service = Measure.class)
@Metric(name = "nmi", title = "normalized mutual information", tasks = Task.CLUSTERING,
        references = "Strehl and Ghosh 2002; Vinh, Epps and Bailey 2010")
public final class Nmi implements AgreementMeasure {

    @Override
    public double of(Agreement agreement) {
        double n = agreement.rows();
        if (agreement.levels().length == 1 && agreement.clusters().length == 1) {
            return 1; // the same partition, in which there is nothing to tell
        }
        double information = 0;
        for (var cell : agreement.cells()) {
            double expected = agreement.levels()[cell.level()] * (double) agreement.clusters()[cell.cluster()];
            information += cell.count() / n * StrictMath.log(cell.count() * n / expected);
        }
        return Math.max(0, information) / ((entropy(agreement.levels(), n) + entropy(agreement.clusters(), n)) / 2);
    }

    private static double entropy(int[] counts, double n) {
        return IntStream.of(counts).mapToDouble(count -> -count / n * StrictMath.log(count / n)).sum();
    }
}
