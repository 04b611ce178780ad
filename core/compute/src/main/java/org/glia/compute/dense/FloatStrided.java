package org.glia.compute.dense;

import java.util.Objects;

/// A matrix that lives in an array of floats and may be written to: element (i, j) is
/// `array[offset + i * rowStride + j * columnStride]`. Transposes and blocks are other views of the same array, so one
/// product serves all forms; kernels are fastest where one of the strides is 1.
///
/// @param array        not copied
/// @param offset       where element (0, 0) stands
/// @param rows         m
/// @param columns      n
/// @param rowStride    from an element to the one below it
/// @param columnStride from an element to the one on its right
public record FloatStrided(float[] array, int offset, int rows, int columns, int rowStride, int columnStride) {

    /// @throws IndexOutOfBoundsException if an element would lie outside the array
    public FloatStrided {
        if (rows < 0 || columns < 0) {
            throw new IndexOutOfBoundsException("%d x %d is no shape".formatted(rows, columns));
        }
        if (rows > 0 && columns > 0) {
            long down = (rows - 1L) * rowStride;
            long right = (columns - 1L) * columnStride;
            Objects.checkIndex(offset + Math.min(0, down) + Math.min(0, right), (long) array.length);
            Objects.checkIndex(offset + Math.max(0, down) + Math.max(0, right), (long) array.length);
        }
    }

    /// The whole of an array, row after row.
    public static FloatStrided of(int rows, int columns, float[] array) {
        return new FloatStrided(array, 0, rows, columns, columns, 1);
    }

    /// A new matrix of zeros.
    public static FloatStrided zeros(int rows, int columns) {
        return of(rows, columns, new float[Math.multiplyExact(rows, columns)]);
    }

    public float get(int i, int j) {
        return array[at(i, j)];
    }

    public void set(int i, int j, float value) {
        array[at(i, j)] = value;
    }

    /// Where element (i, j) stands in the array.
    public int at(int i, int j) {
        return offset + i * rowStride + j * columnStride;
    }

    /// The transpose, as a view.
    public FloatStrided transpose() {
        return new FloatStrided(array, offset, columns, rows, columnStride, rowStride);
    }

    /// The `rows x columns` block whose upper left element is (i, j), as a view.
    public FloatStrided block(int i, int j, int rows, int columns) {
        Objects.checkFromIndexSize(i, rows, this.rows);
        Objects.checkFromIndexSize(j, columns, this.columns);
        return new FloatStrided(array, at(i, j), rows, columns, rowStride, columnStride);
    }

    /// A row-major copy.
    public FloatStrided copy() {
        var copy = zeros(rows, columns);
        for (int i = 0; i < rows; i++) {
            if (columnStride == 1) {
                System.arraycopy(array, at(i, 0), copy.array, i * columns, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    copy.array[i * columns + j] = array[at(i, j)];
                }
            }
        }
        return copy;
    }
}
