package org.glia.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// Jars that are like another but for something.
final class Altered {

    private Altered() {
    }

    /// The same plug-in in another version.
    static Path version(Path jar, String version, Path to) throws IOException {
        return headers(jar, Map.of("Bundle-Version", version), to);
    }

    /// The same classes with other headers; one whose text is empty goes.
    static Path headers(Path jar, Map<String, String> headers, Path to) throws IOException {
        return write(jar, headers, UnaryOperator.identity(), to);
    }

    /// The same, compiled for another Java, as far as anybody sees who does not run it.
    static Path classes(Path jar, int java, Path to) throws IOException {
        return write(jar, Map.of(), bytes -> {
            bytes[7] = (byte) (44 + java);
            return bytes;
        }, to);
    }

    private static Path write(Path jar, Map<String, String> headers, UnaryOperator<byte[]> classes, Path to) throws IOException {
        try (var in = new JarFile(jar.toFile())) {
            var manifest = in.getManifest();
            headers.forEach((name, value) -> {
                if (value.isEmpty()) {
                    manifest.getMainAttributes().remove(new java.util.jar.Attributes.Name(name));
                } else {
                    manifest.getMainAttributes().putValue(name, value);
                }
            });
            try (var out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
                for (var entry : in.stream().filter(one -> !one.getName().equals(JarFile.MANIFEST_NAME)).toList()) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    var bytes = in.getInputStream(entry).readAllBytes();
                    out.write(entry.getName().endsWith(".class") ? classes.apply(bytes) : bytes);
                }
            }
        }
        return to;
    }

    /// What stands in a header of a jar's manifest.
    static String header(Path jar, String name) throws IOException {
        try (var in = new JarFile(jar.toFile())) {
            return in.getManifest().getMainAttributes().getValue(name);
        }
    }
}
