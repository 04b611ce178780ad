package org.glia.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

    @TempDir
    private Path folder;

    @Test
    void gliaCacheComesBeforeAllOthers() throws Exception {
        var own = folder.resolve("own");
        assertEquals(own, Cache.folder(Map.of("GLIA_CACHE", own.toString(), "XDG_CACHE_HOME", "/x", "HOME", "/y")));
        assertTrue(Files.isDirectory(own));
    }

    @Test
    void theDesktopsCacheFolderComesBeforeTheHomeFolder() throws Exception {
        assertEquals(folder.resolve("xdg/glia"),
                Cache.folder(Map.of("XDG_CACHE_HOME", folder.resolve("xdg").toString(), "HOME", folder.toString())));
    }

    @Test
    void aVariableThatIsEmptyCountsAsUnset() throws Exception {
        assertEquals(folder.resolve(".cache/glia"), Cache.folder(Map.of("GLIA_CACHE", "", "XDG_CACHE_HOME", "", "HOME", folder.toString())));
    }

    @Test
    void onWindowsItIsTheLocalApplicationData() throws Exception {
        assertEquals(folder.resolve("Glia"), Cache.folder(Map.of("LOCALAPPDATA", folder.toString())));
    }

    @Test
    void aHomeThatCannotBeWrittenGivesWayToTheTemporaryFolder() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        var found = Cache.folder(Map.of("HOME", file.toString()));
        assertEquals(Path.of(System.getProperty("java.io.tmpdir"), "glia-" + System.getProperty("user.name")).toAbsolutePath(), found);
    }

    @Test
    void whatWasAskedForAndCannotBeWrittenIsAnErrorThatSaysWhatToSet() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        var failure = assertThrows(IOException.class, () -> Cache.folder(Map.of("GLIA_CACHE", file.resolve("cache").toString())));
        assertEquals("none of these folders can be written: " + file.resolve("cache") + "; set GLIA_CACHE to one that can", failure.getMessage());
    }
}
