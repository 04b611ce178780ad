package org.glia.regression;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.run.Chunks;
import org.glia.api.run.Opening;
import org.glia.api.run.Step;

/// Weighted means and standard deviations of the features. Sparse features are not centred, which would fill them: their
/// means count as 0 and their deviations are about 0.
///
/// @param means      one for each column of the feature matrix
/// @param deviations with divisor "sum of weights"; 1 where a column is constant
record Moments(double[] means, double[] deviations) {

    /// The features and weights of a chunk of rows, read once.
    record Rows(Design x, double[] w) {
    }

    record Open() implements Opening<Rows> {
        @Override
        public Rows open(Dataset chunk) {
            return new Rows(Design.of(chunk.features()), weights(chunk));
        }
    }

    /// Sums of weighted rows, the total weight last.
    record Sums(int d) implements Step<Rows, double[]> {

        @Override
        public double[] accumulate(Dataset chunk, Rows rows) {
            var sums = new double[d + 1];
            for (int i = 0; i < rows.w().length; i++) {
                rows.x().addTo(i, rows.w()[i], sums, 0);
                sums[d] += rows.w()[i];
            }
            return sums;
        }

        @Override
        public double[] merge(double[] left, double[] right) {
            return add(left, right);
        }
    }

    /// Sums of weighted squared distances to `origin`, the total weight last.
    record Squares(double[] origin) implements Step<Rows, double[]> {

        @Override
        public double[] accumulate(Dataset chunk, Rows rows) {
            var sums = new double[origin.length + 1];
            for (int i = 0; i < rows.w().length; i++) {
                rows.x().addSquares(i, rows.w()[i], origin, sums);
                sums[origin.length] += rows.w()[i];
            }
            return sums;
        }

        @Override
        public double[] merge(double[] left, double[] right) {
            return add(left, right);
        }
    }

    static double[] add(double[] left, double[] right) {
        for (int j = 0; j < left.length; j++) {
            left[j] += right[j];
        }
        return left;
    }

    static double[] weights(Dataset chunk) {
        return chunk.weights().orElseGet(() -> {
            var ones = new double[chunk.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
    }

    /// The moments of chunks that were opened with [Open].
    ///
    /// @param centred whether the deviations are about the means, or about 0
    static Moments of(Chunks<Rows> chunks, int d, boolean centred) {
        var means = new double[d];
        if (centred) {
            var sums = chunks.aggregate(new Sums(d));
            for (int j = 0; j < d; j++) {
                means[j] = sums[j] / sums[d];
            }
        }
        var squares = chunks.aggregate(new Squares(means));
        var deviations = new double[d];
        for (int j = 0; j < d; j++) {
            double deviation = Math.sqrt(squares[j] / squares[d]);
            // Smaller than what rounding makes of a constant: nothing to scale by.
            deviations[j] = deviation > 1e-13 * Math.abs(means[j]) ? deviation : 1;
        }
        return new Moments(means, deviations);
    }

    /// The linear scores of rows, `n x outputs`.
    ///
    /// @param coefficients `features x outputs`
    static double[] scores(Matrix features, Matrix coefficients, double[] intercepts) {
        int d = coefficients.rows();
        int outputs = intercepts.length;
        var byOutput = new double[d * outputs];
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < outputs; k++) {
                byOutput[k * d + j] = coefficients.get(j, k);
            }
        }
        var scores = new double[Math.multiplyExact(features.rows(), outputs)];
        int rowsAtATime = Math.max(16, (1 << 14) / Math.max(1, d));
        for (int from = 0; from < features.rows(); from += rowsAtATime) {
            int to = Math.min(features.rows(), from + rowsAtATime);
            var design = Design.of(features.rows(IntStream.range(from, to).toArray()));
            for (int i = from; i < to; i++) {
                for (int k = 0; k < outputs; k++) {
                    scores[i * outputs + k] = intercepts[k] + design.dot(i - from, byOutput, k * d);
                }
            }
        }
        return scores;
    }
}
