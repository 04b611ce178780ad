package org.glia.measures;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// Of all pairs of rows, how many are treated alike by the clusters and by the levels of the target (both together, or
/// both apart), corrected for chance: 1 is the same partition, 0 is chance. Undefined without a nominal target, or for
/// fewer than two rows.
@Component(service = Measure.class)
@Metric(name = "ari", title = "adjusted Rand index", tasks = Task.CLUSTERING, standard = true, rank = 30,
        references = "Hubert and Arabie 1985")
public final class Ari implements AgreementMeasure {

    @Override
    public double of(Agreement agreement) {
        if (agreement.rows() < 2) {
            throw new NoScore("one row makes no pair");
        }
        double together = Arrays.stream(agreement.cells()).mapToDouble(cell -> pairs(cell.count())).sum();
        double ofLevels = IntStream.of(agreement.levels()).mapToDouble(Ari::pairs).sum();
        double ofClusters = IntStream.of(agreement.clusters()).mapToDouble(Ari::pairs).sum();
        if (together == ofLevels && together == ofClusters) {
            return 1; // the same partition, also where chance could make no other
        }
        double expected = ofLevels * ofClusters / pairs(agreement.rows());
        return (together - expected) / ((ofLevels + ofClusters) / 2 - expected);
    }

    private static double pairs(int rows) {
        return rows * (rows - 1.0) / 2;
    }
}
