package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;

/// The thin singular value decomposition of a matrix of any shape, `A = U diag(values) V'`, with `k = min(m, n)`,
/// `U'U = I` and `V'V = I`.
///
/// Of each column of U the component of largest magnitude, the first of those, is positive, so that vectors can be
/// compared; its column of V follows. Vectors of equal values are some orthonormal bases of their spaces.
///
/// *How it works.* Tall matrices are taken to a triangle first; what is left becomes bidiagonal by reflections in
/// panels, which is solved by divide and conquer with deflation (Gu and Eisenstat 1995b), small pieces by implicit QR;
/// the reflections are applied to the vectors in blocks. The product `A'A`, which would lose half the digits, is never
/// formed.
///
/// *Accuracy.* Values to a few `n eps` of the largest one; `A - U diag(values) V'`, `U'U - I` and `V'V - I` are of that
/// size too. Small values of a matrix with large ones are not accurate relative to themselves.
///
/// *Complexity.* For `m >= n`, about `6 m n² + 12 n³` operations at most; memory for about `2 m n + 7 n²` numbers.
///
/// @param u      `m x k`, column j belongs to value j; each column is contiguous
/// @param values k, falling, none negative
/// @param v      `n x k`, column j belongs to value j; each column is contiguous
public record SVD(Strided u, double[] values, Strided v) {

    /// How many times as many rows as columns make it worth to take a matrix to a triangle first.
    private static final double TALL = 1.25;

    /// Decomposes A.
    ///
    /// @param a `m x n`; it stays as it is
    /// @throws IllegalArgumentException if A holds NaN or infinite numbers
    public static SVD of(Strided a, Parallel parallel) {
        boolean wide = a.rows() < a.columns();
        var svd = ofTall(wide ? a.transpose() : a, largest(a), parallel);
        var u = wide ? svd.v : svd.u;
        var v = wide ? svd.u : svd.v;
        for (int j = 0; j < svd.values.length; j++) {
            if (Signs.makeLargestPositive(u.array(), j * u.rows(), u.rows())) {
                Signs.negate(v.array(), j * v.rows(), v.rows());
            }
        }
        return new SVD(u, svd.values, v);
    }

    private static SVD ofTall(Strided a, double largest, Parallel parallel) {
        int m = a.rows();
        int n = a.columns();
        var us = new double[Math.multiplyExact(m, n)];
        var u = new Strided(us, 0, m, n, 1, m);
        if (largest == 0) {
            var vs = new double[Math.multiplyExact(n, n)];
            for (int i = 0; i < n; i++) {
                us[i * m + i] = 1;
                vs[i * n + i] = 1;
            }
            return new SVD(u, new double[n], new Strided(vs, 0, n, n, 1, n));
        }
        double scale = Scaling.toComfort(largest);
        var columns = scaledColumns(a, scale);
        SVD svd;
        if (m >= TALL * n) {
            var reflections = HouseholderProduct.of(columns, m, n, parallel);
            svd = ofBidiagonal(Bidiagonal.of(reflections.r().array(), n, n, parallel), n, u, parallel);
            reflections.apply(false, u, parallel);
        } else {
            svd = ofBidiagonal(Bidiagonal.of(columns, m, n, parallel), m, u, parallel);
        }
        for (int j = 0; j < n; j++) {
            svd.values[j] /= scale;
        }
        return svd;
    }

    /// @param u `m x n`, of zeros; its first `height` rows become the left vectors
    private static SVD ofBidiagonal(Bidiagonal bidiagonal, int height, Strided u, Parallel parallel) {
        int n = u.columns();
        double[] values = bidiagonal.diagonal;
        var division = BidiagonalDivision.solve(values, bidiagonal.offDiagonal, parallel);
        for (int j = 0; j < n; j++) {
            System.arraycopy(division.u, j * n, u.array(), j * u.rows(), n);
        }
        bidiagonal.applyQ(u.block(0, 0, height, n), parallel);
        var v = new Strided(division.v, 0, n, n, 1, n);
        bidiagonal.applyP(v, parallel);
        return new SVD(u, values, v);
    }

    /// The singular values alone, falling. For `m >= n`, about `2 m n² + 2 n³` operations at most.
    ///
    /// @param a `m x n`; it stays as it is
    /// @throws IllegalArgumentException if A holds NaN or infinite numbers
    public static double[] valuesOnly(Strided a, Parallel parallel) {
        var tall = a.rows() < a.columns() ? a.transpose() : a;
        int m = tall.rows();
        int n = tall.columns();
        double scale = Scaling.toComfort(largest(a));
        var columns = scaledColumns(tall, scale);
        boolean triangleFirst = m >= TALL * n;
        var bidiagonal = triangleFirst
                ? Bidiagonal.of(HouseholderProduct.of(columns, m, n, parallel).r().array(), n, n, parallel)
                : Bidiagonal.of(columns, m, n, parallel);
        double[] rising = bidiagonal.diagonal;
        BidiagonalQR.values(rising, bidiagonal.offDiagonal, n);
        Arrays.sort(rising);
        var values = new double[n];
        for (int j = 0; j < n; j++) {
            values[j] = rising[n - 1 - j] / scale;
        }
        return values;
    }

    private static double largest(Strided a) {
        double largest = 0;
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                double size = Math.abs(a.get(i, j));
                if (!(size <= Double.MAX_VALUE)) {
                    throw new IllegalArgumentException(("element (%d, %d) of the matrix is %s; singular values need finite "
                            + "numbers: remove or replace it").formatted(i, j, a.get(i, j)));
                }
                largest = Math.max(largest, size);
            }
        }
        return largest;
    }

    private static double[] scaledColumns(Strided a, double scale) {
        double[] columns = HouseholderProduct.columns(a);
        if (scale != 1) {
            for (int i = 0; i < columns.length; i++) {
                columns[i] *= scale;
            }
        }
        return columns;
    }
}
