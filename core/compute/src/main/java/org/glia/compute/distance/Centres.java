package org.glia.compute.distance;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.Width;

/// Points to which many rows are compared: which is the nearest of them, and how far is it?
///
/// Every squared distance that is told is the sum of the squared differences, with the bits of
/// [Doubles#squaredDistance], so its relative error is below `(d + 3) 2^-53`: nothing cancels. The nearest centre is the one
/// whose distance, so computed, is least, the first of equally near ones. A distance that is NaN counts as infinite; a row all
/// of whose distances are infinite goes to centre 0.
///
/// Where there are many features, inner products, which cost half as much, tell for most centres that they can't be the
/// nearest: `|c|^2 - 2 x.c` is compared with a margin of `(d + 16) 2^-50 (|x| + max |c|)^2`, several times all errors of
/// rounding, and distances are computed for those that are left, one mostly. So the results are the same as if all had been
/// computed. Rows that lie much farther from the origin than from each other, by 10^6 times or more, spoil that: all
/// distances are computed then.
///
/// O(n k d) operations; memory for a tile of rows, never for all distances. Immutable; may be used by several threads.
public final class Centres {

    /// From this number of features on, inner products rule out centres.
    static final int MANY_FEATURES = 64;
    private static final int FEW_CENTRES = 4;
    /// Fewer numbers to subtract are not worth vectors.
    private static final int FEW_DIFFERENCES = 1 << 11;
    /// Below this, squares may have underflowed.
    private static final double FLOOR = 1e-290;
    private static final int TILE_NUMBERS = 1 << 12;
    private static final int PIECE_ROWS = 1 << 9;

    private final double[] points;
    private final int at;
    private final int k;
    private final int width;
    /// The squared length of each centre, where inner products are used, and the greatest length.
    private final double[] squares;
    private final double reach;

    /// @param centres `k x d`; not copied where its rows follow each other in the array, and then not to be written to
    /// @throws IllegalArgumentException if there are none
    public Centres(Strided centres) {
        if (centres.rows() == 0) {
            throw new IllegalArgumentException("there must be at least one centre");
        }
        boolean plain = centres.columnStride() == 1 && centres.rowStride() == centres.columns();
        this.points = plain ? centres.array() : centres.copy().array();
        this.at = plain ? centres.offset() : 0;
        this.k = centres.rows();
        this.width = centres.columns();
        boolean products = Width.hasVectors() && width >= MANY_FEATURES && k >= FEW_CENTRES;
        this.squares = new double[products ? k : 0];
        double longest = 0;
        for (int c = 0; c < squares.length; c++) {
            squares[c] = Doubles.sumOfSquares(points, at + c * width, width);
            longest = Math.max(longest, squares[c]);
        }
        this.reach = Math.sqrt(longest);
    }

    /// k
    public int count() {
        return k;
    }

    /// The nearest centre of each row, and the squared distance to it.
    ///
    /// @param rows    `n x d`
    /// @param labels  takes n numbers of centres
    /// @param squared takes n squared distances
    public void nearest(Strided rows, int[] labels, double[] squared, Parallel parallel) {
        parallel.chunked(rows.rows(), PIECE_ROWS, (chunk, from, to) -> {
            var chosen = new int[to - from];
            Arrays.setAll(chosen, i -> from + i);
            nearest(rows, chosen, chosen.length, labels, squared, new double[0]);
        });
    }

    /// The nearest centres of some rows, their squared distances, and bounds for all other centres. What concerns row i stands
    /// at place i of each array.
    ///
    /// @param rows    `n x d`
    /// @param chosen  the numbers of the rows
    /// @param count   how many of these
    /// @param labels  takes the numbers of the nearest centres
    /// @param squared takes the squared distances to these
    /// @param others  takes numbers that are not above the squared distance to any other centre (but for rounding, by a relative
    ///                `(d + 3) 2^-53`): the squared distance to the second nearest or little less; empty if not wanted
    public void nearest(Strided rows, int[] chosen, int count, int[] labels, double[] squared, double[] others) {
        requireWidth(rows);
        var x = rows.columnStride() == 1 ? rows : rows.copy();
        if (!Width.hasVectors() || (long) count * k * width < FEW_DIFFERENCES
                || width >= MANY_FEATURES && squares.length == 0) {
            oneByOne(x, chosen, count, labels, squared, others);
        } else if (width < MANY_FEATURES) {
            byTiles(x, chosen, count, labels, squared, others);
        } else {
            byProducts(x, chosen, count, labels, squared, others);
        }
    }

    /// The squared distances of all rows to all centres.
    ///
    /// @param rows `n x d`
    /// @param into takes `n x k` numbers, row after row, from `intoAt` on
    public void distances(Strided rows, double[] into, int intoAt) {
        requireWidth(rows);
        var x = rows.columnStride() == 1 ? rows : rows.copy();
        int n = x.rows();
        if (!Width.hasVectors() || width >= MANY_FEATURES || (long) n * k * width < FEW_DIFFERENCES) {
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < k; c++) {
                    into[intoAt + i * k + c] = Doubles.squaredDistance(x.array(), x.at(i, 0), points, at + c * width, width);
                }
            }
            return;
        }
        int size = tileRows(n);
        var tile = new double[size * width];
        var places = new int[size];
        var distances = new double[size];
        for (int from = 0; from < n; from += size) {
            int rowsOfTile = Math.min(size, n - from);
            for (int i = 0; i < size; i++) {
                places[i] = x.at(from + Math.min(i, rowsOfTile - 1), 0);
            }
            VectorTiles.turn(x.array(), places, size, width, tile, size);
            for (int c = 0; c < k; c++) {
                VectorTiles.distances(tile, size, size, points, at + c * width, width, distances, 0);
                for (int i = 0; i < rowsOfTile; i++) {
                    into[intoAt + (from + i) * k + c] = distances[i];
                }
            }
        }
    }

    private void requireWidth(Strided rows) {
        if (rows.columns() != width) {
            throw new IllegalArgumentException("rows have %d features, centres have %d".formatted(rows.columns(), width));
        }
    }

    private int tileRows(int rows) {
        int most = Math.clamp(TILE_NUMBERS / Math.max(1, width), VectorTiles.ROWS, 8 * VectorTiles.ROWS);
        return Math.ceilDiv(Math.min(most, Math.max(1, rows)), VectorTiles.ROWS) * VectorTiles.ROWS;
    }

    private void oneByOne(Strided x, int[] chosen, int count, int[] labels, double[] squared, double[] others) {
        for (int i = 0; i < count; i++) {
            int row = chosen[i];
            int place = x.at(row, 0);
            int label = 0;
            double smallest = Double.POSITIVE_INFINITY;
            double second = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                double distance = Doubles.squaredDistance(x.array(), place, points, at + c * width, width);
                if (distance < smallest) {
                    second = smallest;
                    smallest = distance;
                    label = c;
                } else if (distance < second) {
                    second = distance;
                }
            }
            labels[row] = label;
            squared[row] = smallest;
            if (others.length > 0) {
                others[row] = second;
            }
        }
    }

    private void byTiles(Strided x, int[] chosen, int count, int[] labels, double[] squared, double[] others) {
        int size = tileRows(count);
        var tile = new double[size * width];
        var places = new int[size];
        var distances = new double[size];
        var smallest = new double[size];
        var second = new double[size];
        var numbers = new double[size];
        for (int from = 0; from < count; from += size) {
            int rowsOfTile = Math.min(size, count - from);
            for (int i = 0; i < size; i++) {
                places[i] = x.at(chosen[from + Math.min(i, rowsOfTile - 1)], 0);
            }
            VectorTiles.turn(x.array(), places, size, width, tile, size);
            Arrays.fill(smallest, Double.POSITIVE_INFINITY);
            Arrays.fill(second, Double.POSITIVE_INFINITY);
            Arrays.fill(numbers, 0);
            for (int c = 0; c < k; c++) {
                VectorTiles.distances(tile, size, size, points, at + c * width, width, distances, 0);
                VectorTiles.update(distances, size, c, smallest, numbers, second);
            }
            for (int i = 0; i < rowsOfTile; i++) {
                int row = chosen[from + i];
                labels[row] = (int) numbers[i];
                squared[row] = smallest[i];
                if (others.length > 0) {
                    others[row] = second[i];
                }
            }
        }
    }

    private void byProducts(Strided x, int[] chosen, int count, int[] labels, double[] squared, double[] others) {
        var places = new int[VectorDots.ROWS];
        var scores = new double[VectorDots.ROWS * k];
        for (int from = 0; from < count; from += VectorDots.ROWS) {
            int rowsOfBlock = Math.min(VectorDots.ROWS, count - from);
            for (int i = 0; i < VectorDots.ROWS; i++) {
                places[i] = x.at(chosen[from + Math.min(i, rowsOfBlock - 1)], 0);
            }
            VectorDots.dots(x.array(), places, 0, points, at, k, width, scores);
            for (int i = 0; i < rowsOfBlock; i++) {
                decide(x.array(), places[i], scores, i * k, chosen[from + i], labels, squared, others);
            }
        }
    }

    /// Computes the distances that the inner products from place `first` on leave in question.
    private void decide(double[] x, int place, double[] scores, int first, int row, int[] labels, double[] squared,
                        double[] others) {
        double square = Doubles.sumOfSquares(x, place, width);
        double most = Math.sqrt(square) + reach;
        double margin = (width + 16) * 0x1p-50 * most * most + FLOOR;
        double limit = VectorDots.toScores(scores, first, squares) + margin;
        int label = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < k; c++) {
            if (!(scores[first + c] > limit)) { // NaN: nothing is known
                double distance = Doubles.squaredDistance(x, place, points, at + c * width, width);
                if (distance < smallest) {
                    smallest = distance;
                    label = c;
                }
            }
        }
        labels[row] = label;
        squared[row] = smallest;
        if (others.length > 0) {
            double second = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                if (scores[first + c] < second && c != label) {
                    second = scores[first + c];
                }
            }
            double bound = square + second - margin;
            others[row] = bound > 0 ? bound : 0;
        }
    }
}
