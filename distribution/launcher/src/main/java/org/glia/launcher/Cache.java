package org.glia.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where Glia may leave files for itself: a folder of the user's, because an installation may be read-only.
final class Cache {

    private Cache() {
    }

    /// @return an existing, writable folder
    /// @throws IOException if none of the places that a user may write to can be used; the message says what to set
    static Path folder(Map<String, String> environment) throws IOException {
        var candidates = candidates(environment);
        for (var candidate : candidates) {
            try {
                Files.createDirectories(candidate);
                if (Files.isWritable(candidate)) {
                    return candidate.toAbsolutePath();
                }
            } catch (IOException e) {
                // the next candidate may do; the message below names all of them
            }
        }
        throw new IOException("none of these folders can be written: "
                + String.join(", ", candidates.stream().map(Path::toString).toList())
                + "; set GLIA_CACHE to one that can");
    }

    private static List<Path> candidates(Map<String, String> environment) {
        if (isSet(environment, "GLIA_CACHE")) {
            return List.of(Path.of(environment.get("GLIA_CACHE")));
        }
        var temporary = Path.of(System.getProperty("java.io.tmpdir"), "glia-" + System.getProperty("user.name"));
        return Stream.concat(ofTheUser(environment), Stream.of(temporary)).toList();
    }

    private static Stream<Path> ofTheUser(Map<String, String> environment) {
        if (isSet(environment, "XDG_CACHE_HOME")) {
            return Stream.of(Path.of(environment.get("XDG_CACHE_HOME"), "glia"));
        }
        if (isSet(environment, "LOCALAPPDATA")) {
            return Stream.of(Path.of(environment.get("LOCALAPPDATA"), "Glia"));
        }
        // HOME rather than user.home: Java takes the latter from the password file, and bin/glia asked HOME
        return isSet(environment, "HOME") ? Stream.of(Path.of(environment.get("HOME"), ".cache", "glia")) : Stream.empty();
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
