package org.glia.compute.dense;

import org.glia.api.data.Matrix;
import org.osgi.annotation.versioning.ConsumerType;

/// Reads a matrix a few rows at a time, as plain numbers: whatever its rows are made of, kernels get doubles that stay in a
/// core's cache. Mutable, for one thread.
public final class Tile {

    /// Numbers in a tile: few enough for the cache, and soon made.
    private static final int NUMBERS = 1 << 13;
    private static final int MOST_ROWS = 512;
    /// Kernels take so many rows at once.
    private static final int BLOCK = 8;

    private final int width;
    private final int rows;
    private final double[] cells;

    /// Takes rows as they are read.
    @ConsumerType
    @FunctionalInterface
    public interface Reader {

        /// @param from the number of the first row
        /// @param rows valid until the next call
        void rows(int from, Strided rows);
    }

    /// @param width columns of the matrix
    /// @param most  rows that there are to read
    public Tile(int width, int most) {
        int fitting = Math.clamp(NUMBERS / Math.max(1, width), BLOCK, MOST_ROWS) / BLOCK * BLOCK;
        this.width = width;
        this.rows = Math.clamp(most, 1, fitting);
        this.cells = new double[Math.multiplyExact(rows, width)];
    }

    /// How many rows it holds.
    public int rows() {
        return rows;
    }

    /// The numbers that were read last, row by row.
    public double[] cells() {
        return cells;
    }

    /// Rows `from` to `to` (exclusive) of a matrix, no more than [#rows()]; valid until the next call.
    public Strided read(Matrix matrix, int from, int to) {
        matrix.read(from, to, cells, 0);
        return Strided.of(to - from, width, cells);
    }

    /// Hands over all rows in turn.
    public static void each(Matrix matrix, Reader reader) {
        var tile = new Tile(matrix.columns(), matrix.rows());
        for (int from = 0; from < matrix.rows(); from += tile.rows) {
            reader.rows(from, tile.read(matrix, from, Math.min(from + tile.rows, matrix.rows())));
        }
    }
}
