package org.glia.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataTest {

    @TempDir
    private Path folder;

    @Test
    void gliaDataComesBeforeAllOthers() {
        assertEquals(Path.of("/own"), Data.folder(Map.of("GLIA_DATA", "/own", "XDG_DATA_HOME", "/x", "LOCALAPPDATA", "/l", "HOME", "/y")));
    }

    @Test
    void theDesktopsFolderComesBeforeThoseOfTheSystem() {
        assertEquals(Path.of("/x/glia"), Data.folder(Map.of("XDG_DATA_HOME", "/x", "LOCALAPPDATA", "/l", "HOME", "/y")));
        assertEquals(Path.of("/l/Glia").toAbsolutePath(), Data.folder(Map.of("LOCALAPPDATA", "/l", "HOME", "/y")));
        assertEquals(Path.of("/y/.local/share/glia"), Data.folder(Map.of("GLIA_DATA", "", "HOME", "/y")));
    }

    @Test
    void withoutAHomeItIsTheOneThatTheSystemKnows() {
        assertEquals(Path.of(System.getProperty("user.home"), ".local/share/glia"), Data.folder(Map.of()));
    }

    @Test
    void askingForItDoesNotMakeIt() {
        var asked = Data.folder(Map.of("GLIA_DATA", folder.resolve("new").toString()));
        assertFalse(Files.exists(asked));
    }
}
