package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a stranger has to do to have an algorithm in Glia: one class, one record, one jar in `plugins/`.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StrangerTest {

    @TempDir
    private Path folder;
    private Glia glia;

    @BeforeEach
    void anInstallationWithTheStrangersJar() throws Exception {
        var home = folder.resolve("glia");
        Glia.copy(Glia.ASSEMBLED, home);
        Coin.jar(home.resolve("plugins/coin.jar"), "2.5.0", Map.of());
        glia = new Glia(home, folder);
    }

    @Test
    void theAlgorithmIsListedDescribedValidatedAndCompared() throws Exception {
        var outcome = glia.runWithInput("""
                algorithms coin
                describe coin
                compare "coin bias=1" "majority" on wine
                fit coin on iris to coin.glia
                """);
        assertEquals(0, outcome.code(), outcome.stderr());
        assertTrue(outcome.stdout().contains("a biased coin"), outcome.stdout());
        assertTrue(outcome.stdout().contains("how much the first level is preferred"), outcome.stdout());
        assertTrue(outcome.stdout().lines().anyMatch(l -> l.contains("coin bias=1") && l.contains("0.33")), outcome.stdout());

        var refused = glia.run("-c", "fit coin bias=2 on iris");
        assertTrue(refused.code() != 0 && refused.stderr().contains("bias") && refused.stderr().contains("how much the first level"), refused.stderr());
    }

    @Test
    void withoutTheJarItsModelsSayWhatToInstall() throws Exception {
        assertEquals(0, glia.run("-c", "fit coin on iris to coin.glia").code());
        Files.delete(glia.home().resolve("plugins/coin.jar"));
        assertTrue(glia.run("-c", "fit coin on iris").stderr().contains("coin"));

        var outcome = glia.runWithInput("open coin.glia as coin\npredict coin on iris\n");
        assertTrue(outcome.code() != 0, outcome.stdout());
        assertTrue(outcome.stderr().contains("com.example.coin"), outcome.stderr());
    }

    @Test
    void aJarThatCannotRunCostsASentenceAndTheOlderOneIsUsed() throws Exception {
        Files.writeString(glia.home().resolve("plugins/broken.jar"), "no zip");
        Coin.jar(glia.home().resolve("plugins/coin-3.jar"), "3.0.0", Map.of("Import-Package", "org.absent,*"));
        var outcome = glia.run("-c", "algorithms coin");
        assertEquals(0, outcome.code(), outcome.stderr());
        assertTrue(outcome.stdout().contains("a biased coin"), outcome.stdout());
        assertEquals("glia: `broken.jar` is not a jar, or was copied only in part: fetch it again\n"
                + "glia: `com.example.coin` 3.0.0 cannot run: it needs the package org.absent; install the bundle that exports it, or let the plug-in bring "
                + "it along\n", outcome.stderr());
    }

    @Test
    void aJarThatComesWhileGliaRunsIsThereWithoutAnotherStart() throws Exception {
        var jar = glia.home().resolve("plugins/coin.jar");
        var aside = folder.resolve("coin.jar");
        Files.move(jar, aside);
        var process = glia.start();
        try (var commands = process.outputWriter(); var answers = process.inputReader()) {
            commands.write("echo ready\n");
            commands.flush();
            assertEquals("ready", answers.readLine());
            Files.move(aside, jar);
            // the folder is looked at once a second: until the algorithm is there, it is asked for again
            boolean there = false;
            while (!there) {
                commands.write("algorithms | grep biased\necho asked\n");
                commands.flush();
                for (var answer = answers.readLine(); !answer.equals("asked"); answer = answers.readLine()) {
                    there |= answer.contains("a biased coin");
                }
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
