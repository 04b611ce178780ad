package org.glia.svm;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class KernelMachinesConformanceTest {

    @TestFactory
    Stream<? extends DynamicNode> svcKeepsTheContract() {
        return Conformance.of(new Svc()).settings("", "probability=true c=10 kernel=[polynomial degree=2 coef0=1] cache=1",
                "kernel=spectrum", "kernel=[subsequence length=2] multiclass=one-vs-rest").rows(300).tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> nusvcKeepsTheContract() {
        return Conformance.of(new NuSvc()).settings("", "nu=0.2 probability=true kernel=linear multiclass=one-vs-rest").rows(300).tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> svrKeepsTheContract() {
        return Conformance.of(new Svr()).settings("c=100 tolerance=1e-5", "c=10 kernel=linear", "c=100 kernel=spectrum").rows(300).tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> nusvrKeepsTheContract() {
        return Conformance.of(new NuSvr()).settings("c=100 tolerance=1e-5", "c=10 kernel=linear").rows(300).tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> oneclassKeepsTheContract() {
        return Conformance.of(new OneClass()).settings("tolerance=1e-6", "nu=0.1 tolerance=1e-6 kernel=[rbf gamma=auto]").rows(300).tests();
    }
}
