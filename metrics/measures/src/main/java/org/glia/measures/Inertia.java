package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The sum of the squared distances of the rows to the mean of their own cluster, both with the rows' weights: what k-means
/// makes small. It falls with every cluster more, so it compares clusterings with the same number of them only. The means
/// are those of the rows at hand, not those of the training rows.
@Component(service = Measure.class)
@Metric(name = "inertia", title = "inertia", tasks = Task.CLUSTERING, greaterIsBetter = false,
        references = "MacQueen 1967")
public final class Inertia implements ShapeMeasure {

    @Override
    public double of(Partition partition) {
        var centroids = partition.centroids(true);
        int d = partition.rows().columns();
        var row = new double[d];
        double sum = 0;
        for (int c = 0; c < centroids.length; c++) {
            for (int i = partition.starts()[c]; i < partition.starts()[c + 1]; i++) {
                partition.rows().read(i, i + 1, row, 0);
                sum += partition.weights()[i] * Partition.squaredDistance(row, 0, centroids[c], 0, d);
            }
        }
        return sum;
    }
}
