package org.glia.assembly.arrows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks of a bundle's face, on bundles made up for them.
class FaceTest {

    private static final String EXPORTED = """
            @org.osgi.annotation.bundle.Export
            @org.osgi.annotation.versioning.Version("1.0.0")
            package p;
            """;

    @TempDir
    private Path folder;

    private List<String> violations(Map<String, String> sources, String exportHeader) throws Exception {
        var classes = Files.createDirectories(folder.resolve("classes"));
        for (var source : sources.entrySet()) {
            Files.writeString(folder.resolve(source.getKey()), source.getValue());
        }
        var files = sources.keySet().stream().map(n -> folder.resolve(n).toString()).toArray(String[]::new);
        var options = new String[] {"-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")};
        var arguments = Stream.of(options, files).flatMap(Arrays::stream).toArray(String[]::new);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));

        var jar = folder.resolve("bundle.jar");
        try (var builder = new Builder()) {
            builder.setClasspath(new File[] {classes.toFile()});
            builder.setProperty("Bundle-SymbolicName", "made.up");
            builder.setProperty("-includepackage", "p");
            if (!exportHeader.isEmpty()) {
                builder.setProperty("-bundleannotations", "!*");
                builder.setProperty("Export-Package", exportHeader);
            }
            builder.build().write(jar.toFile());
        }
        return Face.violations(jar);
    }

    @Test
    void aPackageThatSaysExportWithAVersionIsFine() throws Exception {
        assertEquals(List.of(), violations(Map.of("package-info.java", EXPORTED, "A.java", "package p; public record A() {}"), ""));
    }

    @Test
    void aPackageThatIsExportedByAHeaderOnlyIsNamed() throws Exception {
        assertEquals(List.of("p is exported without saying @Export."), violations(Map.of("A.java", "package p; public record A() {}"), "p"));
    }

    @Test
    void anExportWithoutAVersionIsNamed() throws Exception {
        assertEquals(List.of("p says @Export without a @Version."), violations(
                Map.of("package-info.java", "@org.osgi.annotation.bundle.Export package p;", "A.java", "package p; public record A() {}"), ""));
    }

    @Test
    void anOpenInterfaceMustSayWhoImplementsIt() throws Exception {
        assertEquals(List.of("p.A is exported, and neither @ConsumerType nor @ProviderType."),
                violations(Map.of("package-info.java", EXPORTED, "A.java", "package p; public interface A {}"), ""));
        assertEquals(List.of(), violations(Map.of("package-info.java", EXPORTED,
                "A.java", "package p; @org.osgi.annotation.versioning.ConsumerType public interface A {}"), ""));
    }

    @Test
    void sealedInterfacesAndAnnotationsNeedNotSaySo() throws Exception {
        assertEquals(List.of(), violations(Map.of("package-info.java", EXPORTED,
                "A.java", "package p; public sealed interface A { record B() implements A {} }",
                "C.java", "package p; public @interface C {}"), ""));
    }
}
