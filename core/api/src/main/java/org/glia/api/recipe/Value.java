package org.glia.api.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.Problem;
import org.glia.api.problem.RecipeException;

/// What stands behind the `=` of an argument. It is text with a structure; what it means (a number, a word, a file) is for
/// the [SettingsType] that reads it to say.
///
/// Two values are equal when they say the same; their places are not compared. `toString()` is the canonical text, with
/// quotes only where they are needed.
public sealed interface Value {

    /// Where this was written.
    Place place();

    /// Reads one value, such as `0.5`, `a,b`, `[rbf gamma=0.5]` or `age:+1`; ranges and alternatives are allowed.
    ///
    /// @throws RecipeException with all problems and their places
    static Value parse(String text) {
        return RecipeParser.value(text);
    }

    /// The value that says what a Java object says: text, numbers, booleans, enums (in lower case, with `-`), recipes,
    /// optionals (`none` if empty), collections, maps, and values themselves.
    ///
    /// @throws GliaException if it is anything else
    static Value of(Object object) {
        return switch (object) {
            case Value value -> value;
            case Recipe recipe -> new Nested(recipe.steps());
            case Number x when Double.isNaN(x.doubleValue()) ->
                throw new GliaException("NaN is no setting; leave it away, or say `none`");
            case Double x -> new Scalar(Syntax.number(x));
            case Float x -> new Scalar(Syntax.number(x));
            case Enum<?> constant -> new Scalar(WordShape.word(constant));
            case CharSequence text -> new Scalar(text.toString(), true, Place.UNKNOWN); // "none" is a text here
            case Number number -> new Scalar(number.toString());
            case Boolean bool -> new Scalar(bool.toString());
            case java.nio.file.Path path -> new Scalar(path.toString());
            case Optional<?> some -> some.map(Value::of).orElse(Scalar.NONE);
            case OptionalInt some -> some.isPresent() ? of(some.getAsInt()) : Scalar.NONE;
            case OptionalLong some -> some.isPresent() ? of(some.getAsLong()) : Scalar.NONE;
            case OptionalDouble some -> some.isPresent() ? of(some.getAsDouble()) : Scalar.NONE;
            case Collection<?> many -> Items.of(many.stream().map(Value::of).toList());
            case Map<?, ?> map -> Items.of(map.entrySet().stream()
                    .<Value>map(e -> new Entry(String.valueOf(e.getKey()), of(e.getValue()), Place.UNKNOWN)).toList());
            case null -> throw new GliaException("a setting cannot be null; leave it away, or say `none`");
            default -> throw new GliaException("`" + object + "` cannot be written in a recipe; give text, a number, true"
                    + " or false, a recipe, a list or a map");
        };
    }

    /// Whether a range or alternatives are in this value, which only a [RecipeSpace] may hold.
    default boolean isSpace() {
        var problems = new ArrayList<Problem>();
        addSpaceProblems(problems);
        return !problems.isEmpty();
    }

    /// The text of a single word; `a:b` is one too, for who wants no map. Empty for all others.
    default Optional<String> text() {
        return Optional.empty();
    }

    /// Adds a problem for each range and each set of alternatives in this value.
    void addSpaceProblems(List<Problem> problems);

    /// A word, a number, or a quoted text.
    ///
    /// @param word the text, without quotes and escapes
    /// @param quoted whether it stands in quotes. Only where that matters is it kept as given: `"none"` is a text, the
    ///        bare word `none`, in any case, sets an optional setting to nothing. Other texts are quoted when they must be.
    /// @param place where it was written, with its quotes
    record Scalar(String word, boolean quoted, Place place) implements Value {

        /// The bare word `none`: an optional setting that is not set.
        public static final Value NONE = new Scalar("none");

        public Scalar {
            Objects.requireNonNull(place, "place");
            quoted = Syntax.needsQuotes(word) || quoted && word.equalsIgnoreCase("none");
        }

        /// A bare word where that is possible.
        public Scalar(String word) {
            this(word, false, Place.UNKNOWN);
        }

        @Override
        public Optional<String> text() {
            return Optional.of(word);
        }

        @Override
        public void addSpaceProblems(List<Problem> problems) {
            // a word is one point
        }

        @Override
        public String toString() {
            return quoted ? Syntax.quoted(word) : word;
        }
    }

    /// `key:value`, an entry of a map: `age:+1`.
    ///
    /// @param key any text; in quotes where a word would need them
    /// @param value anything but a list or another entry
    /// @param place where it was written
    record Entry(String key, Value value, Place place) implements Value {

        /// @throws GliaException if the value is a list or an entry
        public Entry {
            Objects.requireNonNull(place, "place");
            if (value instanceof Items || value instanceof Entry) {
                throw new GliaException("the value of `" + key + ":` cannot be a list or a map; it was `" + value + "`");
            }
        }

        @Override
        public Optional<String> text() {
            return value instanceof Scalar scalar ? Optional.of(key + ":" + scalar.word) : Optional.empty();
        }

        @Override
        public void addSpaceProblems(List<Problem> problems) {
            value.addSpaceProblems(problems);
        }

        @Override
        public String toString() {
            return (Syntax.needsQuotes(key) ? Syntax.quoted(key) : key) + ":" + value;
        }
    }

    /// A list: none (`[]`), or two and more with commas between them. A list of one is written, and is, its element.
    ///
    /// @param items no lists among them
    /// @param place where it was written
    record Items(List<Value> items, Place place) implements Value {

        /// @throws GliaException if there is exactly one item, or a list among them
        public Items {
            Objects.requireNonNull(place, "place");
            items = List.copyOf(items);
            if (items.size() == 1) {
                throw new GliaException("a list of one is its element: `" + items.getFirst() + "`");
            }
            for (var item : items) {
                if (item instanceof Items) {
                    throw new GliaException("a list cannot hold the list `" + item + "`");
                }
            }
        }

        /// The value that says these items: a list, or the only one of them.
        ///
        /// @throws GliaException if a list is among several
        public static Value of(List<? extends Value> items) {
            return items.size() == 1 ? items.getFirst() : new Items(List.copyOf(items), Place.UNKNOWN);
        }

        @Override
        public void addSpaceProblems(List<Problem> problems) {
            items.forEach(item -> item.addSpaceProblems(problems));
        }

        @Override
        public String toString() {
            return items.isEmpty() ? "[]" : items.stream().map(Value::toString).collect(Collectors.joining(","));
        }
    }

    /// `[name key=value | ...]`: a recipe, or a choice with settings of its own.
    ///
    /// @param steps one or more
    /// @param place where it was written, with its brackets
    record Nested(List<Step> steps, Place place) implements Value {

        /// @throws GliaException if there is no step
        public Nested {
            Objects.requireNonNull(place, "place");
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new GliaException("the brackets hold no step; `[]` is the empty list");
            }
        }

        /// A nested recipe that was not written anywhere.
        ///
        /// @throws GliaException if there is no step
        public Nested(List<Step> steps) {
            this(steps, Place.UNKNOWN);
        }

        /// The steps as a recipe.
        ///
        /// @throws RecipeException if a range is in them
        public Recipe recipe() {
            return new Recipe(steps);
        }

        @Override
        public void addSpaceProblems(List<Problem> problems) {
            steps.forEach(step -> problems.addAll(step.spaceProblems()));
        }

        @Override
        public String toString() {
            return "[" + Recipe.text(steps) + "]";
        }
    }

    /// `low..high`, or `low..high:log` to be searched evenly in the logarithm: all numbers between, ends included. Whether
    /// they are whole numbers is the setting's affair.
    ///
    /// @param low a finite number
    /// @param high a larger one
    /// @param log whether the search is even in the logarithm; then `low` is above 0
    /// @param place where it was written
    record Range(double low, double high, boolean log, Place place) implements Value {

        /// @throws RecipeException if the range is empty, not finite, or logarithmic and not above 0
        public Range {
            if (!Double.isFinite(low) || !Double.isFinite(high)) {
                throw place.exception("the ends of a range must be finite numbers; they were " + Syntax.number(low)
                        + " and " + Syntax.number(high));
            }
            if (low >= high) {
                throw place.exception("the range `" + text(low, high, log) + "` is empty; write the smaller end first");
            }
            if (log && low <= 0) {
                throw place.exception("the range `" + text(low, high, true) + "` must start above 0, because it is searched"
                        + " in the logarithm");
            }
        }

        /// A range that was not written anywhere.
        ///
        /// @throws RecipeException if the range is empty, not finite, or logarithmic and not above 0
        public Range(double low, double high, boolean log) {
            this(low, high, log, Place.UNKNOWN);
        }

        private static String text(double low, double high, boolean log) {
            return Syntax.number(low) + ".." + Syntax.number(high) + (log ? ":log" : "");
        }

        @Override
        public void addSpaceProblems(List<Problem> problems) {
            problems.add(place.problem("`" + this + "` is a range, which only `tune` and `validationcurve` take;"
                    + " give one value, or put it into quotes if it is text"));
        }

        @Override
        public String toString() {
            return text(low, high, log);
        }
    }

    /// `{a,b,c}`: one of these, to be tried by tuning.
    ///
    /// @param values one or more; no lists and no alternatives among them
    /// @param place where it was written, with its braces
    record AnyOf(List<Value> values, Place place) implements Value {

        /// @throws GliaException if there is no value, or one is a list or again alternatives
        public AnyOf {
            Objects.requireNonNull(place, "place");
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new GliaException("`{}` holds nothing to try; write the values in it: {a,b}");
            }
            for (var value : values) {
                if (value instanceof Items || value instanceof AnyOf) {
                    throw new GliaException("alternatives cannot hold `" + value + "`: neither lists nor alternatives");
                }
            }
        }

        /// Alternatives that were not written anywhere.
        ///
        /// @throws GliaException if there is no value, or one is a list or again alternatives
        public AnyOf(List<? extends Value> values) {
            this(List.copyOf(values), Place.UNKNOWN);
        }

        @Override
        public void addSpaceProblems(List<Problem> problems) {
            problems.add(place.problem("`" + this + "` are alternatives, which only `tune` and `validationcurve` take;"
                    + " give one value, or put it into quotes if it is text"));
        }

        @Override
        public String toString() {
            return values.stream().map(Value::toString).collect(Collectors.joining(",", "{", "}"));
        }
    }
}
