package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The guide for authors says what is so: its code is that of the archetype and the examples, and its commands work.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GuideTest {

    private static final Path ALGORITHMS = Path.of(System.getProperty("glia.repository"), "algorithms").toAbsolutePath().normalize();

    @TempDir
    private static Path folder;
    private static String guide;
    private static String typed;

    /// All commands of the guide in their order, as one script of one shell.
    @BeforeAll
    static void theCommandsAreTypedAsTheyStand() throws Exception {
        guide = Files.readString(ALGORITHMS.resolve("README.md"));
        var commands = String.join("", blocks("sh")).replace("mvn archetype:generate", "mvn -q " + Stranger.ARCHETYPE);
        typed = new Stranger(folder).type(folder, commands);
    }

    private static List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(guide).results().map(block -> block.group(1)).toList();
    }

    @Test
    void aMinuteLaterTheFirstPluginIsTried() {
        assertTrue(Pattern.compile("(?m)^accuracy +0\\.9").matcher(typed).find(), typed);
    }

    @Test
    void whatIsPublishedIsInstalledByName() throws Exception {
        assertTrue(guide.contains("\ninstall org.example.nearest\nupdate all\n") && guide.contains("\nrepository.example = "), guide);
        var reader = new Stranger(Files.createDirectories(folder.resolve("reader")));
        Files.writeString(Files.createDirectories(reader.data()).resolve("plugins.properties"),
                "repository.example = " + folder.resolve("org.example.nearest/shelf/index.xml"));
        var outcome = reader.glia().runWithInput("install org.example.nearest\nupdate all\nalgorithms nearestcentroid\n");
        assertEquals(0, outcome.code(), outcome.stderr());
        assertTrue(outcome.stdout().contains("nearest shrunken centroid"), outcome.stdout());
    }

    @Test
    void whatIsSignedComesInWhereSignaturesAreAskedFor() throws Exception {
        var project = folder.resolve("org.example.nearest");
        var careful = new Stranger(Files.createDirectories(folder.resolve("careful"))).gliaOfTheirOwn();
        Files.writeString(careful.home().resolve("etc/plugins.properties"), "trust = signed\n");
        Files.copy(project.resolve("me.pem"), careful.home().resolve("etc/plugins.pem"));
        assertEquals(0, careful.run("-c", "install " + project.resolve("target/org.example.nearest-1.0.0.jar") + " --simulate").code());
        var refused = careful.run("-c", "install " + project.resolve("shelf/org.example.nearest-1.0.0.jar"));
        assertTrue(refused.code() != 0 && refused.stderr().contains("is not signed"), refused.stderr());
    }

    @Test
    void theJavaStandsSoInTheArchetypeOrAnExample() throws Exception {
        var sources = new ArrayList<String>();
        for (var root : List.of(folder, ALGORITHMS.resolve("examples"))) {
            try (var files = Files.walk(root)) {
                for (var file : files.filter(f -> f.toString().endsWith(".java") && !f.toString().contains("/target/")).toList()) {
                    sources.add(withoutIndentation(Files.readString(file)));
                }
            }
        }
        var blocks = blocks("java");
        assertTrue(blocks.size() > 8, guide);
        for (var block : blocks) {
            assertTrue(sources.stream().anyMatch(source -> source.contains(withoutIndentation(block))), () -> "stands nowhere:\n" + block);
        }
    }

    private static String withoutIndentation(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    @Test
    void everyFamilyIsInTheTable() throws Exception {
        try (var folders = Files.list(ALGORITHMS)) {
            for (var family : folders.filter(f -> Files.exists(f.resolve("pom.xml"))).toList()) {
                var link = "](" + family.getFileName() + "/README.md)";
                assertTrue(guide.contains(link) && Files.exists(family.resolve("README.md")), link);
            }
        }
    }
}
