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
        return Conformance.of(new Logistic()).settings("", "c=infinity", "classWeight=balanced intercept=false",
                "c=10 l1Ratio=1", "l1Ratio=0.5").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> gradientDescentKeepsTheContract() {
        return Conformance.of(new GradientDescent()).settings("",
                "mode=[mini-batch size=16] momentum=0.5 nesterov=true learningRate=[power t0=5 t1=200] epochs=50",
                "mode=stochastic learningRate=0.01 epochs=100 validation=0.2 patience=10").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> lassoKeepsTheContract() {
        return Conformance.of(new Lasso()).settings("", "alpha=0.01 positive=true", "alpha=0.05 path=true alphas=7").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> elasticNetKeepsTheContract() {
        return Conformance.of(new ElasticNet()).settings("", "alpha=0.1 l1Ratio=0", "alpha=0.02 l1Ratio=0.9").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> stochasticGradientDescentKeepsTheContract() {
        return Conformance.of(new Sgd()).settings("", "loss=log average=true", "loss=modified-huber alpha=0.001 l1Ratio=1",
                "loss=perceptron learningRate=0.1 l1Ratio=0.3 validation=0.2", "loss=[huber epsilon=2] epochs=50 learningRate=0.02",
                "loss=epsilon-insensitive alpha=0 learningRate=0.01 shuffle=false").tests();
    }
}
