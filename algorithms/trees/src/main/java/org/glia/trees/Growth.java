package org.glia.trees;

/// How far a tree grows, and which splits are looked at.
///
/// @param maxDepth    most questions on the way to a leaf
/// @param minSplit    fewest rows of a node that is split
/// @param minLeaf     fewest rows of a leaf
/// @param maxLeaves   most leaves; unless it is the largest int, the split that gains most is made first
/// @param minDecrease least decrease of impurity by a split, times the node's share of the whole weight
/// @param features    how many features each split chooses from, drawn anew for each
/// @param random      whether a random border of each feature is tried instead of all
record Growth(int maxDepth, int minSplit, int minLeaf, int maxLeaves, double minDecrease, int features, boolean random) {

    static final int ANY = Integer.MAX_VALUE;

    /// Grows until leaves are pure, with all of `features` features.
    static Growth full(int features) {
        return new Growth(ANY, 2, 1, ANY, 0, features, false);
    }

    Growth withMaxDepth(int most) {
        return new Growth(most, minSplit, minLeaf, maxLeaves, minDecrease, features, random);
    }

    Growth withFeatures(int count) {
        return new Growth(maxDepth, minSplit, minLeaf, maxLeaves, minDecrease, count, random);
    }

    boolean isBestFirst() {
        return maxLeaves != ANY;
    }
}
