package org.glia.compute.sparse;

import java.util.Arrays;

/// Kernels for the stored elements `from` to `to` of a row. A sum of products goes to four logical lanes, element `k` of the
/// row to lane `k mod 4`, added as (0 + 2) + (1 + 3); the last fewer than four are summed up apart.
final class SparseRows {

    /// From this ratio of lengths on, the elements of the short row are searched in the long one.
    private static final int MUCH_LONGER = 32;

    private SparseRows() {
    }

    static double dot(double[] values, int[] indices, int from, int to, double[] x, int xAt) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int k = from;
        for (; k < to - 3; k += 4) {
            sum0 = Math.fma(values[k], x[xAt + indices[k]], sum0);
            sum1 = Math.fma(values[k + 1], x[xAt + indices[k + 1]], sum1);
            sum2 = Math.fma(values[k + 2], x[xAt + indices[k + 2]], sum2);
            sum3 = Math.fma(values[k + 3], x[xAt + indices[k + 3]], sum3);
        }
        double rest = 0;
        for (; k < to; k++) {
            rest = Math.fma(values[k], x[xAt + indices[k]], rest);
        }
        return ((sum0 + sum2) + (sum1 + sum3)) + rest;
    }

    /// `y = alpha A x + beta y` for rows `first` to `last` (exclusive).
    static void times(double alpha, double[] values, int[] indices, int[] starts, int first, int last, double[] x, int xAt,
                      double beta, double[] y, int yAt) {
        for (int i = first; i < last; i++) {
            double product = dot(values, indices, starts[i], starts[i + 1], x, xAt);
            y[yAt + i] = beta == 0 ? alpha * product : Math.fma(alpha, product, beta * y[yAt + i]);
        }
    }

    /// Adds `A' x` for rows `first` to `last` (exclusive) to `sum`.
    static void timesTransposed(double[] values, int[] indices, int[] starts, int first, int last, double[] x, int xAt,
                                double[] sum) {
        for (int i = first; i < last; i++) {
            double factor = x[xAt + i];
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sum[indices[k]] = Math.fma(values[k], factor, sum[indices[k]]);
            }
        }
    }

    static double squaredNorm(double[] values, int from, int to) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int k = from;
        for (; k < to - 3; k += 4) {
            sum0 = Math.fma(values[k], values[k], sum0);
            sum1 = Math.fma(values[k + 1], values[k + 1], sum1);
            sum2 = Math.fma(values[k + 2], values[k + 2], sum2);
            sum3 = Math.fma(values[k + 3], values[k + 3], sum3);
        }
        double rest = 0;
        for (; k < to; k++) {
            rest = Math.fma(values[k], values[k], rest);
        }
        return ((sum0 + sum2) + (sum1 + sum3)) + rest;
    }

    /// The common elements, in the order of their columns.
    static double dot(double[] a, int[] aIndices, int aFrom, int aTo, double[] b, int[] bIndices, int bFrom, int bTo) {
        if (aTo - aFrom > MUCH_LONGER * (long) (bTo - bFrom)) {
            return searched(b, bIndices, bFrom, bTo, a, aIndices, aFrom, aTo);
        }
        if (bTo - bFrom > MUCH_LONGER * (long) (aTo - aFrom)) {
            return searched(a, aIndices, aFrom, aTo, b, bIndices, bFrom, bTo);
        }
        double sum = 0;
        int k = aFrom;
        int l = bFrom;
        while (k < aTo && l < bTo) {
            int column = aIndices[k];
            int other = bIndices[l];
            if (column == other) {
                sum = Math.fma(a[k], b[l], sum);
            }
            // without branches: which row is ahead can't be predicted
            k += column <= other ? 1 : 0;
            l += other <= column ? 1 : 0;
        }
        return sum;
    }

    private static double searched(double[] few, int[] fewIndices, int fewFrom, int fewTo,
                                   double[] many, int[] manyIndices, int manyFrom, int manyTo) {
        double sum = 0;
        int from = manyFrom;
        for (int k = fewFrom; k < fewTo && from < manyTo; k++) {
            int at = Arrays.binarySearch(manyIndices, from, manyTo, fewIndices[k]);
            if (at >= 0) {
                sum = Math.fma(few[k], many[at], sum);
                from = at + 1;
            } else {
                from = -at - 1;
            }
        }
        return sum;
    }

    static double squaredDistance(double[] a, int[] aIndices, int aFrom, int aTo, double[] b, int[] bIndices, int bFrom,
                                  int bTo) {
        double sum = 0;
        int k = aFrom;
        int l = bFrom;
        while (k < aTo && l < bTo) {
            int column = aIndices[k];
            int other = bIndices[l];
            double difference = (column <= other ? a[k] : 0) - (other <= column ? b[l] : 0);
            sum = Math.fma(difference, difference, sum);
            k += column <= other ? 1 : 0;
            l += other <= column ? 1 : 0;
        }
        for (; k < aTo; k++) {
            sum = Math.fma(a[k], a[k], sum);
        }
        for (; l < bTo; l++) {
            sum = Math.fma(b[l], b[l], sum);
        }
        return sum;
    }

    /// The rows of B that the stored elements name, times these, summed up into `row`.
    static void combine(double[] values, int[] indices, int from, int to, double[] b, int bAt, int bStride, double[] row) {
        Arrays.fill(row, 0);
        for (int k = from; k < to; k++) {
            double value = values[k];
            int at = bAt + indices[k] * bStride;
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.fma(value, b[at + j], row[j]);
            }
        }
    }
}
