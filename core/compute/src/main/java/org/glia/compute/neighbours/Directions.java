package org.glia.compute.neighbours;

/// Rows scaled to length 1: half their squared distance is one minus the cosine.
final class Directions {

    private Directions() {
    }

    /// Scales rows to length 1 and adds a column that is 1 for rows of zeros, else 0; in place, from the last row on.
    static void scale(double[] rows, int at, int count, int d) {
        for (int i = count - 1; i >= 0; i--) {
            double largest = 0;
            for (int j = 0; j < d; j++) {
                largest = Math.max(largest, Math.abs(rows[at + i * d + j]));
            }
            double squares = 0;
            for (int j = 0; j < d && largest > 0; j++) {
                double scaled = rows[at + i * d + j] / largest;
                squares = Math.fma(scaled, scaled, squares);
            }
            double norm = Math.sqrt(squares);
            rows[at + i * (d + 1) + d] = largest > 0 ? 0 : 1;
            for (int j = d - 1; j >= 0; j--) {
                rows[at + i * (d + 1) + j] = largest > 0 ? rows[at + i * d + j] / largest / norm : 0;
            }
        }
    }
}
