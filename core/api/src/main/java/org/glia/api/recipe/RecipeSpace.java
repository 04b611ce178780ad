package org.glia.api.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;

/// Many recipes at once: a recipe in which some values are ranges (`k=2..20`, `c=0.1..100:log`) or alternatives in braces
/// (`kernel={linear,[rbf gamma=0.01..10:log]}`), wherever [Recipe] has an item. Tuning searches it; nothing else takes it.
///
/// A recipe without any is a space of one point.
///
/// @param steps one or more
public record RecipeSpace(List<Step> steps) {

    /// One place where the recipes of a space differ.
    ///
    /// @param name the way to it: step, key, index in a list (from 1), key of a map entry, name of a nested step, joined by
    ///        dots, as in `svc.kernel.rbf.gamma`; `#2` follows the second of several equal names
    /// @param values a [Value.Range] or [Value.AnyOf]
    public record Dimension(String name, Value values) {

        /// @throws IllegalArgumentException if the values are neither a range nor alternatives
        public Dimension {
            Objects.requireNonNull(name, "name");
            if (!(values instanceof Value.Range || values instanceof Value.AnyOf)) {
                throw new IllegalArgumentException("a dimension is a range or alternatives, not `" + values + "`");
            }
        }
    }

    /// @throws RecipeException if there is no step
    public RecipeSpace {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new RecipeException(RecipeParser.EMPTY);
        }
    }

    /// Reads a recipe that may hold ranges and alternatives.
    ///
    /// @throws RecipeException with all problems of the text and their places
    public static RecipeSpace parse(String text) {
        return new RecipeSpace(RecipeParser.steps(text, true));
    }

    /// Whether this is a single recipe.
    public boolean isRecipe() {
        return steps.stream().allMatch(step -> step.spaceProblems().isEmpty());
    }

    /// All places where the recipes differ, in the order of the text. Those within an alternative are listed right behind
    /// it; they matter only where that alternative is chosen.
    public List<Dimension> dimensions() {
        var dimensions = new ArrayList<Dimension>();
        walk(steps, "", (dimension) -> {
            dimensions.add(dimension);
            return dimension.values();
        }, true);
        return List.copyOf(dimensions);
    }

    /// The recipe at one point of the space. The chooser is asked in the order of [#dimensions()], but within alternatives
    /// only for the chosen one.
    ///
    /// @param chooser gives a number within the range, or one of the alternatives
    /// @throws GliaException if it gives anything else
    public Recipe choose(Function<Dimension, Value> chooser) {
        return new Recipe(walk(steps, "", dimension -> {
            var chosen = chooser.apply(dimension);
            if (!contains(dimension.values(), chosen)) {
                throw new GliaException("`" + dimension.name() + "` is to be chosen from `" + dimension.values()
                        + "`; it was `" + chosen + "`");
            }
            return chosen;
        }, false));
    }

    private static boolean contains(Value values, Value chosen) {
        return switch (values) {
            case Value.AnyOf any -> any.values().contains(chosen);
            case Value.Range range -> chosen.text().filter(Syntax::isNumber).map(Double::parseDouble)
                    .filter(x -> x >= range.low() && x <= range.high()).isPresent();
            default -> false;
        };
    }

    /// The steps with each dimension replaced by what the visitor makes of it; if all are to be listed, the alternatives are
    /// visited too.
    private static List<Step> walk(List<Step> steps, String path, Function<Dimension, Value> visitor, boolean all) {
        var names = new Names();
        var walked = new ArrayList<Step>();
        for (var step : steps) {
            var stepPath = path + names.next(step.name()) + ".";
            var arguments = new ArrayList<Argument>();
            for (var argument : step.arguments()) {
                var value = walk(argument.value(), stepPath + argument.key(), visitor, all);
                arguments.add(new Argument(argument.key(), value, argument.place()));
            }
            walked.add(step.withArguments(arguments));
        }
        return walked;
    }

    private static Value walk(Value value, String path, Function<Dimension, Value> visitor, boolean all) {
        return switch (value) {
            case Value.Scalar scalar -> scalar;
            case Value.Entry entry ->
                new Value.Entry(entry.key(), walk(entry.value(), path + "." + entry.key(), visitor, all), entry.place());
            case Value.Nested nested -> new Value.Nested(walk(nested.steps(), path + ".", visitor, all), nested.place());
            case Value.Items items -> {
                var walked = new ArrayList<Value>();
                for (var item : items.items()) {
                    walked.add(walk(item, path + "." + (walked.size() + 1), visitor, all));
                }
                yield new Value.Items(walked, items.place());
            }
            case Value.Range range -> visitor.apply(new Dimension(path, range));
            case Value.AnyOf any -> {
                var chosen = visitor.apply(new Dimension(path, any));
                if (all) {
                    alternatives(any, path, visitor);
                    yield chosen;
                }
                yield walk(chosen, alternativePath(any, chosen, path), visitor, false);
            }
        };
    }

    private static void alternatives(Value.AnyOf any, String path, Function<Dimension, Value> visitor) {
        for (var value : any.values()) {
            walk(value, alternativePath(any, value, path), visitor, true);
        }
    }

    /// The path of an alternative: a second one whose dimensions would have the same names gets a number.
    private static String alternativePath(Value.AnyOf any, Value chosen, String path) {
        var names = new Names();
        for (var value : any.values()) {
            var name = names.next(value instanceof Value.Nested nested ? nested.steps().getFirst().name() : "");
            if (value == chosen || value.equals(chosen)) {
                int number = name.indexOf('#');
                return number < 0 ? path : path + name.substring(number);
            }
        }
        throw new IllegalArgumentException("`" + chosen + "` is not among `" + any + "`");
    }

    /// Numbers names that occur again.
    private static final class Names {

        private final HashMap<String, Integer> counts = new HashMap<>();

        String next(String name) {
            int count = counts.merge(name, 1, Integer::sum);
            return count == 1 ? name : name + "#" + count;
        }
    }

    /// The text; [#parse] reads it back as an equal space.
    @Override
    public String toString() {
        return Recipe.text(steps);
    }
}
