package org.glia.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/// A folder that `bin/glia` is in, and what the build wrote down about it.
///
/// @param home the folder of `bin/`, `lib/` and `bundles/`
/// @param version Glia's version, without a qualifier
/// @param jlineVersion the version of JLine on the class path, under which its packages are offered to bundles
record Installation(Path home, String version, String jlineVersion) {

    /// @return the installation whose `lib/` this class was loaded from
    /// @throws IOException if the jar lacks what the build writes into it
    static Installation ofThisProcess() throws IOException {
        return at(homeOfThisProcess());
    }

    static Installation at(Path home) throws IOException {
        var facts = new Properties();
        try (InputStream in = Installation.class.getResourceAsStream("launcher.properties")) {
            facts.load(in);
        }
        return new Installation(home, facts.getProperty("version").replace("-SNAPSHOT", ""), facts.getProperty("jline"));
    }

    private static Path homeOfThisProcess() throws IOException {
        try {
            var jar = Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IOException("the folder of the launcher has a name that Java cannot read", e);
        }
    }

    List<Path> bundles() throws IOException {
        return jarsIn(home.resolve("bundles"));
    }

    /// Sorted, so that the same installation starts in the same order everywhere.
    private static List<Path> jarsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".jar")).sorted().toList();
        }
    }
}
