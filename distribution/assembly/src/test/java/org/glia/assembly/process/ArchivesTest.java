package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The archives that people download hold the folder that is tested here, ready to run.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ArchivesTest {

    private static final String NAME = "glia-" + System.getProperty("glia.version");

    @TempDir
    private Path folder;

    @Test
    void theTarHoldsTheFolder() throws Exception {
        unpack("tar", "xzf", archive(".tar.gz").toString());
        assertSameAsFolder();
    }

    @Test
    void theZipHoldsTheFolder() throws Exception {
        unpack(Path.of(System.getProperty("java.home"), "bin/jar").toString(), "xf", archive(".zip").toString());
        // jar(1) does not restore what may be executed; unzip(1) does
        assertTrue(folder.resolve(NAME + "/bin/glia").toFile().setExecutable(true));
        assertSameAsFolder();
    }

    private static Path archive(String ending) {
        return Glia.ASSEMBLED.resolveSibling(NAME + ending);
    }

    private void unpack(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor());
    }

    private void assertSameAsFolder() throws Exception {
        assertEquals(contents(Glia.ASSEMBLED), contents(folder.resolve(NAME)));
        var version = new Glia(folder.resolve(NAME), folder).run("-c", "version");
        assertEquals(0, version.code(), version.stderr());
    }

    private static TreeMap<String, String> contents(Path root) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Files.size(file) + (Files.isExecutable(file) && file.startsWith(root.resolve("bin"))
                        ? " may be executed" : ""));
            }
        }
        return contents;
    }
}
