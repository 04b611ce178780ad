package org.glia.compute.dense;

import org.glia.api.run.Parallel;

/// Products of matrices. Each element of a result is summed up in the order of the inner dimension, in blocks of
/// [#INNER], by fused multiply-adds; so its bits depend on neither threads nor vector width.
public final class MatrixProducts {

    /// How many terms of an element are summed before they are added to the result.
    public static final int INNER = 256;

    private MatrixProducts() {
    }

    /// `C = alpha A B + beta C`, with A `m x k`, B `k x n` and C `m x n`; transposes are views of A and B. Where `beta` is 0, C
    /// is not read. C must not overlap A or B. 2mnk operations.
    ///
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void gemm(double alpha, Strided a, Strided b, double beta, Strided c, Parallel parallel) {
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                double sum = beta == 0 ? 0 : beta * c.get(i, j);
                for (int first = 0; first < a.columns(); first += INNER) {
                    double part = 0;
                    for (int p = first; p < Math.min(a.columns(), first + INNER); p++) {
                        part = Math.fma(a.get(i, p), b.get(p, j), part);
                    }
                    sum = Math.fma(alpha, part, sum);
                }
                c.set(i, j, sum);
            }
        }
    }

    /// `C = alpha A A' + beta C`, with A `n x k` and C `n x n`, symmetric; both triangles are written, the lower one of C is read.
    public static void syrk(double alpha, Strided a, double beta, Strided c, Parallel parallel) {
        gemm(alpha, a, a.transpose(), beta, c, parallel);
    }
}
