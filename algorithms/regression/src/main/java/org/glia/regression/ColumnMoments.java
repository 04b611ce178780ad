package org.glia.regression;

import java.util.Arrays;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;

/// Weighted means, squared deviations and ranges of the features and, if it is numeric, of the target behind them.
record ColumnMoments() implements Pass<ColumnMoments.Moments> {

    /// A range of this width, relative to the largest magnitude, is what rounding makes of a constant.
    private static final double NO_RANGE = 0x1p-50;

    /// Rows of weight 0 count nowhere.
    ///
    /// @param rows    of positive weight
    /// @param weight  their sum
    /// @param means   one for each column
    /// @param squares sums of weighted squared distances to the means
    /// @param least   smallest numbers
    /// @param most    largest numbers
    record Moments(int rows, double weight, double[] means, double[] squares, double[] least, double[] most) {

        boolean isConstant(int column) {
            return ColumnMoments.isConstant(least[column], most[column]);
        }

        /// Somewhere in the middle of the column, finite.
        double centre(int column) {
            return Double.isFinite(means[column]) ? means[column] : 0.5 * least[column] + 0.5 * most[column];
        }

        /// The standard deviation, or the root of the mean square, 0 for a constant column; where squares leave the range
        /// of doubles, the largest distance.
        double deviation(int column, boolean aboutTheMean) {
            double centre = aboutTheMean ? centre(column) : 0;
            if (aboutTheMean && isConstant(column)) {
                return 0;
            }
            double mean = aboutTheMean ? 0 : means[column];
            double deviation = Math.sqrt(squares[column] / weight + mean * mean);
            boolean usable = deviation > 0x1p-500 && deviation < 0x1p500;
            return usable ? deviation : Math.max(Math.abs(most[column] - centre), Math.abs(least[column] - centre));
        }
    }

    static boolean isConstant(double least, double most) {
        double largest = Math.max(Math.abs(least), Math.abs(most));
        return !(most - least > NO_RANGE * largest);
    }

    @Override
    public Moments accumulate(Dataset chunk, Block block) {
        int d = block.columns();
        boolean numeric = block.numbers().length > 0;
        var moments = empty(d + (numeric ? 1 : 0));
        int rows = 0;
        double weight = 0;
        for (double w : block.weights()) {
            rows += w > 0 ? 1 : 0;
            weight += w;
        }
        if (rows == 0) {
            return moments;
        }
        var counted = new Moments(rows, weight, moments.means, moments.squares, moments.least, moments.most);
        if (block.sparse().isPresent()) {
            ofSparse(block, block.sparse().get(), counted);
        } else {
            ofDense(block, counted);
        }
        if (numeric) {
            ofTarget(block, counted, d);
        }
        return counted;
    }

    private static Moments empty(int columns) {
        var least = new double[columns];
        var most = new double[columns];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        return new Moments(0, 0, new double[columns], new double[columns], least, most);
    }

    /// In two passes: the chunk is still in the cache, and squares about the mean keep their digits.
    private static void ofDense(Block block, Moments moments) {
        int d = block.columns();
        var w = block.weights();
        block.tiles((from, to, x) -> {
            for (int i = from, at = 0; i < to; i++, at += d) {
                if (w[i] > 0) {
                    add(w[i], x, at, moments.means, d);
                    widen(x, at, moments.least, moments.most, d);
                }
            }
        });
        for (int j = 0; j < d; j++) {
            moments.means[j] /= moments.weight;
        }
        block.tiles((from, to, x) -> {
            for (int i = from, at = 0; i < to; i++, at += d) {
                if (w[i] > 0) {
                    addSquares(w[i], x, at, moments.means, moments.squares, d);
                }
            }
        });
    }

    // loops of their own: so the JVM makes vector instructions of them

    private static void add(double weight, double[] x, int at, double[] sums, int d) {
        for (int j = 0; j < d; j++) {
            sums[j] += weight * x[at + j];
        }
    }

    private static void widen(double[] x, int at, double[] least, double[] most, int d) {
        for (int j = 0; j < d; j++) {
            least[j] = Math.min(least[j], x[at + j]);
        }
        for (int j = 0; j < d; j++) {
            most[j] = Math.max(most[j], x[at + j]);
        }
    }

    private static void addSquares(double weight, double[] x, int at, double[] means, double[] squares, int d) {
        for (int j = 0; j < d; j++) {
            double distance = x[at + j] - means[j];
            squares[j] += weight * distance * distance;
        }
    }

    private static void ofSparse(Block block, CsrMatrix x, Moments moments) {
        int d = block.columns();
        var stored = new int[d];
        var storedWeight = new double[d];
        for (int i = 0; i < block.rows(); i++) {
            double w = block.weights()[i];
            if (w > 0) {
                for (int k = x.rowStarts()[i]; k < x.rowStarts()[i + 1]; k++) {
                    int j = x.columnIndices()[k];
                    double value = x.values()[k];
                    moments.means[j] += w * value;
                    moments.least[j] = Math.min(moments.least[j], value);
                    moments.most[j] = Math.max(moments.most[j], value);
                    stored[j]++;
                    storedWeight[j] += w;
                }
            }
        }
        for (int j = 0; j < d; j++) {
            moments.means[j] /= moments.weight;
            if (stored[j] < moments.rows) {
                moments.least[j] = Math.min(moments.least[j], 0);
                moments.most[j] = Math.max(moments.most[j], 0);
                moments.squares[j] = Math.max(0, moments.weight - storedWeight[j]) * moments.means[j] * moments.means[j];
            }
        }
        for (int i = 0; i < block.rows(); i++) {
            double w = block.weights()[i];
            if (w > 0) {
                for (int k = x.rowStarts()[i]; k < x.rowStarts()[i + 1]; k++) {
                    int j = x.columnIndices()[k];
                    double distance = x.values()[k] - moments.means[j];
                    moments.squares[j] += w * distance * distance;
                }
            }
        }
    }

    private static void ofTarget(Block block, Moments moments, int column) {
        for (int i = 0; i < block.rows(); i++) {
            if (block.weights()[i] > 0) {
                double y = block.numbers()[i];
                moments.means[column] += block.weights()[i] * y;
                moments.least[column] = Math.min(moments.least[column], y);
                moments.most[column] = Math.max(moments.most[column], y);
            }
        }
        moments.means[column] /= moments.weight;
        for (int i = 0; i < block.rows(); i++) {
            double distance = block.numbers()[i] - moments.means[column];
            moments.squares[column] += block.weights()[i] * distance * distance;
        }
    }

    /// Chan, Golub and LeVeque 1983.
    @Override
    public Moments merge(Moments left, Moments right) {
        if (left.rows == 0 || right.rows == 0) {
            return left.rows == 0 ? right : left;
        }
        double weight = left.weight + right.weight;
        double share = right.weight / weight;
        for (int j = 0; j < left.means.length; j++) {
            double distance = right.means[j] - left.means[j];
            left.means[j] += share * distance;
            left.squares[j] += right.squares[j] + left.weight * share * distance * distance;
            left.least[j] = Math.min(left.least[j], right.least[j]);
            left.most[j] = Math.max(left.most[j], right.most[j]);
        }
        return new Moments(left.rows + right.rows, weight, left.means, left.squares, left.least, left.most);
    }
}
