package org.glia.experiments.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Names and values as MLflow takes them. Names may hold letters, digits, `_ - .`, spaces and `/`; since its file store makes
/// paths of them, no part between slashes is empty, `.` or `..`. Lengths are in bytes of UTF-8, which all of its stores keep.
final class MlflowNames {

    static final int KEY_BYTES = 250;
    static final int PARAM_BYTES = 6000;
    static final int TAG_BYTES = 5000;
    static final int RUN_NAME_BYTES = 250;

    private static final String CUT = "...";

    private final Set<String> taken = new HashSet<>();

    /// Names among which these are not.
    ///
    /// @param others in lower case
    MlflowNames(String... others) {
        taken.addAll(Set.of(others));
    }

    /// A name that no other is given, not even in other letter case, for the sake of files.
    String next(String text) {
        var name = name(text);
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = cut(name(text), KEY_BYTES - 8) + " " + number;
        }
        return name;
    }

    static String name(String text) {
        var allowed = new StringBuilder();
        text.codePoints().forEach(c -> allowed.appendCodePoint(Character.isLetterOrDigit(c) && Character.isBmpCodePoint(c)
                || c < 0x7f && "_-. /".indexOf(c) >= 0 ? c : '_'));
        var parts = Arrays.stream(allowed.toString().split("/")).map(String::strip)
                .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals("..")).collect(Collectors.joining("/"));
        var name = cut(parts, KEY_BYTES).strip().replaceFirst("/$", "");
        return name.isEmpty() ? "_" : name;
    }

    /// At most so many bytes, with dots where something is missing.
    static String value(String text, int bytes) {
        return text.getBytes(StandardCharsets.UTF_8).length <= bytes ? text : cut(text, bytes - CUT.length()) + CUT;
    }

    private static String cut(String text, int bytes) {
        int used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            used += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (used > bytes) {
                return text.substring(0, i);
            }
        }
        return text;
    }
}
