package org.glia.runtime.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.resource.Resource;

import com.sun.net.httpserver.HttpServer;

import aQute.bnd.osgi.repository.XMLResourceGenerator;
import aQute.bnd.osgi.resource.ResourceBuilder;

/// Repositories whose index bnd has written.
class RepositoriesTest {

    private static final String LIBRARY = """
            package org.example.library;

            public class Library {
                public static double value() {
                    return 1;
                }
            }
            """;
    private static final String WITH_LIBRARY = Jars.TOY.replace("new ToyModel(0)", "new ToyModel(org.example.library.Library.value())")
            .replace("package org.example.toy;", "package org.example.toylib;");

    @TempDir
    private Path folder;
    private Jars jars;
    private House house;
    private Plugins plugins;
    private Path index;

    @BeforeEach
    void start() throws Exception {
        jars = new Jars(folder);
        house = new House(folder);
        index = Files.createDirectories(folder.resolve("my repository")).resolve("index.xml");
        Files.writeString(Files.createDirectories(house.home.resolve("etc")).resolve("plugins.properties"),
                "repository.ours = %s\n".formatted(index.toString().replace("\\", "/")));
        plugins = house.plugins();
    }

    @AfterEach
    void stop() throws Exception {
        house.close();
    }

    private Path library(String version) throws Exception {
        return jars.write("library-" + version + ".jar", LIBRARY, Map.of("Bundle-SymbolicName", "org.example.library", "Bundle-Version", version,
                "Export-Package", "org.example.library;version=" + version));
    }

    private Path user(String version, String range) throws Exception {
        jars.classes(LIBRARY);
        return jars.write("user-" + version + ".jar", WITH_LIBRARY, Map.of("Bundle-SymbolicName", "org.example.toylib", "Bundle-Version", version,
                "Private-Package", "org.example.toylib", "Import-Package", "org.example.library;version=\"" + range + "\",*"));
    }

    private void index(Path... bundles) throws Exception {
        var resources = new ArrayList<Resource>();
        for (var bundle : bundles) {
            var place = index.resolveSibling(bundle.getFileName());
            Files.copy(bundle, place, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            var builder = new ResourceBuilder();
            builder.addFile(place.toFile(), URI.create(bundle.getFileName().toString()));
            resources.add(builder.build());
        }
        new XMLResourceGenerator().name("ours").resources(resources).save(index.toFile());
    }

    private List<String> installed() {
        return plugins.installed().stream().map(one -> one.name() + " " + one.version() + (one.brought() ? " brought" : "") + " " + one.state()).toList();
    }

    @Test
    void aPluginBringsAlongWhatItNeedsAndTakesItAway() throws Exception {
        index(user("1.0.0", "[1,2)"), library("1.0.0"), library("1.1.0"), library("2.0.0"), jars.toy("1.0.0"));
        assertEquals(List.of("org.example.library 1.1.0", "org.example.library 1.0.0", "org.example.library 2.0.0", "org.example.toy 1.0.0",
                "org.example.toylib 1.0.0").stream().sorted().toList(), plugins.repositories().getFirst().bundles());
        assertEquals(List.of("`org.example.toylib` is not installed; the repository `ours` has it in version 1.0.0: install it"),
                plugins.why("org.example.toylib").sentences());
        var simulated = plugins.install("org.example.toylib", Terms.simulated());
        assertEquals(List.of(), installed());
        var changes = plugins.install("org.example.toylib", Terms.careful());
        assertEquals(simulated, changes);
        assertEquals(List.of("org.example.library 1.1.0 for org.example.toylib", "org.example.toylib 1.0.0 for "),
                changes.stream().map(one -> one.name() + " " + one.after() + " for " + one.because()).toList());
        assertEquals(List.of("org.example.library 1.1.0 brought RUNS", "org.example.toylib 1.0.0 RUNS"), installed());
        assertTrue(plugins.why("org.example.toylib").wiring().contains("the package org.example.library [1.0.0,2.0.0) from `org.example.library` 1.1.0"));
        assertEquals("`org.example.library` is needed by `org.example.toylib`; uninstall that first",
                assertThrows(GliaException.class, () -> plugins.uninstall("org.example.library", Terms.careful())).getMessage());
        assertEquals("`org.example.toylib` 1.0.0 is installed already",
                assertThrows(GliaException.class, () -> plugins.install("org.example.toylib", Terms.careful())).getMessage());

        assertEquals(2, plugins.uninstall("org.example.toylib", Terms.careful()).size());
        assertEquals(List.of(), installed());
    }

    @Test
    void whatIsInstalledIsPreferred() throws Exception {
        plugins.install(library("1.0.0"), Terms.careful());
        index(user("1.0.0", "[1,2)"), library("1.1.0"));
        plugins.install("org.example.toylib", Terms.careful());
        assertEquals(List.of("org.example.library 1.0.0 RUNS", "org.example.toylib 1.0.0 RUNS"), installed());
        plugins.uninstall("org.example.toylib", Terms.careful());
        assertEquals(List.of("org.example.library 1.0.0 RUNS"), installed(), "it did not come along");
    }

    @Test
    void theHighestVersionThatRunsHereIsTaken() throws Exception {
        index(jars.toy("1.0.0"), jars.toy("1.2.0"), jars.toy("2.0.0", Map.of("Import-Package", "org.glia.api;version=\"[2,3)\",*")));
        assertEquals("1.2.0", plugins.install("org.example.toy", Terms.careful()).getFirst().after());
        assertEquals("`org.example.toy` 2.0.0 needs org.glia.api [2.0.0,3.0.0), this is 1.0.0: get a build of it for this Glia, or a Glia that has it",
                assertThrows(GliaException.class, () -> plugins.install("org.example.toy@2.0.0", Terms.careful())).getMessage());
        assertEquals("1.0.0", plugins.install("org.example.toy@1.0.0", Terms.careful()).getFirst().after());
        assertEquals("no repository has `org.example.toy` in version 3; there is 2.0.0, 1.2.0, 1.0.0",
                assertThrows(GliaException.class, () -> plugins.install("org.example.toy@3", Terms.careful())).getMessage());
        assertEquals("no repository has `org.example.tov`; did you mean `org.example.toy`?",
                assertThrows(GliaException.class, () -> plugins.install("org.example.tov", Terms.careful())).getMessage());
    }

    @Test
    void theNameOfAnAlgorithmFindsThePluginThatHasIt() throws Exception {
        index(jars.toy("1.0.0"), library("1.0.0"));
        assertEquals("`org.example.toy` is not installed; the repository `ours` has it in version 1.0.0: install it",
                plugins.why("toy").sentences().getFirst());
        assertEquals("org.example.toy", plugins.install("toy", Terms.careful()).getFirst().name());
        assertEquals("org.example.toy", plugins.uninstall("toy", Terms.careful()).getFirst().name());
        index(jars.toy("1.0.0"), jars.toy("1.0.1", Map.of("Bundle-SymbolicName", "org.example.rival")));
        assertEquals("`toy` is in org.example.rival and org.example.toy: name one of them",
                assertThrows(GliaException.class, () -> plugins.install("toy", Terms.careful())).getMessage());
    }

    @Test
    void aVersionThatRunsIsNotInstalledAgainWhereTheHigherOneCannotRun() throws Exception {
        plugins.install(jars.toy("0.9.0"), Terms.careful());
        index(jars.toy("1.0.0"), jars.toy("2.0.0", Map.of("Import-Package", "org.absent,*")));
        plugins.install("toy", Terms.careful());
        assertEquals("`org.example.toy` 1.0.0 is installed already",
                assertThrows(GliaException.class, () -> plugins.install("toy", Terms.careful())).getMessage());
        assertEquals("0.9.0", plugins.rollback("toy", Terms.careful()).getFirst().after());
    }

    @Test
    void whatCannotBeUpdatedHindersNoOther() throws Exception {
        index(jars.toy("1.0.0"), user("1.0.0", "[1,2)"), library("1.0.0"));
        plugins.install("org.example.toy", Terms.careful());
        plugins.install("org.example.toylib", Terms.careful());
        index(jars.toy("1.1.0", Map.of("Import-Package", "org.absent,*")), user("1.1.0", "[2,3)"), library("2.0.0"));
        var refused = new ArrayList<String>();
        assertEquals(2, plugins.updateAll(Terms.careful(), refused::add).size());
        assertEquals(1, refused.size());
        assertTrue(refused.getFirst().startsWith("`org.example.toy` 1.1.0 needs the package org.absent"), refused.toString());
    }

    @Test
    void allAreUpdatedThatCanBe() throws Exception {
        index(jars.toy("1.0.0"), user("1.0.0", "[1,2)"), library("1.0.0"));
        plugins.install("org.example.toy", Terms.careful());
        plugins.install("org.example.toylib", Terms.careful());
        assertEquals(List.of(), plugins.updateAll(Terms.careful(), Assertions::fail));
        index(jars.toy("1.1.0"), user("1.1.0", "[2,3)"), library("2.0.0"));
        assertEquals(List.of("org.example.toy 1.1.0", "org.example.library 2.0.0", "org.example.toylib 1.1.0"),
                plugins.updateAll(Terms.careful(), Assertions::fail).stream().map(one -> one.name() + " " + one.after()).toList());
        assertEquals(List.of("toy 1.1.0", "toy 1.1.0"), house.catalog.algorithms().stream().map(one -> one.name() + " " + one.plugin().version()).toList());
        assertEquals("there is no plug-in `nothing`",
                assertThrows(GliaException.class, () -> plugins.update("nothing", Terms.careful())).getMessage());
    }

    @Test
    void whatNobodyHasIsSaid() throws Exception {
        index(user("1.0.0", "[1,2)"));
        assertEquals("`org.example.toylib` 1.0.0 needs the package org.example.library [1.0.0,2.0.0); install the bundle that exports it, or let the plug-in "
                + "bring it along", assertThrows(GliaException.class, () -> plugins.install("org.example.toylib", Terms.careful())).getMessage());
        plugins.install(library("2.0.0"), Terms.careful());
        assertEquals("`org.example.toylib` 1.0.0 needs the package org.example.library [1.0.0,2.0.0), this is 2.0.0: install it in a version that is in that "
                + "range", assertThrows(GliaException.class, () -> plugins.install("org.example.toylib", Terms.careful())).getMessage());
    }

    @Test
    void anotherJarThanTheIndexPromisesIsRefused() throws Exception {
        index(jars.toy("1.0.0"));
        Files.copy(jars.toy("1.0.0", Map.of("Bundle-Name", "Another")), index.resolveSibling("toy-1.0.0.jar"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertTrue(assertThrows(GliaException.class, () -> plugins.install("org.example.toy", Terms.careful())).getMessage()
                .contains("is not the one that the repository `ours` speaks of (another SHA-256)"));
        assertEquals(List.of(), installed());
        assertEquals(0, house.data.resolve("plugins/.staged").toFile().list().length);
    }

    @Test
    void aRepositoryOnTheWebMayBePacked() throws Exception {
        index(jars.toy("1.0.0"));
        var packed = index.resolveSibling("index.xml.gz");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(index, out);
        }
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var file = index.resolveSibling(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(Files.exists(file) ? 200 : 404, Files.exists(file) ? 0 : -1);
            if (Files.exists(file)) {
                Files.copy(file, exchange.getResponseBody());
            }
            exchange.close();
        });
        server.start();
        try {
            var address = "http://localhost:%d/".formatted(server.getAddress().getPort());
            Files.writeString(house.home.resolve("etc/plugins.properties"), "repository.web = %sindex.xml.gz\nrepository.gone = %sabsent.xml\n"
                    .formatted(address, address));
            assertEquals(List.of("%sabsent.xml is not there: the server answers 404; check the address".formatted(address), ""),
                    plugins.repositories().stream().map(Repository::problem).toList());
            plugins.install("org.example.toy", Terms.careful());
            assertEquals(List.of("web (%stoy-1.0.0.jar)".formatted(address)), plugins.installed().stream().map(InstalledPlugin::origin).toList());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void withoutRepositoriesOneIsToldHowToAddThem() throws Exception {
        Files.delete(house.home.resolve("etc/plugins.properties"));
        assertEquals("there is no repository to look for `x` in: name a file, or add a line `repository.NAME = ADDRESS` to etc/plugins.properties",
                assertThrows(GliaException.class, () -> plugins.install("x", Terms.careful())).getMessage());
    }

    private static List<Indexed> read(String xml) throws Exception {
        return IndexReader.read("r", URI.create("file:/r/index.xml"), new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsNoIndexIsRefused() {
        assertTrue(assertThrows(GliaException.class, () -> read("no xml")).getMessage().startsWith("the repository `r` (file:/r/index.xml) has no index"));
        assertTrue(assertThrows(GliaException.class, () -> read("<html/>")).getMessage().endsWith("it is XML, but not an index of an OSGi repository"));
        assertThrows(GliaException.class, () -> read("<repository xmlns='http://www.osgi.org/xmlns/repository/v1.0.0'><resource><capability/></resource></repository>"));
    }

    @Test
    void anIndexCannotReadOtherFiles() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "org.example.secret");
        var xml = """
                <!DOCTYPE repository [<!ENTITY secret SYSTEM "%s">]>
                <repository xmlns="http://www.osgi.org/xmlns/repository/v1.0.0"><resource>
                <capability namespace="osgi.identity"><attribute name="osgi.identity" value="x"/><attribute name="type" value="osgi.bundle"/></capability>
                <capability namespace="osgi.content"><attribute name="osgi.content" value="00"/><attribute name="url" value="x.jar"/></capability>
                &secret;</resource></repository>""".formatted(secret.toUri());
        try {
            assertTrue(read(xml).toString().indexOf("secret") < 0);
        } catch (GliaException e) {
            assertTrue(!e.getMessage().contains("org.example.secret"));
        }
    }

    private static Indexed bundle(String name, String version, List<String> has, List<String> needs) {
        return new Indexed(name, new org.osgi.framework.Version(version), name + version, URI.create("file:/x"), "r",
                has.stream().map(one -> new Indexed.Offer("x", Map.of("x", one))).toList(), needs.stream().map(one -> new Indexed.Need("x", "(x=" + one + ")")).toList());
    }

    @Test
    void theFewestBundlesAreTakenThatSuffice() {
        var wanted = bundle("wanted", "1", List.of(), List.of("a", "b"));
        var both = bundle("both", "1", List.of("a", "b"), List.of());
        var longWay = bundle("a", "9", List.of("a"), List.of("c"));
        var blind = bundle("b", "9", List.of("b"), List.of("absent"));
        var c = bundle("c", "9", List.of("c"), List.of("a"));
        var offered = List.of(wanted, both, longWay, blind, c);
        assertEquals(Optional.of(List.of(both, wanted)), new Closure(need -> false, offered).of(wanted));
        assertEquals(Optional.of(List.of(wanted)), new Closure(need -> true, offered).of(wanted));
        var hopeless = new Closure(need -> false, List.of(wanted, longWay, c, blind));
        assertEquals(Optional.empty(), hopeless.of(wanted));
        assertEquals("(x=absent)", hopeless.unmet().orElseThrow().filter());
    }
}
