package org.glia.api.recipe;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Pattern;

/// How names, keys, bare words and numbers are written.
final class Syntax {

    /// Characters that end a bare word.
    static final String SPECIAL = "|[]={},\"'";

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_.-]*(@[A-Za-z0-9_][A-Za-z0-9_.-]*)?");
    private static final Pattern KEY_PART = Pattern.compile("[\\p{L}\\p{N}_-]+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    // no digit-less fraction here: "1...5" is 1 to .5 reversed, not "1." to 5
    private static final String END = "[+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?";
    static final Pattern RANGE = Pattern.compile("(" + END + ")\\.\\.(" + END + ")(?::([^:]*))?");

    private Syntax() {
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static String noName(String text) {
        return "`" + text + "` is no name: a name starts with a letter and holds letters, digits, `-`, `_` and `.`"
                + " (and may end in `@plug-in`)";
    }

    static boolean isKey(String text) {
        // part by part, because a repeated group would need a stack as deep as the key has dots
        return !text.isEmpty() && Character.isLetter(text.codePointAt(0))
                && Arrays.stream(text.split("\\.", -1)).allMatch(part -> KEY_PART.matcher(part).matches());
    }

    static String noKey(String text) {
        return "`" + text + "` is no key: a key starts with a letter and holds letters, digits, `-`, `_` and `.`";
    }

    static String twice(String key) {
        return "`" + key + "` is given twice; leave one";
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    static boolean endsWord(int c) {
        return isSpace(c) || SPECIAL.indexOf(c) >= 0;
    }

    /// Whether the bare word would be read as something else than this text.
    static boolean needsQuotes(String text) {
        return text.isEmpty()
                || text.indexOf(':') >= 0
                || text.codePoints().anyMatch(c -> endsWord(c) || Character.isISOControl(c))
                || RANGE.matcher(text).matches();
    }

    static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (Character.isISOControl(c) || c != ' ' && isSpace(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /// The shortest text that reads back as the same number, whole numbers without a point: `1`, `0.25`, `1e-4`.
    static String number(double x) {
        return Double.isInfinite(x) ? x > 0 ? "infinity" : "-infinity" : tidy(Double.toString(x));
    }

    /// As [#number(double)], for the shorter texts of floats.
    static String number(float x) {
        return Float.isInfinite(x) ? number((double) x) : tidy(Float.toString(x));
    }

    private static String tidy(String shortest) {
        var decimal = new BigDecimal(shortest).stripTrailingZeros();
        if (decimal.signum() == 0) {
            return shortest.startsWith("-") ? "-0" : "0";
        }
        int exponent = decimal.precision() - decimal.scale() - 1;
        var plain = decimal.toPlainString();
        if (exponent >= -3 && exponent < 7) {
            return plain;
        }
        var digits = decimal.unscaledValue().abs().toString();
        var scientific = (decimal.signum() < 0 ? "-" : "") + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e" + exponent;
        return exponent > 0 && plain.length() <= scientific.length() ? plain : scientific;
    }
}
