package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static long parse(String text) {
        return Times.parse(text.toCharArray(), 0, text.length());
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01, 1970-01-01T00:00:00Z", "2001-03, 2001-03-01T00:00:00Z", "2000-02-29, 2000-02-29T00:00:00Z",
            "0001-01-01, 0001-01-01T00:00:00Z", "2001-03-31T10:15, 2001-03-31T10:15:00Z",
            "2001-03-31 10:15:30, 2001-03-31T10:15:30Z", "2001-03-31T10:15:30.25Z, 2001-03-31T10:15:30.250Z",
            "2001-03-31T10:15:30.123456789, 2001-03-31T10:15:30.123Z", "2001-03-31T01:15:30+02:00, 2001-03-30T23:15:30Z",
            "2001-03-31T10:15-0330, 2001-03-31T13:45:00Z", "1969-12-31T23:59:59.999+00, 1969-12-31T23:59:59.999Z"})
    void isoTextsAreTheInstantsThatJavaReads(String text, String instant) {
        assertEquals(Instant.parse(instant).toEpochMilli(), parse(text));
    }

    @Test
    void everyDayOfFourCenturiesIsRead() {
        for (var day = LocalDate.of(1800, 1, 1); day.getYear() < 2200; day = day.plusDays(1)) {
            assertEquals(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli(), parse(day.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2001", "2001-1", "2001-13", "2001-00", "2001-02-29", "2001-02-30", "2001-2-03",
            "2001-02-3",
            "2001-02-03T", "2001-02-03T24:00", "2001-02-03T10", "2001-02-03T10:60", "2001-02-03T10:00:60",
                    "2001-02-03T10:00:00.",
            "2001-02-03T10:00:00x", "2001-02-03T10:00+", "2001-02-03T10:00+2", "2001-02-03T10:00+02:",
                    "2001-02-03T10:00Z1",
            "03-02-2001", "2001/02/03", "20010203", "abcd-ef", "555-1234"})
    void whatIsNoTimeIsNone(String text) {
        assertEquals(Times.NONE, parse(text), text);
    }
}
