package org.glia.regression;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.compute.dense.Doubles;
import org.glia.compute.elementwise.Elementwise;

/// The weighted log-loss of linear scores and its gradient, in one pass. Features are centred; sparse ones in thought, so that
/// they are not filled.
///
/// The sums are laid out as the coefficients are, then one for each intercept, then the loss.
///
/// @param coefficients `outputs x features`, row-major, of the centred features; one output where there are two classes
/// @param intercepts   one for each output
/// @param shift        what is subtracted from each feature
/// @param classOf      the class of each level of the target, -1 for those without rows
/// @param factors      what the weights of each level's rows are multiplied by
record LogLoss(double[] coefficients, double[] intercepts, double[] shift, int[] classOf, double[] factors)
        implements Pass<double[]> {

    private static final int STRIPE = 256;

    @Override
    public double[] accumulate(Dataset chunk, Block block) {
        var sums = new double[coefficients.length + intercepts.length + 1];
        var weights = new double[block.rows()];
        var truth = new int[block.rows()];
        for (int i = 0; i < weights.length; i++) {
            int level = block.codes()[i];
            weights[i] = block.weights()[i] * factors[level];
            truth[i] = classOf[level];
        }
        int n = block.rows();
        int outputs = intercepts.length;
        // Scores lie output by output, so that all that is done to them runs along the rows.
        var scores = new double[outputs * n];
        for (int k = 0; k < outputs; k++) {
            Arrays.fill(scores, k * n, (k + 1) * n, intercepts[k]);
        }
        block.addScores(shift, coefficients, scores);
        sums[sums.length - 1] = toResiduals(scores, weights, truth);
        var totals = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            totals[k] = Doubles.sum(scores, k * n, n);
        }
        block.sumRows(shift, scores, totals, sums);
        System.arraycopy(totals, 0, sums, coefficients.length, outputs);
        return sums;
    }

    /// Puts the weighted derivatives of the loss in the place of the scores and returns the weighted loss, without overflow.
    /// Rows of weight 0 count nowhere, whatever their scores.
    private double toResiduals(double[] scores, double[] weights, int[] truth) {
        int n = weights.length;
        for (int i = 0; i < n; i++) {
            if (weights[i] == 0) {
                for (int k = 0; k < intercepts.length; k++) {
                    scores[k * n + i] = 0;
                }
            }
        }
        return intercepts.length == 1 ? ofTwo(scores, weights, truth) : ofMany(scores, weights, truth);
    }

    /// The scores are those of the second class; the first has the score 0.
    private static double ofTwo(double[] scores, double[] weights, int[] truth) {
        int n = weights.length;
        var e = new double[n];
        for (int i = 0; i < n; i++) {
            e[i] = -Math.abs(scores[i]);
        }
        Elementwise.exp(e, 0, e, 0, n);
        var losses = new double[n];
        Elementwise.log1p(e, 0, losses, 0, n);
        for (int i = 0; i < n; i++) {
            boolean second = truth[i] == 1;
            double margin = second ? scores[i] : -scores[i];
            losses[i] += Math.max(0, -margin);
            double residual = weights[i] * ((margin >= 0 ? e[i] : 1) / (1 + e[i]));
            scores[i] = second ? -residual : residual;
        }
        return Doubles.dot(weights, 0, losses, 0, n);
    }

    /// A stripe of rows at a time, whose scores stay in a core's nearest cache.
    private static double ofMany(double[] scores, double[] weights, int[] truth) {
        int n = weights.length;
        var losses = new double[n];
        var highest = new double[STRIPE];
        var sums = new double[STRIPE];
        for (int from = 0; from < n; from += STRIPE) {
            int count = Math.min(STRIPE, n - from);
            System.arraycopy(scores, from, highest, 0, count);
            for (int at = from + n; at < scores.length; at += n) {
                raise(highest, scores, at, count);
            }
            for (int i = 0; i < count; i++) {
                int row = from + i;
                losses[row] = weights[row] == 0 ? 0 : highest[i] - scores[truth[row] * n + row];
            }
            Arrays.fill(sums, 0, count, 0);
            for (int at = from; at < scores.length; at += n) {
                subtract(highest, scores, at, count);
                Elementwise.exp(scores, at, scores, at, count);
                addTo(sums, scores, at, count);
            }
            for (int i = 0; i < count; i++) {
                highest[i] = weights[from + i] / sums[i];
            }
            for (int at = from; at < scores.length; at += n) {
                Doubles.multiply(highest, 0, scores, at, count);
            }
            for (int row = from; row < from + count; row++) {
                if (weights[row] != 0) {
                    scores[truth[row] * n + row] -= weights[row];
                }
            }
            Elementwise.log(sums, 0, sums, 0, count);
            Doubles.axpy(1, sums, 0, losses, from, count);
        }
        return Doubles.dot(weights, 0, losses, 0, n);
    }

    private static void raise(double[] highest, double[] scores, int at, int n) {
        for (int i = 0; i < n; i++) {
            highest[i] = Math.max(highest[i], scores[at + i]);
        }
    }

    private static void subtract(double[] highest, double[] scores, int at, int n) {
        for (int i = 0; i < n; i++) {
            scores[at + i] -= highest[i];
        }
    }

    private static void addTo(double[] sums, double[] values, int at, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += values[at + i];
        }
    }

    @Override
    public double[] merge(double[] left, double[] right) {
        Doubles.axpy(1, right, 0, left, 0, left.length);
        return left;
    }
}
