package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;

/// The eigenvalues and eigenvectors of a symmetric matrix, `A = V diag(values) V'`, `V'V = I`; the largest value first,
/// as singular values and principal components come.
///
/// Of each vector the component of largest magnitude, the first of those, is positive, so that vectors can be compared.
/// Vectors of equal values are some orthonormal basis of their space.
///
/// *How it works.* A becomes tridiagonal by reflections in panels (Dongarra, Sorensen and Hammarling 1989), which is
/// solved by divide and conquer with deflation (Cuppen 1981; Gu and Eisenstat 1995), small pieces by implicit QL; the
/// reflections are applied to the vectors in blocks (Schreiber and Van Loan 1989).
///
/// *Accuracy.* Values to a few `n eps` of the largest magnitude of all; `A V - V diag(values)` and `V'V - I` are of
/// that size too. Small values of a matrix with large ones are not accurate relative to themselves.
///
/// *Complexity.* At most 14/3 n³ operations, 2/3 n³ of them bound by reading the matrix from memory; memory for 4n²
/// numbers.
///
/// @param values  n, falling
/// @param vectors `n x n`, column j belongs to value j; each column is contiguous
public record SymmetricEigen(double[] values, Strided vectors) {

    /// Decomposes A.
    ///
    /// @param a `n x n`; the lower triangle is read, it stays as it is
    /// @throws IllegalArgumentException if A is not square, or holds NaN or infinite numbers
    public static SymmetricEigen of(Strided a, Parallel parallel) {
        int n = order(a);
        double largest = largest(a);
        double scale = Scaling.toComfort(largest);
        if (largest == 0) {
            var identity = Strided.zeros(n, n);
            for (int i = 0; i < n; i++) {
                identity.set(i, i, 1);
            }
            return new SymmetricEigen(new double[n], identity.transpose());
        }
        var tridiagonal = Tridiagonal.of(scaledColumns(a, scale), n, parallel);
        double[] values = tridiagonal.diagonal;
        double[] columns = TridiagonalDivision.solve(values, tridiagonal.offDiagonal, parallel);
        var vectors = new Strided(columns, 0, n, n, 1, n);
        tridiagonal.applyQ(vectors, parallel);
        for (int j = 0; j < n; j++) {
            values[j] /= scale;
            Signs.makeLargestPositive(columns, j * n, n);
        }
        return new SymmetricEigen(values, vectors);
    }

    /// The eigenvalues alone, falling. 4/3 n³ operations, and memory for n² numbers.
    ///
    /// @param a `n x n`; the lower triangle is read, it stays as it is
    /// @throws IllegalArgumentException if A is not square, or holds NaN or infinite numbers
    public static double[] valuesOnly(Strided a, Parallel parallel) {
        int n = order(a);
        double scale = Scaling.toComfort(largest(a));
        var tridiagonal = Tridiagonal.of(scaledColumns(a, scale), n, parallel);
        double[] rising = tridiagonal.diagonal;
        TridiagonalQL.values(rising, tridiagonal.offDiagonal, n);
        Arrays.sort(rising);
        var values = new double[n];
        for (int j = 0; j < n; j++) {
            values[j] = rising[n - 1 - j] / scale;
        }
        return values;
    }

    private static int order(Strided a) {
        if (a.rows() != a.columns()) {
            throw new IllegalArgumentException("a %d x %d matrix has no eigenvalues; give a square one"
                    .formatted(a.rows(), a.columns()));
        }
        return a.rows();
    }

    private static double largest(Strided a) {
        double largest = 0;
        for (int j = 0; j < a.columns(); j++) {
            for (int i = j; i < a.rows(); i++) {
                double size = Math.abs(a.get(i, j));
                if (!(size <= Double.MAX_VALUE)) {
                    throw new IllegalArgumentException(("element (%d, %d) of the matrix is %s; eigenvalues need finite numbers: "
                            + "remove or replace it").formatted(i, j, a.get(i, j)));
                }
                largest = Math.max(largest, size);
            }
        }
        return largest;
    }

    /// The lower triangle, column by column.
    private static double[] scaledColumns(Strided a, double scale) {
        int n = a.rows();
        var columns = new double[Math.multiplyExact(n, n)];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                columns[j * n + i] = scale * a.get(i, j);
            }
        }
        return columns;
    }
}
