package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The example `variants` in the distribution.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VariantsTest {

    @TempDir
    private Path folder;

    @Test
    void aStrangersWrapperHoldsRecipesOfTheHouseAndAStrangersLearnerLearnsOn() throws Exception {
        var jar = Stranger.built("variants");
        var outcome = new Stranger(folder).glia().runWithInput("""
                install %s
                crossval asinhtarget base=[standardize | ridge] on diabetes folds=3
                fit streambayes on iris as bayes
                learn bayes on iris
                evaluate bayes on iris
                """.formatted(jar));
        assertEquals(0, outcome.code(), outcome.stderr());
        assertTrue(outcome.stdout().lines().anyMatch(line -> line.matches("accuracy +0\\.9.*")), outcome.stdout());
    }
}
