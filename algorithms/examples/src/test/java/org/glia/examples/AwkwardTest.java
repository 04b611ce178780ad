package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glia.assembly.process.Glia;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A plug-in that misbehaves hurts its own runs only.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AwkwardTest {

    /// What it is asked which version runs, and the answer when that is the newer one.
    private static final String VERSION = "plugins org.example.awkward | grep \"version *1.1\"";
    private static final String NEWER = "version              1.1.0";

    private static Path jar;

    @TempDir
    private Path folder;
    private Glia glia;

    @BeforeAll
    static void aPluginThatMisbehaves() throws Exception {
        jar = Stranger.built("awkward");
    }

    @BeforeEach
    void anInstallationWithIt() throws Exception {
        glia = new Stranger(folder).gliaOfTheirOwn();
        Files.copy(jar, glia.home().resolve("plugins/awkward.jar"));
    }

    @Test
    void whateverItThrowsIsTheOutcomeOfItsOwnCells() throws Exception {
        var thrown = Map.of("awkward deed=fail", "Mishap: the author did not think of this (fit", "awkward deed=mute",
                "Mute, which fails when it is asked what it says (fit", "awkward deed=quit", "I do not feel like it (fit", "awkward deed=error",
                "AssertionError: this cannot be (fit", "awkward deed=linkage", "NoClassDefFoundError: org/example/awkward/Forgotten (fit",
                "awkward deed=recursion", "StackOverflowError (fit", "awkward deed=array", "OutOfMemoryError: ", "awkward deed=fail when=predict",
                "Mishap: the author did not think of this (predict", "awkward deed=recursion when=predict", "StackOverflowError (predict");
        var outcome = glia.run("-c", "compare %s, majority on iris folds=2 by accuracy; echo and so on"
                .formatted(String.join(", ", thrown.keySet())));
        assertEquals(0, outcome.code(), outcome.stderr());
        thrown.forEach((recipe, sentence) ->
                assertTrue(outcome.stdout().contains("`" + recipe + "` failed: " + sentence), recipe + " in\n" + outcome.stdout()));
        assertTrue(outcome.stdout().lines().anyMatch(line -> line.matches(" +1 +majority +0\\.3333.*")), outcome.stdout());
        assertTrue(outcome.stdout().endsWith("and so on\n"), outcome.stdout());
    }

    @Test
    void aStatementThatFailsIsASentenceAndTheSessionGoesOn() throws Exception {
        var script = Stream.of("fail", "quit", "error", "linkage", "recursion", "array")
                .map(deed -> "try { fit \"awkward deed=%s\" on iris } { echo %s went wrong }".formatted(deed, deed)).collect(Collectors.joining("\n"));
        var outcome = glia.runWithInput(script + "\necho and so on\nfit awkward deed=mute on iris\n");
        assertEquals("fail went wrong\nquit went wrong\nerror went wrong\nlinkage went wrong\nrecursion went wrong\narray went wrong\nand so on\n",
                outcome.stdout());
        assertEquals("error: standard input, line 8: something went wrong inside `fit`: no comment; run glia with --trace to see more\n", outcome.stderr());
        assertEquals(1, outcome.code());
    }

    @Test
    void whatItPrintsIsNoResult() throws Exception {
        var inside = glia.run("-c", "fit awkward deed=noise on iris; crossval awkward deed=noise on iris folds=2");
        assertEquals(0, inside.code(), inside.stderr());
        assertFalse(inside.stdout().contains("noise of System.out"), inside.stdout());
        assertTrue(inside.stderr().contains("noise of System.out"), inside.stderr());

        var line = "experiment run awkward deed=%s on iris split='holdout test=0.3' timeout=1m";
        var noisy = glia.run("-c", line.formatted("noise"));
        var quiet = glia.run("-c", line.formatted("none"));
        assertEquals(0, noisy.code(), noisy.stderr());
        assertEquals(rank(quiet), rank(noisy));
        assertFalse(noisy.stdout().contains("noise of") || noisy.stdout().contains("noise past"), noisy.stdout());
    }

    /// The line of a leaderboard.
    private static String rank(Glia.Outcome outcome) {
        return outcome.stdout().lines().filter(line -> line.matches(" +1 +awkward .*")).findFirst().orElseThrow()
                .replaceAll(" deed=\\w+", "").replaceAll(" +", " ");
    }

    @Test
    void whatItLeavesBehindKeepsNobodyFromUpdatingOrLeaving() throws Exception {
        var newer = Altered.version(jar, "1.1.0", folder.resolve("newer.jar"));
        try (var session = new Session(glia)) {
            session.say("fit awkward deed=leak on iris");
            session.say("install " + newer);
            assertEquals(List.of(NEWER), session.say(VERSION));
            assertTrue(session.say("crossval awkward on iris folds=2").size() > 3);
            assertEquals(0, session.end());
        }
    }

    /// Somebody whom a fit tells that it has begun, and who says when it may go on.
    private static final class Gate implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

        Gate() throws IOException {
        }

        int port() {
            return server.getLocalPort();
        }

        Socket awaitBeginning() throws IOException {
            var fit = server.accept();
            assertEquals(1, fit.getInputStream().read());
            return fit;
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void aFitGoesOnWithThePluginItBeganWithWhileAnotherProcessReplacesIt() throws Exception {
        var newer = Altered.version(jar, "1.1.0", folder.resolve("newer.jar"));
        try (var gate = new Gate(); var session = new Session(glia)) {
            session.begin("fit awkward port=%d on iris as old".formatted(gate.port()));
            try (var fit = gate.awaitBeginning()) {
                var other = glia.run("-c", "install " + newer);
                assertEquals(0, other.code(), other.stderr());
                fit.getOutputStream().write(1);
            }
            assertTrue(session.answer().stream().anyMatch(line -> line.contains("awkward")));
            // the folder is looked at once a second
            session.sayUntil(NEWER, VERSION);
            session.say("fit awkward on iris as new");
            assertTrue(glia.run("-c", "uninstall awkward").stdout().contains("`org.example.awkward` 1.1.0 is gone"));
            assertEquals(0, session.end());
        }
    }

    @Test
    void jarsThatCannotRunCostASentenceEachAndNothingElse() throws Exception {
        var plugins = glia.home().resolve("plugins");
        var imports = Altered.header(jar, "Import-Package");
        Files.writeString(plugins.resolve("text.jar"), "no zip");
        Altered.headers(jar, Map.of("Bundle-SymbolicName", ""), plugins.resolve("plain.jar"));
        Altered.headers(jar, Map.of("Bundle-SymbolicName", "org.example.future", "Import-Package", imports.replace("org.glia.api;version=\"[1.0,2)\"",
                "org.glia.api;version=\"[2.0,3)\"")), plugins.resolve("future.jar"));
        Altered.headers(jar, Map.of("Bundle-SymbolicName", "org.example.lonely", "Import-Package", imports + ",org.absent;version=\"[1,2)\""),
                plugins.resolve("lonely.jar"));
        Altered.classes(jar, Runtime.version().feature() + 1, plugins.resolve("newer.jar"));
        Altered.headers(jar, Map.of("Bundle-SymbolicName", "org.example.twin"), plugins.resolve("twin.jar"));
        var outcome = glia.run("-c", "algorithms awkward; crossval awkward@org.example.twin on iris folds=2; fit awkward on iris");
        assertEquals(2, outcome.stdout().lines().filter(line -> line.contains("what algorithms should not do")).count(), outcome.toString());
        assertTrue(outcome.stdout().lines().anyMatch(line -> line.startsWith("accuracy ")), outcome.toString());
        for (var sentence : Stream.of("`text.jar` is not a jar", "`plain.jar` is a jar, but not an OSGi bundle", "needs org.glia.api [2.0.0,3.0.0), this is 1.",
                "it needs the package org.absent [1.0.0,2.0.0); install the bundle that exports it", "needs Java " + (Runtime.version().feature() + 1),
                "awkward@org.example.twin").toList()) {
            assertTrue(outcome.stderr().contains(sentence), sentence + " in\n" + outcome.stderr());
        }
        assertEquals(1, outcome.code());
    }
}
