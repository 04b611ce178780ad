package org.glia.api.run;

/// One split of the rows of a data set.
///
/// @param repeat which repetition of the resampling, from 0
/// @param number which fold of it, from 0
/// @param train  the rows to fit on, rising
/// @param test   the rows to test on, rising
public record Fold(int repeat, int number, int[] train, int[] test) {
}
