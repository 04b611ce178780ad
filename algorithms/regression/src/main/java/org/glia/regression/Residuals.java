package org.glia.regression;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.compute.elementwise.Elementary;

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
        int columns = block.columns() + (intercept ? 1 : 0);
        var g = new double[columns];
        var gLow = new double[columns];
        var totals = new double[4];
        if (block.sparse().isPresent()) {
            ofSparse(block, block.sparse().get(), g, gLow, totals);
        } else {
            ofDense(block, g, gLow, totals);
        }
        return new Sums(g, gLow, totals[0], totals[1], totals[2], totals[3]);
    }

    private void ofDense(Block block, double[] g, double[] gLow, double[] totals) {
        int d = block.columns();
        int first = intercept ? 1 : 0;
        var z = new double[d + first];
        var zLow = new double[d + first];
        if (intercept) {
            z[0] = 1;
        }
        var shift = scaling.shift();
        var unit = scaling.unit();
        var target = new double[2];
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
                count(block.numbers()[i], w, target, totals);
                double r = target[0];
                double rLow = target[1];
                for (int j = 0; j < z.length; j++) {
                    double product = z[j] * high[j];
                    double error = Math.fma(z[j], high[j], -product) + (z[j] * low[j] + zLow[j] * high[j]);
                    double s = r - product;
                    double b = s - r;
                    rLow += ((r - (s - b)) - (product + b)) - error;
                    r = s;
                }
                double scaled = w * scaling.weightUnit();
                totals[0] += scaled * (r + rLow) * (r + rLow);
                double wr = scaled * r;
                double wrLow = Math.fma(scaled, r, -wr) + scaled * rLow;
                for (int j = 0; j < z.length; j++) {
                    double product = z[j] * wr;
                    double error = Math.fma(z[j], wr, -product) + (z[j] * wrLow + zLow[j] * wr);
                    add(product, error, g, gLow, j);
                }
            }
        });
    }

    /// A row of zeros has a score too, from which the stored numbers lead away; the sums are of unshifted columns first.
    private void ofSparse(Block block, CsrMatrix x, double[] g, double[] gLow, double[] totals) {
        int d = block.columns();
        int first = intercept ? 1 : 0;
        var unit = scaling.unit();
        var zero = new double[] {intercept ? high[0] : 0};
        var zeroLow = new double[] {intercept ? low[0] : 0};
        for (int j = 0; j < d; j++) {
            double z = -scaling.shift()[j] * unit[j];
            double product = z * high[first + j];
            add(product, Math.fma(z, high[first + j], -product) + z * low[first + j], zero, zeroLow, 0);
        }
        var all = new double[1];
        var allLow = new double[1];
        var target = new double[2];
        for (int i = 0; i < block.rows(); i++) {
            double w = block.weights()[i];
            if (w == 0) {
                continue;
            }
            count(block.numbers()[i], w, target, totals);
            double r = target[0] - zero[0];
            double part = r - target[0];
            double rLow = target[1] - zeroLow[0] + ((target[0] - (r - part)) - (zero[0] + part));
            int begin = x.rowStarts()[i];
            int end = x.rowStarts()[i + 1];
            for (int k = begin; k < end; k++) {
                int j = x.columnIndices()[k];
                double z = x.values()[k] * unit[j];
                double product = z * high[first + j];
                double error = Math.fma(z, high[first + j], -product) + z * low[first + j];
                double s = r - product;
                double b = s - r;
                rLow += ((r - (s - b)) - (product + b)) - error;
                r = s;
            }
            double scaled = w * scaling.weightUnit();
            totals[0] += scaled * (r + rLow) * (r + rLow);
            double wr = scaled * r;
            double wrLow = Math.fma(scaled, r, -wr) + scaled * rLow;
            add(wr, wrLow, all, allLow, 0);
            for (int k = begin; k < end; k++) {
                int j = x.columnIndices()[k];
                double z = x.values()[k] * unit[j];
                double product = z * wr;
                add(product, Math.fma(z, wr, -product) + z * wrLow, g, gLow, first + j);
            }
        }
        for (int j = 0; j < d; j++) {
            double z = -scaling.shift()[j] * unit[j];
            double product = z * all[0];
            add(product, Math.fma(z, all[0], -product) + z * allLow[0], g, gLow, first + j);
        }
        if (intercept) {
            add(all[0], allLow[0], g, gLow, 0);
        }
    }

    /// The scaled target in two parts, and its share of the totals.
    private void count(double y, double weight, double[] parts, double[] totals) {
        double r = y - scaling.target();
        double part = r - y;
        parts[1] = ((y - (r - part)) - (scaling.target() + part)) * scaling.targetUnit();
        r *= scaling.targetUnit();
        parts[0] = r;
        double scaled = weight * scaling.weightUnit();
        totals[1] += scaled * r;
        totals[2] += scaled * r * r;
        totals[3] += Elementary.log(weight);
    }

    private static void add(double value, double error, double[] sums, double[] lows, int j) {
        double s = sums[j] + value;
        double b = s - sums[j];
        lows[j] += (sums[j] - (s - b)) + (value - b) + error;
        sums[j] = s;
    }

    @Override
    public Sums merge(Sums left, Sums right) {
        for (int j = 0; j < left.high.length; j++) {
            add(right.high[j], right.low[j], left.high, left.low, j);
        }
        return new Sums(left.high, left.low, left.squares + right.squares, left.target + right.target,
                left.targetSquares + right.targetSquares, left.logWeights + right.logWeights);
    }
}
