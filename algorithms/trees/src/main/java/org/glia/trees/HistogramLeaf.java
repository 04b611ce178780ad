package org.glia.trees;

/// A node of a tree that is growing, with the rows that reached it.
final class HistogramLeaf {

    /// Its number in the tree.
    final int node;
    final int depth;
    /// Its rows stand at these places.
    final int from;
    final int to;
    /// Sums over its rows.
    final long first;
    final long secondAndCount;
    final double value;
    /// Bounds for the values of what grows from it.
    final double low;
    final double high;
    /// Sums by bins, empty where they are not needed.
    long[] sums = {};
    HistogramSplit split = HistogramSplit.NONE;

    HistogramLeaf(int node, int depth, int from, int to, long first, long secondAndCount, double value, double low,
                  double high) {
        this.node = node;
        this.depth = depth;
        this.from = from;
        this.to = to;
        this.first = first;
        this.secondAndCount = secondAndCount;
        this.value = value;
        this.low = low;
        this.high = high;
    }

    int rows() {
        return to - from;
    }
}
