package org.glia.benchmarks.workloads;

import java.util.Arrays;
import java.util.Set;

import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/// commons-math3: least squares by QR, and Lloyd's k-means with k-means++ seeds, until no row moves.
final class CommonsMathContestant implements Contestant {

    @Override
    public String name() {
        return "commons-math3";
    }

    @Override
    public String version() {
        return "3.6.1";
    }

    @Override
    public String licence() {
        return "Apache-2.0";
    }

    @Override
    public Set<String> algorithms() {
        return Set.of("linear", "kmeans");
    }

    @Override
    public Trial prepare(Assignment task) throws Exception {
        var layout = Layout.read(task.data());
        var x = layout.train().arrays();
        return switch (task.workload().algorithm()) {
            case "linear" -> run -> {
                var regression = new OLSMultipleLinearRegression();
                regression.newSampleData(layout.train().target(), x);
                var coefficients = regression.estimateRegressionParameters();
                return () -> Answer.of(sums(coefficients, x), sums(coefficients, layout.test().arrays()));
            };
            case "kmeans" -> {
                var points = Arrays.stream(x).map(DoublePoint::new).toList();
                yield run -> {
                    var found = new KMeansPlusPlusClusterer<DoublePoint>(task.whole(name(), "k", 8), task.whole(name(), "maxIterations", 300),
                            new EuclideanDistance(), new Well19937c(run)).cluster(points);
                    return () -> Answer.of(found.stream().map(CentroidCluster::getCenter)
                            .flatMapToDouble(centre -> Arrays.stream(centre.getPoint())).toArray());
                };
            }
            default -> throw new IllegalArgumentException(name() + " has no " + task.workload().algorithm());
        };
    }

    private static double[] sums(double[] coefficients, double[][] rows) {
        return Arrays.stream(rows).mapToDouble(row -> {
            double sum = coefficients[0];
            for (int j = 0; j < row.length; j++) {
                sum += coefficients[j + 1] * row[j];
            }
            return sum;
        }).toArray();
    }
}
