package org.glia.preprocessing;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ConformanceTest {

    @TestFactory
    Stream<DynamicNode> standardize() {
        return Conformance.of(new Standardize()).settings("", "center=false", "scale=false").tests();
    }

    @TestFactory
    Stream<DynamicNode> minmax() {
        return Conformance.of(new MinMax()).settings("", "low=-1 clip=true").tests();
    }

    @TestFactory
    Stream<DynamicNode> impute() {
        return Conformance.of(new Impute())
                .settings("", "strategy=median", "strategy=most-frequent", "strategy=constant", "indicators=true").tests();
    }

    @TestFactory
    Stream<DynamicNode> onehot() {
        return Conformance.of(new OneHot()).settings("unseen=ignore", "unseen=ignore missing=zero drop=first",
                "unseen=other minFrequency=20%", "unseen=ignore sparse=true", "unseen=ignore missing=error drop=binary").tests();
    }

    @TestFactory
    Stream<DynamicNode> onehotThatRefusesUnseenLevels() {
        return Conformance.of(new OneHot()).settings("", "missing=error").tests();
    }

    @TestFactory
    Stream<DynamicNode> ordinal() {
        return Conformance.of(new Ordinal()).settings("unseen=missing", "unseen=-1").tests();
    }

    @TestFactory
    Stream<DynamicNode> ordinalThatRefusesUnseenLevels() {
        return Conformance.of(new Ordinal()).tests();
    }

    @TestFactory
    Stream<DynamicNode> discretize() {
        return Conformance.of(new Discretize()).settings("", "strategy=uniform", "strategy=mdl", "edges=-0.5,0,1.25").tests();
    }

    @TestFactory
    Stream<DynamicNode> polynomial() {
        return Conformance.of(new Polynomial()).settings("", "degree=3 interactionsOnly=true").tests();
    }
}
