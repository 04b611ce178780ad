package org.glia.regression;

import org.glia.api.data.Dataset;

/// What the residuals of least squares say, each of them computed in about twice the precision of a double (TwoSum and
/// TwoProduct of Ogita, Rump and Oishi 2005), in the units of the scaling.
///
/// @param intercept whether the first coefficient is the intercept's
/// @param high      coefficients of the scaled columns
/// @param low       what the coefficients are more than `high`
record Residuals(Scaling scaling, boolean intercept, double[] high, double[] low) implements Pass<Residuals.Sums> {

    /// @param high         sums of residual times column, weighted
    /// @param low          what those sums are more than `high`
    /// @param squares      sum of weighted squared residuals
    /// @param target       sum of the weighted target, less what the scaling subtracts
    /// @param targetSquares sum of its weighted squares
    /// @param logWeights   sum of the logarithms of the weights
    record Sums(double[] high, double[] low, double squares, double target, double targetSquares, double logWeights) {
    }

    @Override
    public Sums accumulate(Dataset chunk, Block block) {
        int d = block.columns();
        int first = intercept ? 1 : 0;
        var g = new double[d + first];
        var gLow = new double[d + first];
        var z = new double[d + first];
        var zLow = new double[d + first];
        if (intercept) {
            z[0] = 1;
        }
        var shift = scaling.shift();
        var unit = scaling.unit();
        var totals = new double[4];
        block.tiles((from, to, x) -> {
            for (int i = from, at = 0; i < to; i++, at += d) {
                double w = block.weights()[i];
                if (w == 0) {
                    continue;
                }
                for (int j = 0; j < d; j++) {
                    double value = x[at + j];
                    double s = value - shift[j];
                    double b = s - value;
                    z[j + first] = s * unit[j];
                    zLow[j + first] = ((value - (s - b)) - (shift[j] + b)) * unit[j];
                }
                double y = block.numbers()[i];
                double r = y - scaling.target();
                double part = r - y;
                double rLow = ((y - (r - part)) - (scaling.target() + part)) * scaling.targetUnit();
                r *= scaling.targetUnit();
                double scaled = w * scaling.weightUnit();
                totals[1] += scaled * r;
                totals[2] += scaled * r * r;
                totals[3] += StrictMath.log(w);
                for (int j = 0; j < z.length; j++) {
                    double product = z[j] * high[j];
                    double error = Math.fma(z[j], high[j], -product) + (z[j] * low[j] + zLow[j] * high[j]);
                    double s = r - product;
                    double b = s - r;
                    rLow += ((r - (s - b)) - (product + b)) - error;
                    r = s;
                }
                totals[0] += scaled * (r + rLow) * (r + rLow);
                double wr = scaled * r;
                double wrLow = Math.fma(scaled, r, -wr) + scaled * rLow;
                for (int j = 0; j < z.length; j++) {
                    double product = z[j] * wr;
                    double error = Math.fma(z[j], wr, -product) + (z[j] * wrLow + zLow[j] * wr);
                    double s = g[j] + product;
                    double b = s - g[j];
                    gLow[j] += (g[j] - (s - b)) + (product - b) + error;
                    g[j] = s;
                }
            }
        });
        return new Sums(g, gLow, totals[0], totals[1], totals[2], totals[3]);
    }

    @Override
    public Sums merge(Sums left, Sums right) {
        for (int j = 0; j < left.high.length; j++) {
            double s = left.high[j] + right.high[j];
            double b = s - left.high[j];
            left.low[j] += right.low[j] + ((left.high[j] - (s - b)) + (right.high[j] - b));
            left.high[j] = s;
        }
        return new Sums(left.high, left.low, left.squares + right.squares, left.target + right.target,
                left.targetSquares + right.targetSquares, left.logWeights + right.logWeights);
    }
}
