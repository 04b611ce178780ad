package org.glia.api.recipe;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Any text, or the path of a file.
record TextShape(boolean isFile) implements Shape {

    @Override
    public Object read(Value value, Subject subject, Reading reading) {
        var text = value.text();
        if (text.isEmpty()) {
            var cure = value instanceof Value.Items ? "; put it into quotes if it is one text" : "";
            reading.problem(subject.mustBe(valid(), value) + cure, value.place());
            return null;
        }
        if (!isFile) {
            return text.get();
        }
        try {
            return Path.of(text.get());
        } catch (InvalidPathException invalid) {
            reading.problem(subject.mustBe(valid(), value), value.place());
            return null;
        }
    }

    @Override
    public Value write(Object object, UnaryOperator<Recipe> nested) {
        if (object == null) {
            throw Shape.isNull();
        }
        return new Value.Scalar(object.toString());
    }

    @Override
    public String valid() {
        return isFile ? "the path of a file" : "text";
    }

    @Override
    public String noun() {
        return isFile ? "file" : "text";
    }
}
