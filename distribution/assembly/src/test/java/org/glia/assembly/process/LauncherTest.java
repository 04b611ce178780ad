package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.glia.assembly.process.Glia.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `bin/glia` and the launcher, with a probe in the place of Glia's own bundles.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LauncherTest {

    @TempDir
    private Path folder;
    private Path user;
    private Glia glia;

    @BeforeEach
    void anInstallation() throws Exception {
        user = Files.createDirectories(folder.resolve("user"));
        glia = Glia.probing(folder.resolve("glia"), user);
    }

    private List<Path> running() throws IOException {
        try (var files = Files.list(glia.cache().resolve("run"))) {
            return files.toList();
        }
    }

    @Test
    void theExitCodeIsTheMainServices() throws Exception {
        assertEquals(new Outcome(0, "", ""), glia.run("exit", "0"));
        assertEquals(new Outcome(42, "", ""), glia.run("exit", "42"));
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        var outcome = glia.run("arguments", "-c", "two words", "", "*", "\"quoted\"", "a\\b", "$HOME", "l\u00f6ss \u00b1");
        assertEquals(List.of("<-c>", "<two words>", "<>", "<*>", "<\"quoted\">", "<a\\b>", "<$HOME>", "<l\u00f6ss \u00b1>"),
                outcome.stdout().lines().toList());
    }

    @Test
    void standardOutputHoldsResultsOnly() throws Exception {
        assertEquals(new Outcome(0, "result\n", "noise on System.out\nwords on System.err\n"), glia.run("noise"));
    }

    @Test
    void standardErrorIsAppendedToWhateverItLeadsTo() throws Exception {
        var log = Files.writeString(folder.resolve("log.txt"), "before\n");
        var process = new ProcessBuilder("sh", "-c", "\"$0\" noise >> \"$1\" 2>&1", glia.home().resolve("bin/glia").toString(), log.toString());
        process.environment().put("HOME", user.toString());
        process.environment().put("GLIA_JAVA", System.getProperty("java.home"));
        assertEquals(0, process.start().waitFor());
        assertEquals("before\nnoise on System.out\nwords on System.err\nresult\n", Files.readString(log));
    }

    @Test
    void theVectorModuleIsThereAndNothingWarnsOfIt() throws Exception {
        assertEquals(new Outcome(0, "true\n", ""), glia.run("vector"));
    }

    @Test
    void standardInputReachesTheMainService() throws Exception {
        assertEquals(new Outcome(0, "one\ntwo \u00b1\n", ""), glia.runWithInput("one\ntwo \u00b1\n", "stdin"));
    }

    @Test
    void aProcessWithoutALocaleStillPrintsUtf8() throws Exception {
        assertEquals("\u00b1\n", glia.with("LC_ALL", "C").runWithInput("\u00b1\n", "stdin").stdout());
    }

    @Test
    void itRunsFromAnotherFolder() throws Exception {
        assertEquals(glia.home().toRealPath() + "\n", glia.in(Files.createDirectories(folder.resolve("elsewhere"))).run("home").stdout());
    }

    @Test
    void itRunsThroughAChainOfLinks() throws Exception {
        var absolute = Files.createSymbolicLink(folder.resolve("absolute"), glia.home().resolve("bin/glia"));
        var relative = Files.createSymbolicLink(Files.createDirectories(folder.resolve("bin")).resolve("glia"), Path.of("../absolute"));
        assertEquals(glia.home().toRealPath() + "\n", glia.calledAs(absolute).run("home").stdout());
        assertEquals(glia.home().toRealPath() + "\n", glia.calledAs(relative).run("home").stdout());
    }

    @Test
    void itRunsFromAFolderWithAnOddName() throws Exception {
        var odd = Glia.probing(folder.resolve("my programs/glia 0.1 (new) + 100% #1 \u00e4"), user);
        assertEquals(new Outcome(0, odd.home().toRealPath() + "\n", ""), odd.run("home"));
    }

    @Test
    void anInstallationThatCannotBeWrittenIsNotWrittenTo() throws Exception {
        setWritable(false);
        try {
            var before = contents();
            assertEquals(new Outcome(0, "result\n", "noise on System.out\nwords on System.err\n"), glia.run("noise"));
            assertEquals(before, contents());
        } finally {
            setWritable(true);
        }
    }

    /// Root may write all the same, so that nothing changed is looked at as well.
    private void setWritable(boolean writable) throws IOException {
        try (var files = Files.walk(glia.home())) {
            files.forEach(f -> assertTrue(f.toFile().setWritable(writable)));
        }
    }

    private TreeMap<Path, Object> contents() throws IOException {
        var contents = new TreeMap<Path, Object>();
        try (var files = Files.walk(glia.home())) {
            for (var file : files.toList()) {
                contents.put(file, Files.getLastModifiedTime(file));
            }
        }
        return contents;
    }

    @Test
    void aUserWithoutAWritableHomeCanRunIt() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        assertEquals(new Outcome(0, "result\n", "noise on System.out\nwords on System.err\n"), glia.with("HOME", file.toString()).run("noise"));
    }

    @Test
    void theCacheIsWhereItWasAskedFor() throws Exception {
        var elsewhere = folder.resolve("cache elsewhere");
        glia.with("GLIA_CACHE", elsewhere.toString()).run("exit", "0");
        assertTrue(Files.isDirectory(elsewhere.resolve("run")));
        assertFalse(Files.exists(glia.cache()));
    }

    @Test
    void theFirstRunLeavesClassDataForTheNext() throws Exception {
        glia.run("exit", "0");
        try (var archives = Files.list(glia.cache().resolve("classes"))) {
            assertEquals(1, archives.filter(f -> f.toString().endsWith(".jsa")).count());
        }
        assertEquals(new Outcome(0, "result\n", "noise on System.out\nwords on System.err\n"), glia.run("noise"));
    }

    @Test
    void classDataThatIsDamagedDoesNoHarm() throws Exception {
        glia.run("exit", "0");
        try (var archives = Files.list(glia.cache().resolve("classes"))) {
            for (var archive : archives.toList()) {
                Files.writeString(archive, "no class data");
            }
        }
        assertEquals(new Outcome(0, "result\n", "noise on System.out\nwords on System.err\n"), glia.run("noise"));
    }

    @Test
    void twoAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        var first = glia.start("wait");
        assertEquals("ready", first.inputReader().readLine());
        var second = glia.start("wait");
        assertEquals("ready", second.inputReader().readLine());
        assertEquals(4, running().size(), "a folder and a lock for each");

        first.getOutputStream().close();
        assertEquals("done", first.inputReader().readLine());
        assertEquals(0, first.waitFor());
        assertEquals(2, running().size());
        second.getOutputStream().close();
        assertEquals("done", second.inputReader().readLine());
        assertEquals(0, second.waitFor());
        assertEquals(List.of(), running());
    }

    @Test
    void whatAKilledProcessLeftIsSweptByTheNext() throws Exception {
        var killed = glia.start("wait");
        assertEquals("ready", killed.inputReader().readLine());
        killed.destroyForcibly().waitFor();
        assertEquals(2, running().size());

        glia.run("exit", "0");
        assertEquals(List.of(), running());
    }

    @Test
    void aProcessThatIsAskedToEndCleansUp() throws Exception {
        var ended = glia.start("wait");
        assertEquals("ready", ended.inputReader().readLine());
        ended.toHandle().destroy(); // the signal alone: Process.destroy closes standard input as well, which ends it too
        assertEquals(128 + 15, ended.waitFor());
        assertEquals(List.of(), running());
    }

    @Test
    void aBrokenBundleCostsASentence() throws Exception {
        Files.writeString(glia.home().resolve("bundles/broken.jar"), "no zip");
        var outcome = glia.run("noise");
        assertEquals(0, outcome.code());
        assertEquals("result\n", outcome.stdout());
        assertTrue(outcome.stderr().startsWith("glia: `broken.jar` is left out, for it cannot be read as a bundle: "), outcome.stderr());
        assertEquals(3, outcome.stderr().lines().count(), outcome.stderr());
    }

    @Test
    void anInstallationWithoutItsLauncherSaysSo() throws Exception {
        var launcher = glia.home().resolve("lib/org.glia.launcher.jar");
        Files.delete(launcher);
        assertEquals(new Outcome(70, "", "Glia's installation at " + glia.home().toRealPath() + " is not complete: "
                + glia.home().toRealPath().resolve("lib/org.glia.launcher.jar") + " is missing; reinstall it.\n"), glia.run());
    }

    @Test
    void optionsForTheJvmComeFromTheFileAndFromTheEnvironment() throws Exception {
        Files.writeString(glia.home().resolve("etc/jvm.options"), "# a comment\n-Xmx96m\n-XX:+UseParallelGC\n");
        var fromFile = glia.run("memory");
        assertEquals("", fromFile.stderr());
        assertTrue(Integer.parseInt(fromFile.stdout().strip()) <= 96, fromFile.stdout());

        var fromEnvironment = glia.with("GLIA_JAVA_OPTS", "-Xmx512m -Dother=1").run("memory");
        assertTrue(Integer.parseInt(fromEnvironment.stdout().strip()) > 256, "what is said for one run comes last: " + fromEnvironment.stdout());
    }

    @Test
    void optionsThatTheJvmDoesNotTakeAreNamed() throws Exception {
        var outcome = glia.with("GLIA_JAVA_OPTS", "-XX:+NoSuchOption").run("noise");
        assertEquals(70, outcome.code());
        assertEquals("", outcome.stdout());
        assertTrue(outcome.stderr().startsWith("Java does not take the options in "), outcome.stderr());
        assertTrue(outcome.stderr().contains("NoSuchOption"), outcome.stderr());
    }

    @Test
    void withoutJava25ASentenceSaysWhatWasFoundAndWhatToDo() throws Exception {
        var old = javaHome("old", "17.0.9");
        assertEquals(new Outcome(70, "", "Glia needs Java 25 or newer; found 17 at " + old + "; install one or set JAVA_HOME.\n"),
                withoutJava().with("JAVA_HOME", old.toString()).run());
        assertEquals(new Outcome(70, "", "Glia needs Java 25 or newer; found none; install one or set JAVA_HOME.\n"),
                withoutJava().without("JAVA_HOME").run());
    }

    @Test
    void java8CountsAsOld() throws Exception {
        var old = javaHome("old", "1.8.0_402");
        assertEquals("Glia needs Java 25 or newer; found 8 at " + old + "; install one or set JAVA_HOME.\n",
                withoutJava().with("JAVA_HOME", old.toString()).run().stderr());
    }

    @Test
    void anOldJavaInFrontIsPassedOver() throws Exception {
        var old = javaHome("old", "17.0.9");
        assertEquals(0, withoutJava().with("GLIA_JAVA", old.toString()).with("JAVA_HOME", System.getProperty("java.home")).run("exit", "0").code());
    }

    @Test
    void gliaJavaMayBeTheProgramItself() throws Exception {
        assertEquals(0, withoutJava().with("GLIA_JAVA", System.getProperty("java.home") + "/bin/java").run("exit", "0").code());
    }

    @Test
    void javaIsFoundOnThePathThroughLinks() throws Exception {
        var path = folder.resolve("path");
        Files.createSymbolicLink(Files.createDirectories(path).resolve("java"), Path.of(System.getProperty("java.home"), "bin/java"));
        withoutJava();
        assertEquals(0, glia.with("PATH", path + ":" + toolsOnly()).run("exit", "0").code());
    }

    @Test
    void javaIsFoundInFoldersOfJavas() throws Exception {
        var javas = Files.createDirectories(folder.resolve("java s"));
        javaHome("java s/a", "17.0.9");
        Files.createSymbolicLink(javas.resolve("b"), Path.of(System.getProperty("java.home")));
        assertEquals(0, withoutJava().with("GLIA_JAVA_FOLDERS", "/nowhere:" + javas).run("exit", "0").code());
    }

    private Glia withoutJava() throws IOException {
        return glia.without("GLIA_JAVA").with("GLIA_JAVA_FOLDERS", "/nowhere").with("PATH", toolsOnly().toString());
    }

    /// A PATH with what the script calls, and no Java.
    private Path toolsOnly() throws IOException {
        var tools = folder.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectories(tools);
            for (var tool : List.of("sh", "dirname", "readlink", "mkdir", "ls", "cksum", "find", "rm", "mv")) {
                var real = List.of("/bin", "/usr/bin").stream().map(f -> Path.of(f, tool)).filter(Files::exists).findFirst().orElseThrow();
                Files.createSymbolicLink(tools.resolve(tool), real);
            }
        }
        return tools;
    }

    /// A Java home that says which version it is, and cannot run.
    private Path javaHome(String name, String version) throws IOException {
        var home = Files.createDirectories(folder.resolve(name).resolve("bin")).getParent();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n", StandardCharsets.UTF_8);
        var java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\necho this Java must not be run >&2\nexit 1\n");
        assertTrue(java.toFile().setExecutable(true));
        return home;
    }
}
