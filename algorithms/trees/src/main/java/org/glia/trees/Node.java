package org.glia.trees;

/// A node while its tree grows.
final class Node {

    final int id;
    final int depth;
    /// Its rows in the sample.
    final int from;
    final int to;
    /// Features known to be constant here, one bit each.
    final long[] constant;
    double weight;
    /// The weight of each class, or the mean or median.
    double[] value;
    /// The mean of the numbers.
    double mean;
    /// Weight times impurity.
    double cost;
    /// Whether all rows have the same target.
    boolean pure;
    Split split;

    Node(int id, int depth, int from, int to, long[] constant) {
        this.id = id;
        this.depth = depth;
        this.from = from;
        this.to = to;
        this.constant = constant;
    }

    int rows() {
        return to - from;
    }
}
