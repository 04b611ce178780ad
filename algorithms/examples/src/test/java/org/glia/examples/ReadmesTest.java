package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the READMEs of the examples say works as it stands there.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReadmesTest {

    @TempDir
    private Path folder;

    private static List<String> blocks(Path readme, String language) throws Exception {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(Files.readString(readme)).results()
                .map((MatchResult block) -> block.group(1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"knn", "variants", "xgboost"})
    void linesForTheShellWork(String example) throws Exception {
        var project = Stranger.built(example).getParent().getParent();
        var stranger = new Stranger(folder);
        var line = blocks(project.resolve("README.md"), "").stream().filter(block -> block.startsWith("mvn")).findFirst().orElseThrow();
        try {
            stranger.type(project, line.replace("mvn -q package && ", "")); // it has just been built
        } catch (AssertionError e) {
            XgboostTest.assumeNativeCode(e);
            throw e;
        }
        for (var block : blocks(project.resolve("README.md"), "glia")) {
            var outcome = stranger.glia().runWithInput(block);
            assertEquals(0, outcome.code(), outcome.stderr());
        }
    }
}
