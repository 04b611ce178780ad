package org.glia.runtime.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/// What a jar is refused for before the framework sees it.
class StagingTest {

    private static final Here HERE = new Here(Map.of("org.glia.api", Set.of(new Version("1.0.0")), "org.glia.api.data", Set.of(new Version("1.2.0"))),
            Set.of("org.glia.clustering"), 25);

    @TempDir
    private Path folder;

    private Candidate inspect(Path jar, Trust trust) {
        return new Staging(HERE, trust).inspect(jar, "`x.jar`");
    }

    private String refusal(Path jar, Trust trust) {
        return assertThrows(GliaException.class, () -> inspect(jar, trust)).getMessage();
    }

    private String refusal(Map<String, String> headers) throws IOException {
        return refusal(jar(headers, Map.of()), new Trust.Anybodys());
    }

    /// A bundle with more headers, or others; one whose text is `-` goes.
    private Path jar(Map<String, String> headers, Map<String, byte[]> entries) throws IOException {
        var all = new HashMap<>(Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "org.example.x;singleton:=true", "Bundle-Version", "1.2.3"));
        all.putAll(headers);
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        all.forEach((name, value) -> {
            if (!value.equals("-")) {
                manifest.getMainAttributes().putValue(name, value);
            }
        });
        var jar = folder.resolve("x.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    private static byte[] classFile(int major) {
        return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) major, 0, 1};
    }

    @Test
    void aJarSaysWhatItIs() throws IOException {
        var candidate = inspect(jar(Map.of("Bundle-Name", "X, the unknown", "Bundle-Developers", "me;name=\"A; B, C\";email=a@b", "Bundle-License",
                "MIT;link=\"https://x,y\",Apache-2.0", "Service-Component", "a.xml", "Provide-Capability",
                "org.glia.algorithm;org.glia.algorithm=knn;tasks:List<String>=\"A,B\",osgi.service;objectClass:List<String>=\"x\"",
                "Import-Package", "org.glia.api;version=\"[1.0,2)\",org.glia.absent;resolution:=optional,java.util"), Map.of()), new Trust.Anybodys());
        assertEquals(List.of("knn"), candidate.offers());
        assertEquals("org.example.x 1.2.3 X, the unknown, A; B, C, MIT, Apache-2.0", "%s %s %s, %s, %s".formatted(candidate.name(), candidate.version(),
                candidate.title(), candidate.author(), candidate.licence()));
        assertTrue(!candidate.library() && candidate.hash().equals(Hash.of(folder.resolve("x.jar"))));
        assertTrue(inspect(jar(Map.of("Export-Package", "org.example"), Map.of()), new Trust.Anybodys()).library());
    }

    @Test
    void whatIsNoBundleIsRefused() throws IOException {
        var text = Files.writeString(folder.resolve("text.jar"), "no zip");
        assertEquals("`x.jar` is not a jar, or was copied only in part: fetch it again", refusal(text, new Trust.Anybodys()));
        assertEquals("`x.jar` is not a jar, or was copied only in part: fetch it again",
                refusal(Files.createFile(folder.resolve("empty.jar")), new Trust.Anybodys()));
        assertEquals("there is no file `x.jar`", refusal(folder.resolve("absent.jar"), new Trust.Anybodys()));
        assertEquals("`x.jar` is a jar, but not an OSGi bundle (no Bundle-SymbolicName in its manifest): build it with bnd, or ask its author for a bundle",
                refusal(Map.of("Bundle-SymbolicName", "-")));
        assertEquals("`org.example.x` 1.2.3 was built for OSGi before release 4 (no Bundle-ManifestVersion: 2 in its manifest): build it with bnd",
                refusal(Map.of("Bundle-ManifestVersion", "-")));
        assertTrue(refusal(Map.of("Bundle-SymbolicName", "../../x")).startsWith("`x.jar` has the symbolic name `../../x`"));
        assertTrue(refusal(Map.of("Bundle-Version", "one")).startsWith("`x.jar` has the version `one`, which is none"));
    }

    @Test
    void whatChangesOthersIsRefused() throws IOException {
        assertEquals("`org.example.x` 1.2.3 is a fragment and would change another bundle; ask its author for a whole one",
                refusal(Map.of("Fragment-Host", "org.glia.clustering")));
        assertEquals("`org.example.x` 1.2.3 is an extension of the framework and would change another bundle; ask its author for a whole one",
                refusal(Map.of("Fragment-Host", "system.bundle;extension:=framework")));
        assertEquals("`org.glia.clustering` 1.2.3 has the name of a part of Glia, which comes with Glia only: its author must rename it",
                refusal(Map.of("Bundle-SymbolicName", "org.glia.clustering")));
    }

    @Test
    void theJavaThatIsNeededIsNamed() throws IOException {
        var newer = "`org.example.x` 1.2.3 needs Java 27, and this is Java 25: start Glia with Java 27 or newer, or ask for a build for Java 25";
        assertEquals(newer, refusal(jar(Map.of(), Map.of("a/A.class", classFile(71), "a/B.class", classFile(52))), new Trust.Anybodys()));
        var inner = new ByteArrayOutputStream();
        try (var out = new JarOutputStream(inner)) {
            out.putNextEntry(new ZipEntry("a/A.class"));
            out.write(classFile(71));
        }
        assertEquals(newer, refusal(jar(Map.of(), Map.of("lib/inner.jar", inner.toByteArray())), new Trust.Anybodys()));
        inspect(jar(Map.of(), Map.of("a/A.class", classFile(69), "META-INF/versions/27/a/A.class", classFile(71), "a/B.class", new byte[3])),
                new Trust.Anybodys());
    }

    @Test
    void theContractThatIsNeededIsNamed() throws IOException {
        assertEquals("`org.example.x` 1.2.3 needs org.glia.api [2.0.0,3.0.0), this is 1.0.0: get a newer Glia, or a build of org.example.x for this one",
                refusal(Map.of("Import-Package", "org.glia.api;version=\"[2,3)\",org.glia.api.data;version=\"[2,3)\"")));
        assertEquals("`org.example.x` 1.2.3 needs org.glia.api.data [1.0.0,1.1.0), this is 1.2.0: get a newer version of org.example.x, built for this Glia",
                refusal(Map.of("Import-Package", "org.glia.api;version=\"[1,2)\",org.glia.api.data;version=\"[1.0,1.1)\"")));
        assertEquals("`org.example.x` 1.2.3 needs org.glia.magic, which is not in this Glia: get a Glia that has it, or a build of org.example.x that does not "
                + "need it", refusal(Map.of("Import-Package", "org.glia.magic")));
        assertTrue(refusal(Map.of("Import-Package", "org.glia.api;version=\"[2,1\"")).contains("in the version `[2,1`, which is none"));
    }

    @Test
    void onlyListedJarsComeInWhereAListIsKept() throws IOException {
        var jar = jar(Map.of(), Map.of());
        var list = folder.resolve("plugins.sha256");
        assertEquals("`x.jar` is not on the list of trusted plug-ins; if you trust it, add `%s  org.example.x-1.2.3.jar` to %s".formatted(Hash.of(jar), list),
                refusal(jar, new Trust.Listed(list)));
        Files.writeString(list, "# ours\n" + Hash.of(jar).toUpperCase(java.util.Locale.ROOT) + "  x.jar\n");
        inspect(jar, new Trust.Listed(list));
    }

    private void run(String... command) throws Exception {
        var words = new java.util.ArrayList<>(List.of(command));
        words.set(0, Path.of(System.getProperty("java.home"), "bin", command[0]).toString());
        var log = folder.resolve("log").toFile();
        assertEquals(0, new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log).start().waitFor(),
                () -> { try { return Files.readString(log.toPath()); } catch (IOException e) { return "?"; } });
    }

    @Test
    void onlySignedJarsComeInWhereSignersAreKnown() throws Exception {
        for (var who : List.of("known", "stranger")) {
            run("keytool", "-genkeypair", "-alias", who, "-keyalg", "EC", "-dname", "CN=" + who, "-keystore", "keys.p12", "-storepass", "secret", "-validity",
                    "3650");
        }
        run("keytool", "-exportcert", "-rfc", "-alias", "known", "-keystore", "keys.p12", "-storepass", "secret", "-file", "plugins.pem");
        run("keytool", "-importcert", "-noprompt", "-alias", "known", "-file", "plugins.pem", "-keystore", "trusted.jks", "-storetype", "JKS", "-storepass",
                "secret");
        var pem = new Trust.Signed(folder.resolve("plugins.pem"));

        var jar = jar(Map.of(), Map.of("a/A.class", classFile(69), "b.txt", new byte[] {1}));
        assertTrue(refusal(jar, pem).endsWith("is not), and Glia takes signed plug-ins only: ask its author for a signed jar"));
        run("jarsigner", "-keystore", "keys.p12", "-storepass", "secret", "x.jar", "known");
        inspect(jar, pem);
        inspect(jar, new Trust.Signed(folder.resolve("trusted.jks")));
        assertTrue(refusal(jar, new Trust.Signed(folder.resolve("absent.pem"))).contains("put them into " + folder.resolve("absent.pem")));
        assertTrue(refusal(jar, new Trust.Signed(Files.writeString(folder.resolve("empty.pem"), "nothing"))).contains("holds no certificates"));

        try (var zip = java.nio.file.FileSystems.newFileSystem(jar)) {
            Files.writeString(zip.getPath("more.txt"), "added");
        }
        assertTrue(refusal(jar, pem).startsWith("`x.jar` is not signed (more.txt in it is not)"));
        try (var zip = java.nio.file.FileSystems.newFileSystem(jar)) {
            Files.delete(zip.getPath("more.txt"));
            Files.writeString(zip.getPath("b.txt"), "other");
        }
        assertEquals("`x.jar` was changed after it was signed: fetch it again from its author", refusal(jar, pem));

        var others = jar(Map.of(), Map.of("a/A.class", classFile(69)));
        run("jarsigner", "-keystore", "keys.p12", "-storepass", "secret", "x.jar", "stranger");
        assertEquals("`x.jar` is signed by CN=stranger, whom Glia does not know; if you trust the signer, add the certificate to " + folder.resolve("plugins.pem"),
                refusal(others, pem));
    }

    @Test
    void theRulesAreReadFromTheInstallationAndRepositoriesFromTheUserToo() throws IOException {
        var etc = Files.createDirectories(folder.resolve("etc"));
        var user = Files.createDirectories(folder.resolve("user"));
        assertEquals(new Rules(new Trust.Anybodys(), Map.of()), Rules.read(etc, user));
        Files.writeString(etc.resolve("plugins.properties"), "trust = listed\nrepository.ours = https://example.org/index.xml\n");
        Files.writeString(user.resolve("plugins.properties"), "trust = any\nrepository.mine = my repository/index.xml\n");
        assertEquals(new Rules(new Trust.Listed(etc.resolve("plugins.sha256")), Map.of("ours", java.net.URI.create("https://example.org/index.xml"),
                "mine", user.resolve("my repository/index.xml").toUri())), Rules.read(etc, user));
        Files.writeString(etc.resolve("plugins.properties"), "trust = nobody\n");
        assertEquals("`trust` in %s must be any, listed or signed; it was nobody".formatted(etc.resolve("plugins.properties")),
                assertThrows(GliaException.class, () -> Rules.read(etc, user)).getMessage());
    }
}
