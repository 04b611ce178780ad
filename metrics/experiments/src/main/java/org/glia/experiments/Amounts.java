package org.glia.experiments;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.glia.api.problem.GliaException;

/// How people write times and memory: `90s`, `5m`, `1h 30m`; `512m`, `2g`.
public final class Amounts {

    private static final Pattern TIMES = Pattern.compile("(?:(\\d+)h)?\\s*(?:(\\d+)m)?\\s*(?:(\\d+(?:\\.\\d{1,3})?)s)?");
    private static final Pattern MEMORY = Pattern.compile("(\\d+)([kmgt])b?");
    private static final Map<String, Integer> SHIFTS = Map.of("k", 10, "m", 20, "g", 30, "t", 40);
    private static final int DIGITS = 9;

    private Amounts() {
    }

    /// Hours, minutes and seconds, the larger first: `1h`, `1h30m`, `0.5s`.
    ///
    /// @throws GliaException if it is no time above 0
    public static Duration duration(String text) {
        var parts = TIMES.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (parts.matches() && !text.isBlank() && text.chars().filter(Character::isDigit).count() <= DIGITS) {
            var seconds = parts.group(3) == null ? 0 : Double.parseDouble(parts.group(3));
            var time = Duration.ofMinutes(60 * whole(parts.group(1)) + whole(parts.group(2))).plusMillis(Math.round(1000 * seconds));
            if (time.isPositive()) {
                return time;
            }
        }
        throw new GliaException("`%s` is no time; times are written like 90s, 5m, 1h or 1h30m".formatted(text));
    }

    private static long whole(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /// A time as [#duration] reads it.
    public static String text(Duration time) {
        var seconds = time.toSecondsPart() + time.toMillisPart() / 1000.0;
        var text = (time.toHours() > 0 ? time.toHours() + "h" : "") + (time.toMinutesPart() > 0 ? time.toMinutesPart() + "m" : "")
                + (seconds > 0 ? (seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds)) + "s" : "");
        return text.isEmpty() ? "0s" : text;
    }

    /// A time that is not asked for but told: `2.5 s`, `3 s`.
    public static String seconds(double seconds) {
        return (seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds)) + " s";
    }

    /// Kilo-, mega-, giga- or terabytes, of 1024 each, as Java's `-Xmx` has them.
    ///
    /// @return bytes
    /// @throws GliaException if it is no amount of memory above 0
    public static long bytes(String text) {
        var parts = MEMORY.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (parts.matches() && parts.group(1).length() <= DIGITS && Long.parseLong(parts.group(1)) > 0) {
            int shift = SHIFTS.get(parts.group(2));
            long count = Long.parseLong(parts.group(1));
            if (count << shift >> shift == count) {
                return count << shift;
            }
        }
        throw new GliaException("`%s` is no amount of memory; amounts are written like 512m or 2g".formatted(text));
    }

    /// Bytes with the largest unit that leaves no fraction longer than one digit.
    public static String text(long bytes) {
        for (var unit : new String[] {"t", "g", "m", "k"}) {
            double count = (double) bytes / (1L << SHIFTS.get(unit));
            if (count >= 1) {
                return String.format(Locale.ROOT, count == Math.rint(count) ? "%.0f%s" : "%.1f%s", count, unit);
            }
        }
        return bytes + " bytes";
    }
}
