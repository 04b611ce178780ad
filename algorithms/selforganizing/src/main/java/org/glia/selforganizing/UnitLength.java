package org.glia.selforganizing;

import org.glia.api.data.Matrix;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Tile;

/// Rows and neurons of length 1, which are compared by their directions alone.
final class UnitLength {

    private UnitLength() {
    }

    /// Scales a vector to length 1; a vector of zeros stays.
    static void scale(double[] x, int at, int n) {
        double norm = Doubles.norm(x, at, n);
        for (int j = 0; norm > 0 && norm < Double.POSITIVE_INFINITY && j < n; j++) {
            x[at + j] /= norm;
        }
    }

    /// Hands over all rows in turn, scaled or as they are.
    static void each(Matrix matrix, boolean unit, Tile.Reader reader) {
        Tile.each(matrix, (from, rows) -> {
            for (int r = 0; unit && r < rows.rows(); r++) {
                scale(rows.array(), rows.at(r, 0), rows.columns());
            }
            reader.rows(from, rows);
        });
    }
}
