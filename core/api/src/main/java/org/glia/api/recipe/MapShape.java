package org.glia.api.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Values keyed by the name of a column or level: `age:+1,income:-1`.
record MapShape(Shape item) implements Shape {

    @Override
    public Object read(Value value, Subject subject, Reading reading) {
        int before = reading.count();
        var values = value instanceof Value.Items items ? items.items() : List.of(value);
        var map = new LinkedHashMap<String, Object>();
        for (var each : values) {
            if (!(each instanceof Value.Entry entry)) {
                reading.problem(subject.mustBe(valid(), each), each.place());
            } else if (map.containsKey(entry.key())) {
                reading.problem(subject.name() + " names `" + entry.key() + "` twice; leave one", entry.place());
            } else {
                map.put(entry.key(), item.read(entry.value(), subject.entry(entry.key()), reading));
            }
        }
        return reading.count() > before ? null : Collections.unmodifiableMap(map);
    }

    /// Equal maps are written alike, in the order of their keys.
    @Override
    public Value write(Object object, UnaryOperator<Recipe> nested) {
        if (object == null) {
            throw new IllegalArgumentException("the default is null; use the empty map");
        }
        var entries = new ArrayList<Value>();
        new TreeMap<>((Map<?, ?>) object).forEach((key, value) ->
                entries.add(new Value.Entry((String) key, item.write(value, nested), Place.UNKNOWN)));
        return Value.Items.of(entries);
    }

    @Override
    public String valid() {
        return "name:value pairs, each value " + item.valid();
    }

    @Override
    public String noun() {
        return "map to " + item.plural();
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
