package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A stranger's first plug-in: made from the archetype, built outside of this build, used in the distribution.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ArchetypeTest {

    @TempDir
    private static Path folder;
    private static Path project;
    private static Path jar;

    @BeforeAll
    static void aProjectFromTheArchetype() throws Exception {
        project = new Stranger(folder).generate("org.example", "org.example.nearest");
        jar = Stranger.build(project, "verify");
    }

    @Test
    void theProjectTestsItself() throws Exception {
        var reports = project.resolve("target/surefire-reports");
        assertTrue(Files.readString(reports.resolve("TEST-org.example.nearest.NearestCentroidConformanceTest.xml")).contains("errors=\"0\""));
        assertTrue(Files.exists(reports.resolve("TEST-org.example.nearest.NearestCentroidTest.xml")));
    }

    @Test
    void noPlaceholderIsLeft() throws Exception {
        try (var files = Files.walk(project)) {
            for (var file : files.filter(f -> f.toString().matches(".*\\.(java|xml|md)") && !f.startsWith(project.resolve("target"))).toList()) {
                var text = Files.readString(file);
                assertFalse(text.contains("__") || text.contains("${algorithm") || text.contains("${package") || text.matches("(?s).*@[a-z]+\\.[a-z.]+@.*"),
                        file + "\n" + text);
            }
        }
        assertEquals("target/\n", Files.readString(project.resolve(".gitignore")));
    }

    @Test
    void itsAlgorithmIsUsedLikeAnyOther() throws Exception {
        var glia = new Stranger(folder).gliaOfTheirOwn();
        Files.copy(jar, glia.home().resolve("plugins").resolve(jar.getFileName()));
        var outcome = glia.run("-c", "describe nearestcentroid; crossval nearestcentroid shrinkage=0.2 on iris; compare nearestcentroid, majority on wine");
        assertEquals(0, outcome.code(), outcome.stderr());
        assertTrue(outcome.stdout().contains("standard errors by which the centroids are drawn together"), outcome.stdout());
    }
}
