package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({"90s, 90000", "5m, 300000", "1h, 3600000", "1h30m, 5400000", "1h 30m, 5400000", "0.5s, 500", "2H, 7200000"})
    void timesAreReadToTheMillisecond(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), Amounts.duration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "0s", "-5s", "5 minutes", "1s1h", "99999999999h", "s"})
    void whatIsNoTimeIsRefusedWithExamples(String text) {
        var problem = assertThrows(GliaException.class, () -> Amounts.duration(text));
        assertTrue(problem.getMessage().equals("`%s` is no time; times are written like 90s, 5m, 1h or 1h30m".formatted(text)),
                problem.getMessage());
    }

    @Test
    void aTimeIsWrittenAsItIsRead() {
        for (var text : new String[] {"1h30m", "5m", "0.5s", "2h1s", "90h"}) {
            assertEquals(text, Amounts.text(Amounts.duration(text)));
        }
        assertEquals("1m30s", Amounts.text(Amounts.duration("90s")));
    }

    @ParameterizedTest
    @CsvSource({"512m, 536870912", "2g, 2147483648", "1k, 1024", "64MB, 67108864", "1t, 1099511627776"})
    void memoryIsCountedAsJavaCountsIt(String text, long bytes) {
        assertEquals(bytes, Amounts.bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "512", "0m", "-1g", "1.5g", "999999999t", "9999999999m", "much"})
    void whatIsNoMemoryIsRefusedWithExamples(String text) {
        assertTrue(assertThrows(GliaException.class, () -> Amounts.bytes(text)).getMessage().endsWith("like 512m or 2g"));
    }

    @Test
    void memoryIsToldInTheLargestUnit() {
        assertEquals("512m", Amounts.text(512L << 20));
        assertEquals("1.5g", Amounts.text(1536L << 20));
        assertEquals("17 bytes", Amounts.text(17));
    }
}
