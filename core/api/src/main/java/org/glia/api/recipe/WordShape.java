package org.glia.api.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// One of a few words: the constants of an enum, or true and false.
record WordShape(Map<String, Object> meanings, boolean isTruth) implements Shape {

    WordShape {
        meanings = Collections.unmodifiableMap(new LinkedHashMap<>(meanings));
    }

    static WordShape truth() {
        var meanings = new LinkedHashMap<String, Object>();
        meanings.put("true", true);
        meanings.put("false", false);
        return new WordShape(meanings, true);
    }

    /// @throws IllegalArgumentException if two constants would be written alike
    static WordShape of(Class<?> enumeration) {
        var meanings = new LinkedHashMap<String, Object>();
        for (var constant : enumeration.getEnumConstants()) {
            if (meanings.put(word((Enum<?>) constant), constant) != null) {
                throw new IllegalArgumentException("two constants are written `" + word((Enum<?>) constant) + "`");
            }
        }
        return new WordShape(meanings, false);
    }

    /// `PLUS_PLUS` is written `plus-plus`.
    static String word(Enum<?> constant) {
        return normal(constant.name());
    }

    /// Words are written in lower case with `-`, and read in any case and with `_` too.
    static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Object read(Value value, Subject subject, Reading reading) {
        var meaning = value.text().map(WordShape::normal).map(meanings::get);
        if (meaning.isEmpty()) {
            reading.problem(subject.mustBe(valid(), value, meanings.keySet()), value.place());
            return null;
        }
        return meaning.get();
    }

    @Override
    public Value write(Object object, UnaryOperator<Recipe> nested) {
        return switch (object) {
            case null -> throw Shape.isNull();
            case Enum<?> constant -> new Value.Scalar(word(constant));
            default -> new Value.Scalar(object.toString());
        };
    }

    @Override
    public String valid() {
        return Subject.oneOf(meanings.keySet());
    }

    @Override
    public String noun() {
        return isTruth ? "true or false" : "word";
    }

    @Override
    public String plural() {
        return isTruth ? "true or false" : "words";
    }

    @Override
    public List<String> words() {
        return List.copyOf(meanings.keySet());
    }
}
