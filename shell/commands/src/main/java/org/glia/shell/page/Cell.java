package org.glia.shell.page;

import java.util.OptionalDouble;

/// What stands in a table.
public sealed interface Cell {

    /// Words.
    record Text(String text) implements Cell {
    }

    /// A whole number, shown with all its digits.
    record Whole(long value) implements Cell {
    }

    /// A number, shown with as many digits as its column needs and a person can use.
    record Real(double value) implements Cell {
    }

    /// A number of a unit of its own: its digits do not depend on its neighbours.
    record Own(double value) implements Cell {
    }

    /// A mean and the deviation around it.
    record Spread(double mean, OptionalDouble deviation) implements Cell {
    }

    /// Nothing.
    record Blank() implements Cell {
    }

    static Cell of(String text) {
        return text.isEmpty() ? new Blank() : new Text(text);
    }

    static Cell of(long value) {
        return new Whole(value);
    }

    /// A number; nothing for NaN.
    static Cell of(double value) {
        return Double.isNaN(value) ? new Blank() : new Real(value);
    }

    /// A number whose digits do not depend on its neighbours; nothing for NaN.
    static Cell own(double value) {
        return Double.isNaN(value) ? new Blank() : new Own(value);
    }
}
