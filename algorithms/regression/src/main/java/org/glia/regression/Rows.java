package org.glia.regression;

import java.util.stream.IntStream;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;
import org.glia.compute.dense.Doubles;
import org.glia.compute.sparse.SparseProducts;

/// The rows of positive weight, for those that learn from one after the other: dense ones in one array, sparse ones as their
/// stored elements.
sealed interface Rows {

    static Rows of(Matrix features, double[] weights) {
        var kept = IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
        return features.isSparse() ? new Sparse(features.csr(), kept) : new Dense(features.dense(), kept);
    }

    /// Their numbers in the data, rising.
    int[] kept();

    /// d
    int columns();

    /// The product of row `i` of the data with `v`.
    double dot(int i, double[] v);

    /// Adds row `i` of the data, times `factor`, to `v`.
    void add(int i, double factor, double[] v);

    /// All elements are stored.
    record Dense(DenseMatrix x, int[] kept) implements Rows {

        @Override
        public int columns() {
            return x.columns();
        }

        int at(int i) {
            return x.offset() + i * x.stride();
        }

        @Override
        public double dot(int i, double[] v) {
            return Doubles.dot(x.values(), at(i), v, 0, x.columns());
        }

        @Override
        public void add(int i, double factor, double[] v) {
            Doubles.axpy(factor, x.values(), at(i), v, 0, x.columns());
        }
    }

    /// Few elements are.
    record Sparse(CsrMatrix x, int[] kept) implements Rows {

        @Override
        public int columns() {
            return x.columns();
        }

        @Override
        public double dot(int i, double[] v) {
            return SparseProducts.dot(x, i, v, 0);
        }

        @Override
        public void add(int i, double factor, double[] v) {
            var indices = x.columnIndices();
            var values = x.values();
            for (int k = x.rowStarts()[i]; k < x.rowStarts()[i + 1]; k++) {
                v[indices[k]] = Math.fma(factor, values[k], v[indices[k]]);
            }
        }
    }
}
