package org.example.knn;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ConformanceTest {

    @TestFactory
    Stream<DynamicNode> keepsTheContract() {
        return Conformance.of(new Knn()).settings("", "k=1", "k=7 metric=manhattan weights=distance", "metric=chebyshev", "metric=cosine").tests();
    }
}
