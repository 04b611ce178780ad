package org.glia.compute.distance;

import java.util.function.Consumer;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.Width;

/// The distances of all rows of X (`n x d`) to all rows of Y (`m x d`), as an `n x m` matrix. Where Y is X itself (an equal view),
/// half of them are computed, and the matrix is exactly symmetric with zeros in the diagonal.
///
/// O(n m d) operations; memory for the squared lengths and for a tile of rows. An infinity or NaN in a row makes its distances
/// infinite or NaN.
public final class PairwiseDistances {

    /// From this number of features on, squared Euclidean distances are computed from inner products.
    public static final int BY_PRODUCTS = 8;

    /// Rows and columns of a piece of the result: it stays in a core's second-level cache.
    private static final int BLOCK = 384;
    private static final int TILE_NUMBERS = 1 << 13;
    /// Fewer differences are not worth vectors.
    private static final long FEW = 1 << 11;
    /// A difference of inner products that is a smaller part of the squared lengths has lost too many digits.
    private static final double GUARD = 0x1p-10;
    /// Squared lengths below this may have lost digits to underflow.
    private static final double FLOOR = 1e-280;

    private PairwiseDistances() {
    }

    /// Squared Euclidean distances. With fewer than [#BY_PRODUCTS] features they are sums of squared differences, with a relative
    /// error below `(d + 3) 2^-53`. From there on they are `|x|^2 - 2 x.y + |y|^2`, by matrix products, unless that is less than a
    /// thousandth of `|x|^2 + |y|^2`, or these squares overflow or underflow; then they are computed from differences, too. So
    /// the relative error is below `(d + 4) 2^-42`, and mostly much smaller; distances of equal rows are 0.
    /// Data that lie far from the origin, all the rest being near to each other, are better centred before.
    ///
    /// @param into is written, and must not overlap X or Y
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void squaredEuclidean(Strided x, Strided y, Strided into, Parallel parallel) {
        squaredEuclidean(x, y, into, parallel, c -> { });
    }

    /// @param then takes each block of squared distances while it is in the cache
    static void squaredEuclidean(Strided x, Strided y, Strided into, Parallel parallel, Consumer<Strided> then) {
        requireShapes(x, y, into);
        int width = x.columns();
        if (width < BY_PRODUCTS) {
            blocks(x, y, into, parallel, (a, b, c, i, j) -> {
                tiled(Form.SQUARES, a, b, c);
                then.accept(c);
            });
            return;
        }
        var left = squares(x);
        var right = x.equals(y) ? left : squares(y);
        blocks(x, y, into, parallel, (a, b, c, i, j) -> {
            MatrixProducts.gemm(-2, a, b.transpose(), 0, c, Parallel.sequential());
            for (int row = 0; row < a.rows(); row++) {
                complete(a, row, left[i + row], b, right, j, c);
            }
            then.accept(c);
        });
    }

    /// Sums of absolute differences (Manhattan, or city block), in the order of the features.
    ///
    /// @param into is written, and must not overlap X or Y
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void manhattan(Strided x, Strided y, Strided into, Parallel parallel) {
        requireShapes(x, y, into);
        blocks(x, y, into, parallel, (a, b, c, i, j) -> tiled(Form.ABSOLUTES, a, b, c));
    }

    /// Greatest absolute differences (Chebyshev).
    ///
    /// @param into is written, and must not overlap X or Y
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void chebyshev(Strided x, Strided y, Strided into, Parallel parallel) {
        requireShapes(x, y, into);
        blocks(x, y, into, parallel, (a, b, c, i, j) -> tiled(Form.LARGEST, a, b, c));
    }

    /// One minus the cosine of the angle between rows, from 0 to 2: half the squared Euclidean distance of the rows scaled to
    /// length 1, so small angles keep their digits. A row of zeros is at distance 0 from other rows of zeros, and 1 from all else.
    /// Takes memory for scaled copies of both matrices.
    ///
    /// @param into is written, and must not overlap X or Y
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void cosine(Strided x, Strided y, Strided into, Parallel parallel) {
        requireShapes(x, y, into);
        var a = scaled(x);
        var b = x.equals(y) ? a : scaled(y);
        squaredEuclidean(a, b, into, parallel);
        var zeroRows = zeroRows(a);
        var zeroColumns = zeroRows(b);
        parallel.forEach(into.rows(), i -> {
            for (int j = 0; j < into.columns(); j++) {
                boolean apart = zeroRows[i] || zeroColumns[j];
                into.set(i, j, !apart ? Math.min(2, into.get(i, j) / 2) : zeroRows[i] && zeroColumns[j] ? 0 : 1);
            }
        });
    }

    // ---- blocks of the result

    /// Computes the block C of the result for some rows A and B, the first of which are rows `i` of X and `j` of Y.
    @FunctionalInterface
    interface Block {
        void compute(Strided a, Strided b, Strided c, int i, int j);
    }

    static void requireShapes(Strided x, Strided y, Strided into) {
        if (x.columns() != y.columns() || into.rows() != x.rows() || into.columns() != y.rows()) {
            throw new IllegalArgumentException("distances of %d x %d and %d x %d do not fit into %d x %d".formatted(x.rows(),
                    x.columns(), y.rows(), y.columns(), into.rows(), into.columns()));
        }
    }

    /// Computes a result by blocks, those above the diagonal only where it is symmetric. Blocks come row-major.
    static void blocks(Strided x, Strided y, Strided into, Parallel parallel, Block block) {
        boolean symmetric = x.equals(y);
        var rowsOfX = x.columnStride() == 1 ? x : x.copy();
        var rowsOfY = symmetric ? rowsOfX : y.columnStride() == 1 ? y : y.copy();
        int down = Math.ceilDiv(x.rows(), BLOCK);
        int right = Math.ceilDiv(y.rows(), BLOCK);
        parallel.forEach(Math.multiplyExact(down, right), piece -> {
            int i = piece / right * BLOCK;
            int j = piece % right * BLOCK;
            if (symmetric && j < i) {
                return;
            }
            int m = Math.min(BLOCK, x.rows() - i);
            int n = Math.min(BLOCK, y.rows() - j);
            var place = into.block(i, j, m, n);
            var c = into.columnStride() == 1 ? place : Strided.zeros(m, n);
            block.compute(rowsOfX.block(i, 0, m, x.columns()), rowsOfY.block(j, 0, n, x.columns()), c, i, j);
            if (into.columnStride() != 1) {
                copy(c, place);
            }
            if (symmetric && i != j) {
                copy(c.transpose(), into.block(j, i, n, m));
            }
        });
    }

    private static void copy(Strided from, Strided to) {
        for (int i = 0; i < to.rows(); i++) {
            for (int j = 0; j < to.columns(); j++) {
                to.array()[to.at(i, j)] = from.array()[from.at(i, j)];
            }
        }
    }

    // ---- from differences

    private enum Form {
        SQUARES, ABSOLUTES, LARGEST
    }

    private static void tiled(Form form, Strided a, Strided b, Strided c) {
        long terms = (long) a.rows() * b.rows() * a.columns();
        if (terms < FEW || !Width.pays(terms)) {
            for (int i = 0; i < a.rows(); i++) {
                for (int j = 0; j < b.rows(); j++) {
                    c.set(i, j, one(form, a.array(), a.at(i, 0), b.array(), b.at(j, 0), a.columns()));
                }
            }
            return;
        }
        int width = a.columns();
        int most = Math.clamp(TILE_NUMBERS / Math.max(1, width), VectorTiles.ROWS, 8 * VectorTiles.ROWS);
        int size = Math.ceilDiv(Math.min(most, b.rows()), VectorTiles.ROWS) * VectorTiles.ROWS;
        var tile = new double[size * width];
        var places = new int[size];
        var last = new double[size];
        for (int from = 0; from < b.rows(); from += size) {
            int rowsOfTile = Math.min(size, b.rows() - from);
            for (int j = 0; j < size; j++) {
                places[j] = b.at(from + Math.min(j, rowsOfTile - 1), 0);
            }
            VectorTiles.turn(b.array(), places, size, width, tile, size);
            for (int i = 0; i < a.rows(); i++) {
                boolean whole = rowsOfTile == size;
                var result = whole ? c.array() : last;
                int at = whole ? c.at(i, from) : 0;
                switch (form) {
                    case SQUARES -> VectorTiles.distances(tile, size, size, a.array(), a.at(i, 0), width, result, at);
                    case ABSOLUTES -> VectorTiles.absolutes(tile, size, size, a.array(), a.at(i, 0), width, result, at);
                    case LARGEST -> VectorTiles.largest(tile, size, size, a.array(), a.at(i, 0), width, result, at);
                }
                if (!whole) {
                    System.arraycopy(last, 0, c.array(), c.at(i, from), rowsOfTile);
                }
            }
        }
    }

    private static double one(Form form, double[] x, int xAt, double[] y, int yAt, int width) {
        if (form == Form.SQUARES) {
            return Doubles.squaredDistance(x, xAt, y, yAt, width);
        }
        double result = 0;
        for (int j = 0; j < width; j++) {
            double difference = Math.abs(x[xAt + j] - y[yAt + j]);
            result = form == Form.ABSOLUTES ? result + difference : Math.max(result, difference);
        }
        return result;
    }

    // ---- from inner products

    private static double[] squares(Strided x) {
        var rows = x.columnStride() == 1 ? x : x.copy();
        var squares = new double[x.rows()];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = Doubles.sumOfSquares(rows.array(), rows.at(i, 0), rows.columns());
        }
        return squares;
    }

    /// Makes distances of a row of C, which holds -2 x.y.
    private static void complete(Strided a, int row, double square, Strided b, double[] squares, int at, Strided c) {
        int columns = c.columns();
        int place = c.at(row, 0);
        int j = 0;
        if (Width.pays(columns) && columns >= VectorTiles.ROWS) {
            j = VectorTiles.complete(square, squares, at, c.array(), place, j, columns, GUARD, FLOOR);
            while (j <= columns - VectorTiles.LANES) {
                scalar(a, row, square, b, squares, at, c, place, j, j + VectorTiles.LANES);
                j = VectorTiles.complete(square, squares, at, c.array(), place, j + VectorTiles.LANES, columns, GUARD, FLOOR);
            }
        }
        scalar(a, row, square, b, squares, at, c, place, j, columns);
    }

    private static void scalar(Strided a, int row, double square, Strided b, double[] squares, int at, Strided c, int place,
                               int from, int to) {
        for (int j = from; j < to; j++) {
            double sum = square + squares[at + j];
            double distance = sum + c.array()[place + j];
            boolean sure = distance >= GUARD * sum && sum < Double.POSITIVE_INFINITY && sum >= FLOOR;
            c.array()[place + j] = sure ? distance
                    : Doubles.squaredDistance(a.array(), a.at(row, 0), b.array(), b.at(j, 0), a.columns());
        }
    }

    // ---- directions

    private static Strided scaled(Strided x) {
        var scaled = x.copy();
        int width = x.columns();
        for (int i = 0; i < x.rows(); i++) {
            double norm = Doubles.norm(scaled.array(), i * width, width);
            for (int j = 0; norm != 0 && j < width; j++) {
                scaled.array()[i * width + j] /= norm;
            }
        }
        return scaled;
    }

    private static boolean[] zeroRows(Strided scaled) {
        var zero = new boolean[scaled.rows()];
        for (int i = 0; i < zero.length; i++) {
            zero[i] = Doubles.largest(scaled.array(), scaled.at(i, 0), scaled.columns()) == 0;
        }
        return zero;
    }
}
