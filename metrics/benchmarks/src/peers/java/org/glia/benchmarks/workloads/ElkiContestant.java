package org.glia.benchmarks.workloads;

import java.util.Set;

import elki.clustering.dbscan.DBSCAN;
import elki.data.Clustering;
import elki.data.model.Model;
import elki.database.ids.DBIDRange;
import elki.distance.minkowski.EuclideanDistance;
import elki.clustering.kmeans.HamerlyKMeans;
import elki.clustering.kmeans.initialization.KMeansPlusPlus;
import elki.data.DoubleVector;
import elki.data.type.TypeUtil;
import elki.database.StaticArrayDatabase;
import elki.database.relation.Relation;
import elki.datasource.ArrayAdapterDatabaseConnection;
import elki.distance.minkowski.SquaredEuclideanDistance;
import elki.utilities.random.RandomFactory;

/// ELKI: k-means with Hamerly's bounds, in one thread, until no row moves; DBSCAN without an index.
public final class ElkiContestant implements Contestant {

    @Override
    public String name() {
        return "elki";
    }

    @Override
    public String version() {
        return "0.8.0";
    }

    @Override
    public String licence() {
        return "AGPL-3.0";
    }

    @Override
    public Set<String> algorithms() {
        return Set.of("kmeans", "dbscan");
    }

    @Override
    public Trial prepare(Assignment task) throws Exception {
        var layout = Layout.read(task.data());
        var database = new StaticArrayDatabase(new ArrayAdapterDatabaseConnection(layout.train().arrays()));
        database.initialize();
        Relation<DoubleVector> rows = database.getRelation(TypeUtil.NUMBER_VECTOR_FIELD);
        if (task.workload().algorithm().equals("dbscan")) {
            return run -> {
                var found = new DBSCAN<DoubleVector>(EuclideanDistance.STATIC, task.number(name(), "eps", 0.5),
                        task.whole(name(), "minPoints", 5)).run(rows);
                return () -> Answer.of(numbers(found, ((DBIDRange) rows.getDBIDs()), layout.train().count()));
            };
        }
        return run -> {
            var found = new HamerlyKMeans<DoubleVector>(SquaredEuclideanDistance.STATIC, task.whole(name(), "k", 8),
                    task.whole(name(), "maxIterations", 0), new KMeansPlusPlus<DoubleVector>(RandomFactory.get((long) run)), false).run(rows);
            return () -> Answer.of(found.getAllClusters().stream().flatMapToDouble(cluster ->
                    java.util.Arrays.stream(cluster.getModel().getMean())).toArray());
        };
    }

    /// The number of each row's cluster, -1 for noise.
    private static double[] numbers(Clustering<Model> found, DBIDRange rows, int count) {
        var numbers = new double[count];
        int number = 0;
        for (var cluster : found.getAllClusters()) {
            int given = cluster.isNoise() ? -1 : number++;
            cluster.getIDs().forEach(id -> numbers[rows.getOffset(id)] = given);
        }
        return numbers;
    }
}
