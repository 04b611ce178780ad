package org.glia.trees;

import java.util.Arrays;

/// A binary decision tree as flat arrays. Nodes stand in preorder: the root is 0, the left child of a node stands right
/// behind it, `right` says where the other one is. A row goes left if its number is at most the threshold, or its level is
/// among the left levels.
///
/// @param width       how many numbers each node's value has: classes, or 1
/// @param feature     the feature that a split asks for, -1 in a leaf
/// @param threshold   of a numeric split; infinite where all numbers go left and missing cells right
/// @param levels      where the left levels of a nominal split begin in `leftLevels`, -1 elsewhere
/// @param leftLevels  sets of levels, one bit for each level of the column, 64 a word
/// @param missingLeft whether missing cells go left
/// @param right       the right child, 0 in a leaf
/// @param values      `nodes x width`: the weight of each class, or the mean or median of the target
/// @param weights     the weight of the training rows that reached each node
/// @param impurities  the value of the criterion at each node
public record Tree(int width, int[] feature, double[] threshold, int[] levels, long[] leftLevels, boolean[] missingLeft,
                   int[] right, double[] values, double[] weights, double[] impurities) {

    /// The number of nodes.
    int size() {
        return feature.length;
    }

    boolean isLeaf(int node) {
        return feature[node] < 0;
    }

    int left(int node) {
        return node + 1;
    }

    int leaves() {
        int count = 0;
        for (int node = 0; node < feature.length; node++) {
            count += isLeaf(node) ? 1 : 0;
        }
        return count;
    }

    /// Most questions on the way to a leaf.
    int depth() {
        var depth = new int[size()];
        int most = 0;
        for (int node = 0; node < size(); node++) {
            most = Math.max(most, depth[node]);
            if (!isLeaf(node)) {
                depth[left(node)] = depth[node] + 1;
                depth[right[node]] = depth[node] + 1;
            }
        }
        return most;
    }

    /// Whether a level goes left at a nominal split.
    boolean hasLeft(int node, int level) {
        return (leftLevels[levels[node] + (level >> 6)] >>> (level & 63) & 1) != 0;
    }

    /// The same splits with other values in the nodes.
    Tree withValues(int newWidth, double[] newValues) {
        return new Tree(newWidth, feature, threshold, levels, leftLevels, missingLeft, right, newValues, weights, impurities);
    }

    /// By how much the splits on each feature make the impurity less, each weighted by its node's share of the rows.
    double[] decreases(int features) {
        var decreases = new double[features];
        for (int node = 0; node < size(); node++) {
            if (!isLeaf(node)) {
                decreases[feature[node]] += (weights[node] * impurities[node]
                        - weights[left(node)] * impurities[left(node)] - weights[right[node]] * impurities[right[node]])
                        / weights[0];
            }
        }
        return decreases;
    }

    /// This tree with the given nodes made leaves, and what is below them gone.
    Tree pruned(boolean[] leaf) {
        var place = new int[size()];
        var kept = new int[size()];
        int count = 0;
        for (int node = 0; node < size(); node = leaf[node] ? end(node) : node + 1) {
            place[node] = count;
            kept[count++] = node;
        }
        var nodes = Arrays.copyOf(kept, count);
        var copy = new Tree(width, new int[count], new double[count], new int[count], leftLevels, new boolean[count],
                new int[count], new double[count * width], new double[count], new double[count]);
        for (int at = 0; at < count; at++) {
            int node = nodes[at];
            boolean split = !isLeaf(node) && !leaf[node];
            copy.feature[at] = split ? feature[node] : -1;
            copy.threshold[at] = split ? threshold[node] : 0;
            copy.levels[at] = split ? levels[node] : -1;
            copy.missingLeft[at] = split && missingLeft[node];
            copy.right[at] = split ? place[right[node]] : 0;
            System.arraycopy(values, node * width, copy.values, at * width, width);
            copy.weights[at] = weights[node];
            copy.impurities[at] = impurities[node];
        }
        return copy;
    }

    /// The node behind the last one below `node`.
    private int end(int node) {
        while (!isLeaf(node)) {
            node = right[node];
        }
        return node + 1;
    }
}
