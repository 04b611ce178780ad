package org.glia.benchmarks.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class WorkloadReportTest {

    private static WorkloadResult result(String who, List<Double> seconds, Map<String, Double> quality) {
        return new WorkloadResult("linear-x", who, "2.0", 1, seconds, seconds, 150_000_000, 0, quality, "");
    }

    @Test
    void theMedianLeavesOutTheFirstRunUnlessItIsTheOnlyOne() {
        var several = result("glia", List.of(9.0, 1.0, 3.0, 2.0), Map.of());
        assertEquals(9, several.first());
        assertEquals(2, several.median());
        assertEquals(4, result("glia", List.of(4.0), Map.of()).median());
    }

    @Test
    void theTableSetsTimesBesideOursAndTellsFailuresAndWhereWeAreBehind() {
        var quality = new LinkedHashMap<String, Double>();
        quality.put("train rmse", 1.25);
        quality.put("test objective", Double.NaN);
        var report = new WorkloadReport(List.of(
                result("glia", List.of(9.0, 2.0), quality),
                result("sklearn", List.of(1.0, 1.0), quality),
                WorkloadResult.failed(Workloads.named("linear-california"), "smile", 2, "stopped after 600 s"),
                new WorkloadResult("read-x", "r", "4", 2, List.of(2.0), List.of(2.5), 0, 200, Map.of("train rows", 10.0), "")));
        var lines = report.toString().lines().map(line -> line.replaceAll(" +", " ")).toList();
        assertEquals("| linear-x | 1 | glia | 2.00 | 9.00 | 2.00 | 1.00 | 150 | train rmse 1.25000, test objective - |", lines.get(2));
        assertEquals("| linear-x | 1 | sklearn 2.0 | 1.00 | 1.00 | 1.00 | 0.500 | 150 | train rmse 1.25000, test objective - |", lines.get(3));
        assertEquals("| linear-california | 2 | smile | - | - | - | - | - | stopped after 600 s |", lines.get(4));
        assertEquals("| read-x | 2 | r 4 | 2.00 | 2.00 | 2.50 | - | 0 | 100 MB/s, train rows 10 |", lines.get(5));
        assertEquals(List.of("linear-x, one thread: sklearn takes 0.50 of our time"), report.behind());
    }
}
