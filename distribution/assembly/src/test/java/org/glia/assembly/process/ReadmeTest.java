package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the READMEs show is run as it stands there.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReadmeTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("glia.repository")).toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private static Stream<String> blocks(Path readme, String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(Files.readString(readme)).results()
                .map((MatchResult block) -> block.group(1));
    }

    /// All READMEs of the modules, and the first one.
    private static Stream<Path> readmes() throws IOException {
        try (var files = Files.walk(REPOSITORY, 3)) {
            return files.filter(file -> file.getFileName().toString().equals("README.md"))
                    .filter(file -> !file.toString().contains("/target/")).sorted().toList().stream();
        }
    }

    private List<String> javaExamples() throws IOException {
        return blocks(REPOSITORY.resolve("README.md"), "java").toList();
    }

    /// What a program prints that has nothing but some of our jars, and of no framework any.
    private String printed(String program, String jarsNamed) throws Exception {
        var source = Files.writeString(folder.resolve("Example.java"), program);
        String classPath;
        try (var jars = Files.list(Glia.ASSEMBLED.resolve("bundles"))) {
            classPath = jars.filter(jar -> jar.getFileName().toString().matches("(" + jarsNamed + ")-[0-9].*")).map(Path::toString).sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
        var output = folder.resolve("output.txt");
        var java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath,
                source.toString()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        int code = java.waitFor();
        var printed = Files.readString(output);
        assertEquals(0, code, printed);
        return printed;
    }

    @Test
    void anAlgorithmInPlainJavaNeedsThreeJars() throws Exception {
        assertEquals("[1, 1, 0, 0]\n", printed(javaExamples().getFirst(), "org.glia.(api|compute|clustering)"));
    }

    @Test
    void recipesInPlainJavaNeedNoFramework() throws Exception {
        var printed = printed(javaExamples().get(1), "org.glia.(api|compute|preprocessing|regression|datasets|measures)|fastcsv|commons-math3");
        var accuracy = Pattern.compile("accuracy Value\\[value=([0-9.]+)\\]").matcher(printed);
        assertTrue(accuracy.find(), printed);
        assertTrue(Double.parseDouble(accuracy.group(1)) > 0.9, printed);
        assertTrue(printed.startsWith("row 0 is setosa, as 0.9"), printed);
    }

    @TestFactory
    Stream<DynamicTest> everyShellExampleWorks() throws IOException {
        return readmes().flatMap(readme -> examples(readme).map(example -> DynamicTest.dynamicTest(
                REPOSITORY.relativize(readme) + ": " + example.lines().findFirst().orElse(""), () -> {
                    var script = Files.writeString(folder.resolve("example.glia"), example);
                    var outcome = Glia.assembled(folder).in(folder).run(script.toString());
                    assertEquals(0, outcome.code(), outcome.stdout() + outcome.stderr());
                })));
    }

    private static Stream<String> examples(Path readme) {
        try {
            return blocks(readme, "glia");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
