package org.glia.api.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Something, or the bare word `none`.
record OptionalShape(Shape item, Class<?> type) implements Shape {

    @Override
    public Object read(Value value, Subject subject, Reading reading) {
        if (isNone(value)) {
            return wrapped(null);
        }
        int before = reading.count();
        var inner = new Reading();
        var object = item.read(value, subject, inner);
        if (inner.count() > 0) {
            // told again, because what is valid here is more than what the item takes
            var words = Stream.concat(item.words().stream(), Stream.of("none")).toList();
            if (value instanceof Value.Nested) {
                item.read(value, subject, reading);
            } else {
                reading.problem(subject.mustBe(valid(), value, words), value.place());
            }
        }
        return reading.count() > before ? null : wrapped(object);
    }

    private static boolean isNone(Value value) {
        return value instanceof Value.Scalar scalar && !scalar.quoted() && scalar.word().equalsIgnoreCase("none");
    }

    private Object wrapped(Object object) {
        if (type == OptionalInt.class) {
            return object == null ? OptionalInt.empty() : OptionalInt.of((Integer) object);
        }
        if (type == OptionalLong.class) {
            return object == null ? OptionalLong.empty() : OptionalLong.of((Long) object);
        }
        if (type == OptionalDouble.class) {
            return object == null ? OptionalDouble.empty() : OptionalDouble.of((Double) object);
        }
        return Optional.ofNullable(object);
    }

    @Override
    public Value write(Object object, UnaryOperator<Recipe> nested) {
        var content = switch (object) {
            case null -> throw new IllegalArgumentException("the default is null; use the empty Optional");
            case OptionalInt some -> some.isPresent() ? some.getAsInt() : null;
            case OptionalLong some -> some.isPresent() ? some.getAsLong() : null;
            case OptionalDouble some -> some.isPresent() ? some.getAsDouble() : null;
            default -> ((Optional<?>) object).orElse(null);
        };
        if (content == null) {
            return Value.Scalar.NONE;
        }
        var value = item.write(content, nested);
        // the text "none" is not the absence of a text
        return isNone(value) ? new Value.Scalar(value.text().orElseThrow(), true, Place.UNKNOWN) : value;
    }

    @Override
    public String valid() {
        return "`none` or " + item.valid();
    }

    @Override
    public String noun() {
        return "optional " + item.noun();
    }

    @Override
    public Optional<String> range() {
        return item.range();
    }

    @Override
    public Optional<Value> tune() {
        return item.tune();
    }

    @Override
    public List<String> words() {
        return Stream.concat(item.words().stream(), Stream.of("none")).toList();
    }

    @Override
    public Map<String, List<Key>> inside(Set<ChoiceShape> outer) {
        return item.inside(outer);
    }

    @Override
    public boolean isNumeric() {
        return item.isNumeric();
    }
}
