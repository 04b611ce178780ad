package org.glia.trees;

/// What a split makes less: the impurity of a node, per unit of weight.
enum Criterion {
    /// `1 - sum p^2`.
    GINI,
    /// `-sum p log2 p`, in bits.
    ENTROPY,
    /// The mean squared distance from the mean.
    SQUARED,
    /// The mean distance from the median.
    ABSOLUTE;

    boolean isOfClasses() {
        return this == GINI || this == ENTROPY;
    }
}
