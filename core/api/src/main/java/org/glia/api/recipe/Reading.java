package org.glia.api.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.glia.api.problem.Problem;
import org.glia.api.problem.RecipeException;

/// The problems found while settings are read, all of which are told together.
final class Reading {

    private final List<Problem> problems = new ArrayList<>();
    private String source = "";

    void problem(String message, Place place) {
        if (place.known() && source.isEmpty()) {
            source = place.source();
        }
        // a problem of another text than the first one's cannot be pointed at
        problems.add(place.known() && place.source().equals(source) ? place.problem(message) : new Problem(message));
    }

    int count() {
        return problems.size();
    }

    List<String> messages() {
        return problems.stream().map(Problem::message).toList();
    }

    /// Throws what was found, in the order of the text; problems without a place come last.
    void finish() {
        if (!problems.isEmpty()) {
            var ordered = new ArrayList<>(problems);
            ordered.sort(Comparator.comparingInt(p -> p.located() ? p.start() : Integer.MAX_VALUE));
            throw new RecipeException(ordered, source);
        }
    }
}
