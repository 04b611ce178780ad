package org.glia.selforganizing;

import org.glia.api.data.Matrix;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;

/// A few rows of a matrix at a time, as plain numbers.
final class Tile {

    /// Numbers in a tile: it stays in a core's second-level cache, and products of matrices pay.
    private static final int NUMBERS = 1 << 16;
    private static final int MOST_ROWS = 512;
    /// Kernels take so many rows at once.
    private static final int BLOCK = 8;

    private final int width;
    private final int rows;
    private final boolean unit;
    private final double[] cells;

    /// @param most rows that there are to read
    /// @param unit whether rows are scaled to length 1
    Tile(int width, int most, boolean unit) {
        int fitting = Math.clamp(NUMBERS / Math.max(1, width), BLOCK, MOST_ROWS) / BLOCK * BLOCK;
        this.width = width;
        this.rows = Math.clamp(most, 1, fitting);
        this.unit = unit;
        this.cells = new double[Math.multiplyExact(rows, width)];
    }

    /// How many rows it holds.
    int rows() {
        return rows;
    }

    /// Row `r` begins at `r * width`.
    double[] cells() {
        return cells;
    }

    /// Rows `from` to `to` (exclusive) of a matrix; valid until the next call.
    Strided read(Matrix matrix, int from, int to) {
        matrix.read(from, to, cells, 0);
        for (int r = 0; unit && r < to - from; r++) {
            toUnit(cells, r * width, width);
        }
        return Strided.of(to - from, width, cells);
    }

    /// Scales a vector to length 1; a vector of zeros stays.
    static void toUnit(double[] x, int at, int n) {
        double norm = Doubles.norm(x, at, n);
        for (int j = 0; norm > 0 && norm < Double.POSITIVE_INFINITY && j < n; j++) {
            x[at + j] /= norm;
        }
    }

    @FunctionalInterface
    interface Reader {
        /// @param from the number of the first row of `cells`
        void rows(int from, Strided cells);
    }

    /// Hands over all rows, tile by tile.
    static void each(Matrix matrix, boolean unit, Reader reader) {
        var tile = new Tile(matrix.columns(), matrix.rows(), unit);
        for (int from = 0; from < matrix.rows(); from += tile.rows) {
            reader.rows(from, tile.read(matrix, from, Math.min(from + tile.rows, matrix.rows())));
        }
    }
}
