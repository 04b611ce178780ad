package org.glia.trees;

/// What a tree learns of each row.
sealed interface Target {

    /// @param codes one for each row
    /// @param count how many classes there are
    record Classes(int[] codes, int count) implements Target {
    }

    /// @param values one for each row
    record Numbers(double[] values) implements Target {
    }

    /// How many numbers a node's value has.
    default int width() {
        return this instanceof Classes classes ? classes.count() : 1;
    }
}
