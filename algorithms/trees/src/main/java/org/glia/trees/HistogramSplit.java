package org.glia.trees;

/// The best way found to part the rows of a node.
///
/// @param gain           by how much it lowers twice the loss
/// @param feature        that is asked for
/// @param left           the bins that go left
/// @param lastBin        the last bin that goes left, for numeric features
/// @param missingLeft    whether missing cells go left
/// @param first          sum of the first derivatives of what goes left
/// @param secondAndCount sums of the second derivatives and of the rows that go left
/// @param leftValue      value of the left child
/// @param rightValue     value of the right one
record HistogramSplit(double gain, int feature, boolean[] left, int lastBin, boolean missingLeft, long first,
                      long secondAndCount, double leftValue, double rightValue) {

    static final HistogramSplit NONE =
            new HistogramSplit(Double.NEGATIVE_INFINITY, Integer.MAX_VALUE, new boolean[0], 0, false, 0, 0, 0, 0);

    boolean isNone() {
        return left.length == 0;
    }

    /// The better one of two, the one of the lower feature if both are as good.
    HistogramSplit better(HistogramSplit other) {
        return other.gain > gain || other.gain == gain && other.feature < feature ? other : this;
    }
}
