package org.glia.benchmarks.workloads;

import java.util.Set;

import elki.clustering.kmeans.HamerlyKMeans;
import elki.clustering.kmeans.initialization.KMeansPlusPlus;
import elki.data.DoubleVector;
import elki.data.type.TypeUtil;
import elki.database.StaticArrayDatabase;
import elki.database.relation.Relation;
import elki.datasource.ArrayAdapterDatabaseConnection;
import elki.distance.minkowski.SquaredEuclideanDistance;
import elki.utilities.random.RandomFactory;

/// ELKI: k-means with Hamerly's bounds, in one thread, until no row moves.
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
        return Set.of("kmeans");
    }

    @Override
    public Trial prepare(Assignment task) throws Exception {
        var layout = Layout.read(task.data());
        var database = new StaticArrayDatabase(new ArrayAdapterDatabaseConnection(layout.train().arrays()));
        database.initialize();
        Relation<DoubleVector> rows = database.getRelation(TypeUtil.NUMBER_VECTOR_FIELD);
        return run -> {
            var found = new HamerlyKMeans<DoubleVector>(SquaredEuclideanDistance.STATIC, task.whole(name(), "k", 8),
                    task.whole(name(), "maxIterations", 0), new KMeansPlusPlus<DoubleVector>(RandomFactory.get((long) run)), false).run(rows);
            return () -> Answer.of(found.getAllClusters().stream().flatMapToDouble(cluster ->
                    java.util.Arrays.stream(cluster.getModel().getMean())).toArray());
        };
    }
}
