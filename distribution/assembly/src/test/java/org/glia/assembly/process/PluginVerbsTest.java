package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.osgi.repository.XMLResourceGenerator;
import aQute.bnd.osgi.resource.ResourceBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.resource.Resource;

/// Plug-ins come, are replaced and go by what is said in the shell.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PluginVerbsTest {

    @TempDir
    private Path folder;
    private Glia glia;

    @BeforeEach
    void aUserWithoutPlugins() throws Exception {
        glia = Glia.assembled(folder).with("GLIA_DATA", folder.resolve("data").toString());
        Coin.jar(folder.resolve("coin-1.jar"), "1.0.0", Map.of());
    }

    private String answer(String... lines) throws Exception {
        var outcome = glia.runWithInput(String.join("\n", lines) + "\n");
        assertEquals("", outcome.stderr());
        assertEquals(0, outcome.code());
        return outcome.stdout();
    }

    /// What the last of several lines fails with.
    private String problemOf(String... lines) throws Exception {
        var outcome = glia.runWithInput(String.join("\n", lines) + "\n");
        assertTrue(outcome.code() != 0, outcome.stdout());
        return outcome.stderr().strip().replaceFirst("^error: standard input, line \\d+: ", "");
    }

    private String problem(String line) throws Exception {
        var outcome = glia.run("-c", line);
        assertTrue(outcome.code() != 0, outcome.stdout());
        assertEquals("", outcome.stdout());
        return outcome.stderr().strip().replaceFirst("^error: ", "");
    }

    @Test
    void aJarIsTriedInstalledReplacedBroughtBackAndTakenAway() throws Exception {
        Coin.jar(folder.resolve("coin-2.jar"), "2.0.0", Map.of());
        var text = answer("install coin-1.jar --simulate", "algorithms | grep com.example.coin", "install coin-1.jar", "compare coin, majority on wine",
                "fit coin on iris to coin.glia as old", "install coin-2.jar", "plugins coin", "rollback coin", "plugins com.example.coin | grep version",
                "uninstall coin --simulate", "uninstall coin");
        assertTrue(text.startsWith("`com.example.coin` 1.0.0 would be installed, from " + folder.resolve("coin-1.jar") + "\n"
                + "`com.example.coin` 1.0.0 is installed, from "), text);
        assertTrue(text.contains("it has  coin; `describe coin` tells more"), text);
        assertTrue(text.contains("`com.example.coin` 2.0.0 takes the place of 1.0.0, from " + folder.resolve("coin-2.jar")), text);
        assertTrue(text.contains("licence           MIT"), text);
        assertTrue(text.contains("`com.example.coin` 1.0.0 takes the place of 2.0.0, from " + folder.resolve("coin-1.jar")), text);
        assertTrue(text.endsWith("version           1.0.0\n`com.example.coin` 1.0.0 would go\n`com.example.coin` 1.0.0 is gone\n"), text);
        assertEquals("the model needs the algorithm `coin` of the plug-in com.example.coin 1.0.0, which is not installed; the model works again when it is",
                problemOf("open coin.glia as old", "predict old on iris"));
    }

    @Test
    void whatIsInstalledStaysForTheNextGliaAndItsWorkers() throws Exception {
        answer("install coin-1.jar");
        var text = answer("experiment run coin, majority on iris folds=2 timeout=5m");
        assertTrue(text.contains("coin"), text);
        assertTrue(text.contains("4 cells done") || text.contains("4 done"), text);
        answer("uninstall com.example.coin");
        assertFalse(answer("algorithms").contains("coin"));
    }

    @Test
    void aPluginIsFoundInARepositoryByTheNameOfItsAlgorithm() throws Exception {
        Coin.jar(folder.resolve("coin-2.jar"), "2.0.0", Map.of("Import-Package", "org.absent,*"));
        var resources = new ArrayList<Resource>();
        for (var jar : new String[] {"coin-1.jar", "coin-2.jar"}) {
            var builder = new ResourceBuilder();
            builder.addFile(folder.resolve(jar).toFile(), folder.resolve(jar).toUri());
            resources.add(builder.build());
        }
        new XMLResourceGenerator().resources(resources).save(folder.resolve("index.xml").toFile());
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/plugins.properties"), "repository.ours = " + folder.resolve("index.xml"));
        var text = answer("repositories", "why coin", "install coin", "why coin --wiring");
        assertTrue(text.contains("com.example.coin 1.0.0, com.example.coin 2.0.0"), text);
        assertTrue(text.contains("`com.example.coin` is not installed; the repository `ours` has it in version 2.0.0: it needs the package org.absent"), text);
        // what needs nothing that is absent is chosen
        assertTrue(text.contains("`com.example.coin` 1.0.0 is installed, from ours"), text);
        assertTrue(text.contains("`com.example.coin` 1.0.0 runs and offers coin"), text);
        assertTrue(text.contains("org.glia.api [1.0.0,2.0.0) from `org.glia.api`"), text);
    }

    @Test
    void refusalsAreOneSentenceWithTheCure() throws Exception {
        Files.writeString(folder.resolve("broken.jar"), "no zip");
        Coin.jar(folder.resolve("old.jar"), "3.0.0", Map.of("Import-Package", "org.glia.api;version=\"[7,8)\",*"));
        assertEquals("there is no file missing.jar", problem("install missing.jar"));
        assertEquals("`broken.jar` is not a jar, or was copied only in part: fetch it again", problem("install broken.jar"));
        assertTrue(problem("install old.jar").contains("needs org.glia.api [7.0.0,8.0.0), this is 1."), problem("install old.jar"));
        assertTrue(problem("install knn").startsWith("there is no repository to look for `knn` in: name a file, or add a line "), problem("install knn"));
        assertEquals("`org.glia.trees` comes with Glia itself, and stays", problem("uninstall cart"));
        assertTrue(problem("uninstall coin").contains("there is no plug-in `coin`"), problem("uninstall coin"));
        assertTrue(problem("install coin-1.jar busy=never").contains("`never` is none of refuse, wait, cancel"), problem("install coin-1.jar busy=never"));
        assertFalse(Files.exists(folder.resolve("data/plugins")) && Files.list(folder.resolve("data/plugins")).anyMatch(f -> f.toString().endsWith(".jar")));
    }
}
