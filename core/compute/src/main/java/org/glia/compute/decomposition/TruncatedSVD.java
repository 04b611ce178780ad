package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// The largest singular values of a large matrix and their vectors, by random projection (Halko, Martinsson and Tropp
/// 2011, algorithms 4.4 and 5.1): the matrix, which is known by its products alone, is applied to a few random vectors,
/// whose images span nearly what its first singular vectors do; each power iteration applies it and its transpose once
/// more, with orthonormal bases in between, and brings the space nearer. What the matrix is within that space is
/// decomposed by [SVD].
///
/// *When to use it.* For a few values of a matrix with thousands of rows and columns, sparse ones above all; where most
/// values are wanted, [SVD] costs no more.
///
/// *Accuracy.* Value j is never too large, but for rounding, and too small by a relative amount of the order of
/// `(s(k+p+1) / s(j))^(4q+2)` with p for oversampling and q for power iterations: values that fall off fast are exact
/// to rounding, those in a flat tail may lack a few per cent.
///
/// *Complexity.* `2q + 2` products of the matrix or its transpose with k + p vectors, `O((m + n)(k + p)² q)` operations
/// besides; memory for about `5 (m + n)(k + p)` numbers.
///
/// @param rank            k, how many values are wanted; fewer are given where the matrix has fewer rows or columns
/// @param oversampling    p, how many more vectors are carried along
/// @param powerIterations q
public record TruncatedSVD(int rank, int oversampling, int powerIterations) {

    /// @throws IllegalArgumentException if the rank is not positive, or another number is negative
    public TruncatedSVD {
        if (rank < 1) {
            throw new IllegalArgumentException("the rank must be 1 or more, not " + rank);
        }
        if (oversampling < 0) {
            throw new IllegalArgumentException("the oversampling must be 0 or more, not " + oversampling);
        }
        if (powerIterations < 0) {
            throw new IllegalArgumentException("the number of power iterations must be 0 or more, not " + powerIterations);
        }
    }

    /// With ten more vectors and five power iterations.
    public TruncatedSVD(int rank) {
        this(rank, 10, 5);
    }

    /// Decomposes A. Signs are as [SVD] has them.
    ///
    /// @param a      `m x n`
    /// @param random `n (k + p)` normal numbers are drawn from it
    /// @return the first k values, U `m x k` and V `n x k`
    /// @throws IllegalArgumentException if products with A have NaN or infinite elements
    public SVD decompose(LinearOperator a, RandomStream random, Parallel parallel) {
        int m = a.rows();
        int n = a.columns();
        int vectors = (int) Math.min((long) rank + oversampling, Math.min(m, n));
        var start = Strided.zeros(n, vectors);
        for (int i = 0; i < start.array().length; i++) {
            start.array()[i] = random.nextGaussian();
        }
        var ofRows = Strided.zeros(m, vectors);
        var ofColumns = Strided.zeros(n, vectors);
        a.times(start, ofRows, parallel);
        var basis = orthonormal(ofRows, parallel);
        for (int iteration = 0; iteration < powerIterations; iteration++) {
            a.timesTransposed(basis, ofColumns, parallel);
            a.times(orthonormal(ofColumns, parallel), ofRows, parallel);
            basis = orthonormal(ofRows, parallel);
        }
        a.timesTransposed(basis, ofColumns, parallel);
        requireFinite(ofColumns);
        var inside = SVD.of(ofColumns, parallel); // A' = V S U' within the basis
        int k = Math.min(rank, vectors);
        var u = Strided.zeros(k, m).transpose();
        MatrixProducts.gemm(1, basis, inside.v().block(0, 0, vectors, k), 0, u, parallel);
        var v = Strided.zeros(k, n).transpose();
        for (int j = 0; j < k; j++) {
            System.arraycopy(inside.u().array(), j * n, v.array(), j * n, n);
            if (Signs.makeLargestPositive(u.array(), j * m, m)) {
                Signs.negate(v.array(), j * n, n);
            }
        }
        return new SVD(u, Arrays.copyOf(inside.values(), k), v);
    }

    private static Strided orthonormal(Strided vectors, Parallel parallel) {
        requireFinite(vectors);
        return QR.of(vectors, parallel).thinQ(parallel);
    }

    private static void requireFinite(Strided product) {
        for (double element : product.array()) {
            if (!Double.isFinite(element)) {
                throw new IllegalArgumentException("a product with the matrix has an element that is %s; ".formatted(element)
                        + "singular values need a matrix of finite numbers, and not the largest ones");
            }
        }
    }
}
