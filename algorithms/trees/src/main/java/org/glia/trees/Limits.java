package org.glia.trees;

import java.util.Optional;

import org.glia.api.recipe.Setting;

/// When a tree stops growing: settings that trees and forests share.
///
/// @param maxDepth            most questions on the way to a leaf
/// @param minSplit            fewest rows of a node that is split; rows of weight 0 do not count, others one each
/// @param minLeaf             fewest rows of a leaf
/// @param maxLeaves           most leaves; if given, the split that gains most is made first
/// @param minImpurityDecrease least decrease of the impurity by a split, times the node's share of the weight
public record Limits(
        @Setting(value = "most questions on the way to a leaf", min = 1, tune = "1..20") Optional<Integer> maxDepth,
        @Setting(value = "fewest rows of a node that is split", min = 2) int minSplit,
        @Setting(value = "fewest rows of a leaf", min = 1, tune = "1..50:log") int minLeaf,
        @Setting(value = "most leaves, the best splits made first", min = 2) Optional<Integer> maxLeaves,
        @Setting(value = "least decrease of impurity by a split, times the node's share of the weight", min = 0)
        double minImpurityDecrease) {

    public Limits() {
        this(Optional.empty(), 2, 1, Optional.empty(), 0);
    }

    Growth growth(MaxFeatures features, int all, Splitter splitter) {
        return new Growth(maxDepth.orElse(Growth.ANY), minSplit, minLeaf, maxLeaves.orElse(Growth.ANY), minImpurityDecrease,
                features.of(all), splitter == Splitter.RANDOM);
    }
}
