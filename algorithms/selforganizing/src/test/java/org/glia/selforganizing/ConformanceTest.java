package org.glia.selforganizing;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ConformanceTest {

    @TestFactory
    Stream<DynamicNode> hebbian() {
        return Conformance.of(new Hebbian()).settings("neurons=3 epochs=20",
                "neurons=3 rule=instar response=sigmoid bias=true epochs=5").tests();
    }

    @TestFactory
    Stream<DynamicNode> wta() {
        return Conformance.of(new Wta()).settings("neurons=3 conscience=desieno epochs=10",
                "neurons=3 labels=none unit=true epochs=5").tests();
    }

    @TestFactory
    Stream<DynamicNode> wtm() {
        return Conformance.of(new Wtm()).settings("neurons=3 epochs=10",
                "neurons=3 neighbourhood=distance start=uniform epochs=20").tests();
    }

    @TestFactory
    Stream<DynamicNode> som() {
        return Conformance.of(new Som()).settings("width=3 height=1",
                "width=2 height=2 training=online start=rows lattice=hexagonal toroidal=true epochs=5",
                "width=4 height=1 training=online neighbourhood=bubble start=uniform epochs=5").rows(2000).tests();
    }

    @TestFactory
    Stream<DynamicNode> neuralgas() {
        return Conformance.of(new NeuralGas()).settings("neurons=3 epochs=10", "neurons=4 edges=hebbian epochs=10").tests();
    }

    @TestFactory
    Stream<DynamicNode> growingneuralgas() {
        return Conformance.of(new GrowingNeuralGas()).settings("neurons=10 every=50 epochs=20",
                "neurons=4 clusters=neurons labels=none epochs=10")
                .tests();
    }
}
