package org.glia.api.model;

import java.util.List;

/// A decision tree as readers see it. Nodes stand in a flat list, the root first; children are positions in it.
///
/// @param outputs what the numbers of a node's `distribution` count: the target's levels, or the target's mean
/// @param nodes   all nodes
public record TreeView(List<String> outputs, List<Node> nodes) {

    /// @param test         what a split asks (`petal_length <= 2.45`), empty in a leaf
    /// @param branches     the answers, one for each child (`true`, `false`), empty in a leaf
    /// @param children     positions of the children in the same order
    /// @param label        what the node alone would predict
    /// @param distribution the weight of each level, or the mean of the target
    /// @param weight       the weight of the training rows that reached the node
    /// @param impurity     the value of the split criterion at the node
    public record Node(String test, List<String> branches, int[] children, String label, double[] distribution,
                       double weight, double impurity) {
    }
}
