package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.data.CsrMatrix;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.sparse.SparseProducts;
import org.osgi.annotation.versioning.ConsumerType;

/// An `m x n` matrix that is known by its products with dense matrices.
@ConsumerType
public interface LinearOperator {

    /// m
    int rows();

    /// n
    int columns();

    /// `Y = A X`, with X `n x k` and Y `m x k`.
    void times(Strided x, Strided y, Parallel parallel);

    /// `Y = A' X`, with X `m x k` and Y `n x k`.
    void timesTransposed(Strided x, Strided y, Parallel parallel);

    /// A dense matrix, not copied.
    static LinearOperator of(Strided a) {
        return new LinearOperator() {
            @Override
            public int rows() {
                return a.rows();
            }

            @Override
            public int columns() {
                return a.columns();
            }

            @Override
            public void times(Strided x, Strided y, Parallel parallel) {
                MatrixProducts.gemm(1, a, x, 0, y, parallel);
            }

            @Override
            public void timesTransposed(Strided x, Strided y, Parallel parallel) {
                MatrixProducts.gemm(1, a.transpose(), x, 0, y, parallel);
            }
        };
    }

    /// A sparse matrix, not copied; its transpose is made, and takes as much memory again.
    static LinearOperator of(CsrMatrix a) {
        var transpose = SparseProducts.transpose(a);
        return new LinearOperator() {
            @Override
            public int rows() {
                return a.rows();
            }

            @Override
            public int columns() {
                return a.columns();
            }

            @Override
            public void times(Strided x, Strided y, Parallel parallel) {
                SparseProducts.times(1, a, x, 0, y, parallel);
            }

            @Override
            public void timesTransposed(Strided x, Strided y, Parallel parallel) {
                SparseProducts.times(1, transpose, x, 0, y, parallel);
            }
        };
    }

    /// `A - 1 means'`: the matrix with a number taken from each column, which is not carried out, so that a sparse one
    /// stays sparse. Where means are much larger than what is left of a column, digits cancel; take them from a dense
    /// matrix beforehand.
    ///
    /// @param means n, as are the means of columns for principal components
    /// @throws IllegalArgumentException if there are not n means
    default LinearOperator centred(double[] means) {
        if (means.length != columns()) {
            throw new IllegalArgumentException("%d means do not fit %d columns".formatted(means.length, columns()));
        }
        var a = this;
        var row = Strided.of(1, means.length, means.clone());
        var ones = new double[rows()];
        Arrays.fill(ones, 1);
        var column = Strided.of(ones.length, 1, ones);
        return new LinearOperator() {
            @Override
            public int rows() {
                return a.rows();
            }

            @Override
            public int columns() {
                return a.columns();
            }

            @Override
            public void times(Strided x, Strided y, Parallel parallel) {
                a.times(x, y, parallel);
                subtractProduct(column, row, x, y, parallel);
            }

            @Override
            public void timesTransposed(Strided x, Strided y, Parallel parallel) {
                a.timesTransposed(x, y, parallel);
                subtractProduct(row.transpose(), column.transpose(), x, y, parallel);
            }

            private void subtractProduct(Strided left, Strided right, Strided x, Strided y, Parallel parallel) {
                var inner = Strided.zeros(1, x.columns());
                MatrixProducts.gemm(1, right, x, 0, inner, parallel);
                MatrixProducts.gemm(-1, left, inner, 1, y, parallel);
            }
        };
    }
}
