package org.glia.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The processor of this machine.
final class Processor {

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private Processor() {
    }

    /// `8 x AMD EPYC 7B13`
    static String described() {
        return "%d x %s".formatted(Runtime.getRuntime().availableProcessors(), model());
    }

    private static String model() {
        try (var lines = Files.lines(LINUX)) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst().orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", System.getProperty("os.arch"));
        }
    }
}
