package org.glia.benchmarks.workloads;

import java.util.List;
import java.util.Map;

import org.glia.benchmarks.report.MarkdownTable;

/// How a contestant did.
///
/// @param workload   the task
/// @param contestant who
/// @param version    of the library
/// @param threads    most threads that it might use
/// @param seconds    of each run, the first one included
/// @param cpu        the same by the processor's time
/// @param peak       most memory that the process held, in bytes
/// @param megabytes  size of the file that was read; 0 for other tasks
/// @param quality    what the measures say, by their names; NaN where they say nothing
/// @param failure    why there is no result; empty if all went well
record WorkloadResult(String workload, String contestant, String version, int threads, List<Double> seconds, List<Double> cpu, long peak,
                      double megabytes, Map<String, Double> quality, String failure) {

    static WorkloadResult failed(Workload workload, String contestant, int threads, String why) {
        return new WorkloadResult(workload.name(), contestant, "", threads, List.of(), List.of(), 0, 0, Map.of(), why);
    }

    boolean succeeded() {
        return failure.isEmpty();
    }

    /// The first run, in which a virtual machine has yet to compile.
    double first() {
        return seconds.isEmpty() ? Double.NaN : seconds.getFirst();
    }

    /// The median of the runs after the first one, or the first if it is the only one.
    double median() {
        return MarkdownTable.median(later(seconds));
    }

    double medianCpu() {
        return MarkdownTable.median(later(cpu));
    }

    private static List<Double> later(List<Double> times) {
        return times.size() > 1 ? times.subList(1, times.size()) : times;
    }
}
