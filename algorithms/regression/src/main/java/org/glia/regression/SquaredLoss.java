package org.glia.regression;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.compute.dense.Doubles;

/// Sums over the weighted rows of the residuals r = y - X b: their products with the features, `X'W r`, then the sum of `w r`,
/// then that of `w r^2`.
///
/// @param shift      what is subtracted from each feature
/// @param parameters coefficients of the shifted features, and the constant behind them
/// @param target     what is subtracted from the target
record SquaredLoss(double[] shift, double[] parameters, double target) implements Pass<double[]> {

    @Override
    public double[] accumulate(Dataset chunk, Block block) {
        int d = shift.length;
        int n = block.rows();
        var residuals = new double[n];
        Arrays.fill(residuals, parameters[d]);
        block.addScores(shift, Arrays.copyOf(parameters, d), residuals);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double weight = block.weights()[i];
            double residual = weight == 0 ? 0 : block.numbers()[i] - target - residuals[i];
            residuals[i] = weight * residual;
            squares = Math.fma(residuals[i], residual, squares);
        }
        var sums = new double[d + 2];
        double total = Doubles.sum(residuals, 0, n);
        block.sumRows(shift, residuals, new double[] {total}, sums);
        sums[d] = total;
        sums[d + 1] = squares;
        return sums;
    }

    @Override
    public double[] merge(double[] left, double[] right) {
        Doubles.axpy(1, right, 0, left, 0, left.length);
        return left;
    }
}
