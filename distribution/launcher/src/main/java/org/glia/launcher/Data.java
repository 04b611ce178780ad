package org.glia.launcher;

import java.nio.file.Path;
import java.util.Map;

/// Where Glia keeps what is the user's: results, and plug-ins of one's own. Unlike a cache, nobody may empty it.
final class Data {

    private Data() {
    }

    /// @return a folder that need not exist; whoever has something to keep makes it
    static Path folder(Map<String, String> environment) {
        if (isSet(environment, "GLIA_DATA")) {
            return Path.of(environment.get("GLIA_DATA")).toAbsolutePath();
        }
        if (isSet(environment, "XDG_DATA_HOME")) {
            return Path.of(environment.get("XDG_DATA_HOME"), "glia").toAbsolutePath();
        }
        if (isSet(environment, "LOCALAPPDATA")) {
            return Path.of(environment.get("LOCALAPPDATA"), "Glia").toAbsolutePath();
        }
        var home = isSet(environment, "HOME") ? environment.get("HOME") : System.getProperty("user.home");
        return Path.of(home, ".local", "share", "glia").toAbsolutePath();
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
