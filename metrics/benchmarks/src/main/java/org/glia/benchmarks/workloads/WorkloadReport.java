package org.glia.benchmarks.workloads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.glia.benchmarks.report.MarkdownTable;

/// The results of a run, as one table: workload by workload, ours first, each with its time relative to ours.
///
/// @param results in the order in which they were measured
public record WorkloadReport(List<WorkloadResult> results) {

    public WorkloadReport {
        results = List.copyOf(results);
    }

    /// The report of results that were written as JSON, in the order of their declaration; of the same measurement the last one counts.
    public static WorkloadReport of(List<JsonObject> written) {
        var latest = new LinkedHashMap<String, WorkloadResult>();
        for (var json : written) {
            var result = new Gson().fromJson(json, WorkloadResult.class);
            latest.put(result.workload() + " " + result.threads() + " " + result.contestant(), result);
        }
        var order = WorkloadRun.names();
        var byWorkload = Comparator.comparing((WorkloadResult result) -> order.indexOf(result.workload()));
        return new WorkloadReport(latest.values().stream().sorted(byWorkload.thenComparing(WorkloadResult::threads)).toList());
    }

    @Override
    public String toString() {
        var header = List.of("workload", "threads", "who", "median s", "first s", "CPU s", "time / ours", "peak MB", "quality");
        var rows = new ArrayList<List<String>>();
        groups().values().forEach(group -> group.forEach(result -> rows.add(row(result, ours(group)))));
        return new MarkdownTable(header, rows).toString();
    }

    private static List<String> row(WorkloadResult result, double ours) {
        boolean ourselves = result.contestant().equals(GliaContestant.NAME);
        var who = (result.contestant() + (ourselves ? "" : " " + result.version())).strip();
        if (!result.succeeded()) {
            return List.of(result.workload(), String.valueOf(result.threads()), who, "-", "-", "-", "-", "-", result.failure());
        }
        var speed = result.megabytes() > 0 ? MarkdownTable.number(result.megabytes() / result.median()) + " MB/s, " : "";
        return List.of(result.workload(), String.valueOf(result.threads()), who,
                MarkdownTable.number(result.median()), MarkdownTable.number(result.first()),
                MarkdownTable.number(result.medianCpu()), MarkdownTable.number(result.median() / ours),
                MarkdownTable.number(result.peak() / 1e6), speed + quality(result));
    }

    private static String quality(WorkloadResult result) {
        return result.quality().entrySet().stream().map(measure -> measure.getKey() + " " + value(measure.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String value(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? "%.0f".formatted(value) : "%.6g".formatted(value);
    }

    /// Where another one was faster than we, as lines `linear-flights, one thread: sklearn takes 0.8 of our time`.
    public List<String> behind() {
        var lines = new ArrayList<String>();
        groups().values().forEach(group -> group.stream().filter(WorkloadResult::succeeded)
                .filter(result -> result.median() < ours(group)).forEach(result -> lines.add("%s, %s: %s takes %.2f of our time".formatted(
                        result.workload(), result.threads() == 1 ? "one thread" : result.threads() + " threads", result.contestant(),
                        result.median() / ours(group)))));
        return lines;
    }

    private Map<String, List<WorkloadResult>> groups() {
        var groups = new LinkedHashMap<String, List<WorkloadResult>>();
        results.forEach(result -> groups.computeIfAbsent(result.workload() + " " + result.threads(), k -> new ArrayList<>()).add(result));
        return groups;
    }

    private static double ours(List<WorkloadResult> group) {
        return group.stream().filter(result -> result.contestant().equals(GliaContestant.NAME)).mapToDouble(WorkloadResult::median)
                .findFirst().orElse(Double.NaN);
    }
}
