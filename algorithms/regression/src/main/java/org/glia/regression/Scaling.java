package org.glia.regression;

import org.glia.regression.ColumnMoments.Moments;

/// How columns are shifted and stretched inside a solver: `z = (x - shift) * unit`. Units are powers of two, so that
/// stretching is exact; constant columns have the unit 0.
///
/// @param shift      one for each feature; 0 without an intercept
/// @param unit       one for each feature
/// @param target     what is subtracted from the target
/// @param targetUnit what the target is multiplied by
/// @param weightUnit what weights are multiplied by
record Scaling(double[] shift, double[] unit, double target, double targetUnit, double weightUnit) {

    /// Columns of about length 1 for each unit of weight, counting the penalty as if it were rows.
    ///
    /// @param d     features
    /// @param alpha penalty on the squares of the coefficients
    static Scaling of(Moments moments, int d, boolean intercept, double alpha) {
        var shift = new double[d];
        var unit = new double[d];
        for (int j = 0; j < d; j++) {
            double deviation = moments.deviation(j, intercept);
            shift[j] = intercept ? moments.centre(j) : 0;
            unit[j] = deviation == 0 ? 0 : powerOfTwoNear(1 / Math.hypot(deviation, Math.sqrt(alpha / moments.weight())));
        }
        boolean numeric = moments.means().length > d;
        double target = numeric && intercept ? moments.centre(d) : 0;
        double spread = numeric ? moments.deviation(d, intercept) : 0;
        return new Scaling(shift, unit, target, spread > 0 ? powerOfTwoNear(1 / spread) : 1,
                powerOfTwoNear(moments.rows() / moments.weight()));
    }

    /// Not so near that products of a few of them would leave the range of doubles.
    private static double powerOfTwoNear(double value) {
        return Math.scalb(1.0, Math.clamp(Math.getExponent(value), -1000, 1000));
    }
}
