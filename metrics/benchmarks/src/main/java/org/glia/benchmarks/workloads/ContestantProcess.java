package org.glia.benchmarks.workloads;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.logging.LogManager;

import com.google.gson.Gson;
import com.sun.management.OperatingSystemMXBean;
import org.glia.benchmarks.report.Machine;

/// A Java contestant in a process of its own: loads the data, does the task several times, and leaves times and answers.
final class ContestantProcess {

    /// What the process is to do.
    ///
    /// @param contestant who
    /// @param workload   what
    /// @param data       where the data lie
    /// @param folder     where to leave times and answers
    /// @param repeats    runs after the first one
    /// @param limit      seconds after which no further run is begun
    /// @param threads    most threads
    record Order(String contestant, String workload, String data, String folder, int repeats, int limit, int threads) {
    }

    private ContestantProcess() {
    }

    public static void main(String... arguments) throws Exception {
        LogManager.getLogManager().reset(); // some libraries tell of each iteration
        var order = new Gson().fromJson(Files.readString(Path.of(arguments[0])), Order.class);
        var contestant = Contestant.all().stream().filter(c -> c.name().equals(order.contestant())).findFirst().orElseThrow();
        var workload = Workloads.named(order.workload());
        var folder = Path.of(order.folder());
        var trial = contestant.prepare(new Contestant.Assignment(workload, Path.of(order.data()), order.threads()));
        var seconds = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double spent = 0;
        int answers = 0;
        var norms = new Double[2];
        for (int run = 0; run <= order.repeats() && (run == 0 || spent < order.limit()); run++) {
            System.gc(); // what an earlier run left is not this one's time
            long cpuBefore = system.getProcessCpuTime();
            long before = System.nanoTime();
            var answer = trial.fit(run);
            seconds.add((System.nanoTime() - before) / 1e9);
            cpu.add((system.getProcessCpuTime() - cpuBefore) / 1e9);
            spent += seconds.getLast();
            boolean last = run == order.repeats() || spent >= order.limit();
            if (last || workload.question() == Question.CLUSTERING) {
                var given = answer.get();
                Layout.write(folder.resolve("train." + answers), given.train());
                Layout.write(folder.resolve("test." + answers), given.test());
                given.squaredNorm().ifPresent(value -> norms[0] = value);
                given.absoluteNorm().ifPresent(value -> norms[1] = value);
                answers++;
            }
        }
        var reply = new Reply(contestant.version(), seconds, cpu, Machine.peakMemory().orElse(0L), answers, norms[0], norms[1]);
        Files.writeString(folder.resolve("reply.json"), new Gson().toJson(reply));
        System.exit(0); // some libraries leave threads behind
    }
}
