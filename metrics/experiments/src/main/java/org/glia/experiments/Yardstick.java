package org.glia.experiments;

import java.util.Comparator;
import java.util.List;

import org.glia.api.Catalog;
import org.glia.api.MeasureOffer;
import org.glia.api.data.Task;
import org.glia.api.model.Plugin;
import org.glia.runtime.Cell;
import org.glia.api.problem.RecipeException;

/// A measure by which recipes are compared.
///
/// @param name            the word that finds it: the measure's name, with its plug-in where two offer that name
/// @param title           the field's usual name
/// @param greaterIsBetter whether larger values are better
/// @param plugin          where it comes from
public record Yardstick(String name, String title, boolean greaterIsBetter, Plugin plugin) {

    /// A measure by the word that finds it.
    public static Yardstick of(MeasureOffer offer, Catalog catalog) {
        boolean only = catalog.measures().stream().filter(other -> other.name().equals(offer.name())).count() == 1;
        return new Yardstick(only ? offer.name() : offer.address(), offer.title(), offer.greaterIsBetter(), offer.plugin());
    }

    /// The same measure on the rows that were fitted on.
    private Yardstick onTraining() {
        return new Yardstick(Cell.TRAINING + name, title + " on the training rows", greaterIsBetter, plugin);
    }

    private static Yardstick named(String name, Catalog catalog) {
        return name.startsWith(Cell.TRAINING)
                ? of(catalog.measure(name.substring(Cell.TRAINING.length())), catalog).onTraining()
                : of(catalog.measure(name), catalog);
    }

    /// @throws RecipeException if a measure does not exist; the message names the nearest one
    static List<Yardstick> named(List<String> names, Catalog catalog) {
        return names.stream().map(name -> named(name, catalog)).distinct().toList();
    }

    /// The measures that are shown for a question when nobody names any, the decisive one first.
    public static List<Yardstick> standard(Task task, Catalog catalog) {
        return catalog.measures().stream().filter(offer -> offer.standard() && offer.tasks().contains(task))
                .sorted(Comparator.comparingInt(MeasureOffer::rank).thenComparing(MeasureOffer::address))
                .map(offer -> of(offer, catalog)).toList();
    }
}
