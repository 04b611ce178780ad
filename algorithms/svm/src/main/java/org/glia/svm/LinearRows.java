package org.glia.svm;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.problem.DataException;
import org.glia.compute.dense.Doubles;
import org.glia.compute.sparse.SparseProducts;

/// Rows as coordinate descent visits them, in any order: products with the weights, and additions to them. The weights are those of
/// the columns and then that of a constant feature.
sealed interface LinearRows {

    /// Of the memory that the process may have: what dense rows may take to be kept.
    double SHARE = 0.25;

    /// @param kept     the rows to take, rising
    /// @param constant the constant feature, 0 for none
    static LinearRows of(Matrix features, int[] kept, double constant) {
        var rows = kept.length == features.rows() ? features : features.rows(kept);
        if (rows.isSparse()) {
            return new Sparse(rows.csr(), constant);
        }
        long numbers = (long) rows.rows() * rows.columns();
        boolean keep = rows instanceof DenseMatrix
                || numbers < Integer.MAX_VALUE - 8 && 8.0 * numbers < SHARE * Runtime.getRuntime().maxMemory();
        return keep ? new Dense(rows.dense(), constant) : new Read(rows, constant, new double[rows.columns()], new int[] {-1});
    }

    int rows();

    int columns();

    /// Row `i` times the weights.
    double dot(int i, double[] weights);

    /// Adds `factor` times row `i` to the weights.
    void add(double factor, int i, double[] weights);

    /// Writes `factor` times row `i`, the constant feature included, to an array of zeros.
    default void copy(double factor, int i, double[] into, int at) {
        var row = new double[columns() + 1];
        add(factor, i, row);
        System.arraycopy(row, 0, into, at, row.length);
    }

    /// Adds `factor` times the squares of row `i`'s elements to `sums`.
    void addSquares(double factor, int i, double[] sums);

    /// The square of row `i`, the constant feature included.
    double square(int i);

    /// These rows for use by one thread.
    default LinearRows own() {
        return this;
    }

    /// Rows in one array.
    record Dense(DenseMatrix x, double constant) implements LinearRows {

        static void addSquares(double factor, double[] x, int at, int d, double constant, double[] sums) {
            for (int j = 0; j < d; j++) {
                sums[j] = Math.fma(factor * x[at + j], x[at + j], sums[j]);
            }
            sums[d] = Math.fma(factor * constant, constant, sums[d]);
        }

        private int at(int i) {
            return x.offset() + i * x.stride();
        }

        @Override
        public int rows() {
            return x.rows();
        }

        @Override
        public int columns() {
            return x.columns();
        }

        @Override
        public double dot(int i, double[] weights) {
            return Math.fma(constant, weights[x.columns()], Doubles.dot(x.values(), at(i), weights, 0, x.columns()));
        }

        @Override
        public void add(double factor, int i, double[] weights) {
            Doubles.axpy(factor, x.values(), at(i), weights, 0, x.columns());
            weights[x.columns()] = Math.fma(factor, constant, weights[x.columns()]);
        }

        @Override
        public void addSquares(double factor, int i, double[] sums) {
            addSquares(factor, x.values(), at(i), x.columns(), constant, sums);
        }

        @Override
        public double square(int i) {
            return Math.fma(constant, constant, Doubles.sumOfSquares(x.values(), at(i), x.columns()));
        }
    }

    /// Rows that take too much memory as doubles, read one at a time; it gives the same bits.
    ///
    /// @param row  the row that was read last
    /// @param last its number
    record Read(Matrix x, double constant, double[] row, int[] last) implements LinearRows {

        private double[] read(int i) {
            if (last[0] != i) {
                x.read(i, i + 1, row, 0);
                last[0] = i;
            }
            return row;
        }

        @Override
        public LinearRows own() {
            return new Read(x, constant, new double[x.columns()], new int[] {-1});
        }

        @Override
        public int rows() {
            return x.rows();
        }

        @Override
        public int columns() {
            return x.columns();
        }

        @Override
        public double dot(int i, double[] weights) {
            return Math.fma(constant, weights[x.columns()], Doubles.dot(read(i), 0, weights, 0, x.columns()));
        }

        @Override
        public void add(double factor, int i, double[] weights) {
            Doubles.axpy(factor, read(i), 0, weights, 0, x.columns());
            weights[x.columns()] = Math.fma(factor, constant, weights[x.columns()]);
        }

        @Override
        public void addSquares(double factor, int i, double[] sums) {
            Dense.addSquares(factor, read(i), 0, x.columns(), constant, sums);
        }

        @Override
        public double square(int i) {
            return Math.fma(constant, constant, Doubles.sumOfSquares(read(i), 0, x.columns()));
        }
    }

    /// Rows of which only the stored elements are visited.
    record Sparse(CsrMatrix x, double constant) implements LinearRows {

        @Override
        public int rows() {
            return x.rows();
        }

        @Override
        public int columns() {
            return x.columns();
        }

        @Override
        public double dot(int i, double[] weights) {
            return Math.fma(constant, weights[x.columns()], SparseProducts.dot(x, i, weights, 0));
        }

        @Override
        public void add(double factor, int i, double[] weights) {
            var values = x.values();
            var indices = x.columnIndices();
            int to = x.rowStarts()[i + 1];
            for (int k = x.rowStarts()[i]; k < to; k++) {
                weights[indices[k]] = Math.fma(factor, values[k], weights[indices[k]]);
            }
            weights[x.columns()] = Math.fma(factor, constant, weights[x.columns()]);
        }

        @Override
        public void addSquares(double factor, int i, double[] sums) {
            for (int k = x.rowStarts()[i]; k < x.rowStarts()[i + 1]; k++) {
                int j = x.columnIndices()[k];
                sums[j] = Math.fma(factor * x.values()[k], x.values()[k], sums[j]);
            }
            sums[x.columns()] = Math.fma(factor * constant, constant, sums[x.columns()]);
        }

        @Override
        public double square(int i) {
            double sum = constant * constant;
            for (int k = x.rowStarts()[i]; k < x.rowStarts()[i + 1]; k++) {
                sum = Math.fma(x.values()[k], x.values()[k], sum);
            }
            return sum;
        }
    }

    /// The squares of all rows.
    ///
    /// @throws DataException if they overflow
    default double[] squares() {
        var squares = new double[rows()];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = square(i);
            if (!Double.isFinite(squares[i])) {
                throw new DataException("the numbers are too large for a linear support vector machine; "
                        + "write `standardize | linearsvm`");
            }
        }
        return squares;
    }
}
