package org.glia.api.recipe;

import java.util.Collection;
import java.util.List;
import org.glia.api.problem.Suggestion;

/// What an error message about a value is about: the setting and its help.
///
/// @param path the setting's name, with the names of the choices' settings it lies in
/// @param name the grammatical subject: "`k`", "each value of `hidden`"
/// @param help what the setting means
/// @param was how the sentence ends: "it was"
record Subject(String path, String name, String help, String was) {

    private static final int LONGEST_SHOWN = 60;

    static Subject of(String path, String help) {
        return new Subject(path, "`" + path + "`", help, "it was");
    }

    Subject eachItem() {
        return new Subject(path, "each value of `" + path + "`", help, "one was");
    }

    Subject entry(String key) {
        return new Subject(path, "`" + path + "` of `" + key + "`", help, "it was");
    }

    /// "`k` must be at least 1 (number of clusters); it was -3".
    String mustBe(String valid, Value value) {
        return name + " must be " + valid + " (" + help + "); " + was + " " + shown(value);
    }

    /// The same, with the nearest of the valid words if the value is like one.
    String mustBe(String valid, Value value, Collection<String> words) {
        return mustBe(valid, value) + value.text().map(text -> Suggestion.didYouMean(text, words)).orElse("");
    }

    private static String shown(Value value) {
        var text = value.toString();
        if (Syntax.isNumber(text)) {
            return text;
        }
        return "`" + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN - 3) + "..." : text) + "`";
    }

    /// "`a`, `b` or `c`".
    static String oneOf(Collection<String> words) {
        var quoted = words.stream().map(word -> "`" + word + "`").toList();
        return joined(quoted, " or ");
    }

    static String joined(List<String> parts, String last) {
        int n = parts.size();
        return n < 2 ? String.join("", parts)
                : String.join(", ", parts.subList(0, n - 1)) + last + parts.get(n - 1);
    }
}
