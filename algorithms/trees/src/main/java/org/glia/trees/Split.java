package org.glia.trees;

/// The best split found so far in one node.
final class Split {

    /// Gains that differ by less, as a share of the node's own cost, are alike: the first one stands, whatever rounding says.
    private static final double ALIKE = 1e-11;

    /// The feature that is being looked at.
    int candidate = -1;
    /// The feature of the split, -1 where there is none.
    int feature = -1;
    /// By how much it makes the weight times impurity less; negative infinity where there is no split.
    double gain = Double.NEGATIVE_INFINITY;
    /// The last code that goes left; -1 where levels go left.
    int last = -1;
    /// The next code that occurs in the node; the column's size where all present cells go left.
    int next;
    /// What a random splitter drew; NaN where the border lies halfway between `last` and `next`.
    double drawn = Double.NaN;
    /// Which levels go left; null for a numeric split.
    long[] leftLevels;
    /// Which levels occur in the node; null for a numeric split.
    long[] seenLevels;
    /// Whether missing cells go left, where any were seen.
    boolean missingLeft;
    boolean missingSeen;

    boolean exists() {
        return feature >= 0;
    }

    /// Whether a split of this gain is to be taken instead.
    boolean isBeatenBy(double other, double cost) {
        return other > gain + ALIKE * cost || !exists() && other > Double.NEGATIVE_INFINITY;
    }

    void take(Split other) {
        feature = other.feature;
        gain = other.gain;
        last = other.last;
        next = other.next;
        drawn = other.drawn;
        leftLevels = other.leftLevels;
        seenLevels = other.seenLevels;
        missingLeft = other.missingLeft;
        missingSeen = other.missingSeen;
    }

    /// Forgets everything, to look at another feature.
    void clear(int newCandidate) {
        candidate = newCandidate;
        feature = -1;
        gain = Double.NEGATIVE_INFINITY;
        last = -1;
        drawn = Double.NaN;
        leftLevels = null;
        seenLevels = null;
        missingLeft = false;
        missingSeen = false;
    }

}
