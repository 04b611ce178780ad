package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A plug-in that brings a library with native code along.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class XgboostTest {

    @TempDir
    private Path folder;

    /// The library needs OpenMP, which a machine may lack.
    static void assumeNativeCode(AssertionError failure) {
        Assumptions.assumeFalse(failure.getMessage().contains("native library cannot be loaded"), failure.getMessage());
    }

    @Test
    void itIsReplacedWhileItsNativeCodeIsLoadedAndItsModelsWakeWhenItReturns() throws Exception {
        var jar = Stranger.built("xgboost");
        var newer = Altered.version(jar, "1.1.0", folder.resolve("newer.jar"));
        var glia = new Stranger(folder).glia();
        try (var session = new Session(glia)) {
            session.begin("install " + jar, "describe xgboost", "fit xgboost numRound=20 on wine to wine.glia as mine");
            try {
                session.answer();
            } catch (AssertionError e) {
                assumeNativeCode(e);
                throw e;
            }
            session.say("predict mine on wine to before.csv", "install " + newer, "fit xgboost numRound=20 on wine as other", "predict other on wine to after.csv",
                    "open wine.glia as saved", "predict saved on wine to saved.csv", "compare xgboost, majority on wine folds=2");
            assertEquals(0, session.end());
        }
        assertEquals(178 + 1, Files.readAllLines(folder.resolve("before.csv")).size());
        assertEquals(Files.readString(folder.resolve("before.csv")), Files.readString(folder.resolve("after.csv")));
        assertEquals(Files.readString(folder.resolve("before.csv")), Files.readString(folder.resolve("saved.csv")));

        assertEquals(0, glia.run("-c", "uninstall xgboost").code());
        var dormant = glia.run("-c", "open wine.glia as wine; show wine; predict wine on wine");
        assertEquals(1, dormant.code());
        assertEquals(1, dormant.stderr().strip().lines().count(), dormant.stderr());
        assertTrue(dormant.stderr().contains("org.example.xgboost"), dormant.stderr());
        var awake = glia.run("-c", "install %s; open wine.glia as wine; predict wine on wine to again.csv".formatted(jar));
        assertEquals(0, awake.code(), awake.stderr());
        assertEquals(Files.readString(folder.resolve("before.csv")), Files.readString(folder.resolve("again.csv")));
    }
}
