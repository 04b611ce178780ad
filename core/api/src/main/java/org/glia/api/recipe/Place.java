package org.glia.api.recipe;

import org.glia.api.problem.Problem;
import org.glia.api.problem.RecipeException;

/// Where in a text something was written, so that an error can point at it.
///
/// **All places are equal to each other**: where something was written is not part of what it says. So recipes, steps and
/// values, which carry their place, are equal when they say the same.
///
/// @param source the whole text; empty if unknown
/// @param start where it starts (0-based, in chars), or -1 if unknown
/// @param end where it ends, exclusive, or -1 if unknown
public record Place(String source, int start, int end) {

    /// The place of what was made by a program, not written.
    public static final Place UNKNOWN = new Place("", -1, -1);

    /// @throws IllegalArgumentException if the place lies outside the source
    public Place {
        boolean unknown = start == -1 && end == -1;
        if (!unknown && (start < 0 || end < start || end > source.length())) {
            throw new IllegalArgumentException("no place " + start + " to " + end + " in " + source.length() + " chars");
        }
    }

    /// Whether this was written somewhere.
    public boolean known() {
        return start >= 0;
    }

    /// A problem here.
    public Problem problem(String message) {
        return new Problem(message, start, end);
    }

    /// An exception with one problem, here.
    public RecipeException exception(String message) {
        return new RecipeException(message, source, start, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
