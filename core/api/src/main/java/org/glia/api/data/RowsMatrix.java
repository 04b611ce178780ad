package org.glia.api.data;

import java.util.Objects;

/// Chosen rows of another matrix.
final class RowsMatrix implements Matrix {

    private final Matrix base;
    private final int[] index;

    RowsMatrix(Matrix base, int[] index) {
        this.base = base;
        this.index = index;
    }

    @Override
    public int rows() {
        return index.length;
    }

    @Override
    public int columns() {
        return base.columns();
    }

    @Override
    public Element element() {
        return base.element();
    }

    @Override
    public boolean isSparse() {
        return base.isSparse();
    }

    @Override
    public CsrMatrix csr() {
        // A dense base is not compressed as a whole for the sake of a few rows.
        return base.isSparse() ? base.csr().select(index) : CsrMatrix.compress(this);
    }

    @Override
    public double get(int i, int j) {
        return base.get(index[i], j);
    }

    @Override
    public void read(int from, int to, double[] into, int at) {
        Objects.checkFromToIndex(from, to, index.length);
        int columns = columns();
        for (int i = from; i < to; ) {
            // Folds and chunks are mostly runs of neighbouring rows: one copy a run.
            int run = i + 1;
            while (run < to && index[run] == index[run - 1] + 1) {
                run++;
            }
            base.read(index[i], index[i] + run - i, into, at);
            at += (run - i) * columns;
            i = run;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix matrix && Elements.equal(this, matrix);
    }

    @Override
    public int hashCode() {
        return Elements.hash(this);
    }

    @Override
    public String toString() {
        return Elements.describe(this);
    }
}
