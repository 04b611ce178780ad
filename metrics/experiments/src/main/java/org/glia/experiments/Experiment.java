package org.glia.experiments;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

import com.google.gson.stream.JsonWriter;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.Recipe;

/// What is asked: which recipes do how well on which data?
///
/// @param title      for people; empty to be called after its recipes and data
/// @param data       the data sets, their names distinct
/// @param recipes    the recipes
/// @param every      whether every installed algorithm takes part besides, as far as it suits the data, with its defaults;
///                   those too that are installed while the experiment runs
/// @param resampling how the data sets are split
/// @param measures   names of measures, the first of which decides; empty for those that are standard for the question
///                   that the data ask
/// @param seed       decides the splits, and the random numbers of each fit
public record Experiment(String title, List<Dataset> data, List<Recipe> recipes, boolean every, Resampling resampling,
                         List<String> measures, long seed) {

    /// @throws GliaException if there is no recipe or no data set, or two data sets share a name
    public Experiment {
        data = List.copyOf(data);
        recipes = List.copyOf(recipes);
        measures = List.copyOf(measures);
        if (recipes.isEmpty() && !every) {
            throw new GliaException("an experiment needs a recipe");
        }
        if (data.isEmpty()) {
            throw new GliaException("an experiment needs a data set");
        }
        var names = new HashSet<String>();
        for (var table : data) {
            if (!names.add(table.name())) {
                throw new DataException("two data sets are named `%s`; give one of them another name"
                        .formatted(table.name()));
            }
        }
    }

    /// Five folds, standard measures, seed 0.
    public static Experiment of(List<Dataset> data, List<Recipe> recipes) {
        return new Experiment("", data, recipes, false, Resampling.standard(), List.of(), 0);
    }

    /// Every installed algorithm that suits the data, five folds, standard measures, seed 0.
    public static Experiment ofEvery(List<Dataset> data) {
        return new Experiment("", data, List.of(), true, Resampling.standard(), List.of(), 0);
    }

    public Experiment withTitle(String other) {
        return new Experiment(other, data, recipes, every, resampling, measures, seed);
    }

    Experiment withRecipes(List<Recipe> others) {
        return new Experiment(title, data, others, every, resampling, measures, seed);
    }

    /// With every installed algorithm besides.
    public Experiment withEvery() {
        return new Experiment(title, data, recipes, true, resampling, measures, seed);
    }

    public Experiment withResampling(Resampling other) {
        return new Experiment(title, data, recipes, every, other, measures, seed);
    }

    public Experiment withMeasures(List<String> names) {
        return new Experiment(title, data, recipes, every, resampling, names, seed);
    }

    public Experiment withMeasures(String... names) {
        return withMeasures(List.of(names));
    }

    public Experiment withSeed(long other) {
        return new Experiment(title, data, recipes, every, resampling, measures, other);
    }

    /// What it is kept under when nobody says otherwise.
    public Study study() {
        return new Study("experiment", title.isEmpty() ? called() : title, definition());
    }

    private String called() {
        return "%s on %s".formatted(recipes.isEmpty() ? "every algorithm" : recipes.stream().map(Recipe::toString)
                        .collect(Collectors.joining(", ")) + (every ? " and every algorithm" : ""),
                data.stream().map(Dataset::name).collect(Collectors.joining(", ")));
    }

    /// All that is asked, as JSON; the data by their names, the words that bring them, and the fingerprints of their content.
    public String definition() {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject().name("data").beginArray();
            for (var table : data) {
                json.beginObject().name("name").value(table.name()).name("origin").value(table.origin())
                        .name("fingerprint").value(table.fingerprint()).endObject();
            }
            json.endArray().name("recipes").beginArray();
            for (var recipe : recipes) {
                json.value(recipe.toString());
            }
            json.endArray().name("every").value(every).name("split").value(resampling.words()).name("measures").beginArray();
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
