package org.glia.experiments.tune;

import java.util.List;

import org.glia.api.Catalog;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Key;
import org.glia.api.recipe.RecipeSpace;
import org.glia.api.recipe.Step;
import org.glia.api.recipe.Value;

/// The ranges that algorithms declare for their settings, put into a recipe that says none itself.
final class Declared {

    private final Catalog catalog;

    private Declared(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The recipe with the declared range in the place of each setting that is not given: of every step, of the recipes and
    /// choices in brackets, and of the choices that count where nothing is said. A recipe with ranges of its own stays as it is.
    ///
    /// @throws RecipeException if an algorithm does not exist, or no range is declared anywhere
    static RecipeSpace of(RecipeSpace written, Catalog catalog) {
        if (!written.isRecipe()) {
            return written;
        }
        var widened = new RecipeSpace(new Declared(catalog).steps(written.steps()));
        if (widened.isRecipe()) {
            throw written.steps().getLast().place().exception(("`%s` declares no ranges to search, or all of these settings are given; "
                    + "write a range where a value stands, as in `c=0.1..100:log` or `kernel={linear,rbf}`").formatted(written));
        }
        return widened;
    }

    private List<Step> steps(List<Step> steps) {
        return steps.stream().map(step -> step(step, catalog.algorithm(step).settings())).toList();
    }

    private Step step(Step step, List<Key> keys) {
        var widened = step;
        for (var key : keys) {
            var given = step.value(key.name());
            if (given.isPresent()) {
                widened = with(widened, key, given.get());
            } else if (step.arguments().stream().anyMatch(argument -> argument.key().startsWith(key.name() + "."))) {
                continue; // something within it is given: the user has chosen
            } else if (key.tune().isPresent()) {
                widened = widened.with(key.name(), key.tune().get());
            } else if (!key.inside().isEmpty() && !key.defaultText().isEmpty()) {
                widened = with(widened, key, opened(Value.parse(key.defaultText()), key));
            }
        }
        return widened;
    }

    /// A choice that counts where nothing is said, without those of its settings that declare a range: nobody has given them.
    private static Value opened(Value value, Key key) {
        return value instanceof Value.Nested nested && isChoice(nested, key)
                ? new Value.Nested(List.of(opened(nested.steps().getFirst(), key))) : value;
    }

    private static Step opened(Step step, Key key) {
        var opened = step;
        for (var inside : key.inside().get(step.name())) {
            opened = inside.tune().isPresent() ? opened.without(inside.name()) : opened;
        }
        return opened;
    }

    private static boolean isChoice(Value.Nested nested, Key key) {
        return nested.steps().size() == 1 && key.inside().containsKey(nested.steps().getFirst().name());
    }

    private Step with(Step step, Key key, Value value) {
        var widened = value(value, key);
        return widened.isSpace() ? step.with(key.name(), widened) : step;
    }

    private Value value(Value value, Key key) {
        return switch (value) {
            case Value.Scalar word when key.inside().containsKey(word.word()) ->
                    new Value.Nested(List.of(step(new Step(word.word(), List.of(), word.place()), key.inside().get(word.word()))));
            case Value.Nested nested when isChoice(nested, key) ->
                    new Value.Nested(List.of(step(nested.steps().getFirst(), key.inside().get(nested.steps().getFirst().name()))));
            case Value.Nested nested when key.type().contains("recipe") -> new Value.Nested(steps(nested.steps()));
            case Value.Items items -> new Value.Items(items.items().stream().map(item -> value(item, key)).toList(), items.place());
            default -> value;
        };
    }
}
