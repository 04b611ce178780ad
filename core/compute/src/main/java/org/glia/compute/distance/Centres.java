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
    private static final int SOME_FEATURES = 8;
    /// Where there are fewer differences to compute for a row of less than 32 features, inner products spare nothing.
    private static final int SOME_DIFFERENCES = 400;
    private static final int MANY_FEATURES = 64;
    private static final int FEW_CENTRES = 4;
    /// Fewer numbers to subtract in a call are not worth a tile.
    private static final int FEW_DIFFERENCES = 1 << 11;
    /// Fewer numbers to subtract in all don't repay that the kernels here must be compiled.
    private static final double ENOUGH = 1 << 21;
    /// Below this, squares may have underflowed.
    private static final double FLOOR = 1e-290;
    /// Lengths above this may have products that overflow.
    private static final double CEILING = 1e150;
    private static final int TILE_NUMBERS = 1 << 12;
    private static final int PIECE_ROWS = 1 << 9;

    private final double[] points;
    private final int at;
    private final int k;
    private final int width;
    private final boolean vectors;
    /// The squared length of each centre, where inner products are used, infinite behind the last, and the greatest length.
    private final double[] squares;
    /// The centres feature by feature, where it pays.
    private final double[] packed;
    private final double reach;

    /// Centres for a great many rows.
    ///
    /// @param centres `k x d`; not copied where its rows follow each other in the array, and then not to be written to
    /// @throws IllegalArgumentException if there are none
    public Centres(Strided centres) {
        this(centres, Long.MAX_VALUE);
    }

    /// @param centres `k x d`; not copied where its rows follow each other in the array, and then not to be written to
    /// @param rows    about how many rows will be compared to them in all; for few there is no long preparation
    /// @throws IllegalArgumentException if there are no centres
    public Centres(Strided centres, long rows) {
        if (centres.rows() == 0) {
            throw new IllegalArgumentException("there must be at least one centre");
        }
        boolean plain = centres.columnStride() == 1 && centres.rowStride() == centres.columns();
        this.points = plain ? centres.array() : centres.copy().array();
        this.at = plain ? centres.offset() : 0;
        this.k = centres.rows();
        this.width = centres.columns();
        double terms = (double) rows * k * width;
        this.vectors = terms >= ENOUGH && Width.pays((long) terms);
        boolean products = vectors && k >= FEW_CENTRES
                && (width >= 32 || width >= SOME_FEATURES && (long) k * width >= SOME_DIFFERENCES);
        this.squares = new double[products ? VectorDots.stride(k) : 0];
        Arrays.fill(squares, Double.POSITIVE_INFINITY);
        double longest = 0;
        for (int c = 0; products && c < k; c++) {
            squares[c] = Doubles.sumOfSquares(points, at + c * width, width);
            longest = Math.max(longest, squares[c]);
        }
        this.reach = Math.sqrt(longest);
        this.packed = products ? VectorDots.pack(points, at, k, width) : new double[0];
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
        boolean fewFeatures = width < MANY_FEATURES;
        if (!vectors || (long) count * k * width < FEW_DIFFERENCES || squares.length == 0 && !fewFeatures) {
            oneByOne(x, chosen, count, labels, squared, others);
        } else if (squares.length > 0) {
            byProducts(x, chosen, count, labels, squared, others);
        } else {
            byTiles(x, chosen, count, labels, squared, others);
        }
    }

    /// The squared distances of all rows to all centres.
    ///
    /// @param rows `n x d`
    /// @param into `n x k`, is written; fastest where its columns are contiguous
    public void distances(Strided rows, Strided into, Parallel parallel) {
        requireShapes(rows, into);
        var x = rows.columnStride() == 1 ? rows : rows.copy();
        parallel.chunked(x.rows(), PIECE_ROWS, (chunk, from, to) ->
                distances(x.block(from, 0, to - from, width), into.block(from, 0, to - from, k)));
    }

    /// The squared distances of all rows to all centres, or a limit where that is less. Costs less than [#distances] where it
    /// often is, since inner products show that.
    ///
    /// @param rows   `n x d`
    /// @param limits n of them from `limitsAt` on, one for each row
    /// @param into   `n x k`, is written; fastest where its columns are contiguous
    public void distancesUpTo(Strided rows, double[] limits, int limitsAt, Strided into) {
        requireShapes(rows, into);
        var x = rows.columnStride() == 1 ? rows : rows.copy();
        int n = x.rows();
        if (squares.length == 0 || (long) n * k * width < FEW_DIFFERENCES) {
            distances(x, into);
            boolean contiguous = vectors && into.rowStride() == 1 && (long) n * k * width >= FEW_DIFFERENCES;
            for (int c = 0; c < k; c++) {
                int i = contiguous ? VectorTiles.atMost(limits, limitsAt, into.array(), into.at(0, c), n) : 0;
                for (; i < n; i++) {
                    into.set(i, c, into.get(i, c) < limits[limitsAt + i] ? into.get(i, c) : limits[limitsAt + i]);
                }
            }
            return;
        }
        var block = new Block();
        for (int from = 0; from < n; from += VectorDots.ROWS) {
            int rowsOfBlock = Math.min(VectorDots.ROWS, n - from);
            for (int i = 0; i < VectorDots.ROWS; i++) {
                block.places[i] = x.at(from + Math.min(i, rowsOfBlock - 1), 0);
            }
            VectorDots.dots(x.array(), block.places, packed, squares.length, width, block.scores);
            for (int i = 0; i < rowsOfBlock; i++) {
                block.upTo(limits[limitsAt + from + i], x.array(), i, into, from + i);
            }
        }
    }

    /// Adds the weighted deviations of some rows from their centres to the sums of these: `sums[c][j] += w (x_j - c_j)`. Means that
    /// are made of such sums stay exact for numbers far from 0. What concerns row i stands at place i of each array.
    ///
    /// @param rows    `n x d`
    /// @param chosen  the numbers of the rows
    /// @param count   how many of these
    /// @param labels  the number of each row's centre
    /// @param weights of the rows, negative to take them away
    /// @param sums    d numbers for each centre that is met
    public void addDeviations(Strided rows, int[] chosen, int count, int[] labels, double[] weights, double[][] sums) {
        requireWidth(rows);
        var x = rows.columnStride() == 1 ? rows : rows.copy();
        for (int i = 0; i < count; i++) {
            double weight = weights[chosen[i]];
            int place = x.at(chosen[i], 0);
            int centre = at + labels[chosen[i]] * width;
            var sum = sums[labels[chosen[i]]];
            int j = vectors ? VectorDeviations.add(weight, x.array(), place, points, centre, sum, width) : 0;
            for (; j < width; j++) {
                sum[j] = Math.fma(weight, x.array()[place + j] - points[centre + j], sum[j]);
            }
        }
    }

    private void distances(Strided x, Strided into) {
        int n = x.rows();
        if (!vectors || width >= MANY_FEATURES || (long) n * k * width < FEW_DIFFERENCES) {
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < k; c++) {
                    into.set(i, c, distance(x.array(), x.at(i, 0), c));
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
            boolean direct = rowsOfTile == size && into.rowStride() == 1;
            for (int c = 0; c < k; c++) {
                int place = into.at(from, c);
                VectorTiles.distances(tile, size, size, points, at + c * width, width, direct ? into.array() : distances,
                        direct ? place : 0);
                for (int i = 0; !direct && i < rowsOfTile; i++) {
                    into.array()[place + i * into.rowStride()] = distances[i];
                }
            }
        }
    }

    /// The squared distance of each row to one centre.
    ///
    /// @param rows    `n x d`
    /// @param labels  the number of the centre for each row, from place `labelsAt` on
    /// @param squared takes the n squared distances
    public void distances(Strided rows, int[] labels, int labelsAt, double[] squared) {
        requireWidth(rows);
        var x = rows.columnStride() == 1 ? rows : rows.copy();
        for (int i = 0; i < x.rows(); i++) {
            squared[i] = distance(x.array(), x.at(i, 0), labels[labelsAt + i]);
        }
    }

    private void requireWidth(Strided rows) {
        if (rows.columns() != width) {
            throw new IllegalArgumentException("rows have %d features, centres have %d".formatted(rows.columns(), width));
        }
    }

    private double distance(double[] x, int place, int c) {
        return Doubles.squaredDistance(x, place, points, at + c * width, width);
    }

    private void requireShapes(Strided rows, Strided into) {
        requireWidth(rows);
        if (into.rows() != rows.rows() || into.columns() != k) {
            throw new IllegalArgumentException("distances of %d rows to %d centres do not fit into %d x %d"
                    .formatted(rows.rows(), k, into.rows(), into.columns()));
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
                double distance = distance(x.array(), place, c);
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
        var block = new Block();
        for (int from = 0; from < count; from += VectorDots.ROWS) {
            int rowsOfBlock = Math.min(VectorDots.ROWS, count - from);
            for (int i = 0; i < VectorDots.ROWS; i++) {
                block.places[i] = x.at(chosen[from + Math.min(i, rowsOfBlock - 1)], 0);
            }
            VectorDots.dots(x.array(), block.places, packed, squares.length, width, block.scores);
            for (int i = 0; i < rowsOfBlock; i++) {
                int row = chosen[from + i];
                block.decide(x.array(), i);
                labels[row] = block.label;
                squared[row] = block.smallest;
                if (others.length > 0) {
                    others[row] = block.others(i);
                }
            }
        }
    }

    /// A few rows, of which inner products have been computed.
    private final class Block {

        final int[] places = new int[VectorDots.ROWS];
        final double[] scores = new double[VectorDots.ROWS * squares.length];
        private final double[] lanes = new double[8];
        private final int[] left = new int[squares.length];
        private double margin;
        int label;
        double smallest;

        /// Finds the nearest centre among those that inner products leave in question.
        void decide(double[] x, int i) {
            int first = i * squares.length;
            double least = VectorDots.toScores(scores, first, squares, lanes);
            VectorDots.notAbove(least, scores, first, squares.length, left);
            label = left[0];
            smallest = distance(x, places[i], label);
            // |x| <= |x - c| + |c|
            margin = margin(Math.sqrt(smallest) + 2 * reach);
            int count = VectorDots.notAbove(least + margin, scores, first, squares.length, left);
            if (count > 1) {
                search(x, i, count);
            }
        }

        private void search(double[] x, int i, int count) {
            label = 0;
            smallest = Double.POSITIVE_INFINITY;
            for (int l = 0; l < count; l++) {
                if (left[l] < k) {
                    double distance = distance(x, places[i], left[l]);
                    if (distance < smallest) {
                        smallest = distance;
                        label = left[l];
                    }
                }
            }
        }

        /// Surely not above the squared distance to any centre but the nearest.
        double others(int i) {
            int first = i * squares.length;
            double score = scores[first + label];
            scores[first + label] = Double.POSITIVE_INFINITY;
            double bound = smallest + (VectorDots.least(scores, first, squares.length, lanes) - score) - margin;
            return bound > 0 ? bound : 0;
        }

        /// Computes the distances that may be below `limit`.
        void upTo(double limit, double[] x, int i, Strided into, int row) {
            double square = Doubles.sumOfSquares(x, places[i], width);
            double sure = limit - square + margin(Math.sqrt(square) + reach);
            for (int c = 0; c < k; c++) {
                double score = squares[c] - 2 * scores[i * squares.length + c];
                double distance = score > sure ? limit : distance(x, places[i], c);
                into.array()[into.at(row, c)] = distance < limit ? distance : limit;
            }
        }

        /// More than rounding can change a score by, where `most` is not less than |x| + |c|.
        private double margin(double most) {
            return most < CEILING ? (width + 16) * 0x1p-50 * most * most + FLOOR : Double.POSITIVE_INFINITY;
        }
    }
}
