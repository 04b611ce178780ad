package org.glia.regression;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.api.run.Parallel;
import org.glia.compute.decomposition.TriangularFactor;
import org.glia.compute.dense.Doubles;
import org.glia.compute.elementwise.Elementary;

/// The factor R of all rows: 1 where there is an intercept, then the scaled features, then the numeric target, each
/// multiplied by the root of the row's weight.
///
/// @param intercept whether the first column is 1
/// @param logit     coefficients of the features, and an intercept behind them: weights are multiplied by p (1 - p), p being
///                  the logistic function of the score; empty leaves weights alone
record Triangulation(Scaling scaling, boolean intercept, double[] logit) implements Pass<TriangularFactor> {

    @Override
    public TriangularFactor accumulate(Dataset chunk, Block block) {
        int d = block.columns();
        boolean numeric = block.numbers().length > 0;
        int first = intercept ? 1 : 0;
        int width = first + d + (numeric ? 1 : 0);
        var rows = new double[Math.multiplyExact(block.rows(), width)];
        var used = new int[1];
        block.tiles((from, to, x) -> {
            for (int i = from, at = 0; i < to; i++, at += d) {
                double weight = block.weights()[i] * scaling.weightUnit();
                if (logit.length > 0) {
                    double e = Elementary.exp(-Math.abs(logit[d] + Doubles.dot(x, at, logit, 0, d)));
                    weight *= e / ((1 + e) * (1 + e));
                }
                if (weight == 0) {
                    continue;
                }
                double root = Math.sqrt(weight);
                int row = used[0]++ * width;
                if (intercept) {
                    rows[row] = root;
                }
                for (int j = 0; j < d; j++) {
                    rows[row + first + j] = root * ((x[at + j] - scaling.shift()[j]) * scaling.unit()[j]);
                }
                if (numeric) {
                    rows[row + first + d] = root * ((block.numbers()[i] - scaling.target()) * scaling.targetUnit());
                }
            }
        });
        return new TriangularFactor(used[0], width, used[0] == block.rows() ? rows : Arrays.copyOf(rows, used[0] * width))
                .small(Parallel.sequential());
    }

    @Override
    public TriangularFactor merge(TriangularFactor left, TriangularFactor right) {
        return left.above(right, Parallel.sequential());
    }
}
