package org.glia.assembly.arrows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/// The rules, on the modules of this build.
class HouseTest {

    private final House house = new House(Path.of(System.getProperty("glia.repository")).normalize(), System.getProperty("glia.version"));

    @Test
    void theArrowsPointDownThePlan() throws IOException {
        assertEquals(List.of(), Arrows.violations(house.rooms()));
    }

    @Test
    void bundlesShowWhatTheirSourcesSayTheyShow() throws IOException {
        var found = new ArrayList<String>();
        for (var room : house.rooms()) {
            Face.violations(house.jar(room.path())).forEach(v -> found.add(room.path() + ": " + v));
        }
        assertEquals(List.of(), found);
    }

    @Test
    void whatIsExportedIsHeldAgainstTheLastRelease() throws IOException {
        for (var room : house.rooms()) {
            var pom = Files.readString(house.root().resolve(room.path()).resolve("pom.xml"));
            assertEquals(!room.exports().isEmpty(), pom.contains("<artifactId>bnd-baseline-maven-plugin</artifactId>"), room.path());
        }
    }

    @Test
    void theWholeHouseIsLookedAt() throws IOException {
        var paths = house.rooms().stream().map(Room::path).toList();
        assertTrue(paths.containsAll(List.of("core/api", "core/runtime", "core/tck", "algorithms/clustering", "datasets", "shell/commands")), paths.toString());
        var api = house.rooms().stream().filter(r -> r.path().equals("core/api")).findFirst().orElseThrow();
        assertTrue(api.exports().contains("org.glia.api"), api.toString());
    }

    @Test
    void everyFolderWithAPomIsAModule() throws IOException {
        var found = new TreeSet<String>();
        for (var parent : List.of("core", "algorithms", "metrics", "shell", "distribution")) {
            try (var folders = Files.list(house.root().resolve(parent))) {
                folders.filter(f -> Files.exists(f.resolve("pom.xml"))).forEach(f -> found.add(parent + "/" + f.getFileName()));
            }
        }
        found.add("datasets");
        assertEquals(found, new TreeSet<>(house.modules()));
    }

    @Test
    void everyJarThatShipsIsOursOrHasItsLicenceInTheNotice() throws IOException {
        var glia = house.root().resolve("distribution/assembly/target/glia");
        var notice = Files.readString(glia.resolve("NOTICE"));
        var missing = new ArrayList<String>();
        for (var folder : List.of("lib", "bundles")) {
            try (var jars = Files.list(glia.resolve(folder))) {
                jars.map(j -> j.getFileName().toString().replaceFirst("(-[0-9].*)?\\.jar$", ""))
                        .filter(n -> !n.startsWith("org.glia.") && !notice.contains("\n    " + n + " ")).forEach(missing::add);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void jarsHoldNothingThatDiffersFromBuildToBuild() throws IOException {
        var found = new ArrayList<String>();
        for (var room : house.rooms()) {
            try (var jar = new JarFile(house.jar(room.path()).toFile())) {
                var times = jar.stream().map(e -> e.getLastModifiedTime().toMillis()).distinct().toList();
                if (times.size() != 1) {
                    found.add(room.path() + " has entries of " + times.size() + " times.");
                }
                if (jar.getEntry("META-INF/jpms.args") != null) {
                    found.add(room.path() + " holds META-INF/jpms.args.");
                }
                for (var header : List.of("Bnd-LastModified", "Built-By")) {
                    if (jar.getManifest().getMainAttributes().getValue(header) != null) {
                        found.add(room.path() + " has the header " + header + ".");
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }
}
