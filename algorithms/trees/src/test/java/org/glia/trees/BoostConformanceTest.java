package org.glia.trees;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class BoostConformanceTest {

    @TestFactory
    Stream<? extends DynamicNode> histgbmKeepsTheContract() {
        return Conformance.of(new HistGbm()).settings("minLeaf=5 iterations=10 learningRate=0.3",
                "minLeaf=3 iterations=10 learningRate=0.3 subsample=0.8 columnShare=0.8 validation=0.2 patience=5").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> gbmKeepsTheContract() {
        return Conformance.of(new Gbm()).settings("iterations=10 learningRate=0.3",
                "iterations=10 learningRate=0.3 subsample=0.7 init=zero validation=0.2 patience=5").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> adaboostKeepsTheContract() {
        return Conformance.of(new AdaBoost()).with(new Cart()).settings("estimators=8",
                "estimators=8 base=[cart maxDepth=4 splitter=random]").tests();
    }
}
