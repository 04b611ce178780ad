package org.glia.trees;

import java.util.List;

/// Any number of binary trees, one array for each property of all their nodes. The nodes of a tree stand together in
/// preorder, as in [Tree].
///
/// @param width       how many numbers each leaf's value has
/// @param roots       where each tree begins
/// @param feature     the feature that a split asks for, -1 in a leaf
/// @param threshold   of a numeric split
/// @param levels      where the left levels of a nominal split begin in `leftLevels`, -1 elsewhere
/// @param leftLevels  sets of levels, one bit for each level of the column, 64 a word
/// @param missingLeft whether missing cells go left
/// @param right       of a split, the right child; of a leaf, its place among the leaves
/// @param leaves      `leaves x width`: their values
public record Trees(int width, int[] roots, int[] feature, double[] threshold, int[] levels, long[] leftLevels,
                    boolean[] missingLeft, int[] right, double[] leaves) {

    /// @throws IllegalArgumentException if there is no tree
    static Trees of(List<Tree> trees) {
        if (trees.isEmpty()) {
            throw new IllegalArgumentException("there is no tree");
        }
        int width = trees.getFirst().width();
        int nodes = trees.stream().mapToInt(Tree::size).reduce(0, Math::addExact);
        int leafCount = trees.stream().mapToInt(Tree::leaves).sum();
        int words = trees.stream().mapToInt(tree -> tree.leftLevels().length).reduce(0, Math::addExact);
        var all = new Trees(width, new int[trees.size()], new int[nodes], new double[nodes], new int[nodes],
                new long[words], new boolean[nodes], new int[nodes], new double[Math.multiplyExact(leafCount, width)]);
        int node = 0;
        int leaf = 0;
        int word = 0;
        for (int t = 0; t < trees.size(); t++) {
            var tree = trees.get(t);
            all.roots[t] = node;
            System.arraycopy(tree.feature(), 0, all.feature, node, tree.size());
            System.arraycopy(tree.threshold(), 0, all.threshold, node, tree.size());
            System.arraycopy(tree.missingLeft(), 0, all.missingLeft, node, tree.size());
            System.arraycopy(tree.leftLevels(), 0, all.leftLevels, word, tree.leftLevels().length);
            for (int i = 0; i < tree.size(); i++) {
                all.levels[node + i] = tree.levels()[i] < 0 ? -1 : word + tree.levels()[i];
                if (tree.isLeaf(i)) {
                    all.right[node + i] = leaf;
                    System.arraycopy(tree.values(), i * width, all.leaves, leaf * width, width);
                    leaf++;
                } else {
                    all.right[node + i] = node + tree.right()[i];
                }
            }
            node += tree.size();
            word += tree.leftLevels().length;
        }
        return all;
    }

    int count() {
        return roots.length;
    }

    /// The place among the leaves of where one row ends.
    ///
    /// @param cells the features from `at` on; codes of levels as numbers, NaN where missing
    int leaf(int tree, double[] cells, int at) {
        int node = roots[tree];
        int asked = feature[node];
        while (asked >= 0) {
            double x = cells[at + asked];
            boolean left;
            if (x != x) {
                left = missingLeft[node];
            } else if (levels[node] < 0) {
                left = x <= threshold[node];
            } else {
                int level = (int) x;
                left = (leftLevels[levels[node] + (level >> 6)] >>> (level & 63) & 1) != 0;
            }
            node = left ? node + 1 : right[node];
            asked = feature[node];
        }
        return right[node];
    }
}
