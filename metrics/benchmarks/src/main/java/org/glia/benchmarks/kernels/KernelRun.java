package org.glia.benchmarks.kernels;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

import org.glia.benchmarks.report.MarkdownTable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Measures kernels with JMH, library beside library, and shows the speeds and how we stand to the best of the others.
public final class KernelRun {

    private final Predicate<String> kernels;
    private final Predicate<String> libraries;
    private final List<Integer> threads;
    private final boolean quick;
    private final PrintStream told;

    /// @param kernels   which kernels, by name or by name and size: `gemm`, `gemm 64x64x64`
    /// @param libraries which libraries, by name
    /// @param threads   how many, in turn
    /// @param quick     few and short iterations: for a first look
    /// @param told      is told how far it is
    public KernelRun(Predicate<String> kernels, Predicate<String> libraries, List<Integer> threads, boolean quick, PrintStream told) {
        this.kernels = kernels;
        this.libraries = libraries;
        this.threads = List.copyOf(threads);
        this.quick = quick;
        this.told = told;
    }

    /// The names of all kernels.
    public static List<String> names() {
        return Kernels.all().stream().map(Kernel::name).toList();
    }

    /// One line for each library on the class path: name, version, licence.
    public static List<String> libraries() {
        return Library.all().stream().map(library -> "%s %s (%s)".formatted(library.name(), library.version(), library.licence())).toList();
    }

    /// @return a table for each number of threads, and the results behind them
    /// @throws RunnerException if the harness itself fails
    public KernelReport run() throws RunnerException {
        var results = new ArrayList<KernelResult>();
        for (var kernel : Kernels.all()) {
            for (var size : kernel.sizes()) {
                if (kernels.test(kernel.name()) || kernels.test(kernel.name() + " " + size)) {
                    for (int count : threads) {
                        results.addAll(measure(kernel, size, count));
                    }
                }
            }
        }
        return new KernelReport(results);
    }

    private List<KernelResult> measure(Kernel kernel, Kernel.Sizes size, int count) throws RunnerException {
        var able = Library.chosen(libraries).stream().filter(library -> library.kernels(count).containsKey(kernel.name())).toList();
        if (able.isEmpty()) {
            return List.of();
        }
        System.setProperty("jmh.ignoreLock", "true"); // a lock file of another user's run would end this one
        var options = new OptionsBuilder().include(KernelBenchmark.class.getName().replace(".", "\\.") + "\\.run")
                .param("kernel", kernel.name()).param("shape", size.toString()).param("threads", String.valueOf(count))
                .param("library", able.stream().map(Library::name).toArray(String[]::new))
                .forks(1).verbosity(VerboseMode.SILENT).shouldFailOnError(false)
                .jvmArgsAppend("-Xms4g", "-Xmx8g", "-XX:+AlwaysPreTouch", "-Dorg.glia.compute.vector=512", "-XX:ActiveProcessorCount=" + Math.max(count, 1))
                .warmupIterations(quick ? 3 : 6).warmupTime(TimeValue.milliseconds(500)) // vector code is slow until it is compiled
                .measurementIterations(quick ? 3 : 7).measurementTime(TimeValue.milliseconds(quick ? 200 : 300)).build();
        var found = new ArrayList<KernelResult>();
        for (var result : new Runner(options).run()) {
            var library = Library.named(result.getParams().getParam("library"));
            double seconds = result.getPrimaryResult().getStatistics().getPercentile(50) / 1e9;
            var measured = new KernelResult(kernel.name(), size.toString(), count, library.name(), library.version(), seconds,
                    kernel.speed(size, seconds), kernel.unit().label());
            told.printf("%s %s, %d threads: %s %s %s%n", kernel.name(), size, count, library.name(), MarkdownTable.number(measured.speed()),
                    measured.unit());
            found.add(measured);
        }
        var silent = new LinkedHashSet<>(able.stream().map(Library::name).toList());
        found.forEach(result -> silent.remove(result.library()));
        silent.forEach(name -> told.printf("%s %s, %d threads: %s failed%n", kernel.name(), size, count, name));
        return found;
    }
}
