package org.glia.api.model;

/// A line: values over steps.
///
/// @param name   what the line shows (`loss`, `validation accuracy`)
/// @param steps  where each value was taken, rising
/// @param values one for each step
public record Series(String name, double[] steps, double[] values) {

    /// @throws IllegalArgumentException if there is not one value for each step
    public Series {
        if (steps.length != values.length) {
            throw new IllegalArgumentException("%d steps for %d values of %s".formatted(steps.length, values.length, name));
        }
    }

    /// The value at the last step.
    public double last() {
        return values[values.length - 1];
    }
}
