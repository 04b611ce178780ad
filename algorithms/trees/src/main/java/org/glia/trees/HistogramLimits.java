package org.glia.trees;

/// What a tree on histograms must keep to.
///
/// @param maxLeaves  most leaves
/// @param maxDepth   most questions on the way to a leaf
/// @param minLeaf    fewest rows of a leaf
/// @param minHessian least sum of second derivatives in a leaf
/// @param minGain    least decrease of the loss by a split
/// @param l2         penalty on the squares of leaves
/// @param smoothing  rows that a level must have to go its own way; also added to its second derivatives
/// @param monotone   for each feature 1 if scores must rise with it, -1 if they must fall, otherwise 0; empty if none
record HistogramLimits(int maxLeaves, int maxDepth, int minLeaf, double minHessian, double minGain, double l2,
                       double smoothing, int[] monotone) {

    /// Keeps leaves of rows without curvature from being infinite.
    private static final double TINY = 1e-15;

    boolean isMonotone() {
        return monotone.length > 0;
    }

    int direction(int feature) {
        return monotone.length == 0 ? 0 : monotone[feature];
    }

    /// The best value of a leaf within bounds (Chen and Guestrin 2016, equation 5).
    double value(double first, double second, double low, double high) {
        return Math.min(high, Math.max(low, -first / (second + l2 + TINY)));
    }

    /// How far the best value of an unbounded leaf lowers twice the loss.
    double gain(double first, double second) {
        return first * first / (second + l2 + TINY);
    }
}
