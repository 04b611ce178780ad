package org.glia.api.data;

import java.util.Arrays;
import java.util.Objects;

/// A sparse matrix as compressed rows: the stored elements of row `i` are at positions `rowStarts()[i]` to
/// `rowStarts()[i + 1]` (exclusive) of `columnIndices()` (rising within a row) and `values()`. Kernels may read the
/// arrays; nobody may write to them.
public final class CsrMatrix implements Matrix {

    private final int rows;
    private final int columns;
    private final int[] rowStarts;
    private final int[] columnIndices;
    private final double[] values;

    /// The arrays are not copied.
    ///
    /// @throws IllegalArgumentException if the arrays do not describe a matrix of this shape
    public CsrMatrix(int rows, int columns, int[] rowStarts, int[] columnIndices, double[] values) {
        if (rowStarts.length != rows + 1 || rowStarts[0] != 0 || rowStarts[rows] != values.length
                || columnIndices.length != values.length) {
            throw new IllegalArgumentException("row starts, column indices and values do not fit %d rows".formatted(rows));
        }
        for (int i = 0; i < rows; i++) {
            if (rowStarts[i] > rowStarts[i + 1] || rowStarts[i + 1] > values.length) {
                throw new IllegalArgumentException("row starts fall at row " + i);
            }
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                Objects.checkIndex(columnIndices[k], columns);
                if (k > rowStarts[i] && columnIndices[k] <= columnIndices[k - 1]) {
                    throw new IllegalArgumentException("column indices of row %d do not rise".formatted(i));
                }
            }
        }
        this.rows = rows;
        this.columns = columns;
        this.rowStarts = rowStarts;
        this.columnIndices = columnIndices;
        this.values = values;
    }

    static CsrMatrix compress(Matrix matrix) {
        var starts = new int[matrix.rows() + 1];
        var indices = new int[Math.max(16, matrix.rows())];
        var values = new double[indices.length];
        var row = new double[matrix.columns()];
        int stored = 0;
        for (int i = 0; i < matrix.rows(); i++) {
            matrix.read(i, i + 1, row, 0);
            for (int j = 0; j < row.length; j++) {
                if (row[j] != 0) {
                    if (stored == values.length) {
                        indices = Arrays.copyOf(indices, 2 * stored);
                        values = Arrays.copyOf(values, 2 * stored);
                    }
                    indices[stored] = j;
                    values[stored++] = row[j];
                }
            }
            starts[i + 1] = stored;
        }
        return new CsrMatrix(matrix.rows(), matrix.columns(), starts, Arrays.copyOf(indices, stored),
                Arrays.copyOf(values, stored));
    }

    /// The chosen rows, copied: O(their stored elements).
    CsrMatrix select(int[] index) {
        int stored = 0;
        for (int i : index) {
            stored = Math.addExact(stored, rowStarts[i + 1] - rowStarts[i]);
        }
        var starts = new int[index.length + 1];
        var indices = new int[stored];
        var chosen = new double[stored];
        for (int r = 0; r < index.length; r++) {
            int from = rowStarts[index[r]];
            int length = rowStarts[index[r] + 1] - from;
            System.arraycopy(columnIndices, from, indices, starts[r], length);
            System.arraycopy(values, from, chosen, starts[r], length);
            starts[r + 1] = starts[r] + length;
        }
        return new CsrMatrix(index.length, columns, starts, indices, chosen);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    public int[] rowStarts() {
        return rowStarts;
    }

    public int[] columnIndices() {
        return columnIndices;
    }

    public double[] values() {
        return values;
    }

    @Override
    public boolean isSparse() {
        return true;
    }

    @Override
    public CsrMatrix csr() {
        return this;
    }

    @Override
    public double get(int i, int j) {
        Objects.checkIndex(i, rows);
        Objects.checkIndex(j, columns);
        int k = Arrays.binarySearch(columnIndices, rowStarts[i], rowStarts[i + 1], j);
        return k < 0 ? 0 : values[k];
    }

    @Override
    public void read(int from, int to, double[] into, int at) {
        Objects.checkFromToIndex(from, to, rows);
        Arrays.fill(into, at, at + (to - from) * columns, 0);
        for (int i = from; i < to; i++, at += columns) {
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                into[at + columnIndices[k]] = values[k];
            }
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
