package org.glia.experiments.statistics;

/// Which recipe is the better one in practice, as probabilities that add up to 1. On the axis of differences the first
/// recipe stands left of the region of practical equivalence, the second right of it.
///
/// @param first  P(left): that the first recipe is better by more than the region's half width
/// @param rope   P(rope): that the recipes are practically equivalent; 0 where the region has no width
/// @param second P(right): that the second recipe is better by more than the region's half width
public record Preference(double first, double rope, double second) {
}
