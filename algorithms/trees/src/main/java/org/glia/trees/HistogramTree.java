package org.glia.trees;

import java.util.Arrays;
import java.util.List;

/// A tree that has grown on histograms. Children of a node stand side by side, the left one first.
///
/// @param feature     asked for by each node, -1 in a leaf
/// @param left        the left child
/// @param splits      what each inner node asks
/// @param value       of each node, before shrinkage
/// @param weight      sum of the second derivatives
/// @param count       training rows
/// @param leaves      with the places of their rows
record HistogramTree(int[] feature, int[] left, HistogramSplit[] splits, double[] value, double[] weight, int[] count,
                     List<HistogramLeaf> leaves) {

    boolean isLeafOnly() {
        return feature.length == 1;
    }

    /// The leaf that a row ends in.
    int leaf(BinnedRows rows, int row) {
        int node = 0;
        while (feature[node] >= 0) {
            var goesLeft = splits[node].left();
            node = left[node] + (goesLeft[rows.bin(row, feature[node])] ? 0 : 1);
        }
        return node;
    }

    /// The same with other values at the nodes.
    HistogramTree with(double[] values) {
        return new HistogramTree(feature, left, splits, values, weight, count, leaves);
    }

    /// Collects nodes.
    static final class Builder {

        private int[] feature = new int[64];
        private int[] left = new int[64];
        private HistogramSplit[] splits = new HistogramSplit[64];
        private double[] value = new double[64];
        private double[] weight = new double[64];
        private int[] count = new int[64];
        private int size;

        int add(double ownValue, double ownWeight, int ownCount) {
            if (size == feature.length) {
                feature = Arrays.copyOf(feature, 2 * size);
                left = Arrays.copyOf(left, 2 * size);
                splits = Arrays.copyOf(splits, 2 * size);
                value = Arrays.copyOf(value, 2 * size);
                weight = Arrays.copyOf(weight, 2 * size);
                count = Arrays.copyOf(count, 2 * size);
            }
            feature[size] = -1;
            value[size] = ownValue;
            weight[size] = ownWeight;
            count[size] = ownCount;
            return size++;
        }

        void split(int node, HistogramSplit split, int leftChild) {
            feature[node] = split.feature();
            splits[node] = split;
            left[node] = leftChild;
        }

        HistogramTree build(List<HistogramLeaf> leaves) {
            return new HistogramTree(Arrays.copyOf(feature, size), Arrays.copyOf(left, size), Arrays.copyOf(splits, size),
                    Arrays.copyOf(value, size), Arrays.copyOf(weight, size), Arrays.copyOf(count, size), leaves);
        }
    }
}
