package org.glia.api.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.glia.api.problem.Suggestion;

/// A choice whose alternatives may have settings of their own: a sealed interface of records.
///
/// An alternative is written as its name (`linear`; `rbf` with its defaults), as `[rbf gamma=0.5]`, or bare: an alternative
/// that consists of one value without a default is that value (`0.5`).
final class ChoiceShape implements Shape {

    /// One alternative; bare ones are their only value.
    record Option(String name, Class<?> type, RecordShape record, Optional<Object> defaults) {

        Optional<RecordShape.One> bare() {
            return defaults.isEmpty() && record.fields().size() == 1
                    && record.fields().getFirst() instanceof RecordShape.One one
                    && isPlain(one.shape())
                    ? Optional.of(one) : Optional.empty();
        }

        /// A bare choice within a choice, or `none`, could not be told from the alternatives themselves.
        private static boolean isPlain(Shape shape) {
            return switch (shape) {
                case ChoiceShape choice -> false;
                case OptionalShape optional -> false;
                case ListShape list -> isPlain(list.item());
                case MapShape map -> isPlain(map.item());
                default -> true;
            };
        }

        boolean isPlainWord() {
            return record.fields().isEmpty();
        }

        boolean isNamed(String word) {
            return name.equals(WordShape.normal(word));
        }
    }

    private final List<Option> options = new ArrayList<>();

    /// Alternatives are added after the choice is made, because they may contain the choice itself (a sum of kernels).
    void add(Option option) {
        options.add(option);
    }

    List<Option> options() {
        return options;
    }

    @Override
    public Object read(Value value, Subject subject, Reading reading) {
        var scope = new RecordShape.Scope("", "", value.place());
        return read(Optional.of(value), List.of(), Optional.empty(), subject, scope, reading);
    }

    /// Reads the choice from what stands behind its key, if given, and what is said with dotted keys: `kernel.gamma=0.5`.
    Object read(Optional<Value> given, List<RecordShape.Given> inside, Optional<Object> base, Subject subject,
                RecordShape.Scope scope, Reading reading) {
        if (given.isEmpty()) {
            if (base.isEmpty()) {
                RecordShape.missing(subject, scope, reading);
                return null;
            }
            return inside.isEmpty() ? base.get() : read(optionOf(base.get()), inside, base, subject, place(inside), reading);
        }
        var value = given.get();
        if (value instanceof Value.Nested nested && nested.steps().size() == 1) {
            var step = nested.steps().getFirst();
            var option = options.stream().filter(o -> o.isNamed(step.name())).findFirst();
            if (option.isPresent()) {
                var all = new ArrayList<>(RecordShape.given(step.arguments()));
                all.addAll(inside);
                return read(option.get(), all, defaults(option.get(), base), subject, step.place(), reading);
            }
            reading.problem(subject.mustBe(valid(), value) + Suggestion.didYouMean(step.name(), names()), step.place());
            return null;
        }
        var named = value instanceof Value.Scalar scalar
                ? options.stream().filter(o -> o.bare().isEmpty() && o.isNamed(scalar.word())).findFirst()
                : Optional.<Option>empty();
        if (named.isPresent()) {
            return read(named.get(), inside, defaults(named.get(), base), subject, value.place(), reading);
        }
        return readBare(value, inside, subject, reading);
    }

    private Object read(Option option, List<RecordShape.Given> given, Optional<Object> base, Subject subject, Place place,
                        Reading reading) {
        var known = given.stream().filter(g -> !isOfAnother(option, g, reading)).toList();
        return option.record().read(known, base, new RecordShape.Scope(option.name(), subject.path() + ".", place), reading);
    }

    /// Tells of a setting that only another alternative has.
    private boolean isOfAnother(Option option, RecordShape.Given given, Reading reading) {
        var first = given.key().split("\\.")[0];
        if (option.record().names("").stream().anyMatch(name -> name.split("\\.")[0].equals(first))) {
            return false;
        }
        var other = options.stream().filter(o -> o.record().names("").contains(given.key())).findFirst();
        other.ifPresent(o -> reading.problem("`" + given.key() + "` is a setting of `" + o.name() + "`, not of `"
                + option.name() + "`; write [" + o.name() + " " + given.key() + "=...]", given.argument().place()));
        return other.isPresent();
    }

    /// What an alternative that is named starts from: its own defaults, or the default choice if that is one of it.
    private static Optional<Object> defaults(Option option, Optional<Object> base) {
        return option.defaults().or(() -> base.filter(option.type()::isInstance));
    }

    private Option optionOf(Object object) {
        return options.stream().filter(o -> o.type().isInstance(object)).findFirst().orElseThrow();
    }

    private static Place place(List<RecordShape.Given> inside) {
        return inside.getFirst().argument().place();
    }

    private Object readBare(Value value, List<RecordShape.Given> inside, Subject subject, Reading reading) {
        var bare = options.stream().filter(o -> o.bare().isPresent()).toList();
        var problems = new ArrayList<Reading>();
        for (var option : bare) {
            var trial = new Reading();
            var content = option.bare().orElseThrow().shape().read(value, subject, trial);
            if (trial.count() == 0) {
                var key = option.bare().orElseThrow().name();
                var given = new ArrayList<>(List.of(new RecordShape.Given(key, new Argument(key, value, value.place()))));
                given.addAll(inside);
                return content == null ? null : read(option, given, Optional.empty(), subject, value.place(), reading);
            }
            problems.add(trial);
        }
        // a number that is refused is refused for its range, not for being no word
        boolean number = value.text().filter(Syntax::isNumber).isPresent();
        for (int i = 0; i < bare.size(); i++) {
            if (number && bare.get(i).bare().orElseThrow().shape().isNumeric()) {
                problems.get(i).messages().forEach(message -> reading.problem(message, value.place()));
                return null;
            }
        }
        reading.problem(subject.mustBe(valid(), value, words()), value.place());
        return null;
    }

    @Override
    public Value write(Object object, UnaryOperator<Recipe> nested) {
        if (object == null) {
            throw Shape.isNull();
        }
        var option = optionOf(object);
        if (option.isPlainWord()) {
            return new Value.Scalar(option.name());
        }
        var arguments = option.record().write(object, "", nested);
        if (option.bare().isPresent()) {
            var bare = arguments.getFirst().value();
            var trial = new Reading();
            // in full if the value alone would mean another alternative, as a text that is the name of one
            if (object.equals(read(bare, Subject.of(option.name(), ""), trial))) {
                return bare;
            }
        }
        return new Value.Nested(List.of(new Step(option.name(), arguments)));
    }

    private List<String> names() {
        return options.stream().map(Option::name).toList();
    }

    @Override
    public String valid() {
        var parts = new ArrayList<String>();
        options.stream().filter(o -> o.bare().isEmpty()).forEach(o -> parts.add("`" + o.name() + "`"));
        options.forEach(o -> o.bare().ifPresent(one -> parts.add(one.shape().valid())));
        return Subject.joined(parts, " or ");
    }

    @Override
    public String noun() {
        var nouns = new ArrayList<>(List.of("choice"));
        options.forEach(o -> o.bare().ifPresent(one -> nouns.add(one.shape().noun())));
        return Subject.joined(nouns, " or ");
    }

    @Override
    public String plural() {
        var nouns = new ArrayList<>(List.of("choices"));
        options.forEach(o -> o.bare().ifPresent(one -> nouns.add(one.shape().plural())));
        return Subject.joined(nouns, " or ");
    }

    @Override
    public Optional<String> range() {
        return options.stream().flatMap(o -> o.bare().flatMap(one -> one.shape().range()).stream()).findFirst();
    }

    @Override
    public Optional<Value> tune() {
        return options.stream().flatMap(o -> o.bare().flatMap(RecordShape.One::tune).stream()).findFirst();
    }

    @Override
    public List<String> words() {
        return options.stream().filter(o -> o.bare().isEmpty()).map(Option::name).toList();
    }

    /// A choice within itself is not unfolded again.
    @Override
    public Map<String, List<Key>> inside(Set<ChoiceShape> outer) {
        if (outer.contains(this)) {
            return Map.of();
        }
        var unfolded = new HashSet<>(outer);
        unfolded.add(this);
        var inside = new LinkedHashMap<String, List<Key>>();
        for (var option : options) {
            if (option.bare().isEmpty() && !option.isPlainWord()) {
                inside.put(option.name(), option.record().keys("", option.defaults(), unfolded));
            }
        }
        return inside;
    }
}
