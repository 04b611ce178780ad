package org.glia.trees;

/// The bins of all features in all rows, as few bytes as possible: columns of codes, four to an `int`. Features that are
/// never unusual in the same row share a column (exclusive bundles, Ke et al. 2017, without conflicts): its code 0 stands for
/// the usual bin of all of them.
final class BinnedRows {

    /// Columns that share an `int`.
    static final int GROUP = 4;

    private final int rows;
    private final int[][] packed;
    /// For each feature: its column, the code of its bin 0, and its usual bin; column -1 for features with one bin only, usual
    /// bin -1 for those that have a column to themselves.
    private final int[] columns;
    private final int[] firsts;
    private final int[] usual;
    /// Codes of each feature's own, those of missing cells included.
    private final int[] slots;
    /// Codes of each column.
    private final int[] codes;

    BinnedRows(int rows, int[][] packed, int[] columns, int[] firsts, int[] usual, int[] slots, int[] codes) {
        this.rows = rows;
        this.packed = packed;
        this.columns = columns;
        this.firsts = firsts;
        this.usual = usual;
        this.slots = slots;
        this.codes = codes;
    }

    int rows() {
        return rows;
    }

    /// How many columns there are.
    int columns() {
        return codes.length;
    }

    int groups() {
        return packed.length;
    }

    int[] group(int group) {
        return packed[group];
    }

    int codes(int column) {
        return codes[column];
    }

    int features() {
        return columns.length;
    }

    /// The column of a feature, -1 if all rows are in one bin.
    int column(int feature) {
        return columns[feature];
    }

    /// The code of a feature's bin 0.
    int first(int feature) {
        return firsts[feature];
    }

    /// The bin that code 0 stands for, -1 for features that have a column to themselves.
    int usual(int feature) {
        return usual[feature];
    }

    int slots(int feature) {
        return slots[feature];
    }

    /// The bin of a feature in a row.
    int bin(int row, int feature) {
        int column = columns[feature];
        return column < 0 ? 0 : inColumn(packed[column / GROUP][row] >>> 8 * (column % GROUP) & 0xFF, feature);
    }

    private int inColumn(int code, int feature) {
        int bin = code - firsts[feature];
        return usual[feature] < 0 || bin >= 0 && bin < slots[feature] ? bin : usual[feature];
    }

    /// For each code of a feature's column, 1 if the feature's bin goes left.
    ///
    /// @param left which bins do
    void sides(int feature, boolean[] left, byte[] sides) {
        for (int code = 0; code < sides.length; code++) {
            int bin = inColumn(code, feature);
            sides[code] = (byte) (bin < left.length && left[bin] ? 1 : 0);
        }
    }
}
