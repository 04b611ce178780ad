package org.glia.runtime.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// The two folders that jars lie in: the installation's, and the user's, which comes first.
record Folders(Path site, Path user) {

    /// A jar as it lies there; another one under the same name differs.
    record Jar(Path file, boolean ofUser, long size, long modified, String key) {
    }

    /// By name; empty where there is no folder.
    List<Jar> list() {
        var jars = new ArrayList<>(list(user, true));
        if (!site.toAbsolutePath().equals(user.toAbsolutePath())) {
            jars.addAll(list(site, false));
        }
        return List.copyOf(jars);
    }

    private static List<Jar> list(Path folder, boolean ofUser) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var jars = new ArrayList<Jar>();
            for (var file : files.filter(Folders::isJar).sorted().toList()) {
                try {
                    var facts = Files.readAttributes(file, BasicFileAttributes.class);
                    if (facts.isRegularFile()) {
                        jars.add(new Jar(file, ofUser, facts.size(), facts.lastModifiedTime().toMillis(), String.valueOf(facts.fileKey())));
                    }
                } catch (IOException e) {
                    // it went meanwhile
                }
            }
            return jars;
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static boolean isJar(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".jar") && !name.startsWith(".");
    }
}
