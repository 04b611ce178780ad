package org.glia.api.data;

import java.util.List;

/// An immutable `n x d` matrix of real numbers, read element by element or, in hot loops, by tiles of rows.
///
/// Features of a data set come as a view that copies nothing until it is read; parameters of a model are usually
/// [DenseMatrix]. Two matrices are equal if their shapes and all their elements' bits are (NaN equals NaN).
public sealed interface Matrix permits DenseMatrix, FloatMatrix, ByteMatrix, CsrMatrix, RowsMatrix, JoinedMatrix {

    /// n
    int rows();

    /// d
    int columns();

    /// The element at row `i` and column `j`. O(1), O(log non-zeros of the row) for sparse ones.
    ///
    /// @throws IndexOutOfBoundsException outside the shape
    double get(int i, int j);

    /// Copies rows `from` to `to` (exclusive), row-major, into `into` from position `at` on: `(to - from) * columns()`
    /// numbers. This is how hot loops read: a tile that stays in cache, then plain array code.
    void read(int from, int to, double[] into, int at);

    /// How elements are stored.
    enum Element {
        /// Eight bytes.
        DOUBLE,
        /// Four bytes.
        FLOAT,
        /// One byte, whole numbers from 0 to 255.
        BYTE
    }

    /// How the elements are stored; doubles unless the matrix was made otherwise.
    default Element element() {
        return Element.DOUBLE;
    }

    /// Whether most elements are zero and only the others are stored; then [#csr()] costs nothing or little.
    default boolean isSparse() {
        return false;
    }

    /// This matrix as compressed sparse rows. O(stored elements).
    default CsrMatrix csr() {
        return CsrMatrix.compress(this);
    }

    /// This matrix as one dense row-major array of doubles; the matrix itself where it is that already.
    default DenseMatrix dense() {
        return new DenseMatrix(rows(), columns(), toArray());
    }

    /// A view of the rows with these indices, in this order; an index may repeat. O(1), the array is not copied.
    default Matrix rows(int[] index) {
        return new RowsMatrix(this, index);
    }

    /// A copy of row `i`.
    default double[] row(int i) {
        var row = new double[columns()];
        read(i, i + 1, row, 0);
        return row;
    }

    /// A copy of column `j`.
    default double[] column(int j) {
        var column = new double[rows()];
        for (int i = 0; i < column.length; i++) {
            column[i] = get(i, j);
        }
        return column;
    }

    /// A row-major copy of all elements.
    ///
    /// @throws ArithmeticException if there are more elements than an array holds
    default double[] toArray() {
        var all = new double[Math.multiplyExact(rows(), columns())];
        read(0, rows(), all, 0);
        return all;
    }

    /// A dense matrix from rows of equal length (copied).
    ///
    /// @throws IllegalArgumentException if the rows' lengths differ
    static DenseMatrix of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        var values = new double[Math.multiplyExact(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException("row %d has %d elements, row 0 has %d".formatted(i, rows[i].length, columns));
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new DenseMatrix(rows.length, columns, values);
    }

    /// A dense matrix over a row-major array, which is not copied and must not be written to afterwards.
    static DenseMatrix of(int rows, int columns, double[] values) {
        return new DenseMatrix(rows, columns, values);
    }

    /// A dense matrix stored in single precision (not copied).
    static Matrix ofFloats(int rows, int columns, float[] values) {
        return new FloatMatrix(rows, columns, values);
    }

    /// A dense matrix of whole numbers 0 to 255, stored as unsigned bytes (not copied): images.
    static Matrix ofBytes(int rows, int columns, byte[] values) {
        return new ByteMatrix(rows, columns, values);
    }

    /// Matrices of equally many rows, side by side. A view.
    static Matrix join(List<Matrix> parts) {
        return parts.size() == 1 ? parts.getFirst() : new JoinedMatrix(parts);
    }
}
