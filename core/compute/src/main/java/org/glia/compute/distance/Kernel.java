package org.glia.compute.distance;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.VectorProducts;
import org.glia.compute.elementwise.Elementwise;

/// A similarity of two rows x and y that is their inner product in some space of features (for `Sigmoid`, in a loose sense).
/// Matrices of kernels come by blocks of matrix products, rows from one pass over the data; both have the same bits for any
/// number of threads and vector width, but may differ from each other in their last digits.
public sealed interface Kernel {

    /// x.y
    record Linear() implements Kernel {
    }

    /// `(gamma x.y + constant)^degree`
    ///
    /// @param degree 1 or more
    record Polynomial(double gamma, double constant, int degree) implements Kernel {

        /// @throws IllegalArgumentException if `degree` is less than 1
        public Polynomial {
            if (degree < 1) {
                throw new IllegalArgumentException("the degree of a polynomial kernel is %d, it must be 1 or more".formatted(degree));
            }
        }
    }

    /// `exp(-gamma |x - y|^2)`, the Gaussian or radial basis function; its relative error is about `gamma |x - y|^2` times that of
    /// the squared distance, see [PairwiseDistances#squaredEuclidean].
    record Rbf(double gamma) implements Kernel {
    }

    /// `tanh(gamma x.y + constant)`
    record Sigmoid(double gamma, double constant) implements Kernel {
    }

    /// The kernels of all rows of X (`n x d`) and all rows of Y (`m x d`). Where Y is X itself (an equal view), the matrix is exactly
    /// symmetric and half of it is computed. O(n m d) operations.
    ///
    /// @param into `n x m`, is written, and must not overlap X or Y
    /// @throws IllegalArgumentException if the shapes do not fit
    default void matrix(Strided x, Strided y, Strided into, Parallel parallel) {
        PairwiseDistances.requireShapes(x, y, into);
        if (this instanceof Rbf) {
            PairwiseDistances.squaredEuclidean(x, y, into, parallel, this::finish);
        } else {
            PairwiseDistances.blocks(x, y, into, parallel, (a, b, c, i, j) -> {
                MatrixProducts.gemm(1, a, b.transpose(), 0, c, Parallel.sequential());
                finish(c);
            });
        }
    }

    /// The kernels of one point and all rows of X (`n x d`): a row of the matrix, as support vector machines ask for one at a
    /// time. O(n d), at about the speed at which X is read.
    ///
    /// @param point    d numbers from `at` on
    /// @param into     takes n numbers from `intoAt` on
    /// @param parallel shares the rows of X
    default void row(double[] point, int at, Strided x, double[] into, int intoAt, Parallel parallel) {
        int n = x.rows();
        if (n == 0) {
            return;
        }
        if (this instanceof Rbf) {
            new Centres(new Strided(point, at, 1, x.columns(), x.columns(), 1), x.rows()).distances(x, new Strided(into, intoAt, n, 1, 1, n), parallel);
        } else {
            VectorProducts.gemv(1, x, point, at, 0, into, intoAt, parallel);
        }
        finish(new Strided(into, intoAt, 1, n, n, 1));
    }

    /// The kernel of each row of X with itself.
    ///
    /// @param into takes n numbers from `at` on
    default void diagonal(Strided x, double[] into, int at) {
        int n = x.rows();
        if (n == 0) {
            return;
        }
        var rows = x.columnStride() == 1 ? x : x.copy();
        for (int i = 0; i < n; i++) {
            into[at + i] = this instanceof Rbf ? 0 : Doubles.sumOfSquares(rows.array(), rows.at(i, 0), rows.columns());
        }
        finish(new Strided(into, at, 1, n, n, 1));
    }

    /// Makes kernels of inner products, or of squared distances, in the rows of `c`.
    private void finish(Strided c) {
        int n = c.columns();
        for (int i = 0; i < c.rows(); i++) {
            int at = c.at(i, 0);
            switch (this) {
                case Linear() -> { }
                case Polynomial(double gamma, double constant, int degree) -> {
                    line(gamma, constant, c.array(), at, n);
                    power(degree, c.array(), at, n);
                }
                case Rbf(double gamma) -> {
                    Doubles.scale(-gamma, c.array(), at, n);
                    Elementwise.exp(c.array(), at, c.array(), at, n);
                }
                case Sigmoid(double gamma, double constant) -> {
                    line(gamma, constant, c.array(), at, n);
                    Elementwise.tanh(c.array(), at, c.array(), at, n);
                }
            }
        }
    }

    private static void line(double gamma, double constant, double[] x, int at, int n) {
        for (int i = at; i < at + n; i++) {
            x[i] = Math.fma(gamma, x[i], constant);
        }
    }

    /// By squaring, from the highest bit of the exponent on.
    private static void power(int degree, double[] x, int at, int n) {
        for (int i = at; i < at + n; i++) {
            double base = x[i];
            double power = base;
            for (int bit = Integer.highestOneBit(degree) >> 1; bit > 0; bit >>= 1) {
                power *= power;
                power = (degree & bit) != 0 ? power * base : power;
            }
            x[i] = power;
        }
    }
}
