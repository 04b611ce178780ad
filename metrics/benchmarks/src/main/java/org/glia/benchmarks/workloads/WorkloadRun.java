package org.glia.benchmarks.workloads;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.google.gson.Gson;
import org.glia.api.data.Task;
import org.glia.benchmarks.report.Machine;
import org.glia.benchmarks.report.MarkdownTable;

/// Lets contestants do workloads, in turn, each in a process of its own: the same data, the same settings, the same measures.
public final class WorkloadRun {

    private static final long FILE_SIZE = 200_000_000;

    /// How much is measured.
    ///
    /// @param repeats runs after the first one
    /// @param limit   seconds after which a contestant begins no further run; after ten times as many it is stopped
    /// @param quick   one run each, and small files: for a first look
    public record Effort(int repeats, int limit, boolean quick) {
    }

    private final DataSets data;
    private final Path work;
    private final Effort effort;
    private final PrintStream told;
    private final Map<Path, Layout> prepared = new LinkedHashMap<>();

    /// @param data where the data sets lie
    /// @param work where prepared data and answers are kept meanwhile
    /// @param told is told how far it is
    public WorkloadRun(Path data, Path work, Effort effort, PrintStream told) {
        this.data = new DataSets(data);
        this.work = work.toAbsolutePath();
        this.effort = effort;
        this.told = told;
    }

    /// The names of all workloads.
    public static List<String> names() {
        return Workloads.all().stream().map(Workload::name).toList();
    }

    /// One line for each contestant that there is: name, version, licence, algorithms.
    public static List<String> contestants() {
        var lines = new ArrayList<String>();
        for (var entrant : Entrant.all(name -> true)) {
            lines.add("%s %s (%s): %s".formatted(entrant.name(), entrant.version(), entrant.licence(),
                    String.join(" ", new TreeSet<>(entrant.algorithms()))));
        }
        return lines;
    }

    /// @param workloads   which workloads, by name
    /// @param contestants which contestants, by name
    /// @param threads     how many, in turn
    /// @throws IOException if the work folder cannot be written
    public WorkloadReport run(Predicate<String> workloads, Predicate<String> contestants, List<Integer> threads)
            throws IOException, InterruptedException {
        var entrants = Entrant.all(contestants);
        var results = new ArrayList<WorkloadResult>();
        for (var workload : Workloads.all()) {
            if (!workloads.test(workload.name())) {
                continue;
            }
            var able = entrants.stream().filter(e -> e.algorithms().contains(workload.asked())).toList();
            var at = workload.question() == Question.READING ? file(workload) : layout(workload);
            for (int count : threads) {
                for (var entrant : able) {
                    var result = measure(workload, entrant, at, count);
                    told.printf("%s, %d threads: %s %s%n", workload.name(), count, entrant.name(),
                            result.succeeded() ? MarkdownTable.number(result.median()) + " s" : result.failure());
                    results.add(result);
                }
            }
        }
        return new WorkloadReport(results);
    }

    /// Workloads with the same data and preparation share a folder.
    private Path layout(Workload workload) throws IOException {
        var folder = work.resolve("data").resolve((workload.data() + " " + workload.prepare() + (workload.question().predicts() ? "" : " all"))
                .strip().replaceAll("[^A-Za-z0-9_]+", "-"));
        if (!prepared.containsKey(folder)) {
            prepared.clear(); // one at a time: some are large
            told.println("Preparing " + workload.data() + " by " + (workload.prepare().isEmpty() ? "nothing" : workload.prepare()));
            var split = data.load(workload.data(), workload.question());
            if (!workload.prepare().isEmpty()) {
                var steps = GliaContestant.catalog().configure(workload.prepare()).as(Task.TRANSFORMATION).fit(split.train());
                split = new DataSets.Split(steps.transform(split.train()), steps.transform(split.test()));
            }
            var layout = GliaContestant.layout(split.train(), split.test());
            layout.write(folder);
            prepared.put(folder, layout);
        }
        return folder;
    }

    private Path file(Workload workload) throws IOException {
        var file = work.resolve("data").resolve(workload.data() + ".csv");
        data.repeat(workload.data(), effort.quick() ? FILE_SIZE / 10 : FILE_SIZE, file);
        return file;
    }

    private WorkloadResult measure(Workload workload, Entrant entrant, Path at, int threads) throws IOException, InterruptedException {
        var folder = work.resolve("answers").resolve(workload.name() + "-" + entrant.name() + "-" + threads);
        empty(folder);
        var order = new ContestantProcess.Order(entrant.name(), workload.name(), at.toString(), folder.toString(),
                effort.quick() ? 0 : effort.repeats(), effort.limit(), threads);
        var log = folder.resolve("log");
        var process = new ProcessBuilder(entrant.command(order, workload)).redirectErrorStream(true).redirectOutput(log.toFile());
        for (var name : List.of("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")) {
            process.environment().put(name, String.valueOf(threads));
        }
        Machine.openBlasKernels().ifPresent(kernels -> process.environment().put("OPENBLAS_CORETYPE", kernels));
        var running = process.start();
        if (!running.waitFor(10L * effort.limit(), TimeUnit.SECONDS)) {
            running.destroyForcibly().waitFor();
            return WorkloadResult.failed(workload, entrant.name(), threads, "stopped after %d s".formatted(10 * effort.limit()));
        }
        var said = folder.resolve("reply.json");
        if (running.exitValue() != 0 || !Files.exists(said)) {
            return WorkloadResult.failed(workload, entrant.name(), threads, "failed: " + lastWords(log));
        }
        var reply = new Gson().fromJson(Files.readString(said), Reply.class);
        double megabytes = workload.question() == Question.READING ? Files.size(at) / 1e6 : 0;
        var result = new WorkloadResult(workload.name(), entrant.name(), reply.version(), threads, reply.seconds(), reply.cpu(),
                reply.peak(), megabytes, judged(workload, at, folder, reply), "");
        empty(folder);
        return result;
    }

    private Map<String, Double> judged(Workload workload, Path at, Path folder, Reply reply) throws IOException {
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < reply.answers(); i++) {
            answers.add(reply.answer(Layout.readDoubles(folder.resolve("train." + i)), Layout.readDoubles(folder.resolve("test." + i))));
        }
        var nothing = Rows.dense(0, new double[0], new double[0]);
        var layout = Optional.ofNullable(prepared.get(at)).orElse(new Layout(List.of(), List.of(), List.of(), nothing, nothing));
        return new Judge(workload, layout).quality(answers);
    }

    /// The line of a log that says what went wrong.
    private static String lastWords(Path log) throws IOException {
        var lines = Files.readString(log).lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("at ")
                && !line.startsWith("...") && !line.startsWith("WARNING")).toList();
        return lines.stream().filter(line -> line.startsWith("Exception in thread") || line.startsWith("Caused by")).reduce((a, b) -> b)
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast())).orElse("it said nothing");
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var found = Files.walk(folder)) {
                found.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        Files.createDirectories(folder);
    }

    /// The flags of this virtual machine, for its children.
    static List<String> flags() {
        var kept = List.of("--add-modules", "--enable-native", "--sun-misc");
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(flag -> kept.stream().anyMatch(flag::startsWith)).toList();
    }
}
