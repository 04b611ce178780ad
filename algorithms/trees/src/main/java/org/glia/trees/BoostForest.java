package org.glia.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.TreeView;

/// Many regression trees in a few arrays. The right child of a node stands behind the left one.
///
/// @param roots       where each tree begins; trees of one round stand together, one for each output
/// @param feature     what each node asks for, -1 in a leaf
/// @param threshold   numbers up to this go left; infinity where all that are present do
/// @param left        the left child
/// @param missingLeft whether missing cells go left
/// @param levelsAt    where the set of levels that go left begins in `levels`, -1 for numeric features
/// @param levels      sets of codes, 64 to a number
/// @param value       of each node as a leaf, learning rate included
/// @param gain        by how much the question lowers twice the loss, 0 in a leaf
/// @param weight      sum of the second derivatives of the training rows
record BoostForest(int[] roots, int[] feature, double[] threshold, int[] left, boolean[] missingLeft, int[] levelsAt,
                   long[] levels, double[] value, double[] gain, double[] weight) {

    /// Collects trees.
    static final class Builder {

        private final List<HistogramTree> trees = new ArrayList<>();
        private final Binning binning;

        Builder(Binning binning) {
            this.binning = binning;
        }

        void add(HistogramTree tree) {
            trees.add(tree);
        }

        /// The first so many trees.
        BoostForest build(int count, double learningRate) {
            int nodes = trees.stream().limit(count).mapToInt(tree -> tree.feature().length).sum();
            var forest = new BoostForest(new int[count], new int[nodes], new double[nodes], new int[nodes], new boolean[nodes],
                    new int[nodes], new long[0], new double[nodes], new double[nodes], new double[nodes]);
            var sets = new Sets();
            int at = 0;
            for (int t = 0; t < count; t++) {
                forest.roots[t] = at;
                at = fill(forest, trees.get(t), at, learningRate, sets);
            }
            return new BoostForest(forest.roots, forest.feature, forest.threshold, forest.left, forest.missingLeft,
                    forest.levelsAt, sets.taken(), forest.value, forest.gain, forest.weight);
        }

        private int fill(BoostForest forest, HistogramTree tree, int at, double learningRate, Sets sets) {
            for (int node = 0; node < tree.feature().length; node++) {
                int to = at + node;
                int feature = tree.feature()[node];
                forest.feature[to] = feature;
                forest.levelsAt[to] = -1;
                forest.value[to] = learningRate * tree.value()[node];
                forest.weight[to] = tree.weight()[node];
                if (feature >= 0) {
                    var split = tree.splits()[node];
                    var rule = binning.rule(feature);
                    forest.left[to] = at + tree.left()[node];
                    forest.gain[to] = split.gain();
                    forest.missingLeft[to] = split.missingLeft();
                    if (rule.nominal()) {
                        forest.levelsAt[to] = sets.add(rule, split.left(), binning.columns().words(feature));
                    } else {
                        forest.threshold[to] = split.lastBin() < rule.thresholds().length ? rule.thresholds()[split.lastBin()]
                                : Double.POSITIVE_INFINITY;
                    }
                }
            }
            return at + tree.feature().length;
        }
    }

    private static final class Sets {

        private long[] words = new long[64];
        private int size;

        int add(BinRule rule, boolean[] left, int count) {
            int at = size;
            size += count;
            if (size > words.length) {
                words = Arrays.copyOf(words, Math.max(2 * words.length, size));
            }
            for (int code = 0; code < rule.levelBins().length; code++) {
                if (left[rule.bin(code)]) {
                    words[at + (code >>> 6)] |= 1L << code;
                }
            }
            return at;
        }

        long[] taken() {
            return Arrays.copyOf(words, size);
        }
    }

    int trees() {
        return roots.length;
    }

    /// Adds the values of the leaves in which rows end to their scores, `rows x outputs`.
    ///
    /// @param tile  `rows x features`, as [BoostColumns.Reader] reads them
    /// @param width features
    void addScores(double[] tile, int rows, int width, double[] scores, int at, int outputs) {
        for (int tree = 0; tree < roots.length; tree++) {
            int output = tree % outputs;
            for (int i = 0; i < rows; i++) {
                scores[at + i * outputs + output] += value[leaf(roots[tree], tile, i * width)];
            }
        }
    }

    private int leaf(int root, double[] tile, int row) {
        int node = root;
        for (int asked = feature[node]; asked >= 0; asked = feature[node]) {
            double x = tile[row + asked];
            boolean goesLeft;
            int set = levelsAt[node];
            if (set >= 0) {
                goesLeft = x != x ? missingLeft[node] : (levels[set + ((int) x >>> 6)] >>> (int) x & 1) != 0;
            } else {
                goesLeft = x <= threshold[node] | x != x & missingLeft[node];
            }
            node = left[node] + (goesLeft ? 0 : 1);
        }
        return node;
    }

    /// Raw scores of rows without those that all rows start with, `rows x outputs`.
    double[] scores(BoostColumns columns, Dataset rows, double[] start) {
        int n = rows.rows();
        int outputs = start.length;
        int width = columns.size();
        int most = Math.clamp((1 << 14) / Math.max(1, width), 16, 512);
        var scores = new double[n * outputs];
        var reader = columns.reader(rows, most);
        var tile = new double[most * width];
        for (int from = 0; from < n; from += most) {
            int to = Math.min(n, from + most);
            reader.read(from, to, tile);
            for (int i = from; i < to; i++) {
                System.arraycopy(start, 0, scores, i * outputs, outputs);
            }
            addScores(tile, to - from, width, scores, from * outputs, outputs);
        }
        return scores;
    }

    /// The share of the gain of all splits that falls to each feature.
    double[] gains(int features) {
        var gains = new double[features];
        for (int node = 0; node < feature.length; node++) {
            if (feature[node] >= 0) {
                gains[feature[node]] += gain[node];
            }
        }
        double total = Arrays.stream(gains).sum();
        return total > 0 ? Arrays.stream(gains).map(own -> own / total).toArray() : gains;
    }

    /// How many questions each feature is asked in.
    double[] questions(int features) {
        var counts = new double[features];
        for (int asked : feature) {
            if (asked >= 0) {
                counts[asked]++;
            }
        }
        return counts;
    }

    FeatureImportances importances(Schema schema) {
        return new FeatureImportances("gain", schema.featureNames(), gains(schema.featureWidth()), new double[0]);
    }

    /// One tree for people.
    ///
    /// @param output what its values are added to
    TreeView view(int tree, BoostColumns columns, String output) {
        int from = roots[tree];
        int to = tree + 1 < roots.length ? roots[tree + 1] : feature.length;
        var nodes = new ArrayList<TreeView.Node>();
        for (int node = from; node < to; node++) {
            boolean leaf = feature[node] < 0;
            nodes.add(new TreeView.Node(leaf ? "" : question(node, columns), leaf ? List.of() : List.of("true", "false"),
                    leaf ? new int[0] : new int[] {left[node] - from, left[node] + 1 - from}, "%+.4g".formatted(value[node]),
                    new double[] {value[node]}, weight[node], 0));
        }
        return new TreeView(List.of(output), nodes);
    }

    private String question(int node, BoostColumns columns) {
        var name = columns.names().get(feature[node]);
        if (levelsAt[node] < 0) {
            return Double.isInfinite(threshold[node]) ? name + " is not missing"
                    : "%s <= %s%s".formatted(name, threshold[node], missingLeft[node] ? " or missing" : "");
        }
        var field = columns.field(feature[node]);
        var names = new ArrayList<String>();
        for (int code = 0; code < field.levels().size(); code++) {
            if ((levels[levelsAt[node] + (code >>> 6)] >>> code & 1) != 0) {
                names.add(field.levels().name(code));
            }
        }
        return "%s in {%s}%s".formatted(name, String.join(", ", names), missingLeft[node] ? " or missing" : "");
    }
}
