package org.glia.experiments.statistics;

/// What a number may be in truth.
///
/// @param level how often such an interval holds the truth, or how probable it is that this one does: 0.95 for instance
/// @param low   its lower end, negative infinity where there is none
/// @param high  its upper end, infinity where there is none
public record Interval(double level, double low, double high) {

    boolean contains(double value) {
        return low <= value && value <= high;
    }

    static double requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("the level of an interval lies between 0 and 1, not at " + level);
        }
        return level;
    }
}
