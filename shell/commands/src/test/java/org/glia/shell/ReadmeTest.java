package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    @TempDir
    Path folder;

    @Test
    void theExperimentFileOfTheReadmeRuns() throws IOException {
        var example = Pattern.compile("(?ms)^```json\n(.*?)^```$").matcher(Files.readString(Path.of("README.md")));
        assertTrue(example.find());
        var file = Files.writeString(folder.resolve("example.json"), example.group(1).replace("\"timeout\": \"60s\",", ""));
        try (var session = new Session()) {
            var text = session.answer("experiment run " + file + " budget=5m");
            assertTrue(text.contains("narrow, classification, 3-fold cross-validation, 2 times, seed 0"), text);
            assertTrue(text.contains("36 cells: 36 done"), text);
        }
    }
}
