package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Maven, the same that runs this build, called on projects outside of it.
///
/// @param program    of Maven
/// @param repository the local repository
/// @param offline    whether this build does without the network
record Maven(Path program, Path repository, boolean offline) {

    private static final Path HOUSE = Path.of(System.getProperty("glia.repository")).toAbsolutePath().normalize();

    /// What a command has printed.
    record Outcome(int code, String output) {
    }

    /// Maven with a repository into which this build has been put once.
    static Maven ofThisBuild() {
        return Laid.MAVEN;
    }

    private static final class Laid {

        static final Maven MAVEN = lay();

        private static Maven lay() {
            try {
                var repository = HOUSE.resolve("algorithms/examples/target/repository");
                LocalRepository.lay(repository, Path.of(System.getProperty("maven.repository")), HOUSE, System.getProperty("glia.version"));
                return new Maven(Path.of(System.getProperty("maven.home"), "bin", "mvn"), repository, System.getProperty("maven.network").endsWith("true"));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /// Runs Maven in a folder and expects that all goes well.
    ///
    /// @return what it printed
    String run(Path folder, String... words) throws IOException, InterruptedException {
        var outcome = tryTo(folder, words);
        assertEquals(0, outcome.code(), () -> "mvn " + String.join(" ", words) + "\n" + outcome.output());
        return outcome.output();
    }

    /// Runs Maven in a folder, whatever comes of it.
    Outcome tryTo(Path folder, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString(), "--batch-mode", "--no-transfer-progress"));
        if (offline) {
            command.add("--offline");
        }
        command.addAll(List.of(words));
        return outcome(withOptions(new ProcessBuilder(command).directory(folder.toFile())));
    }

    /// Runs a line as people type it to a shell, in which `mvn` is this one.
    ///
    /// @param path what comes first in the path besides
    /// @param more what the environment has besides
    Outcome type(Path folder, Path path, Map<String, String> more, String line) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", offline ? line.replaceAll("\\bmvn ", "mvn --offline ") : line)
                .directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GLIA_") || name.startsWith("XDG_"));
        builder.environment().putAll(more);
        builder.environment().merge("PATH", path + File.pathSeparator + program.getParent(), (old, first) -> first + File.pathSeparator + old);
        return outcome(withOptions(builder));
    }

    /// In runs this short the second compiler of Java costs more than it gives.
    private ProcessBuilder withOptions(ProcessBuilder builder) {
        builder.environment().merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -Dmaven.repo.local=" + repository,
                (old, ours) -> old + " " + ours);
        return builder;
    }

    private static Outcome outcome(ProcessBuilder builder) throws IOException, InterruptedException {
        var output = Files.createTempFile("output", ".txt");
        var process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            process.getOutputStream().close();
            return new Outcome(process.waitFor(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
