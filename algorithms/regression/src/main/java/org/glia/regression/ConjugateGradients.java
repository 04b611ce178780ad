package org.glia.regression;

import java.util.Arrays;

import org.glia.api.run.Chunks;
import org.glia.api.run.Run;
import org.glia.regression.ColumnMoments.Moments;

/// The normal equations of ridge regression by conjugate gradients with a diagonal preconditioner: no matrix is ever made, so
/// that columns may be many and stay sparse (Hestenes and Stiefel 1952; Golub and Van Loan 2013, 11.5).
final class ConjugateGradients {

    /// After so many steps the residual is computed afresh, since rounding has made it drift.
    private static final int REFRESH = 50;

    private final Chunks<Block> chunks;
    private final boolean intercept;
    private final int d;
    private final double alpha;
    private final double[] shift;
    private final double target;
    /// Of the features, then of the column of ones: they make the diagonal of the equations about 1.
    private final double[] scale;

    /// @param coefficients of the features
    /// @param intercept    0 if there is none
    /// @param iterations   how many were taken
    /// @param residual     length of what is left of the equations, relative to their right side
    record Solution(double[] coefficients, double intercept, int iterations, double residual) {
    }

    private ConjugateGradients(Chunks<Block> chunks, Moments moments, boolean intercept, double alpha) {
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

    /// @param tolerance stop when the residual is at most that much of the right side
    static Solution solve(Chunks<Block> chunks, Moments moments, boolean intercept, double alpha, double tolerance,
                          int maxIterations, Run run) {
        return new ConjugateGradients(chunks, moments, intercept, alpha).search(tolerance, maxIterations, run);
    }

    private Solution search(double tolerance, int maxIterations, Run run) {
        var x = new double[d + 1];
        var residual = residual(x);
        double whole = Vectors.norm(residual);
        var direction = residual.clone();
        double square = Vectors.dot(residual, residual);
        double lowest = Double.POSITIVE_INFINITY;
        int iteration = 0;
        while (Math.sqrt(square) > tolerance * whole && iteration < maxIterations) {
            run.checkCancelled();
            run.progress(0.1 + 0.9 * iteration / maxIterations, "iteration " + iteration);
            run.record("residual", iteration, Math.sqrt(square) / whole);
            var product = times(direction);
            double step = square / Vectors.dot(direction, product);
            Vectors.axpy(step, direction, x);
            Vectors.axpy(-step, product, residual);
            iteration++;
            double next = Vectors.dot(residual, residual);
            if (iteration % REFRESH == 0 || Math.sqrt(next) <= tolerance * whole) {
                residual = residual(x);
                next = Vectors.dot(residual, residual);
                if (!(next < lowest)) {
                    square = next;
                    break; // no longer falling: the rest is rounding
                }
                lowest = next;
            }
            double factor = next / square;
            for (int j = 0; j <= d; j++) {
                direction[j] = residual[j] + factor * direction[j];
            }
            square = next;
        }
        return solution(x, iteration, whole == 0 ? 0 : Math.sqrt(square) / whole);
    }

    private double[] times(double[] v) {
        return scaled(chunks.aggregate(new NormalProduct(shift, coefficients(v), target, false)), v, 1);
    }

    private double[] residual(double[] v) {
        return scaled(chunks.aggregate(new NormalProduct(shift, coefficients(v), target, true)), v, -1);
    }

    private double[] coefficients(double[] v) {
        var coefficients = new double[d + 1];
        for (int j = 0; j <= d; j++) {
            coefficients[j] = v[j] * scale[j];
        }
        return coefficients;
    }

    /// Back in scaled units, with the penalty's part.
    private double[] scaled(double[] sums, double[] v, double sign) {
        for (int j = 0; j <= d; j++) {
            double penalty = j < d ? alpha * scale[j] * scale[j] * v[j] : 0;
            sums[j] = sums[j] * scale[j] + sign * penalty;
        }
        return sums;
    }

    private Solution solution(double[] x, int iterations, double residual) {
        var all = coefficients(x);
        var coefficients = Arrays.copyOf(all, d);
        double constant = intercept ? target + all[d] - Vectors.dot(shift, coefficients) : 0;
        return new Solution(coefficients, constant, iterations, residual);
    }
}
