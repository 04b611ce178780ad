package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The variance between the clusters over the variance within them, each by its degrees of freedom: larger is better.
/// Every row counts the same. Undefined for one cluster, if every row is one, or if no cluster has any variance.
@Component(service = Measure.class)
@Metric(name = "calinski-harabasz", title = "Calinski-Harabasz index", tasks = Task.CLUSTERING,
        references = "Calinski and Harabasz 1974")
public final class CalinskiHarabasz implements ShapeMeasure {

    @Override
    public double of(Partition partition) {
        partition.requireSeveral();
        var centroids = partition.centroids(false);
        int d = partition.rows().columns();
        var centre = new double[d];
        int n = partition.rows().rows();
        for (int c = 0; c < centroids.length; c++) {
            for (int j = 0; j < d; j++) {
                centre[j] += centroids[c][j] * partition.size(c) / n;
            }
        }
        double between = 0;
        double within = 0;
        var row = new double[d];
        for (int c = 0; c < centroids.length; c++) {
            between += partition.size(c) * Partition.squaredDistance(centroids[c], 0, centre, 0, d);
            for (int i = partition.starts()[c]; i < partition.starts()[c + 1]; i++) {
                partition.rows().read(i, i + 1, row, 0);
                within += Partition.squaredDistance(row, 0, centroids[c], 0, d);
            }
        }
        if (within == 0) {
            throw new NoScore("the rows of each cluster are all the same, so there is no variance to compare with");
        }
        return between / (centroids.length - 1) / (within / (n - centroids.length));
    }
}
