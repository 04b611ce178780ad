package org.glia.assembly.arrows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The rules, on houses made up for them.
class ArrowsTest {

    private static final Room API = room("core/api", "org.glia.api", Set.of(), Set.of("org.glia.api", "org.glia.api.data"), Set.of());
    private static final Room COMPUTE =
            room("core/compute", "org.glia.compute", Set.of("org.glia.api"), Set.of("org.glia.compute"), Set.of("org.glia.api.data"));
    private static final Room RUNTIME = room("core/runtime", "org.glia.runtime", Set.of("org.glia.api", "org.glia.compute"),
            Set.of("org.glia.runtime"), Set.of("org.glia.api", "org.glia.compute", "com.google.gson", "org.osgi.framework"));
    private static final Room TREES =
            room("algorithms/trees", "org.glia.trees", Set.of("org.glia.api"), Set.of(), Set.of("org.glia.api", "org.glia.compute"));
    private static final Room EXPERIMENTS = room("metrics/experiments", "org.glia.experiments", Set.of("org.glia.runtime"),
            Set.of("org.glia.experiments"), Set.of("org.glia.runtime", "org.glia.api"));
    private static final Room SHELL = room("shell/commands", "org.glia.shell", Set.of("org.glia.experiments", "org.glia.api"), Set.of(),
            Set.of("org.glia.experiments", "org.glia.runtime", "org.glia.api.data", "org.jline.reader"));

    private static Room room(String path, String name, Set<String> dependencies, Set<String> exports, Set<String> imports) {
        return new Room(path, name, dependencies, exports, imports);
    }

    private static List<String> violationsWith(Room... more) {
        var rooms = new ArrayList<>(List.of(API, COMPUTE, RUNTIME, TREES, EXPERIMENTS, SHELL));
        rooms.removeIf(r -> List.of(more).stream().anyMatch(m -> m.path().equals(r.path())));
        rooms.addAll(List.of(more));
        return Arrows.violations(rooms);
    }

    @Test
    void arrowsThatPointDownThePlanAreAllowedAlsoOverSeveralSteps() {
        assertEquals(List.of(), violationsWith());
    }

    @Test
    void anAlgorithmMayNotDependOnTheRuntime() {
        assertEquals(List.of("algorithms/svm depends on core/runtime."),
                violationsWith(room("algorithms/svm", "org.glia.svm", Set.of("org.glia.runtime"), Set.of(), Set.of())));
    }

    @Test
    void anAlgorithmMayNotImportTheRuntimeOrTheShell() {
        var shell = room("shell/commands", "org.glia.shell", Set.of(), Set.of("org.glia.shell"), Set.of());
        assertEquals(List.of("algorithms/svm imports org.glia.runtime of core/runtime.", "algorithms/svm imports org.glia.shell of shell/commands."),
                violationsWith(shell, room("algorithms/svm", "org.glia.svm", Set.of(), Set.of(), Set.of("org.glia.shell", "org.glia.runtime"))));
    }

    @Test
    void anAlgorithmMayNotDependOnAnotherAlgorithm() {
        assertEquals(List.of("algorithms/forests depends on algorithms/trees."),
                violationsWith(room("algorithms/forests", "org.glia.forests", Set.of("org.glia.trees"), Set.of(), Set.of())));
    }

    @Test
    void anAlgorithmMayNotExportNorImportAnotherOne() {
        var trees = room("algorithms/trees", "org.glia.trees", Set.of(), Set.of("org.glia.trees"), Set.of());
        var forests = room("algorithms/forests", "org.glia.forests", Set.of(), Set.of(), Set.of("org.glia.trees"));
        assertEquals(List.of("algorithms/trees exports org.glia.trees; algorithms export nothing.",
                "algorithms/forests imports org.glia.trees of algorithms/trees."), violationsWith(trees, forests));
    }

    @Test
    void anAlgorithmMayNotNeedOsgi() {
        assertEquals(List.of("algorithms/svm imports org.osgi.framework; it must work without OSGi."),
                violationsWith(room("algorithms/svm", "org.glia.svm", Set.of(), Set.of(), Set.of("org.osgi.framework"))));
    }

    @Test
    void theContractKnowsJdkTypesOnly() {
        assertEquals(List.of("core/api imports com.google.gson; the contract knows JDK types only."),
                violationsWith(room("core/api", "org.glia.api", Set.of(), API.exports(), Set.of("com.google.gson"))));
    }

    @Test
    void nothingPointsAtAMeasureOrADataSource() {
        var measures = room("metrics/measures", "org.glia.measures", Set.of(), Set.of("org.glia.measures"), Set.of());
        var experiments = room("metrics/experiments", "org.glia.experiments", Set.of("org.glia.measures", "org.glia.datasets"),
                EXPERIMENTS.exports(), Set.of("org.glia.measures"));
        var datasets = room("datasets", "org.glia.datasets", Set.of(), Set.of(), Set.of());
        assertEquals(List.of("metrics/experiments depends on datasets.", "metrics/experiments depends on metrics/measures.",
                "metrics/experiments imports org.glia.measures of metrics/measures."), violationsWith(measures, experiments, datasets));
    }

    @Test
    void theBenchmarksMayDependOnAlgorithmsAndNobodyOnThem() {
        var benchmarks = room("metrics/benchmarks", "org.glia.benchmarks", Set.of("org.glia.trees", "org.glia.api"), Set.of(), Set.of());
        var experiments = room("metrics/experiments", "org.glia.experiments", Set.of("org.glia.benchmarks"), EXPERIMENTS.exports(), Set.of());
        assertEquals(List.of("metrics/experiments depends on metrics/benchmarks."), violationsWith(benchmarks, experiments));
    }

    @Test
    void theLauncherKnowsNothingOfOurs() {
        assertEquals(List.of("distribution/launcher depends on core/api."),
                violationsWith(room("distribution/launcher", "org.glia.launcher", Set.of("org.glia.api"), Set.of(), Set.of())));
    }

    @Test
    void aPackageOfOursThatNobodyExportsIsNamed() {
        assertEquals(List.of("algorithms/svm imports org.glia.runtime.internal, which no module exports."),
                violationsWith(room("algorithms/svm", "org.glia.svm", Set.of(), Set.of(), Set.of("org.glia.runtime.internal"))));
    }

    @Test
    void aModuleThatThePlanDoesNotKnowIsNamed() {
        assertEquals(List.of("core/surprise has no line in the plan of arrows."),
                violationsWith(room("core/surprise", "org.glia.surprise", Set.of(), Set.of(), Set.of())));
    }

    @Test
    void aDependencyOnNoModuleIsNamed() {
        assertEquals(List.of("algorithms/svm depends on org.glia.kernels, which is no module."),
                violationsWith(room("algorithms/svm", "org.glia.svm", Set.of("org.glia.kernels"), Set.of(), Set.of())));
    }

    @Test
    void aCycleOfDependenciesAndImportsIsFound() {
        var api = room("core/api", "org.glia.api", Set.of(), API.exports(), Set.of("org.glia.compute"));
        assertEquals(List.of("core/api imports org.glia.compute of core/compute.",
                "Modules in or behind a cycle: org.glia.api, org.glia.compute, org.glia.experiments, org.glia.runtime, org.glia.shell, org.glia.trees."),
                violationsWith(api));
    }
}
