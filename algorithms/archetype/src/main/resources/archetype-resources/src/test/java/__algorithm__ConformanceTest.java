package ${package};

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// All that Glia asks of any algorithm.
class ${algorithm}ConformanceTest {

    @TestFactory
    Stream<DynamicNode> keepsTheContract() {
        return Conformance.of(new ${algorithm}()).settings("", "shrinkage=0.5 priors=equal").tests();
    }
}
