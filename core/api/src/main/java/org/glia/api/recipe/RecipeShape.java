package org.glia.api.recipe;

import java.util.List;
import java.util.function.UnaryOperator;

/// A recipe in brackets; one that is only a name may go without them.
record RecipeShape() implements Shape {

    @Override
    public Object read(Value value, Subject subject, Reading reading) {
        return switch (value) {
            case Value.Nested nested -> new Recipe(nested.steps());
            case Value.Scalar name when Syntax.isName(name.word()) ->
                new Recipe(List.of(new Step(name.word(), List.of(), name.place())));
            default -> {
                reading.problem(subject.mustBe(valid(), value), value.place());
                yield null;
            }
        };
    }

    @Override
    public Value write(Object object, UnaryOperator<Recipe> nested) {
        if (object == null) {
            throw Shape.isNull();
        }
        return new Value.Nested(nested.apply((Recipe) object).steps());
    }

    @Override
    public String valid() {
        return "a recipe in brackets, as in [name key=value]";
    }

    @Override
    public String noun() {
        return "recipe";
    }
}
