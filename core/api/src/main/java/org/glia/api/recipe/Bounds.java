package org.glia.api.recipe;

import java.util.Optional;

/// The numbers between two bounds; NaN means no bound.
record Bounds(double min, boolean minExclusive, double max, boolean maxExclusive) {

    static Bounds of(Setting setting) {
        return new Bounds(setting.min(), setting.minExclusive(), setting.max(), setting.maxExclusive());
    }

    boolean areDeclared() {
        return !Double.isNaN(min) || !Double.isNaN(max) || minExclusive || maxExclusive;
    }

    boolean contain(double x) {
        // comparisons with NaN are false, so that a missing bound excludes nothing
        boolean below = minExclusive ? x <= min : x < min;
        boolean above = maxExclusive ? x >= max : x > max;
        return !below && !above;
    }

    boolean admitInfinity(double infinite) {
        return infinite > 0 ? max == infinite && !maxExclusive : min == infinite && !minExclusive;
    }

    /// What the author got wrong, if anything.
    Optional<String> mistake() {
        if (minExclusive && Double.isNaN(min) || maxExclusive && Double.isNaN(max)) {
            return Optional.of("an exclusive bound is not given");
        }
        if (min > max || min == max && (minExclusive || maxExclusive)) {
            return Optional.of("no number is " + words());
        }
        return Optional.empty();
    }

    /// "at least 1", "above 0 and at most 1", "between 0 and 1"; empty if there is no finite bound.
    String words() {
        boolean low = Double.isFinite(min);
        boolean high = Double.isFinite(max);
        if (low && high && !minExclusive && !maxExclusive) {
            return "between " + Syntax.number(min) + " and " + Syntax.number(max);
        }
        var atLeast = low ? (minExclusive ? "above " : "at least ") + Syntax.number(min) : "";
        var atMost = high ? (maxExclusive ? "below " : "at most ") + Syntax.number(max) : "";
        return atLeast + (low && high ? " and " : "") + atMost;
    }
}
