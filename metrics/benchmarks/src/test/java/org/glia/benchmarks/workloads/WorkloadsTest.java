package org.glia.benchmarks.workloads;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class WorkloadsTest {

    @Test
    void eachHasANameOfItsOwn() {
        assertEquals(Workloads.all().size(), new HashSet<>(WorkloadRun.names()).size(), WorkloadRun.names().toString());
    }

    @Test
    void eachIsARecipeOfOurs() {
        var catalog = GliaContestant.catalog();
        for (var workload : Workloads.all()) {
            if (workload.question() == Question.READING) {
                assertDoesNotThrow(() -> catalog.source(workload.parsed()), workload.name());
            } else if (Workloads.COMING.contains(workload.algorithm())) {
                // once we have it, it is no longer to come
                assertTrue(catalog.algorithms().stream().noneMatch(offer -> offer.name().equals(workload.algorithm())), workload.name());
            } else {
                assertDoesNotThrow(() -> catalog.configure(workload.recipe()), workload.name());
            }
        }
    }

    @Test
    void eachIsJudgedByMeasuresThatThereAre() {
        var own = List.of("rows", "columns", "sum", "squares", "objective", "clusters", "noise", "log-density");
        var known = GliaContestant.catalog().measures().stream().map(offer -> offer.name()).toList();
        for (var workload : Workloads.all()) {
            for (var measure : workload.measures()) {
                var name = measure.substring(measure.indexOf(' ') + 1);
                assertTrue(own.contains(name) || known.contains(name), workload.name() + ": " + measure);
            }
        }
        assertThrows(IllegalArgumentException.class, () ->
                new Workload("x", Question.REGRESSION, "iris", "", "linear", List.of("rmse"), Map.of()));
    }

    @Test
    void contestantsGetTheSettingsOfTheRecipeAndWhatIsMeantForThem() {
        var workload = Workloads.named("kmeans-mnist-64");
        assertEquals(Map.of("k", "64", "starts", "1", "maxIterations", "300", "tolerance", "1e-4"), workload.settings("sklearn"));
        assertEquals(Map.of("c", "10", "kernel", "rbf", "kernel.gamma", "0.001", "tolerance", "1e-3"),
                Workloads.named("svc-digits").settings("libsvm"));
        assertEquals("256,128", Workloads.named("mlp-mnist").settings("pytorch").get("layers"));
        assertEquals("lloyd", workload.settings("smile").get("method"));
        var assignment = new Contestant.Assignment(workload, Path.of("."), 1);
        assertEquals(64, assignment.whole("sklearn", "k", 8));
        assertEquals(1e-4, assignment.number("sklearn", "tolerance", 1));
        assertEquals(7, assignment.whole("sklearn", "other", 7));
    }
}
