package org.glia.clustering;

import java.util.Arrays;

import org.glia.api.data.Matrix;

/// A few rows of a matrix at a time, and squared Euclidean distances between rows and centroids.
///
/// There are two kernels, one row against one centroid and a whole tile against one centroid, which give the same bits:
/// differences are squared and added by fours, `(a + b) + (c + d)`, in the order of the features. A distance computed so is
/// right to a few units in the last place: nothing cancels, as it would in `x.x - 2 x.c + c.c`.
final class Tile {

    /// Numbers in a tile: it stays in a core's cache, and is soon made.
    private static final int NUMBERS = 1 << 14;
    private static final int MOST_ROWS = 256;
    private static final int FEWEST_ROWS = 16;

    private final int width;
    private final int rows;
    private final double[] cells;
    /// The same rows feature by feature: arrays of their own, since loops over one index of several arrays become vector
    /// instructions, and loops over one array at several offsets do not.
    private final double[][] columns;

    Tile(int width) {
        this.width = width;
        this.rows = Math.clamp(NUMBERS / Math.max(1, width), FEWEST_ROWS, MOST_ROWS);
        this.cells = new double[Math.multiplyExact(rows, width)];
        this.columns = new double[width][rows];
    }

    /// How many rows it holds.
    int rows() {
        return rows;
    }

    /// Row `r` begins at `r * width`.
    double[] cells() {
        return cells;
    }

    void read(Matrix matrix, int from, int to) {
        matrix.read(from, to, cells, 0);
    }

    /// Prepares the first `count` rows for [#distances].
    void turn(int count) {
        for (int j = 0; j < width; j++) {
            var column = columns[j];
            for (int row = 0, at = j; row < count; row++, at += width) {
                column[row] = cells[at];
            }
        }
    }

    /// Prepares the first `count` of `chosen` rows for [#distances].
    void turn(int[] chosen, int count) {
        for (int j = 0; j < width; j++) {
            var column = columns[j];
            for (int i = 0; i < count; i++) {
                column[i] = cells[chosen[i] * width + j];
            }
        }
    }

    /// The squared distances of the first `count` prepared rows to the centroid that begins at `at`.
    void distances(double[] centroids, int at, int count, double[] into) {
        Arrays.fill(into, 0, count, 0);
        int j = 0;
        for (; j + 3 < width; j += 4) {
            addFour(columns[j], columns[j + 1], columns[j + 2], columns[j + 3],
                    centroids[at + j], centroids[at + j + 1], centroids[at + j + 2], centroids[at + j + 3], count, into);
        }
        for (; j < width; j++) {
            addOne(columns[j], centroids[at + j], count, into);
        }
    }

    private static void addFour(double[] x0, double[] x1, double[] x2, double[] x3, double c0, double c1, double c2,
                                double c3, int count, double[] into) {
        for (int r = 0; r < count; r++) {
            double t0 = x0[r] - c0;
            double t1 = x1[r] - c1;
            double t2 = x2[r] - c2;
            double t3 = x3[r] - c3;
            into[r] += (t0 * t0 + t1 * t1) + (t2 * t2 + t3 * t3);
        }
    }

    private static void addOne(double[] x, double c, int count, double[] into) {
        for (int r = 0; r < count; r++) {
            double t = x[r] - c;
            into[r] += t * t;
        }
    }

    /// The squared distance of row `row` of this tile to the centroid that begins at `at`.
    double distance(int row, double[] centroids, int at) {
        return distance(cells, row * width, centroids, at, width);
    }

    /// The squared distance of two points of `width` numbers.
    static double distance(double[] x, int xAt, double[] y, int yAt, int width) {
        double sum = 0;
        int j = 0;
        for (; j + 3 < width; j += 4) {
            double t0 = x[xAt + j] - y[yAt + j];
            double t1 = x[xAt + j + 1] - y[yAt + j + 1];
            double t2 = x[xAt + j + 2] - y[yAt + j + 2];
            double t3 = x[xAt + j + 3] - y[yAt + j + 3];
            sum += (t0 * t0 + t1 * t1) + (t2 * t2 + t3 * t3);
        }
        for (; j < width; j++) {
            double t = x[xAt + j] - y[yAt + j];
            sum += t * t;
        }
        return sum;
    }
}
