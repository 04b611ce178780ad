package org.glia.experiments.tune;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import com.google.gson.stream.JsonWriter;
import org.glia.api.data.Dataset;
import org.glia.api.recipe.RecipeSpace;
import org.glia.experiments.Resampling;
import org.glia.experiments.Study;

/// What is asked: which settings of a recipe do best on these data?
///
/// @param space    the recipe with ranges and alternatives. Without any, the ranges that algorithms declare for those of their
///                 settings that are not given are searched
/// @param data     what it is judged on
/// @param search   how recipes are picked
/// @param inner    how the data are split to judge a recipe: the same for all of them
/// @param outer    how the data are split to judge the search as a whole (nested cross-validation): in each fold the settings
///                 are searched anew on the training rows, and what was found is judged on the test rows. Empty: not at all
/// @param measures names of measures, the first of which decides; empty for those that are standard for the question
/// @param seed     decides the splits, the picks and the random numbers of each fit
public record Tuning(RecipeSpace space, Dataset data, Search search, Resampling inner, Optional<Resampling> outer,
                     List<String> measures, long seed) {

    public Tuning {
        measures = List.copyOf(measures);
    }

    /// Five inner folds, no outer ones, standard measures, seed 0.
    public static Tuning of(RecipeSpace space, Dataset data, Search search) {
        return new Tuning(space, data, search, Resampling.standard(), Optional.empty(), List.of(), 0);
    }

    public Tuning withInner(Resampling other) {
        return new Tuning(space, data, search, other, outer, measures, seed);
    }

    public Tuning withOuter(Resampling other) {
        return new Tuning(space, data, search, inner, Optional.of(other), measures, seed);
    }

    public Tuning withMeasures(String... names) {
        return new Tuning(space, data, search, inner, outer, List.of(names), seed);
    }

    public Tuning withSeed(long other) {
        return new Tuning(space, data, search, inner, outer, measures, other);
    }

    /// What all its trials are kept under: the same question again goes on where it ended.
    public Study study() {
        return new Study("tune", "%s on %s".formatted(space, data.name()), definition());
    }

    private String definition() {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject().name("recipe").value(space.toString())
                    .name("data").beginObject().name("name").value(data.name()).name("origin").value(data.origin())
                    .name("fingerprint").value(data.fingerprint()).endObject()
                    .name("search").value(search.words()).name("split").value(inner.words())
                    .name("nested").value(outer.map(Resampling::words).orElse("")).name("measures").beginArray();
            for (var measure : measures) {
                json.value(measure);
            }
            json.endArray().name("seed").value(seed).endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory is always written", e);
        }
        return text.toString();
    }
}
