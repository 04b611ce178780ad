package org.glia.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.glia.benchmarks.kernels.KernelCheck;
import org.glia.benchmarks.kernels.KernelReport;
import org.glia.benchmarks.kernels.KernelRun;
import org.glia.benchmarks.report.Machine;
import org.glia.benchmarks.report.Readme;
import org.glia.benchmarks.workloads.WorkloadReport;
import org.glia.benchmarks.workloads.WorkloadRun;
import org.openjdk.jmh.runner.RunnerException;

/// The command that measures. `README.md` tells about its words and options.
public final class Benchmarks {

    private static final String BESIDE_THE_CHECKOUT = "../../../shared/data";

    static final List<String> COMMANDS = List.of("kernels", "workloads", "readme", "check", "list");

    private final Words words;

    private Benchmarks(Words words) {
        this.words = words;
    }

    public static void main(String... arguments) throws IOException, RunnerException, InterruptedException {
        try {
            new Benchmarks(Words.of(arguments)).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, RunnerException, InterruptedException {
        switch (words.command()) {
            case "kernels" -> kernels();
            case "workloads" -> workloads();
            case "readme" -> readme();
            case "check" -> check();
            case "list" -> list();
            default -> throw new IllegalArgumentException("`%s` is no command; there are %s"
                    .formatted(words.command(), String.join(", ", COMMANDS)));
        }
    }

    private void kernels() throws IOException, RunnerException {
        var run = new KernelRun(words.names(KernelRun.names()), words.chosen("libraries"), words.threads(), words.has("quick"), System.err);
        var report = run.run();
        show("kernels", report, report.results(), report.behind());
    }

    private void workloads() throws IOException, InterruptedException {
        var effort = new WorkloadRun.Effort(words.number("repeats", 5), words.number("limit", 60), words.has("quick"));
        var run = new WorkloadRun(Path.of(words.value("data", BESIDE_THE_CHECKOUT)), Path.of(words.value("work", "target/benchmarks")),
                effort, System.err);
        var report = run.run(words.names(WorkloadRun.names()), words.chosen("libraries"), words.threads());
        show("workloads", report, report.results(), report.behind());
    }

    private void show(String name, Object report, List<?> results, List<String> behind) throws IOException {
        var machine = Machine.here();
        System.out.println(section(machine, report, behind));
        write(name, Map.of("machine", machine, "results", results));
    }

    private static String section(Machine machine, Object report, List<String> behind) {
        return machine + ".\n\n" + report + (behind.isEmpty() ? "" : "\nBehind:\n\n- " + String.join("\n- ", behind) + "\n");
    }

    /// Puts the figures of files that earlier runs wrote into the page; of the same measurement the last one counts.
    private void readme() throws IOException {
        var kernels = new ArrayList<JsonObject>();
        var workloads = new ArrayList<JsonObject>();
        var machine = Machine.here();
        for (var name : words.names()) {
            var json = JsonParser.parseString(Files.readString(Path.of(name))).getAsJsonObject();
            machine = new Gson().fromJson(json.get("machine"), Machine.class);
            for (var result : json.getAsJsonArray("results")) {
                (result.getAsJsonObject().has("kernel") ? kernels : workloads).add(result.getAsJsonObject());
            }
        }
        var file = Path.of(words.value("page", "README.md"));
        var page = new Readme(Files.readString(file));
        if (!kernels.isEmpty()) {
            var report = KernelReport.of(kernels);
            page = page.with("kernels", section(machine, report, report.behind()));
        }
        if (!workloads.isEmpty()) {
            var report = WorkloadReport.of(workloads);
            page = page.with("workloads", section(machine, report, report.behind()));
        }
        Files.writeString(file, page.text());
    }

    /// Each library in a process of its own: some of them would get in each other's way.
    private void check() throws IOException, InterruptedException {
        if (words.has("libraries")) {
            KernelCheck.differences(words.chosen("libraries")).forEach(System.out::println);
            return;
        }
        var java = ProcessHandle.current().info().command().orElse("java");
        for (var library : KernelCheck.libraries()) {
            var command = new ArrayList<>(List.of(java));
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
            command.addAll(List.of("check", "--libraries", library));
            System.out.println(library + ":");
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException(library + " could not be checked");
            }
        }
        System.out.println("Where nothing is said, the results agree with those of plain loops.");
    }

    private void list() {
        System.out.println("Kernels: " + String.join(" ", KernelRun.names()));
        KernelRun.libraries().forEach(System.out::println);
        System.out.println("Workloads: " + String.join(" ", WorkloadRun.names()));
        WorkloadRun.contestants().forEach(System.out::println);
    }

    private void write(String name, Object content) throws IOException {
        var file = Path.of(words.value("json", "target/" + name + ".json"));
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Files.writeString(file, new GsonBuilder().setPrettyPrinting().serializeSpecialFloatingPointValues().create().toJson(content));
        System.err.println("Written to " + file + ".");
    }
}
