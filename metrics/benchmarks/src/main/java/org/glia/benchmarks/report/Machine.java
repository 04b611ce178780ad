package org.glia.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/// What figures depend on.
///
/// @param processor  its name
/// @param processors how many the virtual machine sees
/// @param system     the operating system
/// @param java       the virtual machine
/// @param date       when it was measured
public record Machine(String processor, int processors, String system, String java, String date) {

    public static Machine here() {
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version(), LocalDate.now().toString());
    }

    private static String processorName() {
        return line(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
    }

    /// The most memory that this process has held, in bytes, as the operating system counts it; empty where it does not.
    public static Optional<Long> peakMemory() {
        return line(Path.of("/proc/self/status"), "VmHWM").map(text -> Long.parseLong(text.replaceAll("[^0-9]", "")) * 1024);
    }

    /// The kernels that OpenBLAS should take on this processor. Versions older than a processor fall back to those of 2004; what
    /// `OPENBLAS_CORETYPE` says in the environment comes first.
    public static Optional<String> openBlasKernels() {
        var chosen = Optional.ofNullable(System.getenv("OPENBLAS_CORETYPE"));
        return chosen.or(() -> line(Path.of("/proc/cpuinfo"), "flags").map(flags -> " " + flags + " ")
                .flatMap(flags -> flags.contains(" avx512f ") ? Optional.of("SkylakeX")
                        : flags.contains(" avx2 ") ? Optional.of("Haswell") : Optional.empty()));
    }

    private static Optional<String> line(Path file, String key) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key)).map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty(); // not this operating system
        }
    }

    @Override
    public String toString() {
        return "%s, %d processors, %s, %s, %s".formatted(processor, processors, system, java, date);
    }
}
