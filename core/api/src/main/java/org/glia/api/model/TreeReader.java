package org.glia.api.model;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.Recipe;

/// Puts values together from data trees, as the types of record components ask. Whatever does not fit is refused with a
/// message that says where; no class is ever found by a name in the tree.
final class TreeReader {

    /// Models of this house's own, which are no algorithm's: told apart by a word in the tree.
    private static final Map<String, Class<? extends Record>> HOUSE = Map.of("pipeline", Pipeline.class,
            "untouched", Untouched.class);

    private final DataTree.ModelReader models;

    TreeReader(DataTree.ModelReader models) {
        this.models = models;
    }

    /// The word for a model of this house, empty for an author's.
    static String house(Class<?> model) {
        return HOUSE.entrySet().stream().filter(entry -> entry.getValue() == model).map(Map.Entry::getKey).findFirst().orElse("");
    }

    static Type argument(Type declared, int position) {
        return declared instanceof ParameterizedType parameterized ? parameterized.getActualTypeArguments()[position] : Object.class;
    }

    static String key(Object key) {
        return switch (key) {
            case String text -> text;
            case Enum<?> word -> word.name();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            default -> throw new IllegalArgumentException("has keys that are neither texts, words nor whole numbers");
        };
    }

    Object read(DataTree tree, Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return generic(tree, parameterized);
        }
        if (!(type instanceof Class<?> wanted)) {
            throw new GliaException("data of the type %s cannot be read".formatted(type));
        }
        if (wanted == boolean.class || wanted == Boolean.class) {
            return expect(tree, DataTree.Flag.class).value();
        } else if (wanted == double.class || wanted == Double.class) {
            return expect(tree, DataTree.Real.class).value();
        } else if (wanted == float.class || wanted == Float.class) {
            return (float) expect(tree, DataTree.Real.class).value();
        } else if (wanted == long.class || wanted == Long.class) {
            return expect(tree, DataTree.Whole.class).value();
        } else if (wanted == int.class || wanted == Integer.class) {
            return (int) whole(tree, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (wanted == short.class || wanted == Short.class) {
            return (short) whole(tree, Short.MIN_VALUE, Short.MAX_VALUE);
        } else if (wanted == byte.class || wanted == Byte.class) {
            return (byte) whole(tree, Byte.MIN_VALUE, Byte.MAX_VALUE);
        } else if (wanted == String.class) {
            return expect(tree, DataTree.Text.class).value();
        } else if (wanted.isEnum()) {
            return word(expect(tree, DataTree.Text.class).value(), wanted);
        } else if (wanted == Recipe.class) {
            return Recipe.parse(expect(tree, DataTree.Text.class).value());
        } else if (Matrix.class.isAssignableFrom(wanted)) {
            var matrix = expect(tree, DataTree.Numbers.class).values();
            return wanted == DenseMatrix.class ? matrix.dense() : matrix;
        } else if (wanted == Dataset.class) {
            return expect(tree, DataTree.Rows.class).table();
        } else if (wanted == Trained.class) {
            return trained(expect(tree, DataTree.Fields.class));
        } else if (wanted == OptionalInt.class) {
            return tree instanceof DataTree.Nothing ? OptionalInt.empty() : OptionalInt.of((int) read(tree, int.class));
        } else if (wanted == OptionalLong.class) {
            return tree instanceof DataTree.Nothing ? OptionalLong.empty() : OptionalLong.of((long) read(tree, long.class));
        } else if (wanted == OptionalDouble.class) {
            return tree instanceof DataTree.Nothing ? OptionalDouble.empty() : OptionalDouble.of((double) read(tree, double.class));
        } else if (wanted.isArray()) {
            return array(tree, wanted.getComponentType());
        } else if (wanted.isRecord()) {
            return record(expect(tree, DataTree.Fields.class), wanted);
        } else if (wanted.isSealed()) {
            return choice(expect(tree, DataTree.Fields.class), wanted);
        }
        throw new GliaException("data of the type %s cannot be read".formatted(wanted.getSimpleName()));
    }

    private Object generic(DataTree tree, ParameterizedType type) {
        var raw = (Class<?>) type.getRawType();
        if (raw == Optional.class) {
            return tree instanceof DataTree.Nothing ? Optional.empty() : Optional.of(read(tree, argument(type, 0)));
        } else if (raw == List.class || raw == Set.class) {
            var items = new ArrayList<>();
            for (var item : expect(tree, DataTree.Items.class).items()) {
                items.add(read(item, argument(type, 0)));
            }
            return raw == List.class ? List.copyOf(items) : Set.copyOf(new LinkedHashSet<>(items));
        } else if (raw == Map.class) {
            var map = new LinkedHashMap<>();
            expect(tree, DataTree.Fields.class).fields().forEach((key, item) ->
                    map.put(key(key, argument(type, 0)), inside(key, () -> read(item, argument(type, 1)))));
            return java.util.Collections.unmodifiableMap(map);
        }
        return read(tree, raw);
    }

    private static Object key(String text, Type type) {
        try {
            return type == Integer.class ? (Object) Integer.valueOf(text) : type == Long.class ? (Object) Long.valueOf(text)
                    : type instanceof Class<?> word && word.isEnum() ? word(text, word) : text;
        } catch (NumberFormatException e) {
            throw new GliaException("`%s` is no whole number".formatted(text), e);
        }
    }

    private static Object word(String name, Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).filter(constant -> ((Enum<?>) constant).name().equals(name)).findFirst()
                .orElseThrow(() -> new GliaException("`%s` is not one of %s".formatted(name, Arrays.toString(type.getEnumConstants()))));
    }

    private static long whole(DataTree tree, long min, long max) {
        long value = expect(tree, DataTree.Whole.class).value();
        if (value < min || value > max) {
            throw new GliaException("%d is not between %d and %d".formatted(value, min, max));
        }
        return value;
    }

    private Object array(DataTree tree, Class<?> component) {
        if (component == double.class || component == float.class) {
            var matrix = expect(tree, DataTree.Numbers.class).values();
            if (matrix.rows() != 1) {
                throw new GliaException("a matrix of %d rows stands where a list of numbers is expected".formatted(matrix.rows()));
            }
            var values = matrix.toArray();
            if (component == double.class) {
                return values;
            }
            var floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }
        if (component.isPrimitive()) {
            var wholes = expect(tree, DataTree.Wholes.class);
            if (!wholes.element().equals(component.getName())) {
                throw new GliaException("an array of %s stands where one of %s is expected".formatted(wholes.element(), component));
            }
            var array = Array.newInstance(component, wholes.values().length);
            for (int i = 0; i < wholes.values().length; i++) {
                long value = wholes.values()[i];
                if (component == int.class) {
                    Array.setInt(array, i, Math.toIntExact(value));
                } else if (component == long.class) {
                    Array.setLong(array, i, value);
                } else if (component == short.class) {
                    Array.setShort(array, i, (short) value);
                } else if (component == byte.class) {
                    Array.setByte(array, i, (byte) value);
                } else {
                    Array.setBoolean(array, i, value != 0);
                }
            }
            return array;
        }
        var items = expect(tree, DataTree.Items.class).items();
        var array = Array.newInstance(component, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, read(items.get(i), component));
        }
        return array;
    }

    private Object choice(DataTree.Fields tree, Class<?> sealed) {
        for (var permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord() && permitted.getSimpleName().equals(tree.type())) {
                return record(tree, permitted);
            }
            if (permitted.isSealed()) {
                try {
                    return choice(tree, permitted);
                } catch (GliaException e) {
                    continue; // one of the other branches may hold it
                }
            }
        }
        throw new GliaException("`%s` is no kind of %s".formatted(tree.type(), sealed.getSimpleName()));
    }

    /// The record of a class, from its tree.
    Object record(DataTree.Fields tree, Class<?> type) {
        var components = type.getRecordComponents();
        var names = Arrays.stream(components).map(RecordComponent::getName).toList();
        for (var field : tree.fields().keySet()) {
            if (!names.contains(field)) {
                throw new GliaException("`%s` is not a part of %s, which has %s".formatted(field, type.getSimpleName(), names));
            }
        }
        var values = new Object[components.length];
        for (int c = 0; c < components.length; c++) {
            var component = components[c];
            values[c] = inside(component.getName(), () -> read(tree.get(component.getName()), component.getGenericType()));
        }
        try {
            var constructor = type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new GliaException("%s: %s".formatted(type.getSimpleName(), e.getCause().getMessage()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new GliaException("%s cannot be made".formatted(type.getSimpleName()), e);
        }
    }

    private Trained<?> trained(DataTree.Fields tree) {
        var provenance = inside("provenance", () -> (Provenance) read(tree.get("provenance"), Provenance.class));
        var model = inside("model", () -> {
            var fields = expect(tree.get("model"), DataTree.Fields.class);
            return fields.type().isEmpty() ? models.read(provenance, fields) : house(fields);
        });
        return new Trained<>(provenance,
                inside("schema", () -> (Schema) read(tree.get("schema"), Schema.class)),
                inside("scope", () -> (Trained.Scope) read(tree.get("scope"), Trained.Scope.class)),
                inside("classFrequencies", () -> frequencies(expect(tree.get("classFrequencies"), DataTree.Fields.class))),
                inside("history", () -> (History) read(tree.get("history"), History.class)),
                inside("warnings", () -> expect(tree.get("warnings"), DataTree.Items.class).items().stream()
                        .map(item -> (String) read(item, String.class)).toList()),
                model);
    }

    private Model house(DataTree.Fields fields) {
        var type = HOUSE.get(fields.type());
        if (type == null) {
            throw new GliaException("`%s` is no kind of model that this version of Glia knows".formatted(fields.type()));
        }
        return (Model) record(fields, type);
    }

    private Map<String, double[]> frequencies(DataTree.Fields tree) {
        var frequencies = new LinkedHashMap<String, double[]>();
        tree.fields().forEach((target, sums) -> frequencies.put(target, (double[]) read(sums, double[].class)));
        return frequencies;
    }

    private static <T extends DataTree> T expect(DataTree tree, Class<T> kind) {
        if (!kind.isInstance(tree)) {
            throw new GliaException("%s stands where %s is expected".formatted(words(tree.getClass()), words(kind)));
        }
        return kind.cast(tree);
    }

    private static String words(Class<?> kind) {
        return switch (kind.getSimpleName()) {
            case "Nothing" -> "nothing";
            case "Flag" -> "true or false";
            case "Whole" -> "a whole number";
            case "Real" -> "a number";
            case "Text" -> "a text";
            case "Items" -> "a list";
            case "Wholes" -> "an array of whole numbers";
            case "Numbers" -> "an array of numbers";
            case "Rows" -> "a table";
            default -> "a record";
        };
    }

    private interface Reading<T> {
        T get();
    }

    private static <T> T inside(String part, Reading<T> reading) {
        try {
            return reading.get();
        } catch (GliaException | ArithmeticException | IllegalArgumentException e) {
            if (e instanceof AbsentModelException) {
                throw e;
            }
            throw new GliaException("%s: %s".formatted(part, e.getMessage()), e);
        }
    }
}
