package org.glia.regression;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.run.Chunks;
import org.glia.api.run.Parallel;
import org.glia.api.run.Run;
import org.glia.compute.decomposition.TriangularFactor.Independent;
import org.glia.compute.decomposition.Triangular;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.regression.ColumnMoments.Moments;

/// The factor R of sparse rows from the products of their columns, by Cholesky's way from left to right. It has half the digits
/// of the one that reflections give, so it is only offered where these are enough: where columns are clearly independent of those
/// before them, or are combinations of them, as is then found out from the rows themselves.
final class NormalFactor {

    /// What must be left of the square of a column besides those before it.
    private static final double CLEAR = 1e-7;
    /// What rounding may leave of one that is a combination of them.
    private static final double NOTHING = 1e-10;
    /// The square of a column about zero, relative to that about its mean: beyond, digits are lost with the mean.
    private static final double MOST_OFFSET = 1e3;
    /// Combinations that are looked into.
    private static final int MOST_DEPENDENT = 64;
    private static final int ROUNDS = 3;
    /// Rows of R that are made before those below are told.
    private static final int PANEL = 32;

    private final Scaling scaling;
    private final boolean intercept;
    private final int columns;
    /// Row-major, of the columns and the target: the products, which become the rows of R.
    private final double[] r;
    private final double[] squares;
    private final boolean penalised;
    /// The independent columns, rising.
    private int[] order = new int[0];
    private int[] dependent = new int[0];

    private NormalFactor(Scaling scaling, boolean intercept, Products.Sums sums, double[] penalties) {
        this.scaling = scaling;
        this.intercept = intercept;
        this.columns = penalties.length;
        this.penalised = Arrays.stream(penalties).anyMatch(penalty -> penalty > 0);
        this.r = centred(sums, penalties);
        this.squares = IntStream.range(0, columns).mapToDouble(j -> r[j * (columns + 1) + j]).toArray();
    }

    /// @param penalties on the diagonal of `A'A`: of the intercept, if there is one, then of the features
    /// @param tolerance a column of which less than this share of its length is left depends on those before it
    /// @return empty where reflections are needed
    static Optional<Independent> of(Chunks<Block> chunks, Moments moments, Scaling scaling, boolean intercept, double[] penalties,
                                    double tolerance, Run run) {
        for (int j = 0; j < scaling.shift().length; j++) {
            double shift = scaling.shift()[j] * scaling.unit()[j];
            double deviation = moments.deviation(j, intercept) * scaling.unit()[j];
            if (shift * shift > MOST_OFFSET * deviation * deviation && deviation > 0) {
                return Optional.empty();
            }
        }
        var sums = chunks.aggregate(new Products(scaling, moments.rows())).summed(scaling);
        run.checkCancelled();
        var factor = new NormalFactor(scaling, intercept, sums, penalties);
        return factor.isClear(run.parallel()) && factor.isConfirmed(chunks, tolerance) ? Optional.of(factor.independent())
                : Optional.empty();
    }

    /// Products of the shifted columns, the intercept's first if there is one, the target's last; the upper triangle.
    private double[] centred(Products.Sums sums, double[] penalties) {
        int d = sums.columns() - 2;
        int n = sums.columns();
        int first = intercept ? 1 : 0;
        int width = columns + 1;
        var raw = sums.values();
        var shift = new double[d + 1];
        for (int j = 0; j < d; j++) {
            shift[j] = scaling.shift()[j] * scaling.unit()[j];
        }
        var products = new double[Math.multiplyExact(width, width)];
        double weight = raw[d * n + d];
        for (int j = 0; j <= d; j++) { // features, then the target
            int rawJ = j < d ? j : d + 1;
            for (int k = j; k <= d; k++) {
                int rawK = k < d ? k : d + 1;
                double ofJ = j < d ? raw[j * n + d] : raw[d * n + d + 1];
                double ofK = k < d ? raw[k * n + d] : raw[d * n + d + 1];
                products[(first + j) * width + first + k] = raw[rawJ * n + rawK] - shift[j] * ofK - shift[k] * (ofJ - shift[j] * weight);
            }
            if (intercept) {
                products[first + j] = (j < d ? raw[j * n + d] : raw[d * n + d + 1]) - shift[j] * weight;
            }
        }
        if (intercept) {
            products[0] = weight;
        }
        for (int j = 0; j < columns; j++) {
            products[j * width + j] += penalties[j];
        }
        return products;
    }

    /// Makes the rows of R, a panel at a time; whether it is clear for all columns if they are independent.
    private boolean isClear(Parallel parallel) {
        int width = columns + 1;
        var kept = new int[columns];
        var left = new int[columns];
        int rank = 0;
        int others = 0;
        for (int top = 0; top < columns; top += PANEL) {
            int bottom = Math.min(columns, top + PANEL);
            int firstOfPanel = rank;
            for (int j = top; j < bottom; j++) {
                for (int k = firstOfPanel; k < rank; k++) {
                    int above = kept[k] * width + j;
                    Doubles.axpy(-r[above], r, above, r, j * width + j, width - j);
                }
                double pivot = r[j * width + j];
                if (pivot > CLEAR * squares[j]) {
                    Doubles.scale(1 / Math.sqrt(pivot), r, j * width + j, width - j);
                    kept[rank++] = j;
                } else if (squares[j] == 0 || pivot <= NOTHING * squares[j]) {
                    left[others++] = j;
                } else {
                    return false; // or is not a number
                }
            }
            int below = width - bottom;
            var panel = Strided.zeros(rank - firstOfPanel, below);
            for (int k = firstOfPanel; k < rank; k++) {
                System.arraycopy(r, kept[k] * width + bottom, panel.array(), (k - firstOfPanel) * below, below);
            }
            // only the upper triangle is of use
            MatrixProducts.gemm(-1, panel.transpose(), panel, 1, new Strided(r, bottom * width + bottom, below, below, width, 1), parallel);
        }
        order = Arrays.copyOf(kept, rank);
        dependent = Arrays.copyOf(left, others);
        return others <= MOST_DEPENDENT;
    }

    /// Whether columns that seem to be combinations of those before them are, with all digits, in the rows.
    private boolean isConfirmed(Chunks<Block> chunks, double tolerance) {
        var open = IntStream.of(dependent).filter(j -> squares[j] > 0).toArray();
        if (open.length == 0) {
            return true;
        }
        if (penalised) {
            return false; // the penalty is too small to be told from 0
        }
        var vectors = new double[open.length * columns];
        for (int q = 0; q < open.length; q++) {
            int j = open[q];
            var c = new double[rankBefore(j)];
            Arrays.setAll(c, k -> r[order[k] * (columns + 1) + j]);
            solveUpper(c);
            vectors[q * columns + j] = 1;
            for (int k = 0; k < c.length; k++) {
                vectors[q * columns + order[k]] = -c[k];
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            var sums = chunks.aggregate(new Combinations(scaling, intercept, vectors, open.length));
            boolean confirmed = true;
            for (int q = 0; q < open.length; q++) {
                int j = open[q];
                confirmed &= sums[open.length * columns + q] <= tolerance * tolerance * squares[j];
                var c = new double[rankBefore(j)];
                int at = q * columns;
                Arrays.setAll(c, k -> sums[at + order[k]]);
                solveLower(c);
                solveUpper(c);
                for (int k = 0; k < c.length; k++) {
                    vectors[at + order[k]] -= c[k];
                }
            }
            if (confirmed) {
                return true;
            }
        }
        return false;
    }

    private int rankBefore(int column) {
        return (int) IntStream.of(order).filter(k -> k < column).count();
    }

    private void solveUpper(double[] c) {
        Triangular.solveUpper(triangle(c.length), Strided.of(c.length, 1, c), Parallel.sequential());
    }

    private void solveLower(double[] c) {
        Triangular.solveLower(triangle(c.length).transpose(), Strided.of(c.length, 1, c), Parallel.sequential());
    }

    /// Of the first independent columns.
    private Strided triangle(int rank) {
        var triangle = Strided.zeros(rank, rank);
        for (int k = 0; k < rank; k++) {
            for (int l = k; l < rank; l++) {
                triangle.set(k, l, r[order[k] * (columns + 1) + order[l]]);
            }
        }
        return triangle;
    }

    private Independent independent() {
        var rest = Strided.zeros(order.length, 1);
        for (int k = 0; k < order.length; k++) {
            rest.set(k, 0, r[order[k] * (columns + 1) + columns]);
        }
        return new Independent(order, triangle(order.length), rest);
    }
}
