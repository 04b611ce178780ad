package org.glia.regression;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.compute.dense.Doubles;
import org.glia.regression.Products.Sums;

/// Products of the scaled columns of sparse rows with each other, summed over the weighted rows: what takes reflections
/// `n d^2` operations takes this as many as there are pairs of stored numbers within rows.
///
/// @param rows of the whole data
record Products(Scaling scaling, int rows) implements Pass<Sums> {

    /// Pending rows are summed when they have this many pairs for each number of the matrix of sums,
    private static final int PENDING = 4;
    /// and make up this part of all, so that there are never many sums.
    private static final int PARTS = 16;

    /// Rows of a chunk.
    record Rows(CsrMatrix x, double[] weights, double[] target) {
    }

    /// @param columns the features, a column of ones and the target
    /// @param pending rows that are not yet summed
    /// @param pairs   of stored numbers in them
    /// @param values  `columns x columns`, the upper triangle, of columns that are scaled but not shifted; empty before rows are summed
    record Sums(int columns, List<Rows> pending, long pairs, double[] values) {

        private long pendingRows() {
            return pending.stream().mapToLong(rows -> rows.x().rows()).sum();
        }

        /// All rows, summed.
        Sums summed(Scaling scaling) {
            var all = values.length > 0 ? values : new double[Math.multiplyExact(columns, columns)];
            for (var rows : pending) {
                add(rows, scaling, all);
            }
            return new Sums(columns, List.of(), 0, all);
        }

        private void add(Rows rows, Scaling scaling, double[] sums) {
            int d = columns - 2;
            var x = rows.x();
            var values = x.values();
            var indices = x.columnIndices();
            for (int i = 0; i < x.rows(); i++) {
                double weight = rows.weights()[i] * scaling.weightUnit();
                if (weight == 0) {
                    continue;
                }
                double y = (rows.target()[i] - scaling.target()) * scaling.targetUnit();
                int end = x.rowStarts()[i + 1];
                for (int a = x.rowStarts()[i]; a < end; a++) {
                    double factor = weight * (values[a] * scaling.unit()[indices[a]]);
                    int row = indices[a] * columns;
                    for (int b = a; b < end; b++) {
                        int at = row + indices[b];
                        sums[at] = Math.fma(factor, values[b] * scaling.unit()[indices[b]], sums[at]);
                    }
                    sums[row + d] += factor;
                    sums[row + d + 1] = Math.fma(factor, y, sums[row + d + 1]);
                }
                int ones = d * columns + d;
                sums[ones] += weight;
                sums[ones + 1] = Math.fma(weight, y, sums[ones + 1]);
                sums[ones + columns + 1] = Math.fma(weight * y, y, sums[ones + columns + 1]);
            }
        }
    }

    @Override
    public Sums accumulate(Dataset chunk, Block block) {
        var x = block.sparse().orElseThrow();
        long pairs = 0;
        for (int i = 0; i < x.rows(); i++) {
            long stored = x.rowStarts()[i + 1] - x.rowStarts()[i];
            pairs += (stored + 1) * (stored + 2) / 2;
        }
        return small(new Sums(block.columns() + 2, List.of(new Rows(x, block.weights(), block.numbers())), pairs, new double[0]));
    }

    private Sums small(Sums sums) {
        boolean worthIt = sums.pairs() > (long) PENDING * sums.columns() * sums.columns();
        return worthIt && sums.pendingRows() > rows / PARTS ? sums.summed(scaling) : sums;
    }

    @Override
    public Sums merge(Sums left, Sums right) {
        var pending = new ArrayList<>(left.pending());
        pending.addAll(right.pending());
        var values = left.values().length > 0 ? left.values() : right.values();
        if (left.values().length > 0 && right.values().length > 0) {
            Doubles.axpy(1, right.values(), 0, values, 0, values.length);
        }
        return small(new Sums(left.columns(), pending, left.pairs() + right.pairs(), values));
    }
}
