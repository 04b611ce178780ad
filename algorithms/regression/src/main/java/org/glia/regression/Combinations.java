package org.glia.regression;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.compute.dense.Doubles;

/// Sums over the rows of combinations Z v of the scaled columns: for each v its weighted square, and its products with the columns.
/// The sums are laid out as the vectors are, then the squares.
///
/// @param intercept whether the first column is 1
/// @param vectors   `outputs x columns`, row-major
/// @param outputs   how many
record Combinations(Scaling scaling, boolean intercept, double[] vectors, int outputs) implements Pass<double[]> {

    @Override
    public double[] accumulate(Dataset chunk, Block block) {
        int d = block.columns();
        int n = block.rows();
        int first = intercept ? 1 : 0;
        int columns = first + d;
        var features = new double[outputs * d];
        var scores = new double[outputs * n];
        for (int k = 0; k < outputs; k++) {
            for (int j = 0; j < d; j++) {
                features[k * d + j] = vectors[k * columns + first + j] * scaling.unit()[j];
            }
            if (intercept) {
                Arrays.fill(scores, k * n, (k + 1) * n, vectors[k * columns]);
            }
        }
        block.addScores(scaling.shift(), features, scores);
        var sums = new double[outputs * columns + outputs];
        var totals = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double weight = block.weights()[i] * scaling.weightUnit();
                double score = weight == 0 ? 0 : scores[k * n + i];
                squares = Math.fma(weight * score, score, squares);
                scores[k * n + i] = weight * score;
            }
            sums[outputs * columns + k] = squares;
            totals[k] = Doubles.sum(scores, k * n, n);
        }
        block.sumRows(scaling.shift(), scores, totals, features);
        for (int k = 0; k < outputs; k++) {
            if (intercept) {
                sums[k * columns] = totals[k];
            }
            for (int j = 0; j < d; j++) {
                sums[k * columns + first + j] = features[k * d + j] * scaling.unit()[j];
            }
        }
        return sums;
    }

    @Override
    public double[] merge(double[] left, double[] right) {
        Doubles.axpy(1, right, 0, left, 0, left.length);
        return left;
    }
}
