package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A stranger's first plug-in: made from the archetype, built outside of this build, used, improved and removed in the distribution.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ArchetypeTest {

    @TempDir
    private static Path folder;
    private static Path project;
    /// What the one command of the project's README prints.
    private static String tried;

    @BeforeAll
    static void aProjectFromTheArchetypeAndTheCommandOfItsReadme() throws Exception {
        var stranger = new Stranger(folder);
        project = stranger.generate("com.example", "com.example.means", "-Dalgorithm=ShrunkenMeans");
        var readme = Pattern.compile("(?m)^mvn .*$").matcher(Files.readString(project.resolve("README.md")));
        assertTrue(readme.find());
        tried = stranger.type(project, readme.group());
    }

    @Test
    void oneCommandBuildsInstallsAndTriesIt() {
        assertTrue(tried.contains("`com.example.means` 1.0.0 is installed"), tried);
        assertTrue(Pattern.compile("(?m)^\\s*\\d+\\s+shrunkenmeans\\b.*0\\.9").matcher(tried).find(), tried);
    }

    @Test
    void theProjectTestsItself() throws Exception {
        var reports = project.resolve("target/surefire-reports");
        var conformance = Files.readString(reports.resolve("TEST-com.example.means.ShrunkenMeansConformanceTest.xml"));
        assertTrue(conformance.contains("keepsTheContract"), conformance);
        assertTrue(Files.exists(reports.resolve("TEST-com.example.means.ShrunkenMeansTest.xml")));
    }

    @Test
    void noPlaceholderIsLeft() throws Exception {
        try (var files = Files.walk(project)) {
            for (var file : files.filter(f -> f.toString().matches(".*\\.(java|xml|md)") && !f.startsWith(project.resolve("target"))).toList()) {
                var text = Files.readString(file);
                assertFalse(text.contains("__") || text.contains("${algorithm") || text.contains("${package") || text.contains("NearestCentroid")
                        && !text.contains("scikit-learn") || text.matches("(?s).*@[a-z]+\\.[a-z.]+@.*"), file + "\n" + text);
            }
        }
        assertEquals("target/\n", Files.readString(project.resolve(".gitignore")));
    }

    @Test
    void aNameThatFitsNoClassIsRefusedWithACure() throws Exception {
        var refused = new Stranger(folder).tryToGenerate("com.example", "com.example.odd", "-Dalgorithm=nearest-mean");
        assertNotEquals(0, refused.code());
        assertTrue(refused.output().contains("-Dalgorithm=nearest-mean cannot be: a class begins with a capital"), refused.output());
        assertFalse(Files.exists(folder.resolve("com.example.odd")));
    }

    @Test
    void itIsImprovedTakenBackRemovedAndItsModelsWakeWhenItReturns() throws Exception {
        var glia = new Stranger(folder).glia();
        assertEquals(0, glia.run("-c", "fit shrunkenmeans on wine to means.glia").code());
        var first = Files.copy(project.resolve("target/com.example.means-1.0.0.jar"), folder.resolve("first.jar"));

        change("pom.xml", "<version>1.0.0</version>", "<version>1.1.0</version>");
        change("src/main/java/com/example/means/ShrunkenMeans.java", "this(0, Priors.FREQUENCIES)", "this(1, Priors.FREQUENCIES)");
        Files.delete(project.resolve("target/com.example.means-1.0.0.jar"));
        var second = Stranger.build(project, "-DskipTests", "package");
        var outcome = glia.runWithInput("""
                install %s
                fit shrunkenmeans on wine
                open means.glia as means
                evaluate means on wine
                rollback com.example.means
                fit shrunkenmeans on wine
                uninstall com.example.means
                """.formatted(second));
        assertEquals(0, outcome.code(), outcome.stderr());
        var told = outcome.stdout();
        assertTrue(told.indexOf("shrunkenmeans shrinkage=1 ") < told.lastIndexOf("shrunkenmeans shrinkage=0 ") && told.contains("shrinkage=1 "), told);
        assertTrue(Pattern.compile("(?m)^accuracy +0\\.9").matcher(told).find(), told);

        var dormant = glia.run("-c", "open means.glia as means; evaluate means on wine");
        assertNotEquals(0, dormant.code());
        assertTrue(dormant.stdout().contains("shrunkenmeans shrinkage=0"), dormant.stdout());
        assertEquals(1, dormant.stderr().lines().count(), dormant.stderr());
        assertTrue(dormant.stderr().contains("com.example.means 1.0.0, which is not installed"), dormant.stderr());

        var awake = glia.run("-c", "install " + first + "; open means.glia as means; evaluate means on wine");
        assertEquals(0, awake.code(), awake.stderr());
        assertTrue(Pattern.compile("(?m)^accuracy +0\\.9").matcher(awake.stdout()).find(), awake.stdout());
    }

    private static void change(String file, String from, String to) throws Exception {
        var text = Files.readString(project.resolve(file));
        assertTrue(text.contains(from), text);
        Files.writeString(project.resolve(file), text.replace(from, to));
    }
}
