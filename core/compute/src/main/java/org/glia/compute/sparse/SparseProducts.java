package org.glia.compute.sparse;

import java.util.Arrays;

import org.glia.api.data.CsrMatrix;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.Width;

/// Products of a sparse matrix in compressed rows with dense vectors and matrices, and of its transpose. Only stored
/// elements are looked at: an infinity or NaN in a vector counts where the row has stored elements, and nowhere else.
///
/// All sums are made of fused multiply-adds in an order that the data alone fixes, so the bits depend on neither threads nor
/// vector width. A sum of n products has a relative error of `n 2^-53 sum|a b| / |sum a b|` at most.
public final class SparseProducts {

    /// Stored elements that make a piece of work for a thread.
    private static final int PIECE = 1 << 14;
    /// Most partial sums of a product with the transpose.
    private static final int MOST_PARTS = 32;

    private SparseProducts() {
    }

    // ---- rows

    /// The product of row `i` with the dense vector that begins at `xAt`. O(stored elements of the row).
    public static double dot(CsrMatrix a, int i, double[] x, int xAt) {
        return SparseRows.dot(a.values(), a.columnIndices(), a.rowStarts()[i], a.rowStarts()[i + 1], x, xAt);
    }

    /// The product of row `i` of A with row `j` of B. O(stored elements of both rows), or O(s log l) where one has a few, s,
    /// and the other very many, l.
    public static double dot(CsrMatrix a, int i, CsrMatrix b, int j) {
        return SparseRows.dot(a.values(), a.columnIndices(), a.rowStarts()[i], a.rowStarts()[i + 1],
                b.values(), b.columnIndices(), b.rowStarts()[j], b.rowStarts()[j + 1]);
    }

    /// The squared Euclidean distance of row `i` of A and row `j` of B, from the differences of their elements: right to a
    /// few units in the last place, as nothing cancels. O(stored elements of both rows).
    public static double squaredDistance(CsrMatrix a, int i, CsrMatrix b, int j) {
        return SparseRows.squaredDistance(a.values(), a.columnIndices(), a.rowStarts()[i], a.rowStarts()[i + 1],
                b.values(), b.columnIndices(), b.rowStarts()[j], b.rowStarts()[j + 1]);
    }

    /// The squared Euclidean lengths of all rows, into `squares` from `at` on.
    public static void squaredNorms(CsrMatrix a, double[] squares, int at) {
        for (int i = 0; i < a.rows(); i++) {
            squares[at + i] = SparseRows.squaredNorm(a.values(), a.rowStarts()[i], a.rowStarts()[i + 1]);
        }
    }

    // ---- vectors

    /// `y = alpha A x + beta y`, with A `n x d`; where `beta` is 0, y is not read. 2 operations a stored element.
    public static void times(double alpha, CsrMatrix a, double[] x, int xAt, double beta, double[] y, int yAt,
                             Parallel parallel) {
        parallel.chunked(a.rows(), rowsOfAPiece(a, 1), (chunk, from, to) -> SparseRows.times(alpha, a.values(),
                a.columnIndices(), a.rowStarts(), from, to, x, xAt, beta, y, yAt));
    }

    /// `y = alpha A' x + beta y`, with A `n x d`, x of n and y of d numbers; where `beta` is 0, y is not read. Stretches of rows
    /// are summed up apart, so it takes up to 32 vectors of d numbers, fewer where A has few stored elements. Where
    /// many such products with one matrix are needed, [#transpose] it.
    public static void timesTransposed(double alpha, CsrMatrix a, double[] x, int xAt, double beta, double[] y, int yAt,
                                       Parallel parallel) {
        var sums = summedByStretches(a, 1, parallel, (sum, from, to) -> SparseRows.timesTransposed(a.values(),
                a.columnIndices(), a.rowStarts(), from, to, x, xAt, sum));
        for (int j = 0; j < a.columns(); j++) {
            y[yAt + j] = beta == 0 ? alpha * sums[j] : Math.fma(alpha, sums[j], beta * y[yAt + j]);
        }
    }

    // ---- matrices

    /// `C = alpha A B + beta C`, with A `n x d` sparse, B `d x m` and C `n x m`; where `beta` is 0, C is not read. 2m operations a
    /// stored element.
    ///
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void times(double alpha, CsrMatrix a, Strided b, double beta, Strided c, Parallel parallel) {
        requireShapes(a.columns(), b.rows(), a.rows(), c.rows(), b.columns(), c.columns());
        var factors = b.columnStride() == 1 ? b : b.copy();
        int columns = c.columns();
        parallel.chunked(a.rows(), rowsOfAPiece(a, columns), (chunk, from, to) -> {
            var row = new double[columns];
            for (int i = from; i < to; i++) {
                combine(a, i, factors, row);
                blend(alpha, row, 0, beta, c, i);
            }
        });
    }

    /// `C = alpha A' B + beta C`, with A `n x d` sparse, B `n x m` and C `d x m`; where `beta` is 0, C is not read. Memory as for
    /// the product with a vector, m times.
    ///
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void timesTransposed(double alpha, CsrMatrix a, Strided b, double beta, Strided c, Parallel parallel) {
        requireShapes(a.rows(), b.rows(), a.columns(), c.rows(), b.columns(), c.columns());
        var factors = b.columnStride() == 1 ? b : b.copy();
        int columns = c.columns();
        var sums = summedByStretches(a, columns, parallel, (sum, from, to) -> {
            for (int i = from; i < to; i++) {
                for (int k = a.rowStarts()[i]; k < a.rowStarts()[i + 1]; k++) {
                    Doubles.axpy(a.values()[k], factors.array(), factors.at(i, 0), sum, a.columnIndices()[k] * columns, columns);
                }
            }
        });
        for (int j = 0; j < a.columns(); j++) {
            blend(alpha, sums, j * columns, beta, c, j);
        }
    }

    /// The transpose as a matrix of its own. O(stored elements + columns).
    public static CsrMatrix transpose(CsrMatrix a) {
        var starts = new int[a.columns() + 1];
        for (int j : a.columnIndices()) {
            starts[j + 1]++;
        }
        for (int j = 0; j < a.columns(); j++) {
            starts[j + 1] += starts[j];
        }
        var next = Arrays.copyOf(starts, a.columns());
        var indices = new int[a.values().length];
        var values = new double[indices.length];
        for (int i = 0; i < a.rows(); i++) {
            for (int k = a.rowStarts()[i]; k < a.rowStarts()[i + 1]; k++) {
                int at = next[a.columnIndices()[k]]++;
                indices[at] = i;
                values[at] = a.values()[k];
            }
        }
        return new CsrMatrix(a.columns(), a.rows(), starts, indices, values);
    }

    // ---- steps

    private static void combine(CsrMatrix a, int i, Strided b, double[] row) {
        int from = a.rowStarts()[i];
        int to = a.rowStarts()[i + 1];
        if (row.length > 4 && Width.pays((long) (to - from) * row.length)) {
            VectorRows.combine(a.values(), a.columnIndices(), from, to, b.array(), b.offset(), b.rowStride(), row);
        } else {
            SparseRows.combine(a.values(), a.columnIndices(), from, to, b.array(), b.offset(), b.rowStride(), row);
        }
    }

    private static void blend(double alpha, double[] row, int at, double beta, Strided c, int i) {
        for (int j = 0; j < c.columns(); j++) {
            int place = c.at(i, j);
            c.array()[place] = beta == 0 ? alpha * row[at + j] : Math.fma(alpha, row[at + j], beta * c.array()[place]);
        }
    }

    /// Adds what rows `from` to `to` give to `sum`.
    @FunctionalInterface
    private interface Stretch {
        void add(double[] sum, int from, int to);
    }

    /// The sums of stretches of rows whose bounds follow from the matrix alone, merged in a fixed tree.
    private static double[] summedByStretches(CsrMatrix a, int columns, Parallel parallel, Stretch stretch) {
        int length = Math.multiplyExact(a.columns(), columns);
        if (a.rows() == 0) {
            return new double[length];
        }
        // a stretch must have several times more elements than its sum has numbers, or merging costs more than it spares
        long worth = Math.max(PIECE / columnsOrOne(columns), 8L * a.columns());
        int parts = Math.clamp(a.values().length / worth, 1, MOST_PARTS);
        return parallel.reduce(a.rows(), Math.ceilDiv(a.rows(), parts), (chunk, from, to) -> {
            var sum = new double[length];
            stretch.add(sum, from, to);
            return sum;
        }, (left, right) -> {
            Doubles.axpy(1, right, 0, left, 0, length);
            return left;
        });
    }

    private static int rowsOfAPiece(CsrMatrix a, int columns) {
        double operationsOfARow = columnsOrOne(columns) * (1 + (double) a.values().length / Math.max(1, a.rows()));
        return (int) Math.clamp(PIECE / operationsOfARow, 1, PIECE);
    }

    private static int columnsOrOne(int columns) {
        return Math.max(1, columns);
    }

    private static void requireShapes(int inner, int innerOfB, int rows, int rowsOfC, int columns, int columnsOfC) {
        if (inner != innerOfB || rows != rowsOfC || columns != columnsOfC) {
            throw new IllegalArgumentException("the product of %d x %d and %d x %d does not fit into %d x %d"
                    .formatted(rows, inner, innerOfB, columns, rowsOfC, columnsOfC));
        }
    }
}
