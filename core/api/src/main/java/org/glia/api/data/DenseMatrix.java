package org.glia.api.data;

import java.util.Objects;

/// A dense row-major matrix of doubles, possibly a window of a wider array: element (i, j) is
/// `values()[offset() + i * stride() + j]`. Kernels may read the array; nobody may write to it.
public final class DenseMatrix implements Matrix {

    private final int rows;
    private final int columns;
    private final double[] values;
    private final int offset;
    private final int stride;

    /// The whole of a row-major array, not copied.
    ///
    /// @throws IllegalArgumentException if the length is not `rows * columns`
    public DenseMatrix(int rows, int columns, double[] values) {
        if (values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException("%d x %d needs %d numbers, got %d"
                    .formatted(rows, columns, rows * columns, values.length));
        }
        this(rows, columns, values, 0, columns);
    }

    /// A window of an array, not copied.
    public DenseMatrix(int rows, int columns, double[] values, int offset, int stride) {
        if (rows > 0 && columns > 0) {
            Objects.checkIndex(offset, values.length);
            Objects.checkIndex(offset + (rows - 1L) * stride + columns - 1L, (long) values.length);
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
        this.offset = offset;
        this.stride = stride;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /// The array behind the matrix; not a copy, never to be written to.
    public double[] values() {
        return values;
    }

    /// Where element (0, 0) stands in [#values()].
    public int offset() {
        return offset;
    }

    /// How far apart two rows begin in [#values()].
    public int stride() {
        return stride;
    }

    /// A view of `count` columns from `first` on.
    public DenseMatrix columns(int first, int count) {
        Objects.checkFromIndexSize(first, count, columns);
        return new DenseMatrix(rows, count, values, offset + first, stride);
    }

    /// Whether `other` continues this matrix to the right in the same array, so that both are one window.
    boolean continuesIn(DenseMatrix other) {
        return values == other.values && stride == other.stride && rows == other.rows
                && other.offset == offset + columns && columns + other.columns <= stride;
    }

    @Override
    public double get(int i, int j) {
        Objects.checkIndex(i, rows);
        Objects.checkIndex(j, columns);
        return values[offset + i * stride + j];
    }

    @Override
    public void read(int from, int to, double[] into, int at) {
        Objects.checkFromToIndex(from, to, rows);
        if (stride == columns) {
            System.arraycopy(values, offset + from * stride, into, at, (to - from) * columns);
        } else if (columns == 1) {
            for (int i = from; i < to; i++) {
                into[at++] = values[offset + i * stride];
            }
        } else {
            for (int i = from; i < to; i++, at += columns) {
                System.arraycopy(values, offset + i * stride, into, at, columns);
            }
        }
    }

    @Override
    public DenseMatrix dense() {
        return stride == columns && offset == 0 && values.length == rows * columns ? this : Matrix.super.dense();
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
