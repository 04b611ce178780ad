package org.glia.api.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What there is to know of one setting, as plain text: for help, completion, documentation and tuning. It refers to no
/// class of the plug-in that declares it, and may be kept after the plug-in is gone.
///
/// @param name as it is written before the `=`: `k`, `stop.tolerance`
/// @param type what it takes, in words: `whole number`, `number`, `word`, `true or false`, `text`, `file`, `recipe`,
///        `choice`; for many `list of ...` and `map to ...`; `optional ...` where `none` is valid
/// @param help what it means
/// @param defaultText its default as it is written behind the `=`; empty if it must be given
/// @param range the valid numbers in words, `at least 1`; empty where any finite number is valid, or none
/// @param choices the words that are valid: of a word, `true` and `false`, the names of a choice, and `none` if optional;
///        each element of a list or map takes them
/// @param inside the settings of those choices that have some, by their names: `kernel=[rbf gamma=0.5]`
/// @param tune where tuning searches unless told otherwise
public record Key(String name, String type, String help, String defaultText, Optional<String> range,
                  List<String> choices, Map<String, List<Key>> inside, Optional<Value> tune) {

    public Key {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(help, "help");
        Objects.requireNonNull(defaultText, "defaultText");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(tune, "tune");
        choices = List.copyOf(choices);
        inside = Collections.unmodifiableMap(new LinkedHashMap<>(inside));
    }

    /// Whether the setting takes several values with commas between them.
    public boolean takesMany() {
        return type.startsWith("list of ") || type.startsWith("map to ");
    }
}
