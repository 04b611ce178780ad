package org.example.variants;

import java.util.stream.Stream;

import org.glia.regression.Linear;
import org.glia.regression.Sgd;
import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class VariantsConformanceTest {

    @TestFactory
    Stream<DynamicNode> aWrapperKeepsTheContract() {
        return Conformance.of(new AsinhTarget()).with(new Linear(), new Sgd()).settings("scale=10", "base=[sgd] scale=100").tests();
    }

    @TestFactory
    Stream<DynamicNode> anIncrementalClassifierKeepsTheContract() {
        return Conformance.of(new StreamBayes()).tests();
    }
}
