package org.glia.assembly.arrows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Domain;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the contract's README says of versions, held against bnd: which ranges it writes, and which changes it asks a higher
/// version for.
class VersionsTest {

    private static final String CONSUMER = "package p; @org.osgi.annotation.versioning.ConsumerType public interface A { void a(); %s }";
    private static final String PROVIDER = "package p; @org.osgi.annotation.versioning.ProviderType public interface A { void a(); %s }";

    @TempDir
    private Path folder;

    private Path compiled(String name, Path beside, Map<String, String> sources) throws Exception {
        var classes = Files.createDirectories(folder.resolve(name));
        var files = sources.entrySet().stream().map(source -> {
            try {
                var file = folder.resolve(name + "-sources").resolve(source.getKey());
                Files.createDirectories(file.getParent());
                return Files.writeString(file, source.getValue()).toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        var options = Stream.of("-proc:none", "-d", classes.toString(), "-cp", beside + File.pathSeparator + System.getProperty("java.class.path"));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, Stream.concat(options, files).toArray(String[]::new)));
        return classes;
    }

    /// A bundle that exports its package `p`.
    private Path exporting(String name, String version, String... types) throws Exception {
        var sources = new LinkedHashMap<String, String>();
        sources.put("package-info.java", """
                @org.osgi.annotation.bundle.Export
                @org.osgi.annotation.versioning.Version("%s")
                package p;
                """.formatted(version));
        for (var type : types) {
            sources.put(type.replaceFirst("(?s).*?(?:interface|class|record|enum) (\\w+).*", "$1.java"), type);
        }
        return jar(name, "p", compiled(name, folder, sources));
    }

    private Path jar(String name, String hidden, Path... classes) throws Exception {
        var jar = folder.resolve(name + ".jar");
        try (var builder = new Builder()) {
            for (var place : classes) {
                builder.addClasspath(place.toFile());
            }
            builder.setProperty("Bundle-SymbolicName", "made.up");
            builder.setProperty("-includepackage", hidden);
            builder.build().write(jar.toFile());
            return jar;
        }
    }

    /// @return the version that the package should have had, if it was 1.2.0 before
    private String asked(String before, String after) throws Exception {
        try (var processor = new Processor(); var older = new Jar(exporting("before", "1.2.0", before).toFile());
                var newer = new Jar(exporting("after", "1.2.0", after).toFile())) {
            var infos = new Baseline(processor, new DiffPluginImpl()).baseline(newer, older, null);
            return infos.iterator().next().suggestedVersion.toString();
        }
    }

    /// @return the range under which a bundle with this type imports a package at 1.2.0
    private String imported(String type, String users) throws Exception {
        var contract = exporting("contract", "1.2.0", type);
        var author = compiled("author", contract, Map.of("q/B.java", users));
        try (var jar = new JarFile(jar("plug-in", "q", author, contract).toFile())) {
            return Domain.domain(jar.getManifest()).getImportPackage().get("p").getVersion();
        }
    }

    @Test
    void whoImplementsAConsumerTypeOrCallsRunsWithAllVersionsOfTheSameFirstNumber() throws Exception {
        assertEquals("[1.2,2)", imported(CONSUMER.formatted(""), "package q; public class B implements p.A { public void a() {} }"));
        assertEquals("[1.2,2)", imported(PROVIDER.formatted(""), "package q; public class B { void b(p.A a) { a.a(); } }"));
    }

    @Test
    void whoImplementsAProviderTypeRunsWithOneVersion() throws Exception {
        assertEquals("[1.2,1.3)", imported(PROVIDER.formatted(""), "package q; public class B implements p.A { public void a() {} }"));
    }

    @Test
    void aDefaultMethodMayJoinAConsumerTypeAndAnyMethodAProviderType() throws Exception {
        assertEquals("1.3.0", asked(CONSUMER.formatted(""), CONSUMER.formatted("default void b() {}")));
        assertEquals("1.3.0", asked(PROVIDER.formatted(""), PROVIDER.formatted("void b();")));
    }

    @Test
    void aMethodThatAuthorsWouldHaveToWriteBreaksThem() throws Exception {
        assertEquals("2.0.0", asked(CONSUMER.formatted(""), CONSUMER.formatted("void b();")));
    }

    @Test
    void finalClassesRecordsAndEnumsMayGrowButLoseNothing() throws Exception {
        assertEquals("1.3.0", asked("package p; public final class A {}", "package p; public final class A { public void a() {} }"));
        assertEquals("2.0.0", asked("package p; public final class A { public void a() {} }", "package p; public final class A {}"));
        assertEquals("1.3.0", asked("package p; public record A(int a) {}", "package p; public record A(int a) { public int b() { return a; } }"));
        assertEquals("2.0.0", asked("package p; public record A(int a) {}", "package p; public record A(int a, int b) {}"));
        assertEquals("1.3.0", asked("package p; public enum A { ONE }", "package p; public enum A { ONE, TWO }"));
        assertEquals("2.0.0", asked("package p; public enum A { ONE, TWO }", "package p; public enum A { ONE }"));
    }

    @Test
    void whatNobodySeesMayChange() throws Exception {
        assertEquals("1.2.0", asked("package p; public final class A { private int a; }", "package p; public final class A { private long b; }"));
    }

    @Test
    void kindsThatJoinASealedInterfaceAreForPeopleToSee() throws Exception {
        var before = "package p; public sealed interface A { record B() implements A {} }";
        assertEquals("1.3.0", asked(before, "package p; public sealed interface A { record B() implements A {} record C() implements A {} }"));
    }
}
