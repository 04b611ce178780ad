package org.glia.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.glia.api.Catalog;
import org.glia.api.Configured;
import org.glia.api.model.Plugin;
import org.glia.api.recipe.Step;
import org.glia.api.recipe.Value;

/// Where the algorithms of a recipe come from, those of nested recipes too.
public final class RecipePlugins {

    private static final Comparator<Plugin> BY_IDENTITY = Comparator.comparing(Plugin::name)
            .thenComparing(Plugin::version).thenComparing(Plugin::hash);

    private final Catalog catalog;
    private final Set<Plugin> plugins = new TreeSet<>(BY_IDENTITY);

    private RecipePlugins(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Each plug-in once, by name.
    public static List<Plugin> of(Configured<?> configured, Catalog catalog) {
        var recipe = new RecipePlugins(catalog);
        configured.algorithms().forEach(offer -> recipe.plugins.add(offer.plugin()));
        configured.recipe().steps().forEach(step -> step.arguments().forEach(argument -> recipe.add(argument.value())));
        return List.copyOf(recipe.plugins);
    }

    /// A nested step may be a choice and no algorithm, and share its name with one: then a plug-in too many is named, which
    /// does no harm.
    private void add(Value value) {
        switch (value) {
            case Value.Nested nested -> nested.steps().forEach(step -> {
                plugins.addAll(named(step));
                step.arguments().forEach(argument -> add(argument.value()));
            });
            case Value.Items items -> items.items().forEach(this::add);
            case Value.Entry entry -> add(entry.value());
            default -> { }
        }
    }

    private List<Plugin> named(Step step) {
        return catalog.algorithms().stream().filter(offer -> offer.name().equals(step.algorithm())
                && step.plugin().map(offer.plugin().name()::equals).orElse(true)).map(offer -> offer.plugin()).toList();
    }
}
