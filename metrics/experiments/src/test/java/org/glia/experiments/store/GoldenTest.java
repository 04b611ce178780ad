package org.glia.experiments.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import org.glia.api.Score;
import org.glia.api.model.Plugin;
import org.glia.experiments.Tally;
import org.glia.experiments.Yardstick;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Results that were kept under each version of the schema are read for ever.
class GoldenTest {

    @TempDir
    private Path folder;

    private DatabaseResults open(int version) throws IOException {
        var file = folder.resolve("results.db");
        var golden = GoldenTest.class.getResourceAsStream("results-%d.db.gz".formatted(version));
        assertNotNull(golden, "schema %d has no golden file: Golden writes it".formatted(version));
        try (var in = new GZIPInputStream(golden)) {
            Files.copy(in, file);
        }
        return DatabaseResults.at(new Place(file.toString()));
    }

    @Test
    void theLatestSchemaHasAGoldenFile() throws IOException {
        open(Schema.VERSION).close();
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void resultsOfEveryVersionAreRead(int version) throws IOException {
        try (var store = open(version)) {
            assertEquals(new Tally(5, 2, 1, 1, 6), store.studies().getFirst().tally());
            var results = store.results(store.studies().getFirst().study().id());
            assertEquals("golden", results.study().title());
            assertEquals(List.of("accuracy", "logloss"), results.measures().stream().map(Yardstick::name).toList());
            var first = results.cells().getFirst();
            assertEquals(Instant.parse("2026-03-01T12:34:56.123456789Z"), first.at());
            assertEquals(List.of("-Xmx1g", "-Dx=\"y\""), first.environment().flags());
            assertEquals(List.of(new Plugin("org.glia.trees", "0.1.0", "bb22")), first.trial().cell().plugins());
            assertEquals(List.of(new Plugin("org.glia.api", "0.1.0", "cc33")), first.trial().platform());
            assertEquals(24, first.trial().cell().fold().train().length);
            assertEquals(Long.MIN_VALUE, first.trial().cell().seed());
            var done = (Outcome.Done) first.outcome();
            assertEquals(Map.of("accuracy", Score.of(0.30000000000000004)), done.scores());
            assertEquals(1L << 40, done.peakBytes().orElseThrow());
            assertEquals(2, done.warnings().size());
            assertArrayEquals(new double[] {0.30000000000000004, Double.NaN, Double.NEGATIVE_INFINITY}, done.history().series().getFirst().values());
            assertEquals(Score.of(Double.POSITIVE_INFINITY), results.cells().get(1).score("accuracy").orElseThrow());
            assertEquals(Score.undefined("only one level: \u201Clow\u201D"), results.cells().get(2).score("accuracy").orElseThrow());
            assertTrue(results.cells().get(5).outcome() instanceof Outcome.Failed failed && failed.phase().equals("fit"));
            assertEquals(new Outcome.Skipped("`svc` takes no text"), results.cells().get(7).outcome());
            assertEquals(new Outcome.TimedOut(0.25), results.cells().get(8).outcome());
            var answers = store.prediction(first.trial().key()).orElseThrow();
            assertEquals(3, answers.rows());
            assertEquals(List.of("low", "h\u00F6her \"1\"", "\uD83C\uDF33"), answers.labels().levels().names());
            assertTrue(store.claim(results.cells().getLast().trial(), false), "and they go on");
        }
    }
}
