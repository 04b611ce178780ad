package org.glia.trees;

import org.glia.api.data.Matrix;
import org.glia.api.run.Parallel;

/// Columns of a matrix that stands row by row, turned over some at a time: rows that lie together are read together.
final class Turned {

    /// Columns in one go, whatever memory they take.
    private static final int FEWEST_COLUMNS = 8;
    /// Numbers that may be held turned over.
    private static final int NUMBERS = 1 << 24;
    /// Numbers read at a time.
    private static final int TILE = 1 << 14;
    private static final int PIECE = 1 << 12;

    /// Takes a column; called from several threads.
    @FunctionalInterface
    interface Body {
        void column(int column, double[] values);
    }

    private Turned() {
    }

    static void each(Matrix matrix, Parallel parallel, Body body) {
        int n = matrix.rows();
        int width = matrix.columns();
        int together = Math.max(FEWEST_COLUMNS, NUMBERS / Math.max(1, n));
        int tileRows = Math.max(1, TILE / Math.max(1, width));
        for (int first = 0; first < width; first += together) {
            int from = first;
            int count = Math.min(together, width - first);
            var turned = new double[count][n];
            parallel.chunked(n, Math.max(tileRows, PIECE), (chunk, begin, end) -> {
                var tile = new double[tileRows * width];
                for (int row = begin; row < end; row += tileRows) {
                    int to = Math.min(end, row + tileRows);
                    matrix.read(row, to, tile, 0);
                    for (int c = 0; c < count; c++) {
                        var column = turned[c];
                        for (int i = row, at = from + c; i < to; i++, at += width) {
                            column[i] = tile[at];
                        }
                    }
                }
            });
            parallel.forEach(count, c -> {
                body.column(from + c, turned[c]);
                turned[c] = new double[0];
            });
        }
    }
}
