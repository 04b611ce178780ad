package org.glia.benchmarks.kernels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.glia.benchmarks.report.MarkdownTable;

/// The results of a run, as a table for each number of threads: a row for each kernel and size, a column for each library,
/// and last how our speed stands to the best of the others.
///
/// @param results in the order in which they were measured
public record KernelReport(List<KernelResult> results) {

    private static final String OURS = "glia";

    public KernelReport {
        results = List.copyOf(results);
    }

    /// The report of results that were written as JSON, in the order of their declaration; of the same measurement the last one counts.
    public static KernelReport of(List<JsonObject> written) {
        var latest = new LinkedHashMap<String, KernelResult>();
        for (var json : written) {
            var result = new Gson().fromJson(json, KernelResult.class);
            latest.put(result.kernel() + " " + result.shape() + " " + result.threads() + " " + result.library(), result);
        }
        var order = new ArrayList<String>();
        Kernels.all().forEach(kernel -> kernel.sizes().forEach(size -> order.add(kernel.name() + " " + size)));
        return new KernelReport(latest.values().stream()
                .sorted(Comparator.comparing((KernelResult result) -> result.threads())
                        .thenComparing(result -> order.indexOf(result.kernel() + " " + result.shape()))).toList());
    }

    @Override
    public String toString() {
        var byThreads = new LinkedHashMap<Integer, List<KernelResult>>();
        results.forEach(result -> byThreads.computeIfAbsent(result.threads(), t -> new ArrayList<>()).add(result));
        var text = new StringBuilder();
        byThreads.forEach((threads, measured) -> text.append(threads == 1 ? "One thread" : threads + " threads").append(":\n\n")
                .append(table(measured)).append('\n'));
        return text.toString();
    }

    /// Where we are slower than the best of the others, as lines `gemm 64x64x64, 1 threads: 0.8 of openblas`.
    public List<String> behind() {
        var lines = new ArrayList<String>();
        cases(results).values().forEach(of -> {
            var ours = of.get(OURS);
            var best = best(of);
            if (ours != null && best != null && ours.speed() < best.speed()) {
                lines.add("%s %s, %s: %.2f of %s".formatted(ours.kernel(), ours.shape(),
                        ours.threads() == 1 ? "one thread" : ours.threads() + " threads", ours.speed() / best.speed(), best.library()));
            }
        });
        return lines;
    }

    private static MarkdownTable table(List<KernelResult> measured) {
        var libraries = new LinkedHashSet<String>();
        libraries.add(OURS);
        measured.forEach(result -> libraries.add(result.library()));
        var header = new ArrayList<>(List.of("kernel", "size", "unit"));
        header.addAll(libraries);
        header.add("ratio to the best other");
        var rows = new ArrayList<List<String>>();
        cases(measured).values().forEach(of -> {
            var any = of.values().iterator().next();
            var row = new ArrayList<>(List.of(any.kernel(), any.shape(), any.unit()));
            libraries.forEach(library -> row.add(of.containsKey(library) ? MarkdownTable.number(of.get(library).speed()) : ""));
            var best = best(of);
            row.add(best == null || !of.containsKey(OURS) ? ""
                    : "%.2f (%s)".formatted(of.get(OURS).speed() / best.speed(), best.library()));
            rows.add(row);
        });
        return new MarkdownTable(header, rows);
    }

    private static Map<String, Map<String, KernelResult>> cases(List<KernelResult> measured) {
        var cases = new LinkedHashMap<String, Map<String, KernelResult>>();
        measured.forEach(result -> cases.computeIfAbsent(result.kernel() + " " + result.shape() + " " + result.threads(),
                k -> new LinkedHashMap<>()).put(result.library(), result));
        return cases;
    }

    private static KernelResult best(Map<String, KernelResult> of) {
        return of.values().stream().filter(result -> !result.library().equals(OURS))
                .max(Comparator.comparingDouble(KernelResult::speed)).orElse(null);
    }
}
