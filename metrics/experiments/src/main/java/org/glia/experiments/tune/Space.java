package org.glia.experiments.tune;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.glia.api.Catalog;
import org.glia.api.Configured;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Argument;
import org.glia.api.recipe.Key;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.RecipeSpace;
import org.glia.api.recipe.Step;
import org.glia.api.recipe.Value;
import org.glia.api.run.RandomStream;

/// The recipes that are searched, as points: a number for each dimension, NaN for those that lie in alternatives that were
/// not taken. The types of settings are known here, so that whole numbers are whole.
final class Space {

    private static final String WHOLE = "whole number";
    private static final int RANDOM_PROBES = 13;

    private final RecipeSpace source;
    private final List<Dimension> roots;
    private final List<Dimension> all = new ArrayList<>();
    private final Map<Value, Dimension> byValue = new IdentityHashMap<>();
    private final Map<Dimension, Parent> parents = new IdentityHashMap<>();

    /// The alternative in which a dimension lies.
    private record Parent(Dimension.Choice choice, int alternative) {
    }

    private Space(RecipeSpace source, Catalog catalog) {
        this.source = source;
        var names = new IdentityHashMap<Value, String>();
        source.dimensions().forEach(dimension -> names.put(dimension.values(), dimension.name()));
        this.roots = new Reader(catalog, names).steps(source.steps(), step -> catalog.algorithm(step).settings());
    }

    /// @throws RecipeException if an algorithm does not exist
    static Space of(RecipeSpace source, Catalog catalog) {
        return new Space(source, catalog);
    }

    /// Finds the dimensions of a recipe and the settings that they are for.
    private final class Reader {

        private final Catalog catalog;
        private final Map<Value, String> names;

        Reader(Catalog catalog, Map<Value, String> names) {
            this.catalog = catalog;
            this.names = names;
        }

        List<Dimension> steps(List<Step> steps, Function<Step, List<Key>> keys) {
            return steps.stream().flatMap(step -> {
                var known = keys.apply(step);
                return step.arguments().stream().flatMap(argument -> value(argument.value(), key(known, argument.key())).stream());
            }).toList();
        }

        /// The setting that a key addresses, within a choice too: `kernel.gamma`.
        private static Optional<Key> key(List<Key> keys, String name) {
            return keys.stream().filter(key -> key.name().equals(name)).findFirst().or(() -> keys.stream()
                    .filter(key -> name.startsWith(key.name() + ".")).flatMap(key -> key.inside().values().stream()
                            .flatMap(inside -> key(inside, name.substring(key.name().length() + 1)).stream())).findFirst());
        }

        private List<Dimension> value(Value value, Optional<Key> key) {
            return switch (value) {
                case Value.Scalar _ -> List.of();
                case Value.Entry entry -> value(entry.value(), key);
                case Value.Items items -> items.items().stream().flatMap(item -> value(item, key).stream()).toList();
                case Value.Nested nested -> steps(nested.steps(), step -> key.map(Key::inside).map(inside -> inside.get(step.name()))
                        .orElseGet(() -> key.filter(one -> one.type().contains("recipe"))
                                .map(_ -> catalog.algorithm(step).settings()).orElse(List.of())));
                case Value.Range range -> List.of(added(range, index -> Dimension.Numeric.of(index, names.get(range), range,
                        key.filter(Reader::isWhole).isPresent())));
                case Value.AnyOf any -> List.of(choice(any, key));
            };
        }

        private static boolean isWhole(Key key) {
            return key.type().contains(WHOLE) && !key.type().replace(WHOLE, "").contains("number");
        }

        private Dimension choice(Value.AnyOf any, Optional<Key> key) {
            int index = all.size();
            all.add(null); // its place; those inside come behind it
            var inside = any.values().stream().map(value -> value(value, key)).toList();
            var choice = new Dimension.Choice(index, names.get(any), any, inside);
            for (int alternative = 0; alternative < inside.size(); alternative++) {
                for (var dimension : inside.get(alternative)) {
                    parents.put(dimension, new Parent(choice, alternative));
                }
            }
            all.set(index, choice);
            byValue.put(any, choice);
            return choice;
        }

        private Dimension added(Value.Range range, Function<Integer, Dimension> made) {
            var dimension = made.apply(all.size());
            all.add(dimension);
            byValue.put(range, dimension);
            return dimension;
        }
    }

    /// Those that are always to be chosen; the others lie in alternatives of these.
    List<Dimension> roots() {
        return roots;
    }

    List<Dimension> dimensions() {
        return all;
    }

    /// The whole-numbered range of a setting that is called by the end of its name: `trees`, `forest.trees`.
    ///
    /// @throws GliaException if there is none, or more than one
    Dimension.Numeric resource(String setting) {
        var found = roots.stream().filter(dimension -> dimension.name().equals(setting) || dimension.name().endsWith("." + setting))
                .toList();
        if (found.size() != 1 || !(found.getFirst() instanceof Dimension.Numeric range) || !range.whole()) {
            throw new GliaException(found.size() > 1 ? "more than one setting is called `%s`; name its step too: `%s`".formatted(setting,
                    found.getFirst().name())
                    : "`resource=%s` needs a setting of whole numbers with a range, as in `%1$s=10..500`".formatted(setting));
        }
        return range;
    }

    /// A point whose coordinates are chosen one by one, within alternatives only for the one that is taken.
    double[] point(ToDoubleFunction<Dimension> chooser) {
        var point = new double[all.size()];
        Arrays.fill(point, Double.NaN);
        choose(roots, chooser, point);
        return point;
    }

    private static void choose(List<Dimension> dimensions, ToDoubleFunction<Dimension> chooser, double[] point) {
        for (var dimension : dimensions) {
            point[dimension.index()] = chooser.applyAsDouble(dimension);
            if (dimension instanceof Dimension.Choice choice) {
                choose(choice.inside().get((int) point[choice.index()]), chooser, point);
            }
        }
    }

    /// A point drawn evenly from the ranges (or their logarithms) and the alternatives.
    double[] random(RandomStream random) {
        return point(dimension -> switch (dimension) {
            case Dimension.Numeric range -> range.at(range.innerLow() + random.nextDouble() * (range.innerHigh() - range.innerLow()));
            case Dimension.Choice choice -> random.nextInt(choice.size());
        });
    }

    /// How many recipes a grid has.
    BigInteger gridSize(int points) {
        return product(roots, points);
    }

    private static BigInteger product(List<Dimension> dimensions, int points) {
        return dimensions.stream().map(dimension -> switch (dimension) {
            case Dimension.Numeric range -> BigInteger.valueOf(range.grid(points).length);
            case Dimension.Choice choice -> choice.inside().stream().map(inside -> product(inside, points))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /// All points of a grid, made as they are asked for; the last dimension changes first.
    Stream<double[]> grid(int points) {
        var start = new double[all.size()];
        Arrays.fill(start, Double.NaN);
        return grid(roots, 0, points, start);
    }

    private static Stream<double[]> grid(List<Dimension> dimensions, int first, int points, double[] begun) {
        if (first == dimensions.size()) {
            return Stream.of(begun);
        }
        var dimension = dimensions.get(first);
        return Arrays.stream(dimension.grid(points)).boxed().flatMap(chosen -> {
            var point = begun.clone();
            point[dimension.index()] = chosen;
            var completed = dimension instanceof Dimension.Choice choice
                    ? grid(choice.inside().get(chosen.intValue()), 0, points, point) : Stream.of(point);
            return completed.flatMap(one -> grid(dimensions, first + 1, points, one));
        });
    }

    /// The recipe at a point. Numbers need not lie in their ranges.
    Recipe recipe(double[] point) {
        return new Recipe(chosen(source.steps(), point));
    }

    private List<Step> chosen(List<Step> steps, double[] point) {
        return steps.stream().map(step -> step.withArguments(step.arguments().stream().map(argument ->
                new Argument(argument.key(), chosen(argument.value(), point), argument.place())).toList())).toList();
    }

    private Value chosen(Value value, double[] point) {
        return switch (value) {
            case Value.Scalar scalar -> scalar;
            case Value.Entry entry -> new Value.Entry(entry.key(), chosen(entry.value(), point), entry.place());
            case Value.Items items -> new Value.Items(items.items().stream().map(item -> chosen(item, point)).toList(), items.place());
            case Value.Nested nested -> new Value.Nested(chosen(nested.steps(), point), nested.place());
            case Value.Range range -> byValue.get(range).value(point[byValue.get(range).index()]);
            case Value.AnyOf any -> chosen(byValue.get(any).value(point[byValue.get(any).index()]), point);
        };
    }

    /// What a point has in a dimension, in words; empty where nothing is to be chosen.
    String word(Dimension dimension, double[] point) {
        double chosen = point[dimension.index()];
        return Double.isNaN(chosen) ? "" : switch (dimension) {
            case Dimension.Numeric range -> range.value(chosen).toString();
            case Dimension.Choice choice -> choice.word(chosen);
        };
    }

    /// Tells of mistakes before any work begins: no recipe of the space is accepted, or none with a certain alternative, or none
    /// that suits the data. That some recipes are refused is found out when they are tried.
    ///
    /// @throws RecipeException as the first of the refused recipes
    /// @throws DataException   as the first of the unsuitable recipes
    void require(Catalog catalog, Dataset data, long seed) {
        var random = RandomStream.of(seed, "probe", 0);
        var accepted = accepted(catalog, dimension -> false, dimension -> Double.NaN, random);
        all.stream().filter(Dimension.Choice.class::isInstance).map(Dimension.Choice.class::cast).forEach(choice -> {
            for (int alternative = 0; alternative < choice.size(); alternative++) {
                var fixed = new IdentityHashMap<Dimension, Integer>();
                fixed.put(choice, alternative);
                for (var up = parents.get(choice); up != null; up = parents.get(up.choice())) {
                    fixed.put(up.choice(), up.alternative());
                }
                accepted(catalog, fixed::containsKey, fixed::get, random);
            }
        });
        DataException unsuitable = null;
        for (var recipe : accepted) {
            try {
                recipe.check(data);
                return;
            } catch (DataException e) {
                unsuitable = unsuitable == null ? e : unsuitable;
            }
        }
        throw unsuitable;
    }

    /// The recipes at the ends, in the middle and at some other points that the algorithms accept; at least one.
    private List<Configured<?>> accepted(Catalog catalog, Function<Dimension, Boolean> isFixed, ToDoubleFunction<Dimension> fixed,
                                         RandomStream random) {
        var accepted = new ArrayList<Configured<?>>();
        RecipeException refused = null;
        for (int probe = 0; probe < 3 + RANDOM_PROBES; probe++) {
            double share = probe < 3 ? probe / 2.0 : Double.NaN;
            var point = point(dimension -> isFixed.apply(dimension) ? fixed.applyAsDouble(dimension)
                    : between(dimension, Double.isNaN(share) ? random.nextDouble() : share));
            try {
                accepted.add(catalog.configure(recipe(point)));
            } catch (RecipeException e) {
                refused = refused == null ? e : refused;
            }
        }
        if (accepted.isEmpty()) {
            throw refused;
        }
        return accepted;
    }

    private static double between(Dimension dimension, double share) {
        return switch (dimension) {
            case Dimension.Numeric range -> range.at(range.innerLow() + share * (range.innerHigh() - range.innerLow()));
            case Dimension.Choice choice -> Math.min((int) (share * choice.size()), choice.size() - 1);
        };
    }
}
