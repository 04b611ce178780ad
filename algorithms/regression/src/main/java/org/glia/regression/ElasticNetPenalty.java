package org.glia.regression;

import org.glia.compute.dense.Doubles;

/// `l1 |b|_1 + l2 / 2 |b|^2`, on least squares that are divided by the total weight.
///
/// @param l1       pulls coefficients to exactly 0
/// @param l2       shrinks them
/// @param positive whether coefficients below 0 are ruled out
record ElasticNetPenalty(double l1, double l2, boolean positive) {

    /// Where a coefficient comes to rest.
    ///
    /// @param pull      its slope without the penalty, where it is 0
    /// @param curvature of least squares along it
    double rest(double pull, double curvature) {
        double beyond = Math.abs(pull) - l1;
        return beyond > 0 && !(positive && pull < 0) ? Math.copySign(beyond, pull) / (curvature + l2) : 0;
    }

    /// How far the slope of least squares (downhill) at a coefficient is from what the penalty balances.
    double violation(double coefficient, double slope) {
        if (coefficient != 0) {
            return Math.abs(slope - Math.copySign(l1, coefficient) - l2 * coefficient);
        }
        return Math.max(0, -spare(slope));
    }

    /// By how much the slope at a coefficient of 0 could grow before it would leave.
    double spare(double slope) {
        return l1 - (positive ? slope : Math.abs(slope));
    }

    double value(double[] b) {
        int d = b.length;
        return l1 * Doubles.sumOfAbsolutes(b, 0, d) + 0.5 * l2 * Doubles.sumOfSquares(b, 0, d);
    }

    /// How far half the mean squared residual with the penalty is above its least value, at most: the least of two duality gaps,
    /// that of the lasso on rows which the l2 part adds, and that of the smooth conjugate, where there is an l2 part.
    ///
    /// @param slopes  `X'r`, divided by the weight
    /// @param squares mean of the squared residuals r
    /// @param product mean of residual times target
    double gap(double[] b, double[] slopes, double squares, double product) {
        double largest = 0;
        double conjugate = 0;
        for (int j = 0; j < b.length; j++) {
            double slope = slopes[j] - l2 * b[j];
            largest = Math.max(largest, positive ? slope : Math.abs(slope));
            double beyond = Math.max(0, -spare(slopes[j]));
            conjugate = Math.fma(beyond, beyond, conjugate);
        }
        double scale = largest > l1 ? l1 / largest : 1;
        double ridge = l2 * Doubles.sumOfSquares(b, 0, b.length);
        double dual = scale * product - 0.5 * scale * scale * (squares + ridge);
        if (l2 > 0) {
            dual = Math.max(dual, product - 0.5 * squares - conjugate / (2 * l2));
        }
        return Math.max(0, 0.5 * squares + value(b) - dual);
    }
}
