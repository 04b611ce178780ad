package org.example.xgboost;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ConformanceTest {

    @TestFactory
    Stream<DynamicNode> keepsTheContract() {
        Native.assumeThere();
        return Conformance.of(new Xgboost()).settings("numRound=10", "numRound=10 subsample=0.7 colsampleBytree=0.5 minChildWeight=0.1").tests();
    }
}
