package org.glia.api.recipe;

import java.util.List;
import java.util.Objects;
import org.glia.api.problem.RecipeException;

/// One `key=value` of a step.
///
/// @param key letters, digits, `-` and `_`, in parts joined by dots: `maxDepth`, `kernel.gamma`
/// @param value what it is set to
/// @param place where the key was written
public record Argument(String key, Value value, Place place) {

    /// @throws RecipeException if the key is no key
    public Argument {
        Objects.requireNonNull(value, "value");
        if (!Syntax.isKey(key)) {
            throw place.exception(Syntax.noKey(key));
        }
    }

    /// An argument that was not written anywhere.
    ///
    /// @throws RecipeException if the key is no key
    public Argument(String key, Value value) {
        this(key, value, Place.UNKNOWN);
    }

    /// Reads arguments without a step's name, such as `k=3 seeding=random`; an empty text holds none.
    ///
    /// @throws RecipeException with all problems and their places
    public static List<Argument> parse(String text) {
        return RecipeParser.arguments(text);
    }

    /// As it is written in a recipe.
    @Override
    public String toString() {
        return key + "=" + value;
    }
}
