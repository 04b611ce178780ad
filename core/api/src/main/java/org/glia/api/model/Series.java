package org.glia.api.model;

import java.util.Arrays;
import java.util.stream.DoubleStream;

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

    /// This line and then another, whose steps are counted from the last one of this line on.
    Series then(Series later) {
        if (steps.length == 0) {
            return later;
        }
        double last = steps[steps.length - 1];
        var on = Arrays.stream(later.steps).map(step -> last + step);
        return new Series(name, DoubleStream.concat(Arrays.stream(steps), on).toArray(),
                DoubleStream.concat(Arrays.stream(values), Arrays.stream(later.values)).toArray());
    }
}
