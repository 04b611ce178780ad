package org.glia.regression;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;

/// X'W (X b), or X'W (y - X b): the sums over weighted rows that conjugate gradients need. X is centred in thought: sparse rows
/// are not filled.
///
/// @param shift        what is subtracted from each feature
/// @param coefficients of the centred features, and behind them that of a column of ones
/// @param target       what is subtracted from the target
/// @param residual     whether the sums are those of the residuals y - X b
record NormalProduct(double[] shift, double[] coefficients, double target, boolean residual) implements Pass<double[]> {

    @Override
    public double[] accumulate(Dataset chunk, Block block) {
        var sums = new double[coefficients.length];
        if (block.sparse().isPresent()) {
            ofSparse(block, block.sparse().get(), sums);
        } else {
            ofDense(block, sums);
        }
        return sums;
    }

    private double weighted(Block block, int row, double score) {
        return block.weights()[row] * (residual ? block.numbers()[row] - target - score : score);
    }

    private void ofDense(Block block, double[] sums) {
        int d = shift.length;
        block.tiles((from, to, x) -> {
            for (int i = from, at = 0; i < to; i++, at += d) {
                Vectors.axpy(-1, shift, 0, x, at, d);
                double value = weighted(block, i, coefficients[d] + Vectors.dot(x, at, coefficients, 0, d));
                Vectors.axpy(value, x, at, sums, 0, d);
                sums[d] += value;
            }
        });
    }

    private void ofSparse(Block block, CsrMatrix x, double[] sums) {
        int d = shift.length;
        double constant = coefficients[d] - Vectors.dot(shift, 0, coefficients, 0, d);
        for (int i = 0; i < block.rows(); i++) {
            double score = constant;
            for (int k = x.rowStarts()[i]; k < x.rowStarts()[i + 1]; k++) {
                score += x.values()[k] * coefficients[x.columnIndices()[k]];
            }
            double value = weighted(block, i, score);
            for (int k = x.rowStarts()[i]; k < x.rowStarts()[i + 1]; k++) {
                sums[x.columnIndices()[k]] += value * x.values()[k];
            }
            sums[d] += value;
        }
        Vectors.axpy(-sums[d], shift, 0, sums, 0, d);
    }

    @Override
    public double[] merge(double[] left, double[] right) {
        return Vectors.add(left, right);
    }
}
