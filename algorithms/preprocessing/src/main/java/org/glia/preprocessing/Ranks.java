package org.glia.preprocessing;

import java.util.Arrays;

/// The different numbers of a column in rising order, and the rows that have each.
///
/// @param values  different, rising; without NaN
/// @param starts  the rows of `values[i]` are those at positions `starts[i]` to `starts[i + 1]` of `rows`
/// @param rows    in the order of their numbers, those with equal numbers in the order of the table
/// @param weights of the rows of the table
record Ranks(double[] values, int[] starts, int[] rows, double[] weights) {

    /// The ranks of the rows that have a number and a positive weight.
    static Ranks of(double[] cells, double[] weights) {
        var sorted = new double[cells.length];
        int count = 0;
        for (int row = 0; row < cells.length; row++) {
            if (counts(cells, weights, row)) {
                sorted[count++] = cells[row] + 0.0; // no -0.0, which sorting would tell from 0.0
            }
        }
        Arrays.sort(sorted, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (distinct == 0 || sorted[i] > sorted[distinct - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        var values = Arrays.copyOf(sorted, distinct);
        var rank = new int[cells.length];
        var starts = new int[distinct + 1];
        for (int row = 0; row < cells.length; row++) {
            if (counts(cells, weights, row)) {
                rank[row] = Arrays.binarySearch(values, cells[row] + 0.0);
                starts[rank[row] + 1]++;
            }
        }
        for (int i = 0; i < distinct; i++) {
            starts[i + 1] += starts[i];
        }
        var next = starts.clone();
        var rows = new int[count];
        for (int row = 0; row < cells.length; row++) {
            if (counts(cells, weights, row)) {
                rows[next[rank[row]]++] = row;
            }
        }
        return new Ranks(values, starts, rows, weights);
    }

    private static boolean counts(double[] cells, double[] weights, int row) {
        return !Double.isNaN(cells[row]) && weights[row] > 0;
    }

    int distinct() {
        return values.length;
    }

    /// The weight of the rows of `values[rank]`.
    double weight(int rank) {
        double sum = 0;
        for (int k = starts[rank]; k < starts[rank + 1]; k++) {
            sum += weights[rows[k]];
        }
        return sum;
    }

    /// The edge midway between `values[rank]` and the next number.
    double edgeAfter(int rank) {
        double low = values[rank];
        double high = values[rank + 1];
        double middle = low / 2 + high / 2;
        return middle > low && middle <= high ? middle : high; // neighbours have nothing between them
    }
}
