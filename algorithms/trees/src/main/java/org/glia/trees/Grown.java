package org.glia.trees;

/// A tree with where its training rows ended.
///
/// @param leaf the leaf of each row of the columns, -1 for rows that were left out
record Grown(Tree tree, int[] leaf) {
}
