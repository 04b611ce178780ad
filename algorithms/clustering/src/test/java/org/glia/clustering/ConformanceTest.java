package org.glia.clustering;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ConformanceTest {

    @TestFactory
    Stream<DynamicNode> kmeans() {
        return Conformance.of(new KMeans()).settings("k=3", "k=3 method=elkan seeding=random", "k=3 method=hamerly tolerance=0")
                .rows(30_000).tests();
    }

    @TestFactory
    Stream<DynamicNode> faddc() {
        return Conformance.of(new Faddc()).settings("k=3", "k=3 order=shuffled").rows(1_000).tests();
    }

    @TestFactory
    Stream<DynamicNode> minibatchkmeans() {
        return Conformance.of(new MiniBatchKMeans()).settings("k=3", "k=3 seeding=random batch=20 starts=1 tolerance=0.001 reassign=0.1")
                .rows(3_000).tests();
    }

    @TestFactory
    Stream<DynamicNode> dbscan() {
        return Conformance.of(new Dbscan()).settings("eps=3", "eps=7.5 minPoints=3 metric=manhattan").rows(1_200).tests();
    }

    @TestFactory
    Stream<DynamicNode> gmm() {
        return Conformance.of(new Gmm()).settings("k=3", "k=3 covariance=tied seeding=random starts=2",
                "k=3 covariance=diagonal seeding=plus-plus").rows(14_000).tests();
    }
}
