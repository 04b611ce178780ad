package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `.ci/run`, on a made-up repository with a made-up Maven.
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class CheckScriptTest {

    @TempDir
    private Path folder;
    private Path repository;

    @BeforeEach
    void aRepositoryOfTwoModules() throws IOException {
        repository = Files.createDirectories(folder.resolve("repository"));
        Glia.copy(Path.of(System.getProperty("glia.repository"), ".ci"), repository.resolve(".ci"));
        Files.writeString(repository.resolve("README.md"), "# A\n\nRun mvn verify:\n\n```\nmvn verify\n```\n");
        Files.writeString(repository.resolve("pom.xml"), "<modules>\n<module>a</module>\n<module>b/c</module>\n<module>empty</module>\n</modules>\n");
        for (var module : new String[] {"a", "b/c"}) {
            var sources = Files.createDirectories(repository.resolve(module).resolve("src/main/java"));
            Files.writeString(sources.resolve("A.java"), "class A {}");
        }
        // a template of code is none
        Files.writeString(Files.createDirectories(repository.resolve("empty/src/main/resources")).resolve("__name__.java"), "class ${name} {}");
        mavenThat("");
    }

    private void mavenThat(String does) throws IOException {
        var mvn = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(mvn, "#!/bin/sh\necho \"mvn $*\"\n" + does);
        assertTrue(mvn.toFile().setExecutable(true));
    }

    private static String reports(String module, String kind, int tests, int skipped) {
        var target = module + "/target/" + kind + "-reports";
        return "mkdir -p " + target + " && printf '<testsuite name=\"X\" time=\"1\" tests=\"" + tests
                + "\" errors=\"0\" skipped=\"" + skipped + "\" failures=\"0\">\\n<properties/>\\n' > " + target + "/TEST-X.xml\n";
    }

    private Glia.Outcome run() throws Exception {
        var output = folder.resolve("output.txt");
        var builder = new ProcessBuilder("bash", repository.resolve(".ci/run").toString()).redirectOutput(output.toFile()).redirectErrorStream(true);
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, first) -> first + ":" + path);
        return new Glia.Outcome(builder.start().waitFor(), Files.readString(output), "");
    }

    @Test
    void itRunsTheCommandOfTheReadmeAndCountsTheTestsOfEachModule() throws Exception {
        mavenThat(reports("a", "surefire", 5, 1) + reports("b/c", "failsafe", 7, 0));
        var outcome = run();
        assertEquals(0, outcome.code(), outcome.stdout());
        assertTrue(outcome.stdout().contains("\nmvn verify --batch-mode"), outcome.stdout());
        assertTrue(outcome.stdout().endsWith("     4 tests  a\n     7 tests  b/c\n11 passed, 0 failed\n"), outcome.stdout());
    }

    @Test
    void itFailsWhenMavenFails() throws Exception {
        mavenThat(reports("a", "surefire", 5, 0) + reports("b/c", "surefire", 7, 0) + "exit 3\n");
        assertEquals(3, run().code());
    }

    @Test
    void itFailsWhenAModuleWithCodeRanNoTest() throws Exception {
        mavenThat(reports("a", "surefire", 5, 0));
        var outcome = run();
        assertEquals(1, outcome.code());
        assertTrue(outcome.stdout().contains("b/c has code, but ran no test."), outcome.stdout());
        assertFalse(outcome.stdout().contains("passed"), outcome.stdout());
    }

    @Test
    void skippedTestsDoNotCountAsRun() throws Exception {
        mavenThat(reports("a", "surefire", 5, 0) + reports("b/c", "surefire", 2, 2));
        assertTrue(run().stdout().contains("b/c has code, but ran no test."));
    }

    @Test
    void reportsOfAnEarlierRunVouchForNothing() throws Exception {
        mavenThat(reports("a", "surefire", 5, 0) + reports("b/c", "surefire", 7, 0));
        assertEquals(0, run().code());
        mavenThat(reports("a", "surefire", 5, 0));
        assertEquals(1, run().code());
    }

    @Test
    void itFailsWhenTheReadmeHasNoTestCommand() throws Exception {
        Files.writeString(repository.resolve("README.md"), "# A\n\nRun mvn verify.\n");
        var outcome = run();
        assertEquals(1, outcome.code());
        assertTrue(outcome.stdout().contains("README.md has no test command"), outcome.stdout());
    }
}
