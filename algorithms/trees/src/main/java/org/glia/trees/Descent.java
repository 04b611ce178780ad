package org.glia.trees;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.model.Prediction;

/// Sends rows down many trees, a tile of rows at a time, so that both the tile and a tree stay in the cache.
final class Descent {

    private static final int TILE = 512;

    private static final int NOMINAL = 1 << 29;
    private static final int MISSING_LEFT = 1 << 30;
    private static final int FEATURE = NOMINAL - 1;

    private final Trees trees;
    /// Two words for each node, so that a step reads one line of memory: the threshold's bits (or where the levels begin), and
    /// the feature with its flags, negative in a leaf, above the right child.
    private final long[] nodes;

    Descent(Trees trees) {
        this.trees = trees;
        int count = trees.feature().length;
        nodes = new long[Math.multiplyExact(2, count)];
        for (int node = 0; node < count; node++) {
            boolean nominal = trees.levels()[node] >= 0;
            int asked = trees.feature()[node] < 0 ? -1 : trees.feature()[node] | (nominal ? NOMINAL : 0)
                    | (trees.missingLeft()[node] ? MISSING_LEFT : 0);
            nodes[2 * node] = nominal ? trees.levels()[node] : Double.doubleToRawLongBits(trees.threshold()[node]);
            nodes[2 * node + 1] = (long) asked << 32 | trees.right()[node];
        }
    }

    /// Sends rows down one tree, all of them one step at a time: the steps of different rows do not wait for each other's memory.
    ///
    /// @param cells of the rows, row-major; codes of levels as numbers, NaN where missing
    /// @param at    receives the place among the leaves of where each row ends; -1 for rows that are to be left out
    /// @param rows  scratch memory
    void leaves(int tree, double[] cells, int width, int[] at, int[] rows, int count) {
        int root = trees.roots()[tree];
        int active = 0;
        for (int row = 0; row < count; row++) {
            rows[active] = row;
            active += at[row] >= 0 ? 1 : 0;
            at[row] = at[row] >= 0 ? root : -1;
        }
        while (active > 0) {
            int next = 0;
            for (int i = 0; i < active; i++) {
                int row = rows[i];
                int node = at[row];
                long word = nodes[2 * node + 1];
                if (word < 0) {
                    at[row] = (int) word;
                    continue;
                }
                int asked = (int) (word >>> 32);
                double x = cells[row * width + (asked & FEATURE)];
                // both questions have nearly always the same answer, the third has not
                boolean left;
                if (x != x) {
                    left = (asked & MISSING_LEFT) != 0;
                } else if ((asked & NOMINAL) != 0) {
                    left = hasLeft((int) nodes[2 * node], (int) x);
                } else {
                    left = x <= Double.longBitsToDouble(nodes[2 * node]);
                }
                at[row] = left ? node + 1 : (int) word;
                rows[next++] = row;
            }
            active = next;
        }
    }

    private boolean hasLeft(int begin, int level) {
        return (trees.leftLevels()[begin + (level >> 6)] >>> (level & 63) & 1) != 0;
    }

    /// The sum of the values of the leaves that each row falls into, `rows x width`, added tree by tree.
    double[] sums(Dataset rows) {
        var cells = RowCells.of(rows);
        int n = rows.rows();
        int width = trees.width();
        var sums = new double[Math.multiplyExact(n, width)];
        var leaves = trees.leaves();
        var at = new int[TILE];
        var scratch = new int[TILE];
        for (int from = 0; from < n; from += TILE) {
            int to = Math.min(n, from + TILE);
            var tile = cells.read(from, to);
            for (int tree = 0; tree < trees.count(); tree++) {
                Arrays.fill(at, 0, to - from, 0);
                leaves(tree, tile, cells.width(), at, scratch, to - from);
                for (int row = from; row < to; row++) {
                    int leaf = at[row - from] * width;
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
