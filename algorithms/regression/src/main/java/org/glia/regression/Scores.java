package org.glia.regression;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Matrix;

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
        Block.tiles(features, (from, to, x) -> {
            for (int i = from, at = 0; i < to; i++, at += d) {
                for (int k = 0; k < outputs; k++) {
                    scores[i * outputs + k] = intercepts[k] + Vectors.dot(x, at, coefficients, k * d, d);
                }
            }
        });
        return scores;
    }

    private void ofSparse(CsrMatrix x, double[] scores) {
        int outputs = intercepts.length;
        for (int i = 0; i < x.rows(); i++) {
            for (int k = 0; k < outputs; k++) {
                double sum = 0;
                for (int e = x.rowStarts()[i]; e < x.rowStarts()[i + 1]; e++) {
                    sum += x.values()[e] * coefficients[k * x.columns() + x.columnIndices()[e]];
                }
                scores[i * outputs + k] = intercepts[k] + sum;
            }
        }
    }
}
