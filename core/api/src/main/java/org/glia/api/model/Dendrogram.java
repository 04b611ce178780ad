package org.glia.api.model;

import java.util.List;

/// A hierarchy of merges. With `n` leaves, numbers below `n` are leaves and `n + i` is what merge `i` made.
///
/// @param leaves  the names of the leaves, or empty where rows have none
/// @param left    the first part of each of the `n - 1` merges
/// @param right   the second part of each merge
/// @param heights the distance at which each merge happened
public record Dendrogram(List<String> leaves, int[] left, int[] right, double[] heights) {
}
