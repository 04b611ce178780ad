package org.glia.api.recipe;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.glia.api.problem.RecipeException;

/// What a settings record declares, read once by reflection: its keys for people, and the ways between the record and the
/// arguments of a recipe. Help, completion, validation, tuning, stored results and documentation all read this.
///
/// An author writes a record, and nothing more:
///
/// ```java
/// record Settings(@Setting(value = "number of clusters", min = 1, tune = "2..20") int k,
///                 @Setting("how the first centroids are chosen") Seeding seeding) {
///     Settings() { this(8, Seeding.PLUS_PLUS); }   // the defaults
/// }
/// ```
///
/// | type of the component | written |
/// |---|---|
/// | `int`, `long`, `float`, `double` | `3`, `-0.5`, `1e-4`; also `20%` for 0.2; `infinity` where a bound is infinite |
/// | `boolean` | `true`, `false` |
/// | an enum | the constant in lower case with `-`: `plus-plus`; any case and `_` are read too |
/// | `String`, `java.nio.file.Path` | any text, in quotes where [Recipe] needs them |
/// | `Optional`, `OptionalInt`, `OptionalLong`, `OptionalDouble` | the value, or `none` |
/// | `List` | `a,b,c`; `[]` if empty |
/// | `Map<String, ...>` | `age:+1,income:-1`; `[]` if empty |
/// | [Recipe] | `[standardize \| cart maxDepth=4]`; `cart` if it is only a name |
/// | a nested record | its keys, with the prefix `name.`, or without under [Group] |
/// | a sealed interface of records | the record's name in kebab case, `rbf`, or `[rbf gamma=0.5]` |
///
/// The name of a choice alone stands for its defaults; `kernel.gamma=0.5` changes one setting of the choice given or default.
/// An alternative of a sealed interface that consists of one value and has no no-argument constructor is written as that
/// value: `sealed interface Gamma { record Scale() ...; record Value(double value) ... }` takes `scale` or `0.5`.
///
/// The compact constructor checks what spans components; the message of its `IllegalArgumentException` is shown to the user.
/// Bounds apply to every number in a list, map or optional.
///
/// Instances are immutable and thread-safe. They hold the author's class, so that whoever keeps one beyond a plug-in's life
/// keeps the plug-in; [Key]s hold text only.
public final class SettingsType<S extends Record> {

    private final Class<S> type;
    private final RecordShape shape;
    private final S defaults;
    private final List<Key> keys;

    private SettingsType(Class<S> type, RecordShape shape, S defaults) {
        this.type = type;
        this.shape = shape;
        this.defaults = defaults;
        this.keys = List.copyOf(shape.keys("", Optional.of(defaults), Set.of()));
    }

    /// Reads the declaration of a settings record, which may be private.
    ///
    /// @throws IllegalArgumentException with all mistakes of its author, one per line: no no-argument constructor, help
    ///         missing, a default out of range, more than about eight components, two keys alike, a type that cannot be
    ///         written ...
    public static <S extends Record> SettingsType<S> of(Class<S> type) {
        var builder = new ShapeBuilder();
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is no record");
        }
        var shape = builder.record(type);
        var defaults = builder.defaults(type).map(type::cast);
        if (defaults.isEmpty() && builder.mistakes().stream().noneMatch(m -> m.startsWith("the no-argument"))) {
            builder.mistakes().add("a no-argument constructor that gives the defaults is missing");
        }
        shape.ifPresent(s -> builder.alike(s, type));
        if (builder.mistakes().isEmpty()) {
            builder.checkDefaults(shape.orElseThrow(), type, defaults.orElseThrow());
            builder.checkChoices();
        }
        if (!builder.mistakes().isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " cannot hold settings:\n"
                    + String.join("\n", builder.mistakes()));
        }
        return new SettingsType<>(type, shape.orElseThrow(), defaults.orElseThrow());
    }

    /// The keys in the order of declaration, as plain text.
    public List<Key> keys() {
        return keys;
    }

    /// The settings of who says nothing.
    public S defaults() {
        return defaults;
    }

    /// The settings that a step's arguments describe; what is not given has its default.
    ///
    /// @throws RecipeException with all problems, in the words of the user, and their places
    public S read(Step step) {
        return read(step.arguments(), step.name(), step.place());
    }

    /// The settings that arguments describe; what is not given has its default.
    ///
    /// @throws RecipeException with all problems, in the words of the user, and their places
    public S read(List<Argument> arguments) {
        return read(arguments, "", Place.UNKNOWN);
    }

    /// The settings that a text such as `k=3 seeding=random` describes; what is not given has its default.
    ///
    /// @throws RecipeException with all problems, in the words of the user, and their places
    public S read(String arguments) {
        return read(Argument.parse(arguments));
    }

    private S read(List<Argument> arguments, String owner, Place place) {
        var reading = new Reading();
        var scope = new RecordShape.Scope(owner, "", place);
        var settings = shape.read(RecordShape.given(arguments), Optional.of(defaults), scope, reading);
        reading.finish();
        return type.cast(settings);
    }

    /// The canonical arguments of settings: all of them, in the order of declaration. Equal settings are written alike, and
    /// [#read(List)] gives equal settings back.
    public List<Argument> write(S settings) {
        return write(settings, UnaryOperator.identity());
    }

    /// The canonical arguments of settings whose nested recipes are made canonical by who knows their names: a recipe within
    /// (of a wrapper, say) is written as the given function returns it.
    public List<Argument> write(S settings, UnaryOperator<Recipe> nested) {
        return List.copyOf(shape.write(settings, "", nested));
    }

    /// The names of the keys, for traces.
    @Override
    public String toString() {
        return "SettingsType" + keys.stream().map(Key::name).toList();
    }
}
