package org.glia.runtime.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;

import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a real framework with declarative services, and jars made by javac and bnd.
class PluginsTest {

    @TempDir
    private Path folder;
    private Jars jars;
    private House house;
    private Plugins plugins;

    @BeforeEach
    void start() throws Exception {
        jars = new Jars(folder);
        house = new House(folder);
        plugins = house.plugins();
    }

    @AfterEach
    void stop() throws Exception {
        house.close();
    }

    private List<String> algorithms() {
        return house.catalog.algorithms().stream().map(offer -> offer.name() + " " + offer.plugin().version()).toList();
    }

    private Set<String> files() throws Exception {
        var found = new TreeSet<String>();
        for (var place : List.of(house.data.resolve("plugins"), house.data.resolve("plugins/.previous"), house.data.resolve("plugins/.staged"))) {
            if (Files.exists(place)) {
                try (var files = Files.list(place)) {
                    files.filter(Files::isRegularFile).map(file -> house.data.resolve("plugins").relativize(file).toString())
                            .filter(name -> name.endsWith(".jar") || name.endsWith(".journal")).forEach(found::add);
                }
            }
        }
        return found;
    }

    @Test
    void aJarIsInstalledAndThereAfterTheNextStart() throws Exception {
        var toy = jars.toy("1.0.0");
        assertEquals(List.of(new Change("org.example.toy", "", "1.0.0", toy.toString(), "")), plugins.install(toy, Terms.careful()));
        assertEquals(List.of("toy 1.0.0"), algorithms());
        assertEquals(Set.of("org.example.toy-1.0.0.jar"), files());
        var installed = plugins.installed().getFirst();
        assertEquals(new InstalledPlugin("org.example.toy", "1.0.0", "Toys", List.of("toy"), "Nobody", "MIT", InstalledPlugin.State.RUNS, List.of(),
                toy.toString(), false, Optional.of(house.data.resolve("plugins/org.example.toy-1.0.0.jar")), Hash.of(toy)), installed);
        assertEquals(Hash.of(toy), house.catalog.algorithms().getFirst().plugin().hash());
        assertEquals("`org.example.toy` 1.0.0 is installed already, the very same jar",
                assertThrows(GliaException.class, () -> plugins.install(toy, Terms.careful())).getMessage());

        house.close();
        house = new House(folder);
        assertEquals(List.of("toy 1.0.0"), house.plugins().installed().stream().map(one -> one.offers().getFirst() + " " + one.version()).toList());
        assertEquals(List.of("toy 1.0.0"), algorithms());
    }

    @Test
    void simulatingChangesNothing() throws Exception {
        var toy = jars.toy("1.0.0");
        assertEquals(1, plugins.install(toy, Terms.simulated()).size());
        assertEquals(List.of(), algorithms());
        assertEquals(Set.of(), files());
        assertEquals(0, house.bundles("org.example.toy").length);
        plugins.install(toy, Terms.careful());
        assertEquals(1, plugins.uninstall("org.example.toy", Terms.simulated()).size());
        assertEquals(List.of("toy 1.0.0"), algorithms());
        assertEquals(Set.of("org.example.toy-1.0.0.jar"), files());
    }

    @Test
    void anUpdateTakesThePlaceAndCanBeRolledBack() throws Exception {
        plugins.install(jars.toy("1.0.0"), Terms.careful());
        var change = plugins.install(jars.toy("1.1.0"), Terms.careful()).getFirst();
        assertEquals("1.0.0 1.1.0", change.before() + " " + change.after());
        assertEquals(List.of("toy 1.1.0"), algorithms());
        assertEquals(Set.of("org.example.toy-1.1.0.jar", ".previous/org.example.toy.jar"), files());
        assertEquals(1, house.bundles("org.example.toy").length);

        plugins.rollback("org.example.toy", Terms.careful());
        assertEquals(List.of("toy 1.0.0"), algorithms());
        assertEquals(Set.of("org.example.toy-1.0.0.jar", ".previous/org.example.toy.jar"), files());
        plugins.rollback("org.example.toy", Terms.careful());
        assertEquals(List.of("toy 1.1.0"), algorithms());
    }

    @Test
    void aBrokenUpdateLeavesTheOldOneRunning() throws Exception {
        plugins.install(jars.toy("1.0.0"), Terms.careful());
        var missing = jars.toy("1.1.0", Map.of("Import-Package", "org.absent,*"));
        assertEquals("`org.example.toy` 1.1.0 cannot run: it needs the package org.absent; install the bundle that exports it, or let the plug-in bring it along",
                assertThrows(GliaException.class, () -> plugins.install(missing, Terms.careful())).getMessage());
        var failing = jars.toy("1.2.0", Map.of("Bundle-Activator", "org.example.toy.Absent", "-fixupmessages",
                "Bundle-Activator not found;is:=ignore"));
        assertTrue(assertThrows(GliaException.class, () -> plugins.install(failing, Terms.careful())).getMessage()
                .startsWith("`org.example.toy` 1.2.0 failed to start: "));
        var silent = jars.toy("1.3.0", Map.of("-dsannotations", "!*"));
        assertEquals("`org.example.toy` 1.3.0 does not work: it says that it has toy, and offers nothing; tell its author",
                assertThrows(GliaException.class, () -> plugins.install(silent, Terms.careful())).getMessage());
        var nameless = jars.write("nameless.jar", Jars.TOY.replaceFirst("\n@Algorithm.*", "").replace("Toy", "Nameless"),
                Map.of("Bundle-SymbolicName", "org.example.toy", "Bundle-Version", "1.4.0", "Private-Package", "org.example.toy"));
        assertTrue(assertThrows(GliaException.class, () -> plugins.install(nameless, Terms.careful())).getMessage().contains("@Algorithm"));
        assertEquals(List.of("toy 1.0.0"), algorithms());
        assertEquals(Set.of("org.example.toy-1.0.0.jar"), files());
        assertEquals(1, house.bundles("org.example.toy").length);
    }

    @Test
    void whatIsInUseGoesOnlyAsItWasAsked() throws Exception {
        plugins.install(jars.toy("1.0.0"), Terms.careful());
        var lease = house.catalog.lease("`toy` on line");
        lease.open(lease.algorithm("toy"));
        var update = jars.toy("1.1.0");
        assertEquals("`org.example.toy` 1.0.0 is in use for `toy` on line: wait until that has ended (busy=wait), or have it cancelled (busy=cancel)",
                assertThrows(GliaException.class, () -> plugins.install(update, Terms.careful())).getMessage());
        assertThrows(GliaException.class, () -> plugins.uninstall("org.example.toy", Terms.careful()));
        assertThrows(GliaException.class, () -> plugins.install(update, new Terms(WhileInUse.WAIT, false, () -> true)));
        assertEquals(List.of("toy 1.0.0"), algorithms());
        assertEquals(List.of("`org.example.toy` 1.0.0 runs and offers toy", "it is in use for `toy` on line"), plugins.why("org.example.toy").sentences());

        try (var threads = Executors.newSingleThreadExecutor()) {
            var seen = new java.util.concurrent.CompletableFuture<String>();
            var done = threads.submit(() -> plugins.install(update, new Terms(WhileInUse.CANCEL, false, () -> {
                seen.complete(algorithms() + " for others, " + lease.algorithms().getFirst().plugin().version() + " for who uses it, revoked "
                        + lease.isRevoked());
                return false;
            })));
            assertEquals("[toy 1.1.0] for others, 1.0.0 for who uses it, revoked true", seen.get());
            lease.close();
            done.get();
        }
        assertEquals(List.of("toy 1.1.0"), algorithms());
        assertEquals(1, house.bundles("org.example.toy").length);
    }

    @Test
    void anUninstalledPluginIsGone() throws Exception {
        plugins.install(jars.toy("1.0.0"), Terms.careful());
        plugins.install(jars.toy("1.1.0"), Terms.careful());
        assertEquals("there is no plug-in `org.example.tov`; did you mean `org.example.toy`?",
                assertThrows(GliaException.class, () -> plugins.uninstall("org.example.tov", Terms.careful())).getMessage());
        assertEquals(List.of(new Change("org.example.toy", "1.1.0", "", "", "")), plugins.uninstall("org.example.toy", Terms.careful()));
        assertEquals(List.of(), algorithms());
        assertEquals(Set.of(), files());
        assertEquals(List.of(), plugins.installed());
    }

    @Test
    void jarsThatComeAndGoAreFollowed() throws Exception {
        var site = Files.createDirectories(house.home.resolve("plugins"));
        var bytes = Files.readAllBytes(jars.toy("1.0.0"));
        var dropped = site.resolve("mine.jar");
        Files.write(dropped, Arrays.copyOf(bytes, bytes.length / 2));
        plugins.look();
        assertEquals(List.of(), algorithms());
        Files.write(dropped, bytes);
        plugins.look();
        assertEquals(List.of(), algorithms(), "it may be growing still");
        plugins.look();
        assertEquals(List.of("toy 1.0.0"), algorithms());

        Files.copy(jars.toy("1.1.0"), site.resolve("newer.jar"));
        plugins.look();
        plugins.look();
        assertEquals(List.of("toy 1.1.0"), algorithms());
        assertEquals("[RUNS newer.jar, ASIDE mine.jar]", plugins.installed().stream().map(one -> one.state() + " " + one.file().orElseThrow().getFileName())
                .sorted(java.util.Comparator.reverseOrder()).toList().toString());

        var lease = house.catalog.lease("a fit");
        lease.open(lease.algorithm("toy"));
        Files.delete(site.resolve("newer.jar"));
        plugins.look();
        plugins.look();
        assertEquals(List.of("toy 1.0.0"), algorithms());
        assertEquals(2, house.bundles("org.example.toy").length, "one for the fit");
        lease.close();
        plugins.look();
        assertEquals(1, house.bundles("org.example.toy").length);

        Files.delete(dropped);
        plugins.look();
        plugins.look();
        assertEquals(List.of(), algorithms());
        assertEquals(0, house.bundles("org.example.toy").length);
    }

    @Test
    void aBrokenJarInAFolderCostsASentenceAndLeavesThePlaceToTheNext() throws Exception {
        var site = Files.createDirectories(house.home.resolve("plugins"));
        Files.writeString(site.resolve("broken.jar"), "no zip");
        Files.copy(jars.toy("1.0.0"), site.resolve("old.jar"));
        Files.copy(jars.toy("1.1.0", Map.of("Import-Package", "org.absent,*")), site.resolve("new.jar"));
        plugins.look();
        plugins.look();
        assertEquals(List.of("toy 1.0.0"), algorithms());
        assertEquals(List.of("`broken.jar` is not a jar, or was copied only in part: fetch it again"), plugins.why("broken.jar").sentences());
        assertEquals(Set.of("`org.example.toy` 1.0.0 runs and offers toy", "`org.example.toy` 1.1.0 cannot run: it needs the package org.absent; install "
                + "the bundle that exports it, or let the plug-in bring it along"), Set.copyOf(plugins.why("org.example.toy").sentences()));
        assertTrue(plugins.why("org.example.toy").wiring().contains("org.glia.api [1.0.0,2.0.0) from `org.apache.felix.framework` 7.0.5"),
                plugins.why("org.example.toy").wiring().toString());
    }

    @Test
    void theUsersJarComesBeforeTheInstallationsAndItsRemovalBringsThatBack() throws Exception {
        var site = Files.createDirectories(house.home.resolve("plugins"));
        Files.copy(jars.toy("2.0.0"), site.resolve("toy.jar"));
        plugins.look();
        plugins.look();
        plugins.install(jars.toy("1.0.0"), Terms.careful());
        assertEquals(List.of("toy 1.0.0"), algorithms());
        Files.delete(house.data.resolve("plugins/org.example.toy-1.0.0.jar"));
        plugins.installed();
        assertEquals(List.of("toy 2.0.0"), algorithms());
    }

    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    /// What is found after a process died before its nth change of a file, for every n.
    private List<String> afterDeathAtEveryStep(Path update, ThrowingAct act) throws Exception {
        var seen = new java.util.ArrayList<String>();
        plugins.install(jars.toy("1.0.0"), Terms.careful());
        var next = jars.toy("3.0.0");
        for (int n = 1; ; n++) {
            house.close();
            var place = Files.createDirectories(folder.resolve("step " + n + "/data/plugins"));
            Files.copy(folder.resolve("data/plugins/org.example.toy-1.0.0.jar"), place.resolve("org.example.toy-1.0.0.jar"));
            house = new House(folder.resolve("step " + n));
            var steps = new java.util.concurrent.atomic.AtomicInteger();
            int last = n;
            var dying = house.plugins(() -> {
                if (steps.incrementAndGet() >= last) {
                    throw new Killed();
                }
            });
            boolean died = false;
            try {
                act.on(dying, update);
            } catch (Killed e) {
                died = true;
            }
            house.close();
            house = new House(folder.resolve("step " + n));
            plugins = house.plugins();
            var running = String.join(",", algorithms());
            plugins.installed();
            assertEquals(running, String.join(",", algorithms()));
            assertEquals(0, files().stream().filter(file -> file.endsWith(".journal")).count());
            // and the next change finds nothing in its way
            plugins.install(next, Terms.careful());
            assertEquals(List.of("toy 3.0.0"), algorithms());
            assertTrue(files().stream().noneMatch(file -> file.startsWith(".staged")), files().toString());
            seen.add(running);
            if (!died) {
                return seen;
            }
        }
    }

    @FunctionalInterface
    private interface ThrowingAct {
        void on(Plugins plugins, Path update) throws Exception;
    }

    @Test
    void deathBetweenAnyTwoStepsOfAnUpdateLeavesTheOldOrTheNewState() throws Exception {
        var seen = afterDeathAtEveryStep(jars.toy("1.1.0"), (dying, update) -> dying.install(update, Terms.careful()));
        assertEquals(Set.of("toy 1.0.0", "toy 1.1.0"), Set.copyOf(seen));
        assertEquals(seen.stream().sorted().toList(), seen, "once it is new it stays so");
        assertTrue(seen.size() > 8, seen.toString());
    }

    @Test
    void deathBetweenAnyTwoStepsOfAnUninstallLeavesTheOldOrTheNewState() throws Exception {
        var seen = afterDeathAtEveryStep(jars.toy("1.1.0"), (dying, update) -> dying.uninstall("org.example.toy", Terms.careful()));
        assertEquals(Set.of("toy 1.0.0", ""), Set.copyOf(seen));
        assertEquals(seen.stream().sorted(java.util.Comparator.reverseOrder()).toList(), seen);
    }
}
