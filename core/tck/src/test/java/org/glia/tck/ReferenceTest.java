package org.glia.tck;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// Sound estimators of all shapes pass all checks.
class ReferenceTest {

    @TestFactory
    Stream<DynamicNode> aClassifierThatTakesEverythingPasses() {
        return Conformance.of(new TokenBayes()).settings("", "prior=equal smoothing=0.5").tests();
    }
}
