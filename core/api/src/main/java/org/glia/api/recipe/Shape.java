package org.glia.api.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// How values of one Java type are read from a recipe and written into it.
sealed interface Shape permits NumberShape, WordShape, TextShape, RecipeShape, OptionalShape, ListShape, MapShape,
        ChoiceShape {

    /// The Java object that the value means, or null after a problem was told.
    Object read(Value value, Subject subject, Reading reading);

    /// The canonical value of an object; [#read] of it gives an equal object.
    ///
    /// @param nested makes the recipes within canonical
    /// @throws IllegalArgumentException if the object has no value, which is its author's mistake
    Value write(Object object, UnaryOperator<Recipe> nested);

    /// What is valid, as the end of the sentence "it must be ...".
    String valid();

    /// One of them in words, for [Key#type()].
    String noun();

    /// Several of them in words.
    default String plural() {
        return noun() + "s";
    }

    /// The valid numbers in words, if not all finite ones are.
    default Optional<String> range() {
        return Optional.empty();
    }

    /// The words that are valid.
    default List<String> words() {
        return List.of();
    }

    /// The settings of the choices that have some, unless they lie within one of the outer choices.
    default Map<String, List<Key>> inside(Set<ChoiceShape> outer) {
        return Map.of();
    }

    /// Where tuning searches unless the setting itself says: what a bare alternative declares for its value.
    default Optional<Value> tune() {
        return Optional.empty();
    }

    /// Whether bounds mean something here.
    default boolean isNumeric() {
        return false;
    }

    static IllegalArgumentException isNull() {
        return new IllegalArgumentException("the default is null; use Optional for what may be absent");
    }
}
