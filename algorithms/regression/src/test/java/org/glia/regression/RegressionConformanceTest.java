package org.glia.regression;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class RegressionConformanceTest {

    @TestFactory
    Stream<? extends DynamicNode> linearKeepsTheContract() {
        return Conformance.of(new Linear()).tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> ridgeKeepsTheContract() {
        return Conformance.of(new Ridge()).settings("", "alpha=0", "solver=cg").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> logisticKeepsTheContract() {
        return Conformance.of(new Logistic()).settings("", "c=infinity", "classWeight=balanced intercept=false").tests();
    }
}
