package org.glia.svm;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class LinearSvmConformanceTest {

    @TestFactory
    Stream<? extends DynamicNode> keepsTheContract() {
        return Conformance.of(new LinearSvm()).settings("", "loss=linear c=0.1", "interceptScaling=5 epsilon=0").tests();
    }
}
