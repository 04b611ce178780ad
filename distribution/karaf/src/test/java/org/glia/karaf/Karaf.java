package org.glia.karaf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A Karaf of its own, told what our README says, and run as a process.
final class Karaf implements AutoCloseable {

    /// The features and bundles of this build.
    static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Path home;
    private Process process;

    /// @param home where the Karaf is laid
    /// @param repository bundles beside those of this build, in the layout of Maven
    /// @param features repositories of features, beside Karaf's own
    /// @param boot the feature that it starts with, beside its framework
    Karaf(Path home, Path repository, List<Path> features, String boot) throws IOException {
        this.home = home;
        copy(TARGET.resolve("karaf/apache-karaf-minimal-" + System.getProperty("karaf.version")), home);
        var etc = home.resolve("etc");
        Files.writeString(home.resolve("bin/setenv"), Readme.block("sh"));
        add(etc.resolve("custom.properties"), Readme.block("properties"));
        // nothing is fetched: what is not laid out for the test is missing
        add(etc.resolve("org.ops4j.pax.url.mvn.cfg"), """
                org.ops4j.pax.url.mvn.repositories =
                org.ops4j.pax.url.mvn.localRepository = ${karaf.data}/repository
                org.ops4j.pax.url.mvn.defaultRepositories = \\
                    ${karaf.home.uri}${karaf.default.repository}@id=karaf@snapshots, %s@id=glia@snapshots, %s@id=others
                """.formatted(TARGET.resolve("repository").toUri(), repository.toUri()));
        var urls = features.stream().map(f -> ", \\\n    " + f.toUri()).reduce("", String::concat);
        add(etc.resolve("org.apache.karaf.features.cfg"), """
                featuresRepositories = mvn:org.apache.karaf.features/framework/%1$s/xml/features%2$s
                featuresBoot = framework/%1$s, %3$s
                """.formatted(System.getProperty("karaf.version"), urls, boot));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// What is said last counts.
    private static void add(Path properties, String lines) throws IOException {
        Files.writeString(properties, "\n" + lines, StandardOpenOption.APPEND);
    }

    /// Starts it and reads what it prints, up to the line that begins with `last`.
    ///
    /// @return all that was printed, and the log if it ended before that line
    String printedUntil(String last) throws IOException {
        var builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server").redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("KARAF_") || name.startsWith("JAVA_") || name.equals("EXTRA_JAVA_OPTS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // otherwise the process is that of a script, and Karaf would outlive it
        builder.environment().put("KARAF_EXEC", "exec");
        process = builder.start();
        process.getOutputStream().close();
        // a Karaf that lacks something waits for ever
        CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
        var printed = new StringBuilder();
        var lines = process.inputReader(StandardCharsets.UTF_8);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
            if (line.startsWith(last)) {
                return printed.toString();
            }
        }
        return printed + log();
    }

    String log() throws IOException {
        var log = home.resolve("data/log/karaf.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
