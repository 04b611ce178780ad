package org.glia.svm;

import org.glia.api.data.Matrix;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// Rows of a dense matrix, whose kernels come from products of matrices.
///
/// @param form    makes kernels of inner products
/// @param d       features
/// @param x       `n x d`, row-major
/// @param squares the squared length of each row
/// @param turned  `d x n`, the same numbers, which products of few rows with all these read as they are; empty until asked for
record DensePoints(Form form, int d, double[] x, double[] squares, double[] turned) implements Points {

    private static final double[] NOT_TURNED = {};
    /// Rows and columns that are turned together, so that both sides stay in the cache.
    private static final int BLOCK = 16;

    /// @param centre is taken from each row where only differences of rows count, so that nothing cancels far from the origin
    static DensePoints of(Form form, Matrix rows, double[] centre) {
        int d = rows.columns();
        var x = rows.toArray();
        if (form.isOfDistances()) {
            for (int at = 0; at < x.length; at += d) {
                for (int j = 0; j < d; j++) {
                    x[at + j] -= centre[j];
                }
            }
        }
        var squares = new double[rows.rows()];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = square(x, i * d, d);
        }
        return new DensePoints(form, d, x, squares, NOT_TURNED);
    }

    /// The mean of each column.
    static double[] centre(Matrix rows) {
        int d = rows.columns();
        var means = new double[d];
        var row = new double[d];
        for (int i = 0; i < rows.rows(); i++) {
            rows.read(i, i + 1, row, 0);
            for (int j = 0; j < d; j++) {
                means[j] += (row[j] - means[j]) / (i + 1);
            }
        }
        return means;
    }

    /// Summed in the order of [MatrixProducts], so that the distance of equal rows is exactly 0.
    private static double square(double[] x, int at, int d) {
        double square = 0;
        for (int first = 0; first < d; first += MatrixProducts.INNER) {
            double sum = 0;
            for (int j = first; j < Math.min(d, first + MatrixProducts.INNER); j++) {
                sum = Math.fma(x[at + j], x[at + j], sum);
            }
            square += sum;
        }
        return square;
    }

    @Override
    public int count() {
        return squares.length;
    }

    @Override
    public DensePoints select(int[] rows) {
        var chosen = new double[Math.multiplyExact(rows.length, d)];
        var lengths = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(x, rows[i] * d, chosen, i * d, d);
            lengths[i] = squares[rows[i]];
        }
        return new DensePoints(form, d, chosen, lengths, NOT_TURNED);
    }

    @Override
    public DensePoints prepared() {
        int n = count();
        if (turned.length == x.length) {
            return this;
        }
        var columns = new double[x.length];
        for (int first = 0; first < n; first += BLOCK) {
            int last = Math.min(n, first + BLOCK);
            for (int from = 0; from < d; from += BLOCK) {
                int to = Math.min(d, from + BLOCK);
                for (int i = first; i < last; i++) {
                    for (int j = from; j < to; j++) {
                        columns[j * n + i] = x[i * d + j];
                    }
                }
            }
        }
        return new DensePoints(form, d, x, squares, columns);
    }

    @Override
    public void kernels(Points others, int from, int to, double[] into, int at, int stride) {
        var there = (DensePoints) others;
        int width = to - from;
        if (width == 0 || count() == 0) {
            return;
        }
        int n = there.count();
        var right = there.turned.length > 0 ? new Strided(there.turned, from, d, width, n, 1)
                : new Strided(there.x, from * d, d, width, 1, d);
        MatrixProducts.gemm(1, Strided.of(count(), d, x), right, 0,
                new Strided(into, at, count(), width, stride, 1), Parallel.sequential());
        for (int i = 0; i < count(); i++) {
            form.finish(squares[i], there.squares, from, into, at + i * stride, width);
        }
    }

    @Override
    public double[] diagonal() {
        return form.diagonal(squares);
    }

    @Override
    public int cost() {
        return d;
    }
}
