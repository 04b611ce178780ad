package org.glia.experiments;

import java.util.HashSet;
import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.Recipe;

/// What is asked: which recipes do how well on which data?
///
/// @param data       the data sets, their names distinct
/// @param recipes    the recipes
/// @param resampling how the data sets are split
/// @param measures   names of measures, the first of which decides; empty for those that are standard for the question
///                   that the data ask
/// @param seed       decides the splits, and the random numbers of each fit
public record Experiment(List<Dataset> data, List<Recipe> recipes, Resampling resampling, List<String> measures,
                         long seed) {

    /// @throws GliaException if there is no recipe or no data set, or two data sets share a name
    public Experiment {
        data = List.copyOf(data);
        recipes = List.copyOf(recipes);
        measures = List.copyOf(measures);
        if (recipes.isEmpty()) {
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
        return new Experiment(data, recipes, Resampling.standard(), List.of(), 0);
    }

    public Experiment withResampling(Resampling other) {
        return new Experiment(data, recipes, other, measures, seed);
    }

    public Experiment withMeasures(List<String> names) {
        return new Experiment(data, recipes, resampling, names, seed);
    }

    public Experiment withMeasures(String... names) {
        return withMeasures(List.of(names));
    }

    public Experiment withSeed(long other) {
        return new Experiment(data, recipes, resampling, measures, other);
    }
}
