package org.glia.datasets.files;

import java.util.Arrays;

import org.glia.api.data.CsrMatrix;

/// A sparse matrix that grows row by row; within a row, columns must rise.
final class Csr {

    private final Ints rowStarts = new Ints();
    private final Ints columns = new Ints();
    private final Doubles values = new Doubles();
    private int width;

    Csr() {
        rowStarts.add(0);
    }

    /// Adds an element to the present row; zeros are not stored.
    void add(int column, double value) {
        width = Math.max(width, column + 1);
        if (value != 0) {
            columns.add(column);
            values.add(value);
        }
    }

    void endRow() {
        rowStarts.add(columns.size());
    }

    /// One more than the largest column so far.
    int width() {
        return width;
    }

    /// The matrix of `wide` columns whose first is number `base`.
    CsrMatrix build(int base, int wide) {
        var indices = columns.toArray();
        Arrays.setAll(indices, k -> indices[k] - base);
        return new CsrMatrix(rowStarts.size() - 1, wide, rowStarts.toArray(), indices, values.toArray());
    }
}
