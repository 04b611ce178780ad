package org.glia.regression;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.sparse.SparseProducts;

/// Weighted sums of the features of rows.
///
/// @param coefficients `outputs x features`, row-major
/// @param intercepts   one for each output
record Scores(double[] coefficients, double[] intercepts) {

    /// `rows x outputs`, row-major. A row's sums are the same in any company.
    double[] of(Matrix features) {
        int outputs = intercepts.length;
        var scores = new double[Math.multiplyExact(features.rows(), outputs)];
        if (features.isSparse()) {
            ofSparse(features.csr(), scores);
            return scores;
        }
        int d = features.columns();
        var vectors = Strided.of(outputs, d, coefficients).transpose();
        Block.tiles(features, (from, to, x) -> {
            var tile = new Strided(scores, from * outputs, to - from, outputs, outputs, 1);
            MatrixProducts.gemm(1, Strided.of(to - from, d, x), vectors, 0, tile, Parallel.sequential());
        });
        for (int i = 0; i < features.rows(); i++) {
            for (int k = 0; k < outputs; k++) {
                scores[i * outputs + k] += intercepts[k];
            }
        }
        return scores;
    }

    private void ofSparse(CsrMatrix x, double[] scores) {
        int outputs = intercepts.length;
        for (int i = 0; i < x.rows(); i++) {
            for (int k = 0; k < outputs; k++) {
                scores[i * outputs + k] = intercepts[k] + SparseProducts.dot(x, i, coefficients, k * x.columns());
            }
        }
    }
}
