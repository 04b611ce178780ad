package org.glia.datasets.files;

import java.util.Arrays;

import org.glia.api.data.DenseMatrix;

/// The numbers of a table while its rows are read: one row-major array, so that no number is ever moved if the number of
/// rows was foreseen.
final class GrowingMatrix {

    /// As many are moved without anybody noticing.
    private static final int FEW = 1 << 20;
    /// What is foreseen is believed up to so many times what is there.
    private static final double BELIEVED = 16;
    /// But never less.
    private static final double LEAST = 1.05;
    private static final int MOST = Integer.MAX_VALUE - 8;

    /// The table's columns that have a place here, ascending.
    private int[] columns;
    private double[] values = {};
    private int rows;
    private boolean isTooLarge;

    GrowingMatrix(int[] columns) {
        this.columns = columns;
    }

    int[] columns() {
        return columns;
    }

    /// Where rows of the present columns are to be written.
    double[] values() {
        return values;
    }

    /// Whether there are more numbers than an array can hold; then none are kept, but rows may still be counted.
    boolean isTooLarge() {
        return isTooLarge;
    }

    /// Drops columns that turned out to hold no numbers: at once where that is little work, otherwise at the end.
    ///
    /// @param wanted the columns to keep, ascending
    void keep(int[] wanted) {
        if ((long) rows * columns.length <= FEW) {
            compact(wanted);
        }
    }

    private void compact(int[] wanted) {
        if (wanted.length == columns.length) {
            return;
        }
        var from = Arrays.stream(wanted).map(column -> Arrays.binarySearch(columns, column)).toArray();
        int to = 0;
        for (int row = 0; row < rows; row++) {
            int start = row * columns.length;
            for (int c : from) {
                values[to++] = values[start + c];
            }
        }
        columns = wanted;
    }

    /// Makes room for more rows.
    ///
    /// @param foreseen how many rows there may be in the end
    /// @param wanted   the columns that still hold numbers
    void add(int more, double foreseen, int[] wanted) {
        rows = Math.addExact(rows, more);
        if (isTooLarge || (long) rows * columns.length <= values.length) {
            return;
        }
        if ((long) rows * columns.length > MOST) {
            rows -= more;
            compact(wanted);
            rows += more;
        }
        if ((long) rows * columns.length > MOST) {
            isTooLarge = true;
            values = new double[0];
            return;
        }
        double length = Math.clamp(foreseen, LEAST * rows, BELIEVED * rows) * columns.length;
        values = Arrays.copyOf(values, (int) Math.min(length, MOST));
    }

    /// The rows of some columns.
    ///
    /// @param wanted some of the columns, ascending
    DenseMatrix finished(int[] wanted) {
        compact(wanted);
        int used = rows * columns.length;
        // a few rows that were foreseen and did not come are no reason to move all others
        boolean isNearlyFull = used > FEW && used >= 0.9 * values.length;
        return new DenseMatrix(rows, columns.length, isNearlyFull ? values : Arrays.copyOf(values, used), 0, columns.length);
    }
}
