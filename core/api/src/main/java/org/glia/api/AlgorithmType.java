package org.glia.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.glia.api.model.Model;
import org.glia.api.model.Plugin;
import org.glia.api.recipe.SettingsType;

/// What reflection finds in an estimator's class: its annotation, its settings, its model.
///
/// @param annotation what the class says of itself
/// @param settings   the type of its settings
/// @param model      the record that it learns
public record AlgorithmType<S extends Record, M extends Model>(Algorithm annotation, SettingsType<S> settings,
                                                               Class<M> model) {

    /// @throws IllegalArgumentException if the author forgot something: the message says what
    @SuppressWarnings("unchecked")
    public static <S extends Record, M extends Model> AlgorithmType<S, M> of(Estimator<S, M> estimator) {
        var arguments = arguments(estimator.getClass(), Estimator.class);
        return new AlgorithmType<>(annotation(estimator.getClass()), SettingsType.of((Class<S>) arguments[0]),
                (Class<M>) arguments[1]);
    }

    /// @throws IllegalArgumentException if the class does not carry [Algorithm]
    static Algorithm annotation(Class<?> estimator) {
        var annotation = estimator.getAnnotation(Algorithm.class);
        if (annotation == null) {
            throw new IllegalArgumentException("%s lacks @Algorithm".formatted(estimator.getName()));
        }
        return annotation;
    }

    /// What catalogs and help say of the algorithm, without a reference to its classes.
    public AlgorithmOffer offer(Plugin plugin) {
        return new AlgorithmOffer(annotation.name(), annotation.title(), plugin, set(annotation.tasks()),
                set(annotation.accepts()), set(annotation.removes()), set(annotation.adds()),
                Arrays.stream(annotation.views()).map(Class::getSimpleName).toList(), annotation.random(),
                annotation.references(), settings.keys());
    }

    private static <E extends Enum<E>> Set<E> set(E[] values) {
        return values.length == 0 ? Set.of() : EnumSet.copyOf(Arrays.asList(values));
    }

    /// The types that a class puts in place of the type variables of an interface it implements.
    static Class<?>[] arguments(Class<?> type, Class<?> wanted) {
        var found = search(type, wanted, Map.of());
        if (found == null) {
            throw new IllegalArgumentException("%s does not state the type arguments of %s"
                    .formatted(type.getName(), wanted.getSimpleName()));
        }
        return found;
    }

    private static Class<?>[] search(Type type, Class<?> wanted, Map<TypeVariable<?>, Type> bound) {
        var raw = (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
        var known = new HashMap<>(bound);
        if (type instanceof ParameterizedType parameterized) {
            for (int i = 0; i < raw.getTypeParameters().length; i++) {
                var argument = parameterized.getActualTypeArguments()[i];
                known.put(raw.getTypeParameters()[i], bound.getOrDefault(argument, argument));
            }
        }
        if (raw == wanted) {
            var arguments = Arrays.stream(raw.getTypeParameters()).map(known::get)
                    .map(argument -> argument instanceof ParameterizedType inner ? inner.getRawType() : argument).toList();
            return arguments.stream().allMatch(Class.class::isInstance) ? arguments.toArray(Class<?>[]::new) : null;
        }
        for (var parent : raw.getGenericInterfaces()) {
            if (wanted.isAssignableFrom((Class<?>) (parent instanceof ParameterizedType p ? p.getRawType() : parent))) {
                return search(parent, wanted, known);
            }
        }
        return raw.getGenericSuperclass() == null ? null : search(raw.getGenericSuperclass(), wanted, known);
    }
}
