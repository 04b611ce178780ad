package org.glia.api.model;

import java.util.List;

/// A decision tree as readers see it. Nodes stand in a flat list, the root first; children are positions in it.
///
/// @param outputs what the numbers of a node's `distribution` count: the target's levels, or the target's mean
/// @param nodes   all nodes
public record TreeView(List<String> outputs, List<Node> nodes) {

    public TreeView {
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
    }

    /// @param test         what a split asks (`petal_length <= 2.45`), empty in a leaf
    /// @param branches     the answers, one for each child (`true`, `false`), empty in a leaf
    /// @param children     positions of the children in the same order
    /// @param label        what the node alone would predict
    /// @param distribution the weight of each level, or the mean of the target
    /// @param weight       the weight of the training rows that reached the node
    /// @param impurity     the value of the split criterion at the node
    public record Node(String test, List<String> branches, int[] children, String label, double[] distribution,
                       double weight, double impurity) {

        public boolean isLeaf() {
            return children.length == 0;
        }
    }

    /// Whether nodes tell the weights of levels, rather than a mean.
    public boolean isClassification() {
        return outputs.size() > 1;
    }

    /// The tree as indented questions, the answers below them and what they come to:
    ///
    /// ```
    /// petal_length <= 2.45?
    ///   true -> setosa (50)
    ///   false -> petal_width <= 1.75?
    ///     true -> versicolor (54: versicolor 49, virginica 5)
    ///     false -> virginica (46: versicolor 1, virginica 45)
    /// ```
    ///
    /// In brackets stands the weight of the training rows that came there, and of the levels where there are several.
    public String rules() {
        return TreeText.rules(this);
    }

    /// The tree in the language of Graphviz. Leaves are filled with the colour of their level, stronger the purer they are (for
    /// numbers: the larger the mean); edges are as thick as the share of the training rows that took them.
    public String dot() {
        return TreeText.dot(this);
    }
}
