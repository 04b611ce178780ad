package org.glia.trees;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class BoostConformanceTest {

    @TestFactory
    Stream<? extends DynamicNode> histgbmKeepsTheContract() {
        return Conformance.of(new HistGbm()).settings("minLeaf=5 iterations=30 learningRate=0.3",
                "minLeaf=5 iterations=30 learningRate=0.3 subsample=0.7 columnShare=0.6",
                "minLeaf=5 iterations=30 learningRate=0.3 validation=0.2 patience=5").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> gbmKeepsTheContract() {
        return Conformance.of(new Gbm()).settings("iterations=20", "iterations=20 subsample=0.6 maxFeatures=sqrt",
                "iterations=20 init=zero validation=0.2 patience=3").tests();
    }
}
