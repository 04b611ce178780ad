package org.glia.assembly.process;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glia.assembly.process.probe.Probe;

/// `bin/glia` of an installation, run as people run it: as a process.
public final class Glia {

    /// What is left of a process that has ended.
    public record Outcome(int code, String stdout, String stderr) {
    }

    public static final Path ASSEMBLED =
            Path.of(System.getProperty("glia.repository"), "distribution/assembly/target/glia").toAbsolutePath().normalize();

    private final Path home;
    private final Path userHome;
    private Path program;
    private Path directory;
    private final Map<String, String> environment = new HashMap<>();

    /// @param home the installation
    /// @param userHome a folder in the place of the user's, so that tests share no cache
    public Glia(Path home, Path userHome) {
        this.home = home;
        this.userHome = userHome;
        this.program = home.resolve("bin/glia");
        this.directory = userHome;
        environment.put("HOME", userHome.toString());
        environment.put("GLIA_JAVA", System.getProperty("java.home"));
        environment.put("LC_ALL", "C.UTF-8");
    }

    /// The distribution of this build, untouched, called in a folder.
    static Glia assembled(Path directory) throws IOException {
        // a home for all tests, so that only the first start of it is slow
        var home = Files.createDirectories(ASSEMBLED.resolveSibling("home of the tests"));
        // but results of their own, or tests would find done what others have done
        var data = Files.createTempDirectory(Files.createDirectories(ASSEMBLED.resolveSibling("data of the tests")), "data");
        return new Glia(ASSEMBLED, home).in(directory).with("GLIA_DATA", data.toString());
    }

    /// A copy of the distribution in which a [Probe] stands for all bundles: what remains is the launcher.
    static Glia probing(Path home, Path userHome) throws Exception {
        for (var folder : List.of("bin", "lib", "etc")) {
            copy(ASSEMBLED.resolve(folder), home.resolve(folder));
        }
        Files.createDirectories(home.resolve("bundles"));
        try (var builder = new Builder()) {
            builder.setClasspath(new File[] {new File("target/test-classes")});
            builder.setProperty("Bundle-SymbolicName", "probe");
            builder.setProperty("Bundle-Activator", Probe.class.getName());
            builder.setProperty("Private-Package", Probe.class.getPackageName());
            builder.build().write(home.resolve("bundles/probe.jar").toFile());
        }
        return new Glia(home, userHome);
    }

    public static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    public Path home() {
        return home;
    }

    Path cache() {
        return userHome.resolve(".cache/glia");
    }

    public Glia with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Glia without(String variable) {
        environment.remove(variable);
        return this;
    }

    public Glia in(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    Glia calledAs(Path link) {
        program = link;
        return this;
    }

    public Outcome run(String... arguments) throws IOException, InterruptedException {
        return runWithInput("", arguments);
    }

    public Outcome runWithInput(String stdin, String... arguments) throws IOException, InterruptedException {
        var stdoutFile = Files.createTempFile(userHome, "stdout", ".txt");
        var stderrFile = Files.createTempFile(userHome, "stderr", ".txt");
        var process = builder(arguments).redirectOutput(stdoutFile.toFile()).redirectError(stderrFile.toFile()).start();
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closedEarly) {
            // a process may end without having read what it was sent
        }
        return new Outcome(process.waitFor(), Files.readString(stdoutFile), Files.readString(stderrFile));
    }

    public Process start(String... arguments) throws IOException {
        return builder(arguments).start();
    }

    /// A process as [#start] makes them, but in a terminal of its own, which `script` gives it.
    public Process startInTerminal(String... arguments) throws IOException {
        var words = new ArrayList<String>();
        words.add(program.toString());
        words.addAll(List.of(arguments));
        var line = String.join(" ", words.stream().map(w -> "'" + w.replace("'", "'\\''") + "'").toList());
        var builder = builder();
        builder.command("script", "-qfec", "stty rows 40 cols 100; exec " + line, "/dev/null");
        builder.environment().put("TERM", "xterm");
        builder.environment().put("SHELL", "/bin/sh");
        return builder.redirectErrorStream(true).start();
    }

    private ProcessBuilder builder(String... arguments) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GLIA_") || name.startsWith("XDG_") || name.startsWith("JAVA_")
                || name.equals("JDK_JAVA_OPTIONS") || name.equals("NO_COLOR") || name.startsWith("LC_") || name.equals("COLUMNS"));
        builder.environment().putAll(environment);
        return builder;
    }
}
