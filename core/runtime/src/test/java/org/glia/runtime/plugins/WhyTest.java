package org.glia.runtime.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/// What is said of plug-ins that cannot run, and that nothing is left of those that went.
class WhyTest {

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

    private String refusal(Map<String, String> headers) throws Exception {
        var jar = jars.toy("1.0.0", headers);
        return assertThrows(GliaException.class, () -> plugins.install(jar, Terms.careful())).getMessage();
    }

    private Path library(String name, String version, Map<String, String> more) throws Exception {
        var headers = new java.util.HashMap<>(Map.of("Bundle-SymbolicName", name, "Bundle-Version", version, "-resourceonly", "true",
                "-includeresource", "x.txt;literal=x", "-exportcontents", "!*"));
        headers.putAll(more);
        return jars.write(name + "-" + version + ".jar", Jars.TOY, headers);
    }

    @Test
    void whatIsMissingIsNamedWithWhatIsThereInstead() throws Exception {
        assertEquals("`org.example.toy` 1.0.0 cannot run: it needs the package org.absent [1.0.0,2.0.0); install the bundle that exports it, or let the "
                + "plug-in bring it along; it needs the package org.other; install the bundle that exports it, or let the plug-in bring it along",
                refusal(Map.of("Import-Package", "org.absent;version=\"[1,2)\",org.other,*")));
        assertEquals("`org.example.toy` 1.0.0 cannot run: it needs the package org.osgi.framework [7.0.0,8.0.0), this is 1.10.0: install it in a version that "
                + "is in that range", refusal(Map.of("Import-Package", "org.osgi.framework;version=\"[7,8)\",*")));
        assertEquals("`org.example.toy` 1.0.0 cannot run: it needs the bundle org.absent 2.0.0 or newer: install it",
                refusal(Map.of("Require-Bundle", "org.absent;bundle-version=2")));
        assertEquals("`org.example.toy` 1.0.0 cannot run: it needs Java 27, and this is Java %d: start Glia with a Java that is one, or ask for a build for "
                .formatted(Runtime.version().feature()) + "this one", refusal(Map.of("-noee", "true", "Require-Capability",
                "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=27))\"")));
        assertEquals("`org.example.toy` 1.0.0 cannot run: it needs org.example.magic wand, which nothing here offers: install the bundle that does",
                refusal(Map.of("Require-Capability", "org.example.magic;filter:=\"(org.example.magic=wand)\"")));
        assertEquals(0, house.bundles("org.example.toy").length);
    }

    @Test
    void versionsThatDoNotGoTogetherAreNamed() throws Exception {
        plugins.install(library("org.example.base", "1.0.0", Map.of("Export-Package", "org.example.base;version=1.0.0", "-includeresource",
                "org/example/base/x.txt;literal=x", "-exportcontents", "org.example.base;version=1.0.0")), Terms.careful());
        plugins.install(library("org.example.base", "2.0.0", Map.of("Export-Package", "org.example.base;version=2.0.0", "-includeresource",
                "org/example/base/x.txt;literal=xx", "-exportcontents", "org.example.base;version=2.0.0")), Terms.careful());
        plugins.install(library("org.example.upon", "1.0.0", Map.of("Import-Package", "org.example.base;version=\"[1,2)\"", "-includeresource",
                "org/example/upon/x.txt;literal=x", "-exportcontents", "org.example.upon;version=1.0.0;uses:=\"org.example.base\"")), Terms.careful());
        assertEquals("`org.example.toy` 1.0.0 cannot run: it needs org.example.upon of `org.example.upon` 1.0.0, which works with org.example.base 1.0.0, and "
                + "wants org.example.base in another version (2.0.0) itself: ask for a build of it that goes with `org.example.upon`",
                refusal(Map.of("Import-Package", "org.example.upon,org.example.base;version=\"[2,3)\",*")));
    }

    @Test
    void componentsThatWaitAreNamed() throws Exception {
        var waiting = jars.write("waiting.jar", Jars.TOY.replace("Toy", "Waiting").replace("public record Settings", """
                @org.osgi.service.component.annotations.Reference
                    java.util.concurrent.Callable<String> absent;

                    public record Settings"""), Map.of("Bundle-SymbolicName", "org.example.toy", "Bundle-Version", "1.0.0", "Private-Package", "org.example.toy"));
        assertEquals("`org.example.toy` 1.0.0 does not work: its part Waiting waits for a service java.util.concurrent.Callable, which nothing here offers: "
                + "install the plug-in that does", assertThrows(GliaException.class, () -> plugins.install(waiting, Terms.careful())).getMessage());
    }

    @Test
    void aPluginThatLosesItsLibraryIsRefusedUntilItIsBack() throws Exception {
        var site = Files.createDirectories(house.home.resolve("plugins"));
        var library = library("org.example.base", "1.0.0", Map.of("-includeresource", "org/example/base/x.txt;literal=x", "-exportcontents",
                "org.example.base;version=1.0.0"));
        Files.copy(library, site.resolve("base.jar"));
        Files.copy(jars.toy("1.0.0", Map.of("Import-Package", "org.example.base,*")), site.resolve("toy.jar"));
        plugins.installed();
        assertEquals(1, house.catalog.algorithms().size());
        Files.delete(site.resolve("base.jar"));
        plugins.installed();
        assertEquals(0, house.catalog.algorithms().size());
        assertTrue(plugins.why("org.example.toy").sentences().getFirst().contains("needs the package org.example.base; install the bundle"));
        Files.copy(library, site.resolve("base.jar"));
        plugins.installed();
        assertEquals(1, house.catalog.algorithms().size());
    }

    @Test
    void nothingIsLeftOfThoseThatWent() throws Exception {
        var queue = new ReferenceQueue<ClassLoader>();
        var loaders = new ArrayList<WeakReference<ClassLoader>>();
        plugins.install(jars.toy("1.0.0"), Terms.careful());
        int threads = Thread.activeCount();
        for (int update = 1; update <= 50; update++) {
            plugins.install(jars.toy("1.0." + update), Terms.careful());
            try (var lease = house.catalog.lease("a fit")) {
                lease.open(lease.algorithm("toy"));
            }
            loaders.add(new WeakReference<>(loader(house.bundles("org.example.toy")), queue));
        }
        int gone = 0;
        for (int attempt = 0; attempt < 200 && gone < 49; attempt++) {
            System.gc();
            gone += queue.remove(50) == null ? 0 : 1;
        }
        assertEquals(1, loaders.stream().filter(one -> one.get() != null).count(), "live class loaders of 50");
        assertTrue(Thread.activeCount() <= threads + 1, "threads grew from %d to %d".formatted(threads, Thread.activeCount()));
        assertEquals(List.of("toy 1.0.50"), house.catalog.algorithms().stream().map(one -> one.name() + " " + one.plugin().version()).toList());
    }

    private static ClassLoader loader(Bundle[] bundles) {
        assertEquals(1, bundles.length);
        return bundles[0].adapt(BundleWiring.class).getClassLoader();
    }
}
