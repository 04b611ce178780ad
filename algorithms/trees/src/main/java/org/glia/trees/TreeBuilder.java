package org.glia.trees;

import java.util.Arrays;

/// Collects the nodes of a tree in the order in which they are made, and puts them into preorder at the end.
final class TreeBuilder {

    private final int width;
    private int count;
    private int words;
    private int[] feature = new int[16];
    private double[] threshold = new double[16];
    private int[] levels = new int[16];
    private boolean[] missingLeft = new boolean[16];
    private int[] left = new int[16];
    private int[] right = new int[16];
    private double[] values;
    private double[] weights = new double[16];
    private double[] impurities = new double[16];
    private long[] leftLevels = new long[4];

    TreeBuilder(int width) {
        this.width = width;
        values = new double[16 * width];
    }

    /// How many nodes there are: the number of the next one.
    int size() {
        return count;
    }

    /// A leaf, until it is split.
    void add(Node node) {
        if (count == feature.length) {
            int more = 2 * count;
            feature = Arrays.copyOf(feature, more);
            threshold = Arrays.copyOf(threshold, more);
            levels = Arrays.copyOf(levels, more);
            missingLeft = Arrays.copyOf(missingLeft, more);
            left = Arrays.copyOf(left, more);
            right = Arrays.copyOf(right, more);
            values = Arrays.copyOf(values, more * width);
            weights = Arrays.copyOf(weights, more);
            impurities = Arrays.copyOf(impurities, more);
        }
        feature[count] = -1;
        levels[count] = -1;
        System.arraycopy(node.value, 0, values, count * width, width);
        weights[count] = node.weight;
        impurities[count] = node.weight > 0 ? node.cost / node.weight : 0;
        count++;
    }

    void split(Node node, Node leftChild, Node rightChild, double border) {
        int at = node.id;
        feature[at] = node.split.feature;
        threshold[at] = border;
        missingLeft[at] = node.split.missingLeft;
        left[at] = leftChild.id;
        right[at] = rightChild.id;
        var set = node.split.leftLevels;
        if (set != null) {
            levels[at] = words;
            if (leftLevels.length < words + set.length) {
                leftLevels = Arrays.copyOf(leftLevels, 2 * words + set.length);
            }
            System.arraycopy(set, 0, leftLevels, words, set.length);
            words += set.length;
        }
    }

    /// @param leaf the node of each row, as numbered so far; changed to the numbers in the tree
    Grown finish(int[] leaf) {
        var place = new int[count];
        var order = new int[count];
        var open = new int[count];
        int waiting = 0;
        int next = 0;
        open[waiting++] = 0;
        while (waiting > 0) {
            int node = open[--waiting];
            place[node] = next;
            order[next++] = node;
            if (feature[node] >= 0) {
                open[waiting++] = right[node];
                open[waiting++] = left[node];
            }
        }
        var tree = new Tree(width, new int[count], new double[count], new int[count], Arrays.copyOf(leftLevels, words),
                new boolean[count], new int[count], new double[count * width], new double[count], new double[count]);
        for (int at = 0; at < count; at++) {
            int node = order[at];
            tree.feature()[at] = feature[node];
            tree.threshold()[at] = threshold[node];
            tree.levels()[at] = levels[node];
            tree.missingLeft()[at] = missingLeft[node];
            tree.right()[at] = feature[node] >= 0 ? place[right[node]] : 0;
            System.arraycopy(values, node * width, tree.values(), at * width, width);
            tree.weights()[at] = weights[node];
            tree.impurities()[at] = impurities[node];
        }
        for (int row = 0; row < leaf.length; row++) {
            leaf[row] = leaf[row] < 0 ? -1 : place[leaf[row]];
        }
        return new Grown(tree, leaf);
    }
}
