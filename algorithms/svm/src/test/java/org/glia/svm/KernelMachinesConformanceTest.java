package org.glia.svm;

import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.run.RandomStream;
import org.glia.tck.Check;
import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class KernelMachinesConformanceTest {

    @TestFactory
    Stream<? extends DynamicNode> svcKeepsTheContract() {
        return Conformance.of(new Svc())
                .settings("", "probability=true c=10 kernel=[polynomial degree=2 coef0=1] cache=1",
                "kernel=spectrum multiclass=one-vs-rest")
                .rows(300).tests();
    }

    /// On short texts: the kernel takes time.
    @TestFactory
    Stream<? extends DynamicNode> subsequencesKeepTheContract() {
        return Conformance.of(new Svc())
                .settings("c=10 kernel=[subsequence length=2] probability=true").data(endings())
                .deviates(Check.VIEWS_GIVEN, "support vectors that are texts are a table of the report, not a matrix")
                .rows(60).tests();
    }

    private static Dataset endings() {
        var random = new RandomStream(4);
        var words = new String[60];
        var forms = new String[60];
        for (int i = 0; i < words.length; i++) {
            var stem = new StringBuilder();
            for (int k = 0; k < 4; k++) {
                stem.append((char) ('a' + random.nextInt(26)));
            }
            forms[i] = i % 5 < 2 ? "ing" : i % 5 < 4 ? "ed" : "s";
            words[i] = stem + forms[i];
        }
        return Dataset.builder("words").text("word", words).nominal("form", forms).target("form").build();
    }

    @TestFactory
    Stream<? extends DynamicNode> nusvcKeepsTheContract() {
        return Conformance.of(new NuSvc())
                .settings("", "nu=0.2 probability=true kernel=[rbf gamma=0.1] multiclass=one-vs-rest")
                .rows(300).tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> svrKeepsTheContract() {
        return Conformance.of(new Svr())
                .settings("c=100 tolerance=1e-5", "c=1 kernel=linear", "c=100 kernel=spectrum")
                .rows(300).tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> nusvrKeepsTheContract() {
        return Conformance.of(new NuSvr())
                .settings("c=100 tolerance=1e-4", "c=30 nu=0.8 kernel=[rbf gamma=0.01] tolerance=1e-4 cache=1")
                .rows(300).tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> oneclassKeepsTheContract() {
        return Conformance.of(new OneClass())
                .settings("tolerance=1e-6", "nu=0.1 tolerance=1e-6 kernel=[rbf gamma=auto]")
                .rows(300).tests();
    }
}
