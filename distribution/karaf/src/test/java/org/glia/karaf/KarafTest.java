package org.glia.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.glia.karaf.probe.Probe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The bundles in a Karaf, as the README says.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KarafTest {

    @TempDir
    private Path folder;
    private Path repository;

    @BeforeEach
    void aRepositoryForBundlesOfOthers() throws IOException {
        repository = Files.createDirectories(folder.resolve("repository"));
    }

    /// A bundle of one package, in the repository.
    private void bundle(String name, String hidden, File classes, String activator) throws Exception {
        var jar = Files.createDirectories(repository.resolve("com/example").resolve(name).resolve("1.0.0")).resolve(name + "-1.0.0.jar");
        try (var builder = new Builder()) {
            builder.addClasspath(classes);
            for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (entry.contains("org.glia.") && entry.endsWith(".jar")) {
                    builder.addClasspath(new File(entry));
                }
            }
            builder.setProperty("Bundle-SymbolicName", "com.example." + name);
            builder.setProperty("Private-Package", hidden);
            if (!activator.isEmpty()) {
                builder.setProperty("Bundle-Activator", activator);
            }
            builder.build().write(jar.toFile());
            assertEquals(List.of(), builder.getErrors());
        }
    }

    private Path features(String xml) throws IOException {
        return Files.writeString(folder.resolve("features.xml"), xml);
    }

    private Karaf karaf(Path features, String boot) throws IOException {
        return new Karaf(folder.resolve("karaf"), repository, List.of(Karaf.TARGET.resolve("features.xml"), features), boot);
    }

    @Test
    void anApplicationComparesRecipesWithThePartsOfGliaThatItNames() throws Exception {
        var source = Files.writeString(folder.resolve("Leaderboard.java"), Readme.block("java"));
        var classes = Files.createDirectories(folder.resolve("classes"));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp",
                System.getProperty("java.class.path"), source.toString()));
        bundle("leaderboard", "com.example.leaderboard", classes.toFile(), "");
        try (var karaf = karaf(features(Readme.block("xml")), "leaderboard")) {
            var printed = karaf.printedUntil("majority");
            var scores = Pattern.compile("(?m)^(standardize \\| logistic|majority).*: ([0-9.]+)$").matcher(printed).results().toList();
            assertEquals(2, scores.size(), printed);
            assertTrue(Double.parseDouble(scores.get(0).group(2)) > 0.9, printed);
            assertTrue(Double.parseDouble(scores.get(1).group(2)) < 0.4, printed);
        }
    }

    @Test
    void allOfItRunsAndFindsTheVectorsOfJava() throws Exception {
        bundle("probe", Probe.class.getPackageName(), new File("target/test-classes"), Probe.class.getName());
        var features = features("""
                <features name="probe" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="probe" version="1.0.0">
                    <feature>glia</feature>
                    <bundle>mvn:com.example/probe/1.0.0</bundle>
                  </feature>
                </features>
                """);
        try (var karaf = karaf(features, "probe")) {
            var printed = karaf.printedUntil("algorithms");
            assertTrue(printed.contains("\nnot running: []\nvectors: true\nalgorithms: "), printed);
            var algorithms = Pattern.compile("algorithms: ([0-9]+)").matcher(printed);
            assertTrue(algorithms.find() && Integer.parseInt(algorithms.group(1)) > 30, printed);
        }
    }
}
