package org.glia.baselines;

import java.util.stream.Stream;

import org.glia.tck.Check;
import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class BaselinesConformanceTest {

    @TestFactory
    Stream<? extends DynamicNode> majorityKeepsTheContract() {
        return Conformance.of(new Majority()).deviates(Check.BASELINE, "it is the baseline").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> meanKeepsTheContract() {
        return Conformance.of(new MeanLevel()).deviates(Check.BASELINE, "it is the baseline").tests();
    }
}
