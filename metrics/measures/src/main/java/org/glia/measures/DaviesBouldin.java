package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The mean over the clusters of how much each overlaps with the one it is most like: the sum of their mean distances to
/// their centres, over the distance of the centres. 0 is best. Every row counts the same. Undefined for one cluster, if
/// every row is one, or if two have the same centre.
@Component(service = Measure.class)
@Metric(name = "davies-bouldin", title = "Davies-Bouldin index", tasks = Task.CLUSTERING, greaterIsBetter = false,
        standard = true, rank = 20, references = "Davies and Bouldin 1979")
public final class DaviesBouldin implements ShapeMeasure {

    @Override
    public double of(Partition partition) {
        partition.requireSeveral();
        var centroids = partition.centroids(false);
        int d = partition.rows().columns();
        var spread = new double[centroids.length];
        var row = new double[d];
        for (int c = 0; c < centroids.length; c++) {
            for (int i = partition.starts()[c]; i < partition.starts()[c + 1]; i++) {
                partition.rows().read(i, i + 1, row, 0);
                spread[c] += Math.sqrt(Partition.squaredDistance(row, 0, centroids[c], 0, d));
            }
            spread[c] /= partition.size(c);
        }
        double sum = 0;
        for (int c = 0; c < centroids.length; c++) {
            double worst = 0;
            for (int other = 0; other < centroids.length; other++) {
                double apart = Math.sqrt(Partition.squaredDistance(centroids[c], 0, centroids[other], 0, d));
                if (other != c && apart == 0) {
                    throw new NoScore("two clusters have the same centre");
                }
                if (other != c) {
                    worst = Math.max(worst, (spread[c] + spread[other]) / apart);
                }
            }
            sum += worst;
        }
        return sum / centroids.length;
    }
}
