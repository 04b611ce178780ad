package org.glia.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import org.glia.launcher.probe.Answering;
import org.glia.launcher.probe.FailingToStart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {

    @TempDir
    private Path folder;
    private Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    @BeforeEach
    void anInstallationWithAMainBundle() throws Exception {
        home = folder.resolve("a home with spaces, 100% + #1");
        Files.createDirectories(home.resolve("bundles"));
        Files.createDirectories(home.resolve("plugins"));
        TestBundle.write(home.resolve("bundles/main.jar"), "test.main", TestBundle.withActivator(Answering.class));
        environment.put("GLIA_CACHE", folder.resolve("cache").toString());
    }

    private int run(String... arguments) throws Exception {
        var launch = new Launch(Installation.at(home), environment, new ByteArrayInputStream(new byte[0]),
                new PrintStream(stdout, true), new PrintStream(stderr, true));
        return launch.run(List.of(arguments));
    }

    @Test
    void theMainServiceGetsTheArgumentsAndItsAnswerIsTheExitCode() throws Exception {
        assertEquals(3, run("-c", "fit kmeans on iris", "\u00b1"));
        assertEquals(List.of("-c", "fit kmeans on iris", "\u00b1"), stdout.toString().lines().toList());
        assertEquals("", stderr.toString());
    }

    @Test
    void theCommandStartsTheSameInstallationWithTheSameOptions() throws Exception {
        run("command");
        var words = stdout.toString().lines().toList();
        assertEquals(Path.of(System.getProperty("java.home"), "bin/java").toString(), words.getFirst());
        assertEquals(List.of("-jar", home.resolve("lib/org.glia.launcher.jar").toString()), words.subList(words.size() - 2, words.size()));
        assertEquals(ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(option -> !option.startsWith("-Dglia.stderr"))
                .toList(), words.subList(1, words.size() - 2));
    }

    @Test
    void nothingOfARunStaysInTheCache() throws Exception {
        run();
        try (var left = Files.list(folder.resolve("cache/run"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aFailureOfTheMainServiceIsASentenceAndATraceOnlyOnRequest() throws Exception {
        assertEquals(Main.CANNOT_RUN, run("fail"));
        assertEquals("glia: the main service failed: asked to fail\n", stderr.toString());

        environment.put("GLIA_TRACE", "1");
        run("fail");
        assertTrue(stderr.toString().contains("at org.glia.launcher.probe.Answering"), stderr.toString());
    }

    @Test
    void withoutAMainServiceTheSentenceSaysWhereItWasLookedFor() throws Exception {
        Files.delete(home.resolve("bundles/main.jar"));
        assertEquals(Main.CANNOT_RUN, run());
        assertEquals("glia: nothing in " + home.resolve("bundles") + " offers a main service; reinstall Glia.\n", stderr.toString());
    }

    @Test
    void aBundleThatIsNoJarIsLeftOutAndTheRunGoesOn() throws Exception {
        Files.writeString(home.resolve("bundles/broken.jar"), "not a zip file");
        assertEquals(1, run("x"));
        assertEquals("x\n", stdout.toString());
        assertTrue(stderr.toString().startsWith("glia: `broken.jar` is left out, for it cannot be read as a bundle: "), stderr.toString());
        assertEquals(1, stderr.toString().lines().count(), stderr.toString());
    }

    @Test
    void aJarThatIsNoBundleIsLeftOut() throws Exception {
        try (var jar = new java.util.jar.JarOutputStream(Files.newOutputStream(home.resolve("bundles/plain.jar")), new Manifest())) {
            jar.flush();
        }
        assertEquals(1, run("x"));
        assertEquals("glia: `plain.jar` is left out: it is a jar, but not a bundle (no Bundle-SymbolicName in it).\n", stderr.toString());
    }

    @Test
    void aBundleThatFailsToStartSaysWhy() throws Exception {
        TestBundle.write(home.resolve("bundles/failing.jar"), "test.failing", TestBundle.withActivator(FailingToStart.class));
        assertEquals(1, run("x"));
        assertEquals("glia: `test.failing 1.2.3` failed to start: the licence server is on holiday\n", stderr.toString());
    }

    @Test
    void aBundleThatNeedsAMissingPackageSaysWhichAndInWhichVersion() throws Exception {
        TestBundle.write(home.resolve("bundles/needy.jar"), "test.needy",
                Map.of("Import-Package", "org.glia.api;version='[2,3)', org.nowhere", "-resourceonly", "true"));
        assertEquals(1, run("x"));
        assertEquals("glia: `test.needy 1.2.3` cannot run: it needs the package org.glia.api in a version from 2.0.0 up to, not including, "
                + "3.0.0 and the package org.nowhere, which no installed bundle offers.\n", stderr.toString());
    }

    @Test
    void aBundleThatNeedsABrokenOneNamesIt() throws Exception {
        TestBundle.write(home.resolve("bundles/a.jar"), "test.offering",
                Map.of("Import-Package", "org.nowhere", "Export-Package", "org.glia.launcher.probe;version=1.0"));
        TestBundle.write(home.resolve("bundles/b.jar"), "test.using",
                Map.of("Import-Package", "org.glia.launcher.probe", "-resourceonly", "true"));
        run("x");
        assertTrue(stderr.toString().contains("`test.using 1.2.3` cannot run: it needs `test.offering 1.2.3`, which cannot run either."),
                stderr.toString());
    }

    @Test
    void aBundleForANewerJavaSaysWhichOne() throws Exception {
        TestBundle.write(home.resolve("bundles/future.jar"), "test.future",
                Map.of("Require-Capability", "osgi.ee;filter:='(&(osgi.ee=JavaSE)(version=99))'", "-resourceonly", "true"));
        run("x");
        assertTrue(stderr.toString().contains("`test.future 1.2.3` cannot run: it needs Java 99 or newer"), stderr.toString());
    }

    @Test
    void bundlesFindJLineInTheVersionOnTheClassPath() throws Exception {
        TestBundle.write(home.resolve("bundles/terminal.jar"), "test.terminal",
                Map.of("Import-Package", "org.jline.reader;version='[3.13,4)', org.jline.terminal;version='[3.13,4)'", "-resourceonly", "true"));
        run("x");
        assertEquals("", stderr.toString());
    }

    @Test
    void everyPackageOfJLineThatIsOfferedIsThere() throws Exception {
        var missing = new ArrayList<String>();
        for (var name : Launch.JLINE_PACKAGES) {
            if (getClass().getClassLoader().getResource(name.replace('.', '/')) == null) {
                missing.add(name);
            }
        }
        assertEquals(List.of(), missing);
        assertFalse(Launch.JLINE_PACKAGES.isEmpty());
    }
}
