package org.glia.trees;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.model.Prediction;

/// Sends rows down many trees, a tile of rows at a time, so that both the tile and a tree stay in the cache.
final class Descent {

    private static final int TILE = 512;

    private final Trees trees;

    Descent(Trees trees) {
        this.trees = trees;
    }

    /// The sum of the values of the leaves that each row falls into, `rows x width`, added tree by tree.
    double[] sums(Dataset rows) {
        var cells = RowCells.of(rows);
        int n = rows.rows();
        int width = trees.width();
        var sums = new double[Math.multiplyExact(n, width)];
        var leaves = trees.leaves();
        for (int from = 0; from < n; from += TILE) {
            int to = Math.min(n, from + TILE);
            var tile = cells.read(from, to);
            for (int tree = 0; tree < trees.count(); tree++) {
                for (int row = from; row < to; row++) {
                    int leaf = trees.leaf(tree, tile, (row - from) * cells.width()) * width;
                    for (int k = 0; k < width; k++) {
                        sums[row * width + k] += leaves[leaf + k];
                    }
                }
            }
        }
        return sums;
    }

    /// The mean over the trees as the answer to the task: numbers, or probabilities of levels.
    Prediction mean(Dataset rows, Field target) {
        var sums = sums(rows);
        double count = trees.count();
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= count;
        }
        return target.levels().size() > 0 ? Prediction.probabilities(target, Matrix.of(rows.rows(), trees.width(), sums))
                : Prediction.values(target, sums);
    }

    /// The same tree with shares of the classes in place of their weights.
    static Tree shares(Tree tree) {
        var shares = tree.values().clone();
        int k = tree.width();
        for (int node = 0; node < tree.size(); node++) {
            double total = 0;
            for (int c = 0; c < k; c++) {
                total += shares[node * k + c];
            }
            for (int c = 0; c < k; c++) {
                shares[node * k + c] /= total;
            }
        }
        return tree.withValues(k, shares);
    }
}
