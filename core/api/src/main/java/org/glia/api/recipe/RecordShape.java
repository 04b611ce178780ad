package org.glia.api.recipe;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.Problem;
import org.glia.api.problem.Suggestion;

/// How a settings record is read from arguments and written into them.
final class RecordShape {

    /// A component: a setting of its own, or a record of further ones.
    sealed interface Field {

        Method accessor();
    }

    /// A component that is a setting.
    record One(String name, String help, Shape shape, Optional<Value> tune, Method accessor) implements Field {
    }

    /// A component that is a record; its keys have the prefix, which is empty for a group.
    record Part(String prefix, RecordShape record, Method accessor) implements Field {
    }

    /// An argument, by the key it has in the scope in which it is read.
    record Given(String key, Argument argument) {
    }

    /// Where arguments are read: whose they are (empty if unknown), what leads to their keys, and what to point at.
    record Scope(String owner, String path, Place place) {
    }

    private final Constructor<?> constructor;
    private final List<Field> fields;

    RecordShape(Constructor<?> constructor, List<Field> fields) {
        this.constructor = constructor;
        this.fields = List.copyOf(fields);
    }

    List<Field> fields() {
        return fields;
    }

    static List<Given> given(List<Argument> arguments) {
        return arguments.stream().map(argument -> new Given(argument.key(), argument)).toList();
    }

    /// The record that the arguments describe, or null after problems were told.
    ///
    /// @param base holds the values of what is not given; if absent, everything must be given
    Object read(List<Given> given, Optional<Object> base, Scope scope, Reading reading) {
        var left = new ArrayList<>(given);
        var record = take(left, "", base, scope, reading);
        left.forEach(unknown -> unknown(unknown, scope, reading));
        return record;
    }

    /// Reads this record's fields from those of the arguments that are theirs, and removes these.
    private Object take(List<Given> left, String prefix, Optional<Object> base, Scope scope, Reading reading) {
        int before = reading.count();
        var values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            var field = fields.get(i);
            var fieldBase = base.map(object -> get(field, object));
            values[i] = switch (field) {
                case One one -> takeOne(one, prefix + one.name(), left, fieldBase, scope, reading);
                case Part part -> part.record().take(left, prefix + part.prefix(), fieldBase, scope, reading);
            };
        }
        return reading.count() > before ? null : construct(values, scope, reading);
    }

    private static Object takeOne(One one, String key, List<Given> left, Optional<Object> base, Scope scope,
                                  Reading reading) {
        var subject = Subject.of(scope.path() + key, one.help());
        var own = removed(left, key);
        own.stream().skip(1).forEach(again ->
                reading.problem(Syntax.twice(again.argument().key()), again.argument().place()));
        var value = own.stream().findFirst().map(first -> first.argument().value());
        if (value.isPresent() && value.get().isSpace()) {
            var problems = new ArrayList<Problem>();
            value.get().addSpaceProblems(problems);
            problems.forEach(problem -> reading.problem(problem.message(), value.get().place()));
            return null;
        }
        if (one.shape() instanceof ChoiceShape choice) {
            return choice.read(value, removedInside(left, key + "."), base, subject, scope, reading);
        }
        if (value.isPresent()) {
            return one.shape().read(value.get(), subject, reading);
        }
        return base.orElseGet(() -> {
            missing(subject, scope, reading);
            return null;
        });
    }

    static void missing(Subject subject, Scope scope, Reading reading) {
        reading.problem((scope.owner().isEmpty() ? "" : "`" + scope.owner() + "` needs ") + subject.name()
                + (scope.owner().isEmpty() ? " is missing" : "") + " (" + subject.help() + ")", scope.place());
    }

    private static List<Given> removed(List<Given> left, String key) {
        var own = left.stream().filter(given -> given.key().equals(key)).toList();
        left.removeAll(own);
        return own;
    }

    private static List<Given> removedInside(List<Given> left, String prefix) {
        var inside = left.stream().filter(given -> given.key().startsWith(prefix)).toList();
        left.removeAll(inside);
        return inside.stream().map(given -> new Given(given.key().substring(prefix.length()), given.argument())).toList();
    }

    private void unknown(Given unknown, Scope scope, Reading reading) {
        var keys = names("");
        var start = scope.owner().isEmpty() ? "there is no setting `" : "`" + scope.owner() + "` has no setting `";
        var nearest = Suggestion.didYouMean(unknown.key(), keys);
        var cure = !nearest.isEmpty() ? nearest
                : keys.isEmpty() ? "; it has none"
                : keys.size() == 1 ? "; the only one is `" + keys.getFirst() + "`"
                : "; there are " + Subject.joined(keys.stream().map(key -> "`" + key + "`").toList(), " and ");
        reading.problem(start + unknown.key() + "`" + cure, unknown.argument().place());
    }

    /// The keys in the order of declaration.
    List<String> names(String prefix) {
        var names = new ArrayList<String>();
        for (var field : fields) {
            switch (field) {
                case One one -> names.add(prefix + one.name());
                case Part part -> names.addAll(part.record().names(prefix + part.prefix()));
            }
        }
        return names;
    }

    private Object construct(Object[] values, Scope scope, Reading reading) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            switch (refused.getCause()) {
                case IllegalArgumentException wrong -> reading.problem(message(wrong), scope.place());
                case GliaException wrong -> reading.problem(message(wrong), scope.place());
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(refused.getCause());
            }
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a settings record cannot be made", e);
        }
    }

    private static String message(RuntimeException wrong) {
        return wrong.getMessage() == null ? "these settings do not fit together" : wrong.getMessage();
    }

    private static Object get(Field field, Object record) {
        try {
            return field.accessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a settings record cannot be read", e);
        }
    }

    /// The arguments that describe a record: all of them, in the order of declaration.
    ///
    /// @param nested makes the recipes within canonical
    /// @throws IllegalArgumentException if a value has no text, which is its author's mistake
    List<Argument> write(Object record, String prefix, UnaryOperator<Recipe> nested) {
        var arguments = new ArrayList<Argument>();
        for (var field : fields) {
            var value = get(field, record);
            switch (field) {
                case One one -> arguments.add(new Argument(prefix + one.name(), written(one, prefix, value, nested)));
                case Part part -> {
                    if (value == null) {
                        throw new IllegalArgumentException("the default of the nested record `"
                                + field.accessor().getName() + "` is null");
                    }
                    arguments.addAll(part.record().write(value, prefix + part.prefix(), nested));
                }
            }
        }
        return arguments;
    }

    private static Value written(One one, String prefix, Object value, UnaryOperator<Recipe> nested) {
        try {
            return one.shape().write(value, nested);
        } catch (IllegalArgumentException mistake) {
            throw new IllegalArgumentException("`" + prefix + one.name() + "`: " + mistake.getMessage(), mistake);
        }
    }

    /// The keys with all there is to know of them.
    ///
    /// @param base holds the defaults; without it, everything must be given
    /// @param outer choices in which this lies
    List<Key> keys(String prefix, Optional<Object> base, Set<ChoiceShape> outer) {
        var keys = new ArrayList<Key>();
        for (var field : fields) {
            var fieldBase = base.map(object -> get(field, object));
            switch (field) {
                case One one -> {
                    var shape = one.shape();
                    keys.add(new Key(prefix + one.name(), shape.noun(), one.help(),
                            fieldBase.map(value -> shape.write(value, UnaryOperator.identity()).toString()).orElse(""),
                            shape.range(), shape.words(), shape.inside(outer), one.tune().or(shape::tune)));
                }
                case Part part -> keys.addAll(part.record().keys(prefix + part.prefix(), fieldBase, outer));
            }
        }
        return keys;
    }
}
