package org.glia.api.model;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.recipe.Recipe;

/// Takes values apart into data trees.
final class TreeWriter {

    private TreeWriter() {
    }

    static DataTree tree(Record value) {
        return record(value, "");
    }

    static DataTree.Fields tree(Trained<?> trained) {
        var fields = new LinkedHashMap<String, DataTree>();
        fields.put("provenance", tree(trained.provenance()));
        fields.put("schema", tree(trained.schema()));
        fields.put("scope", tree(trained.scope()));
        fields.put("classFrequencies", write(trained.classFrequencies(), Map.class));
        fields.put("history", tree(trained.history()));
        fields.put("warnings", write(trained.warnings(), java.util.List.class));
        fields.put("model", record((Record) trained.model(), TreeReader.house(trained.model().getClass())));
        return new DataTree.Fields("", fields);
    }

    private static DataTree.Fields record(Record value, String type) {
        var fields = new LinkedHashMap<String, DataTree>();
        for (var component : value.getClass().getRecordComponents()) {
            try {
                fields.put(component.getName(), write(get(component, value), component.getGenericType()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("%s.%s: %s".formatted(value.getClass().getSimpleName(), component.getName(),
                        e.getMessage()), e);
            }
        }
        return new DataTree.Fields(type, fields);
    }

    private static Object get(RecordComponent component, Record value) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot be read", e);
        }
    }

    private static DataTree write(Object value, Type declared) {
        return switch (value) {
            case null -> throw new IllegalArgumentException("is null; use Optional for what may be absent");
            case Boolean flag -> new DataTree.Flag(flag);
            case Double number -> new DataTree.Real(number);
            case Float number -> new DataTree.Real(number);
            case Byte number -> new DataTree.Whole(number);
            case Short number -> new DataTree.Whole(number);
            case Integer number -> new DataTree.Whole(number);
            case Long number -> new DataTree.Whole(number);
            case String text -> new DataTree.Text(text);
            case Enum<?> word -> new DataTree.Text(word.name());
            case Recipe recipe -> new DataTree.Text(recipe.toString());
            case Matrix matrix -> new DataTree.Numbers(matrix);
            case Dataset table -> new DataTree.Rows(table);
            case Trained<?> trained -> tree(trained);
            case Optional<?> some -> some.isEmpty() ? new DataTree.Nothing() : write(some.get(), TreeReader.argument(declared, 0));
            case OptionalInt some -> some.isEmpty() ? new DataTree.Nothing() : new DataTree.Whole(some.getAsInt());
            case OptionalLong some -> some.isEmpty() ? new DataTree.Nothing() : new DataTree.Whole(some.getAsLong());
            case OptionalDouble some -> some.isEmpty() ? new DataTree.Nothing() : new DataTree.Real(some.getAsDouble());
            case Record record -> record(record, isSealed(declared) ? record.getClass().getSimpleName() : "");
            case Set<?> items -> {
                // Sorted by their texts: the order of a hash set differs from process to process.
                var trees = new ArrayList<DataTree>(items.size());
                items.forEach(item -> trees.add(write(item, TreeReader.argument(declared, 0))));
                trees.sort(Comparator.comparing(DataTree::toString));
                yield new DataTree.Items(trees);
            }
            case Collection<?> items -> {
                var trees = new ArrayList<DataTree>(items.size());
                items.forEach(item -> trees.add(write(item, TreeReader.argument(declared, 0))));
                yield new DataTree.Items(trees);
            }
            case Map<?, ?> map -> {
                // In the order of the keys: that of a hash map differs from process to process.
                var fields = new TreeMap<String, DataTree>();
                map.forEach((key, item) -> fields.put(TreeReader.key(key), write(item, TreeReader.argument(declared, 1))));
                yield new DataTree.Fields("", fields);
            }
            default -> {
                if (!value.getClass().isArray()) {
                    throw new IllegalArgumentException("is a %s, which is no data".formatted(value.getClass().getName()));
                }
                yield array(value);
            }
        };
    }

    private static boolean isSealed(Type declared) {
        return declared instanceof Class<?> type && type.isInterface()
                || declared instanceof ParameterizedType parameterized && isSealed(parameterized.getRawType());
    }

    private static DataTree array(Object array) {
        return switch (array) {
            case double[] numbers -> new DataTree.Numbers(Matrix.of(1, numbers.length, numbers.clone()));
            case float[] numbers -> new DataTree.Numbers(Matrix.ofFloats(1, numbers.length, numbers.clone()));
            case int[] numbers -> new DataTree.Wholes("int", IntStream.of(numbers).asLongStream().toArray());
            case long[] numbers -> new DataTree.Wholes("long", numbers.clone());
            case short[] numbers -> new DataTree.Wholes("short", wholes(array));
            case byte[] numbers -> new DataTree.Wholes("byte", wholes(array));
            case boolean[] flags -> new DataTree.Wholes("boolean",
                    IntStream.range(0, flags.length).mapToLong(i -> flags[i] ? 1 : 0).toArray());
            case Object[] items -> {
                var trees = new ArrayList<DataTree>(items.length);
                for (var item : items) {
                    trees.add(write(item, items.getClass().getComponentType()));
                }
                yield new DataTree.Items(trees);
            }
            default -> throw new IllegalArgumentException("is an array of " + array.getClass().getComponentType());
        };
    }

    private static long[] wholes(Object array) {
        return LongStream.range(0, Array.getLength(array)).map(i -> Array.getLong(array, (int) i)).toArray();
    }
}
