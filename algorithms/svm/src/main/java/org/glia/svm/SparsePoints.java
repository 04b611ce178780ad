package org.glia.svm;

import java.util.Arrays;

import org.glia.api.data.CsrMatrix;
import org.glia.compute.sparse.SparseProducts;

/// Rows of a sparse matrix; one row at a time is spread out, and the others' stored numbers are looked up in it.
///
/// @param form    makes kernels of inner products
/// @param x       `n x d`
/// @param squares the squared length of each row
record SparsePoints(Form form, CsrMatrix x, double[] squares) implements Points {

    static SparsePoints of(Form form, CsrMatrix x) {
        var squares = new double[x.rows()];
        SparseProducts.squaredNorms(x, squares, 0);
        return new SparsePoints(form, x, squares);
    }

    @Override
    public int count() {
        return squares.length;
    }

    @Override
    public SparsePoints select(int[] rows) {
        return new SparsePoints(form, x.rows(rows).csr(), Arrays.stream(rows).mapToDouble(row -> squares[row]).toArray());
    }

    @Override
    public void kernels(Points others, int from, int to, double[] into, int at, int stride) {
        var there = (SparsePoints) others;
        var spread = new double[x.columns()];
        for (int i = 0; i < count(); i++, at += stride) {
            for (int k = x.rowStarts()[i]; k < x.rowStarts()[i + 1]; k++) {
                spread[x.columnIndices()[k]] = x.values()[k];
            }
            for (int j = from; j < to; j++) {
                into[at + j - from] = SparseProducts.dot(there.x, j, spread, 0);
            }
            form.finish(squares[i], there.squares, from, into, at, to - from);
            for (int k = x.rowStarts()[i]; k < x.rowStarts()[i + 1]; k++) {
                spread[x.columnIndices()[k]] = 0;
            }
        }
    }

    @Override
    public double[] diagonal() {
        return form.diagonal(squares);
    }

    @Override
    public int cost() {
        return 4 + 2 * (x.values().length / Math.max(1, x.rows()));
    }
}
