package org.glia.api.recipe;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.glia.api.problem.RecipeException;

/// Derives the shape of a settings record from its declaration, once, and collects its author's mistakes.
final class ShapeBuilder {

    // "about eight", as more are better told apart in groups
    private static final int MOST_COMPONENTS = 10;

    private final List<String> mistakes = new ArrayList<>();
    private final Map<Class<?>, ChoiceShape> choices = new HashMap<>();
    private final Set<Class<?>> open = new HashSet<>();

    List<String> mistakes() {
        return mistakes;
    }

    /// The shape of a record, or empty after a mistake.
    Optional<RecordShape> record(Class<?> type) {
        if (!open.add(type)) {
            return mistake(type.getSimpleName(), "a record cannot contain itself; only a choice can");
        }
        var components = type.getRecordComponents();
        if (components.length > MOST_COMPONENTS) {
            mistakes.add(type.getSimpleName() + " has " + components.length
                    + " components; put what belongs together into nested records, marked @Group, of about eight at most");
        }
        var fields = new ArrayList<RecordShape.Field>();
        for (var component : components) {
            field(type, component).ifPresent(fields::add);
        }
        open.remove(type);
        return fields.size() == components.length ? Optional.of(new RecordShape(canonical(type), fields)) : Optional.empty();
    }

    private static Constructor<?> canonical(Class<?> type) {
        var parameters = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its canonical constructor", e);
        }
    }

    /// What the no-argument constructor makes, if there is one.
    Optional<Object> defaults(Class<?> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance());
        } catch (NoSuchMethodException none) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            mistakes.add("the no-argument constructor of " + type.getSimpleName() + " fails: " + cause.getMessage());
            return Optional.empty();
        }
    }

    private Optional<RecordShape.Field> field(Class<?> owner, RecordComponent component) {
        var name = component.getName();
        var where = owner.getSimpleName() + "." + name;
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        if (component.getType().isRecord() && component.getType() != Recipe.class) {
            var prefix = component.isAnnotationPresent(Group.class) ? "" : name + ".";
            return record(component.getType()).map(nested -> new RecordShape.Part(prefix, nested, accessor));
        }
        if (component.isAnnotationPresent(Group.class)) {
            return mistake(where, "@Group marks a nested record, not " + component.getGenericType().getTypeName());
        }
        if (!Syntax.isKey(name)) {
            return mistake(where, "the name cannot be written as a key");
        }
        var setting = component.getAnnotation(Setting.class);
        if (setting == null || setting.value().isBlank()) {
            return mistake(where, "@Setting with a help text is missing");
        }
        if (setting.value().strip().endsWith(".")) {
            return mistake(where, "the help text ends in a full stop; it is a phrase that stands in brackets");
        }
        var bounds = Bounds.of(setting);
        if (bounds.mistake().isPresent()) {
            return mistake(where, bounds.mistake().get());
        }
        int before = mistakes.size();
        var shape = shape(component.getGenericType(), setting, where);
        if (shape.isEmpty()) {
            return Optional.empty();
        }
        if (bounds.areDeclared() && !shape.get().isNumeric()) {
            return mistake(where, "min and max are for numbers");
        }
        var tune = tune(setting, shape.get(), where);
        return mistakes.size() > before ? Optional.empty()
                : Optional.of(new RecordShape.One(name, setting.value().strip(), shape.get(), tune, accessor));
    }

    private <T> Optional<T> mistake(String where, String what) {
        mistakes.add(where + ": " + what);
        return Optional.empty();
    }

    private Optional<Shape> shape(Type generic, Setting setting, String where) {
        return switch (generic) {
            case Class<?> type -> plain(type, setting, where);
            case ParameterizedType type -> parameterized(type, setting, where);
            default -> unsupported(generic, where);
        };
    }

    private Optional<Shape> plain(Class<?> type, Setting setting, String where) {
        var bounds = Bounds.of(setting);
        if (type == int.class || type == Integer.class) {
            return Optional.of(new NumberShape(NumberShape.Kind.INT, bounds));
        }
        if (type == long.class || type == Long.class) {
            return Optional.of(new NumberShape(NumberShape.Kind.LONG, bounds));
        }
        if (type == float.class || type == Float.class) {
            return Optional.of(new NumberShape(NumberShape.Kind.FLOAT, bounds));
        }
        if (type == double.class || type == Double.class) {
            return Optional.of(new NumberShape(NumberShape.Kind.DOUBLE, bounds));
        }
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(WordShape.truth());
        }
        if (type == String.class || type == Path.class) {
            return Optional.of(new TextShape(type == Path.class));
        }
        if (type == Recipe.class) {
            return Optional.of(new RecipeShape());
        }
        if (type == OptionalInt.class) {
            return Optional.of(new OptionalShape(new NumberShape(NumberShape.Kind.INT, bounds), type));
        }
        if (type == OptionalLong.class) {
            return Optional.of(new OptionalShape(new NumberShape(NumberShape.Kind.LONG, bounds), type));
        }
        if (type == OptionalDouble.class) {
            return Optional.of(new OptionalShape(new NumberShape(NumberShape.Kind.DOUBLE, bounds), type));
        }
        if (type.isEnum()) {
            try {
                return Optional.of(WordShape.of(type));
            } catch (IllegalArgumentException alike) {
                return mistake(where, alike.getMessage());
            }
        }
        if (type.isSealed() && type.isInterface()) {
            return choice(type, where);
        }
        return unsupported(type, where);
    }

    private Optional<Shape> parameterized(ParameterizedType generic, Setting setting, String where) {
        var type = (Class<?>) generic.getRawType();
        var arguments = generic.getActualTypeArguments();
        if (type == Optional.class || type == List.class) {
            var item = shape(arguments[0], setting, where);
            if (item.isEmpty()) {
                return item;
            }
            if (item.get() instanceof ListShape || item.get() instanceof MapShape || item.get() instanceof OptionalShape) {
                return mistake(where, generic.getTypeName() + " cannot be written in a recipe: an empty list or map says the"
                        + " same as an absent one, and lists do not nest");
            }
            if (type == List.class) {
                return Optional.of(new ListShape(item.get()));
            }
            if (item.get().words().contains("none")) {
                return mistake(where, "`none` is already one of the words; do without Optional");
            }
            return Optional.of(new OptionalShape(item.get(), type));
        }
        if (type == Map.class && arguments[0] == String.class) {
            var item = shape(arguments[1], setting, where);
            if (item.isPresent() && (item.get() instanceof ListShape || item.get() instanceof MapShape
                    || item.get() instanceof OptionalShape)) {
                return mistake(where, generic.getTypeName() + " cannot be written in a recipe: a map holds single values");
            }
            return item.map(MapShape::new);
        }
        return unsupported(generic, where);
    }

    private <T> Optional<T> unsupported(Type type, String where) {
        return mistake(where, "settings cannot be of type " + type.getTypeName() + "; they are int, long, float, double,"
                + " boolean, String, Path, enum, Recipe, Optional, List, Map<String, ...>, records and sealed interfaces of"
                + " records");
    }

    private Optional<Shape> choice(Class<?> type, String where) {
        if (choices.containsKey(type)) {
            return Optional.of(choices.get(type));
        }
        var choice = new ChoiceShape();
        choices.put(type, choice);
        int before = mistakes.size();
        var names = new HashSet<String>();
        for (var alternative : alternatives(type, where)) {
            var name = kebab(alternative.getSimpleName());
            if (!names.add(name)) {
                mistakes.add(where + ": two alternatives are named `" + name + "`");
            }
            var record = record(alternative);
            record.ifPresent(shape -> choice.add(new ChoiceShape.Option(name, alternative, shape, defaults(alternative))));
            record.ifPresent(shape -> alike(shape, alternative));
        }
        return mistakes.size() > before ? Optional.empty() : Optional.of(choice);
    }

    private List<Class<?>> alternatives(Class<?> sealed, String where) {
        var records = new ArrayList<Class<?>>();
        for (var permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                records.add(permitted);
            } else if (permitted.isSealed() && permitted.isInterface()) {
                records.addAll(alternatives(permitted, where));
            } else {
                mistakes.add(where + ": the alternative " + permitted.getSimpleName() + " is no record");
            }
        }
        return records;
    }

    /// Tells of defaults that no user could write.
    void checkDefaults(RecordShape shape, Class<?> type, Object defaults) {
        var reading = new Reading();
        Object again;
        try {
            var scope = new RecordShape.Scope("", "", Place.UNKNOWN);
            var written = shape.write(defaults, "", UnaryOperator.identity());
            again = shape.read(RecordShape.given(written), Optional.of(defaults), scope, reading);
        } catch (IllegalArgumentException wrong) {
            mistakes.add(type.getSimpleName() + ": " + wrong.getMessage());
            return;
        }
        reading.messages().forEach(message ->
                mistakes.add(type.getSimpleName() + ": the default is not valid: " + message));
        if (reading.count() == 0 && !defaults.equals(again)) {
            mistakes.add(type.getSimpleName() + ": the defaults are not equal to what is read of their text: " + defaults
                    + " and " + again);
        }
    }

    /// Tells of defaults of choices that no user could write.
    void checkChoices() {
        for (var choice : choices.values()) {
            for (var option : choice.options()) {
                option.defaults().ifPresent(defaults -> checkDefaults(option.record(), option.type(), defaults));
            }
        }
    }

    /// Tells of keys that are written alike, as happens when groups meet.
    void alike(RecordShape shape, Class<?> type) {
        var seen = new HashMap<String, String>();
        for (var key : shape.names("")) {
            var other = seen.put(key.toLowerCase(Locale.ROOT), key);
            if (other != null) {
                mistakes.add(type.getSimpleName() + ": the keys `" + other + "` and `" + key + "` are alike");
            }
        }
    }

    /// `PlusPlus` is written `plus-plus`, `RBF` `rbf`, `L1Norm` `l1-norm`.
    static String kebab(String name) {
        return name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "-").toLowerCase(Locale.ROOT);
    }

    private Optional<Value> tune(Setting setting, Shape shape, String where) {
        if (setting.tune().isBlank()) {
            return Optional.empty();
        }
        try {
            var value = Value.parse(setting.tune());
            var space = value instanceof Value.Items items ? new Value.AnyOf(items.items()) : value;
            for (var point : points(space)) {
                if (point.isSpace()) {
                    continue; // alternatives with ranges inside are checked where their own settings are declared
                }
                var reading = new Reading();
                shape.read(point, Subject.of("tune", setting.value()), reading);
                reading.messages().forEach(message -> mistakes.add(where + ": " + message));
            }
            return Optional.of(space);
        } catch (RecipeException wrong) {
            return mistake(where, "tune: " + wrong.getMessage());
        } catch (IllegalArgumentException wrong) {
            return mistake(where, wrong.getMessage());
        }
    }

    private static List<Value> points(Value space) {
        return switch (space) {
            case Value.Range range -> List.of(Value.of(range.low()), Value.of(range.high()));
            case Value.AnyOf any -> any.values();
            default -> throw new IllegalArgumentException("tune: `" + space
                    + "` is one value; write a range as 2..20 or values as a,b,c");
        };
    }
}
