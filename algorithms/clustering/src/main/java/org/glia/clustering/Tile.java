package org.glia.clustering;

import org.glia.api.data.Matrix;
import org.glia.compute.dense.Strided;

/// A few rows of a matrix at a time, as plain numbers.
final class Tile {

    /// Numbers in a tile: it stays in a core's cache, and is soon made.
    private static final int NUMBERS = 1 << 13;
    private static final int MOST_ROWS = 512;
    /// Kernels take so many rows at once.
    private static final int BLOCK = 8;

    private final int width;
    private final int rows;
    private final double[] cells;

    /// @param most rows that there are to read
    Tile(int width, int most) {
        int fitting = Math.clamp(NUMBERS / Math.max(1, width), BLOCK, MOST_ROWS) / BLOCK * BLOCK;
        this.width = width;
        this.rows = Math.clamp(most, 1, fitting);
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
        return Strided.of(to - from, width, cells);
    }
}
