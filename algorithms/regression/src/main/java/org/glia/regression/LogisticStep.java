package org.glia.regression;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.run.Opening;
import org.glia.api.run.Step;

/// The passes of logistic regression over the rows.
sealed interface LogisticStep extends Step<LogisticStep.Rows, double[]> {

    /// A chunk of rows, read and scaled once.
    ///
    /// @param x scaled features
    /// @param y codes of the target
    /// @param w weights
    record Rows(Design x, int[] y, double[] w) {
    }

    /// Scales rows by moments of the whole.
    record Open(Moments moments) implements Opening<Rows> {

        @Override
        public Rows open(Dataset chunk) {
            return new Rows(Design.of(chunk.features()).scaled(moments), ((NominalColumn) chunk.target()).codes(),
                    Moments.weights(chunk));
        }
    }

    @Override
    default double[] merge(double[] left, double[] right) {
        return Moments.add(left, right);
    }

    /// The weight of each level.
    record Count(int levels) implements LogisticStep {

        @Override
        public double[] accumulate(Dataset chunk, Rows rows) {
            var counts = new double[levels];
            for (int i = 0; i < rows.y().length; i++) {
                counts[rows.y()[i]] += rows.w()[i];
            }
            return counts;
        }
    }

    /// The gradient of the weighted log-loss, and the loss itself last.
    ///
    /// @param parameters for each output the coefficients of the scaled features, then the intercept if there is one
    /// @param d          features
    /// @param stride     numbers an output: d, or d + 1 with an intercept
    /// @param classes    codes of the classes that take part; with two of them there is one output, for the second
    /// @param factors    the weight of each level
    record Pass(double[] parameters, int d, int stride, int[] classes, double[] factors) implements LogisticStep {

        @Override
        public double[] accumulate(Dataset chunk, Rows rows) {
            var sums = new double[parameters.length + 1];
            var position = new int[factors.length];
            Arrays.fill(position, -1);
            for (int k = 0; k < classes.length; k++) {
                position[classes[k]] = k;
            }
            if (classes.length == 2) {
                binary(rows, position, sums);
            } else {
                multinomial(rows, position, sums);
            }
            return sums;
        }

        private double score(Rows rows, int i, int output) {
            double score = rows.x().dot(i, parameters, output * stride);
            return stride > d ? score + parameters[output * stride + d] : score;
        }

        private void add(Rows rows, int i, double residual, double[] sums, int output) {
            rows.x().addTo(i, residual, sums, output * stride);
            if (stride > d) {
                sums[output * stride + d] += residual;
            }
        }

        private void binary(Rows rows, int[] position, double[] sums) {
            double loss = 0;
            for (int i = 0; i < rows.y().length; i++) {
                double weight = rows.w()[i] * factors[rows.y()[i]];
                if (weight == 0) {
                    continue;
                }
                double score = score(rows, i, 0);
                boolean second = position[rows.y()[i]] == 1;
                double margin = second ? score : -score;
                // log(1 + exp(-margin)) without overflow; the residual is the probability of the other class.
                double e = StrictMath.exp(-Math.abs(margin));
                loss += weight * (StrictMath.log1p(e) + Math.max(0, -margin));
                double other = weight * (margin >= 0 ? e / (1 + e) : 1 / (1 + e));
                double residual = second ? -other : other;
                add(rows, i, residual, sums, 0);
            }
            sums[parameters.length] = loss;
        }

        private void multinomial(Rows rows, int[] position, double[] sums) {
            int outputs = classes.length;
            double loss = 0;
            var p = new double[outputs];
            for (int i = 0; i < rows.y().length; i++) {
                double weight = rows.w()[i] * factors[rows.y()[i]];
                if (weight == 0) {
                    continue;
                }
                double highest = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < outputs; k++) {
                    p[k] = score(rows, i, k);
                    highest = Math.max(highest, p[k]);
                }
                int truth = position[rows.y()[i]];
                double own = p[truth];
                double sum = 0;
                for (int k = 0; k < outputs; k++) {
                    p[k] = StrictMath.exp(p[k] - highest);
                    sum += p[k];
                }
                loss += weight * (StrictMath.log(sum) + highest - own);
                for (int k = 0; k < outputs; k++) {
                    add(rows, i, weight * (p[k] / sum - (k == truth ? 1 : 0)), sums, k);
                }
            }
            sums[parameters.length] = loss;
        }
    }
}
