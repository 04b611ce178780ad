package org.glia.experiments.curves;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Recipe;
import org.glia.experiments.Yardstick;

/// The one measure of a curve.
final class Decisive {

    private Decisive() {
    }

    /// The measure of that name; where none is named, the one that decides for the question which the data ask of the recipes.
    ///
    /// @throws DataException if no recipe suits the data, the recipes answer different questions, or no measure judges them
    static Yardstick measure(Catalog catalog, Dataset data, List<Recipe> recipes, Optional<String> named) {
        if (named.isPresent()) {
            return Yardstick.of(catalog.measure(named.get()), catalog);
        }
        var task = task(catalog, data, recipes);
        return Yardstick.standard(task, catalog).stream().findFirst().orElseThrow(() -> new DataException(
                "no installed measure judges %s; name one that does".formatted(name(task))));
    }

    private static Task task(Catalog catalog, Dataset data, List<Recipe> recipes) {
        var tasks = EnumSet.noneOf(Task.class);
        DataException unsuitable = null;
        for (var recipe : recipes) {
            try {
                var configured = catalog.configure(recipe);
                var asked = configured.task(data);
                if (asked == Task.TRANSFORMATION) {
                    throw new DataException("`%s` transforms rows and predicts nothing; put an algorithm that does behind it"
                            .formatted(recipe.last().name()));
                }
                configured.check(data);
                tasks.add(asked);
            } catch (DataException e) {
                unsuitable = unsuitable == null ? e : unsuitable;
            }
        }
        if (tasks.isEmpty()) {
            throw unsuitable;
        }
        if (tasks.size() > 1) {
            throw new DataException("the recipes answer different questions: %s; name the measure that judges them"
                    .formatted(tasks.stream().map(Decisive::name).collect(Collectors.joining(" and "))));
        }
        return tasks.iterator().next();
    }

    private static String name(Task task) {
        return task.name().toLowerCase(Locale.ROOT);
    }
}
