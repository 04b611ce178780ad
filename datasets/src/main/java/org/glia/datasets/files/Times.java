package org.glia.datasets.files;

import java.time.DateTimeException;
import java.time.LocalDate;

/// Points in time as ISO 8601 writes them: `2001-03`, `2001-03-31`, `2001-03-31T10:15`, `2001-03-31 10:15:30.25`, the
/// last two also with `Z` or an offset such as `+02:00`. Without an offset they are in UTC; what is finer than a
/// millisecond is cut off.
final class Times {

    /// What [#parse] answers if there is no time; no time has this value.
    static final long NONE = Long.MIN_VALUE;

    private static final long DAY = 86_400_000L;

    private final char[] text;
    private final int to;
    private int at;

    private Times(char[] text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    /// Milliseconds since 1970-01-01T00:00Z, [#NONE] if the characters are no time.
    static long parse(char[] text, int from, int to) {
        // "2001-03" is the shortest; most cells of other columns end here
        if (to - from < 7 || text[from + 4] != '-') {
            return NONE;
        }
        return new Times(text, from, to).time();
    }

    private long time() {
        int year = digits(4);
        int month = next('-') ? digits(2) : -1;
        int day = at == to ? 1 : next('-') ? digits(2) : -1;
        if (year < 0 || month < 1 || month > 12 || day < 1) {
            return NONE;
        }
        long date;
        try {
            date = LocalDate.of(year, month, day).toEpochDay() * DAY;
        } catch (DateTimeException noSuchDay) {
            return NONE;
        }
        if (at == to) {
            return date;
        }
        if (!next('T') && !next(' ')) {
            return NONE;
        }
        long clock = clock();
        long offset = clock == NONE ? NONE : offset();
        return offset == NONE ? NONE : date + clock - offset;
    }

    private long clock() {
        int hour = digits(2);
        int minute = next(':') ? digits(2) : -1;
        int second = next(':') ? digits(2) : 0;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NONE;
        }
        long millis = ((hour * 60L + minute) * 60 + second) * 1000;
        if (at < to && text[at] == '.') {
            at++;
            int first = at;
            for (int unit = 100; at < to && isDigit(text[at]); at++, unit /= 10) {
                millis += (text[at] - '0') * unit;
            }
            if (at == first) {
                return NONE;
            }
        }
        return millis;
    }

    /// Milliseconds ahead of UTC.
    private long offset() {
        if (at == to) {
            return 0;
        }
        if (next('Z')) {
            return at == to ? 0 : NONE;
        }
        int sign = next('+') ? 1 : next('-') ? -1 : 0;
        int hours = digits(2);
        boolean colon = next(':');
        int minutes = at == to && !colon ? 0 : digits(2);
        boolean valid = sign != 0 && hours >= 0 && hours <= 18 && minutes >= 0 && minutes <= 59 && at == to;
        return valid ? sign * (hours * 60L + minutes) * 60_000 : NONE;
    }

    private boolean next(char wanted) {
        boolean found = at < to && text[at] == wanted;
        at += found ? 1 : 0;
        return found;
    }

    /// That many digits as a number, -1 if there are fewer.
    private int digits(int count) {
        int value = 0;
        for (int end = at + count; at < end; at++) {
            if (at >= to || !isDigit(text[at])) {
                return -1;
            }
            value = 10 * value + text[at] - '0';
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
