package org.glia.api.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Several of a kind, with commas between them.
record ListShape(Shape item) implements Shape {

    @Override
    public Object read(Value value, Subject subject, Reading reading) {
        int before = reading.count();
        var values = value instanceof Value.Items items ? items.items() : List.of(value);
        var list = new ArrayList<Object>();
        for (var each : values) {
            list.add(item.read(each, subject.eachItem(), reading));
        }
        return reading.count() > before ? null : List.copyOf(list);
    }

    @Override
    public Value write(Object object, UnaryOperator<Recipe> nested) {
        if (object == null) {
            throw new IllegalArgumentException("the default is null; use the empty list");
        }
        return Value.Items.of(((List<?>) object).stream().map(each -> item.write(each, nested)).toList());
    }

    @Override
    public String valid() {
        return "a list of " + item.plural();
    }

    @Override
    public String noun() {
        return "list of " + item.plural();
    }

    @Override
    public Optional<String> range() {
        return item.range();
    }

    @Override
    public List<String> words() {
        return item.words();
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
