package org.glia.neural;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ConformanceTest {

    @TestFactory
    Stream<DynamicNode> theDefaultsKeepTheContract() {
        return Conformance.of(new Mlp()).settings("epochs=60 learningRate=0.01").tests();
    }

    @TestFactory
    Stream<DynamicNode> otherLayersAndRulesKeepTheContract() {
        return Conformance.of(new Mlp()).settings(
                "layers=[dense units=20 activation=identity bias=false],[batchnorm],[activate function=tanh],[dropout rate=0.1] samples=5 "
                        + "epochs=30 learningRate=0.01 optimiser=nadam",
                "layers=16,[dense units=8 activation=prelu] optimiser=[nesterov momentum=0.8] learningRate=[one-cycle highest=0.05] "
                        + "epochs=30 l1=0.0001 l2=0.001 maxNorm=3 clipNorm=1 loss=huber classWeight=balanced validation=0.2 patience=10")
                .tests();
    }
}
