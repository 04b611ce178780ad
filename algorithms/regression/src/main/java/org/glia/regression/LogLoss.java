package org.glia.regression;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;

/// The weighted log-loss of linear scores and its gradient, in one pass. Features are centred in thought: sparse rows are not
/// filled.
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

    @Override
    public double[] accumulate(Dataset chunk, Block block) {
        var sums = new double[coefficients.length + intercepts.length + 1];
        if (block.sparse().isPresent()) {
            ofSparse(block, block.sparse().get(), sums);
        } else {
            ofDense(block, sums);
        }
        return sums;
    }

    private void ofDense(Block block, double[] sums) {
        int d = shift.length;
        int outputs = intercepts.length;
        var scores = new double[outputs];
        block.tiles((from, to, x) -> {
            for (int i = from, at = 0; i < to; i++, at += d) {
                double weight = block.weights()[i] * factors[block.codes()[i]];
                if (weight == 0) {
                    continue;
                }
                Vectors.axpy(-1, shift, 0, x, at, d);
                for (int k = 0; k < outputs; k++) {
                    scores[k] = intercepts[k] + Vectors.dot(x, at, coefficients, k * d, d);
                }
                sums[sums.length - 1] += weight * toResiduals(scores, classOf[block.codes()[i]]);
                for (int k = 0; k < outputs; k++) {
                    double residual = weight * scores[k];
                    Vectors.axpy(residual, x, at, sums, k * d, d);
                    sums[outputs * d + k] += residual;
                }
            }
        });
    }

    private void ofSparse(Block block, CsrMatrix x, double[] sums) {
        int d = shift.length;
        int outputs = intercepts.length;
        var scores = new double[outputs];
        var constants = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            constants[k] = intercepts[k] - Vectors.dot(shift, 0, coefficients, k * d, d);
        }
        for (int i = 0; i < block.rows(); i++) {
            double weight = block.weights()[i] * factors[block.codes()[i]];
            if (weight == 0) {
                continue;
            }
            int begin = x.rowStarts()[i];
            int end = x.rowStarts()[i + 1];
            for (int k = 0; k < outputs; k++) {
                double score = constants[k];
                for (int e = begin; e < end; e++) {
                    score += x.values()[e] * coefficients[k * d + x.columnIndices()[e]];
                }
                scores[k] = score;
            }
            sums[sums.length - 1] += weight * toResiduals(scores, classOf[block.codes()[i]]);
            for (int k = 0; k < outputs; k++) {
                double residual = weight * scores[k];
                for (int e = begin; e < end; e++) {
                    sums[k * d + x.columnIndices()[e]] += residual * x.values()[e];
                }
                sums[outputs * d + k] += residual;
            }
        }
        for (int k = 0; k < outputs; k++) {
            Vectors.axpy(-sums[outputs * d + k], shift, 0, sums, k * d, d);
        }
    }

    /// Puts the derivatives of the loss in the place of the scores and returns the loss, without overflow.
    private static double toResiduals(double[] scores, int truth) {
        if (scores.length == 1) { // of the second class; the first has the score 0
            boolean second = truth == 1;
            double margin = second ? scores[0] : -scores[0];
            double e = StrictMath.exp(-Math.abs(margin));
            double otherProbability = margin >= 0 ? e / (1 + e) : 1 / (1 + e);
            scores[0] = second ? -otherProbability : otherProbability;
            return StrictMath.log1p(e) + Math.max(0, -margin);
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double own = scores[truth];
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = StrictMath.exp(scores[k] - highest);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        scores[truth] -= 1;
        return StrictMath.log(sum) + (highest - own);
    }

    @Override
    public double[] merge(double[] left, double[] right) {
        return Vectors.add(left, right);
    }
}
