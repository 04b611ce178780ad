package org.glia.api.data;

/// The cells of one column, immutable. Rows may be chosen through an index, which is a view and copies nothing.
public sealed interface Column
        permits NumericColumn, NominalColumn, TextColumn, TimeColumn, BlockColumn, SequenceColumn {

    int rows();

    Kind kind();

    /// Whether the cell is missing.
    boolean isMissing(int row);

    /// The rows with these indices, in this order; an index may repeat. O(rows); the cells are not copied.
    Column rows(int[] index);

    /// The cell as people write it; the empty text where it is missing. Numbers round-trip.
    String format(int row);

    /// SHA-256 of the cells, by value: views and copies of the same rows agree. O(rows) at the first call.
    String fingerprint();

    /// Whether any cell is missing. O(rows), stops at the first.
    default boolean hasMissing() {
        for (int row = 0; row < rows(); row++) {
            if (isMissing(row)) {
                return true;
            }
        }
        return false;
    }
}
