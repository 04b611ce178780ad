package org.glia.regression;

import java.util.Arrays;

import org.glia.api.run.Chunks;
import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.ConjugateGradients;
import org.glia.compute.optimise.Convergence;
import org.glia.compute.optimise.LinearSystem;
import org.glia.regression.ColumnMoments.Moments;

/// The normal equations of ridge regression, in units that make their diagonal about 1. No matrix is ever made, so that columns
/// may be many and stay sparse.
final class RidgeEquations implements LinearSystem {

    private final Chunks<Block> chunks;
    private final boolean intercept;
    private final int d;
    private final double alpha;
    private final double[] shift;
    private final double target;
    /// Of the features, then of the column of ones.
    private final double[] scale;

    /// @param coefficients of the features
    /// @param intercept    0 if there is none
    /// @param convergence  its gradient is the length of what is left of the equations, relative to their right side
    record Solution(double[] coefficients, double intercept, Convergence convergence) {
    }

    RidgeEquations(Chunks<Block> chunks, Moments moments, boolean intercept, double alpha) {
        this.chunks = chunks;
        this.intercept = intercept;
        this.d = moments.means().length - 1;
        this.alpha = alpha;
        this.shift = new double[d];
        this.scale = new double[d + 1];
        this.target = intercept ? moments.centre(d) : 0;
        for (int j = 0; j < d; j++) {
            shift[j] = intercept ? moments.centre(j) : 0;
            double deviation = moments.deviation(j, intercept);
            double length = Math.hypot(deviation * Math.sqrt(moments.weight()), Math.sqrt(alpha));
            scale[j] = deviation == 0 ? 0 : 1 / length;
        }
        scale[d] = intercept ? 1 / Math.sqrt(moments.weight()) : 0;
    }

    double[] shift() {
        return shift;
    }

    Solution solve(ConjugateGradients solver, Run run) {
        var minimum = solver.solve(this, new double[d + 1], (iteration, value, left) -> {
            run.checkCancelled();
            run.progress(0.1 + 0.9 * iteration / solver.maxIterations(), "iteration " + iteration);
            run.record("residual", iteration, left);
        });
        var all = coefficients(minimum.x());
        var coefficients = Arrays.copyOf(all, d);
        double constant = intercept ? target + all[d] - Doubles.dot(shift, 0, coefficients, 0, d) : 0;
        return new Solution(coefficients, constant, minimum.convergence());
    }

    @Override
    public void times(double[] v, double[] product) {
        scaled(chunks.aggregate(new NormalProduct(shift, coefficients(v), target, false)), v, 1, product);
    }

    @Override
    public void residual(double[] v, double[] residual) {
        scaled(chunks.aggregate(new NormalProduct(shift, coefficients(v), target, true)), v, -1, residual);
    }

    private double[] coefficients(double[] v) {
        var coefficients = new double[d + 1];
        for (int j = 0; j <= d; j++) {
            coefficients[j] = v[j] * scale[j];
        }
        return coefficients;
    }

    /// Back in scaled units, with the penalty's part.
    private void scaled(double[] sums, double[] v, double sign, double[] into) {
        for (int j = 0; j <= d; j++) {
            double penalty = j < d ? alpha * scale[j] * scale[j] * v[j] : 0;
            into[j] = sums[j] * scale[j] + sign * penalty;
        }
    }
}
