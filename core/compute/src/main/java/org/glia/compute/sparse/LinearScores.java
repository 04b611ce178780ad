package org.glia.compute.sparse;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.Tile;

/// Weighted sums of the features of rows, however they are stored: what linear models answer with. A row's sums have the same bits
/// in any company.
///
/// @param coefficients `outputs x features`, row-major
/// @param intercepts   one for each output
public record LinearScores(double[] coefficients, double[] intercepts) {

    /// `rows x outputs`, row-major. O(rows outputs features), or in the place of the features the numbers that are stored.
    public double[] of(Matrix features) {
        int outputs = intercepts.length;
        var scores = new double[Math.multiplyExact(features.rows(), outputs)];
        if (features.isSparse()) {
            ofSparse(features.csr(), scores);
            return scores;
        }
        var vectors = Strided.of(outputs, features.columns(), coefficients).transpose();
        Tile.each(features, (from, rows) -> MatrixProducts.gemm(1, rows, vectors, 0,
                new Strided(scores, from * outputs, rows.rows(), outputs, outputs, 1), Parallel.sequential()));
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
