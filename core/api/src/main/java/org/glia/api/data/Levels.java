package org.glia.api.data;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The levels of a nominal column. A cell's code is the position of its level in `names`.
///
/// @param names    the levels' texts, distinct
/// @param ordered  whether the order of `names` means something (`low < middle < high`)
/// @param positive the level that binary measures call positive, where the owner of the data has said so
public record Levels(List<String> names, boolean ordered, Optional<String> positive) {

    private static final Levels NONE = new Levels(List.of(), false, Optional.empty());

    /// @throws IllegalArgumentException if two levels share a text, or `positive` is no level
    public Levels {
        names = List.copyOf(names);
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("levels must be distinct: " + names);
        }
        if (positive.isPresent() && !names.contains(positive.get())) {
            throw new IllegalArgumentException("positive level `%s` is not one of %s".formatted(positive.get(), names));
        }
    }

    /// No levels: what columns that are not nominal have.
    public static Levels none() {
        return NONE;
    }

    /// Unordered levels in the given order.
    public static Levels of(String... names) {
        return of(List.of(names));
    }

    /// Unordered levels in the given order.
    public static Levels of(List<String> names) {
        return new Levels(names, false, Optional.empty());
    }

    /// The distinct texts in natural order, so that the same values give the same codes however the rows stand.
    public static Levels sorted(Collection<String> values) {
        return of(List.copyOf(new TreeSet<>(values)));
    }

    /// Levels with a meaningful order, lowest first.
    public static Levels ordered(String... names) {
        return new Levels(List.of(names), true, Optional.empty());
    }

    /// The same levels with `level` as the positive one.
    public Levels withPositive(String level) {
        return new Levels(names, ordered, Optional.of(level));
    }

    public int size() {
        return names.size();
    }

    /// The text of a code.
    public String name(int code) {
        return names.get(code);
    }

    /// The code of a text, -1 if it is no level. O(levels); use [#index()] for many look-ups.
    public int code(String name) {
        return names.indexOf(name);
    }

    /// Text to code, for many look-ups.
    public Map<String, Integer> index() {
        var index = new HashMap<String, Integer>(2 * names.size());
        for (int code = 0; code < names.size(); code++) {
            index.put(names.get(code), code);
        }
        return index;
    }

    /// The positive level's code: the declared one, otherwise the second of two levels (as scikit-learn has it).
    public Optional<Integer> positiveCode() {
        return positive.map(names::indexOf).or(() -> names.size() == 2 ? Optional.of(1) : Optional.empty());
    }
}
