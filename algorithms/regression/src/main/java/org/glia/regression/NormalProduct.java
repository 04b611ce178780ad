package org.glia.regression;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.compute.dense.Doubles;

/// X'W (X b), or X'W (y - X b): the sums over weighted rows that conjugate gradients need. X is centred, in thought where it is
/// sparse.
///
/// @param shift        what is subtracted from each feature
/// @param coefficients of the centred features, and behind them that of a column of ones
/// @param target       what is subtracted from the target
/// @param residual     whether the sums are those of the residuals y - X b
record NormalProduct(double[] shift, double[] coefficients, double target, boolean residual) implements Pass<double[]> {

    @Override
    public double[] accumulate(Dataset chunk, Block block) {
        int d = shift.length;
        var scores = new double[block.rows()];
        Arrays.fill(scores, coefficients[d]);
        block.addScores(shift, Arrays.copyOf(coefficients, d), scores);
        for (int i = 0; i < scores.length; i++) {
            double weight = block.weights()[i];
            double value = residual ? block.numbers()[i] - target - scores[i] : scores[i];
            scores[i] = weight == 0 ? 0 : weight * value;
        }
        var sums = new double[d + 1];
        sums[d] = Doubles.sum(scores, 0, scores.length);
        block.sumRows(shift, scores, new double[] {sums[d]}, sums);
        return sums;
    }

    @Override
    public double[] merge(double[] left, double[] right) {
        Doubles.axpy(1, right, 0, left, 0, left.length);
        return left;
    }
}
